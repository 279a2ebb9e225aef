import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replySchema } from '../../src/api/call.ts';
import { type CallName, contract } from '../../src/api/contract.ts';
import type { Library } from '../../src/app/library.ts';
import { ERROR_KINDS } from '../../src/domain/error.ts';
import { type Server, serve } from '../../src/entry/http/serve.ts';
import { ask } from '../integration/entry/http/ask.ts';
import { type EnteredServer, enterServer } from '../integration/entry/http/enter-server.ts';
import { SMALL_LIBRARY_PHOTOS, smallLibrary } from '../integration/entry/http/small-library.ts';
import { ROOT } from '../support/paths.ts';
import fc from '../support/properties.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { rounds } from '../support/rounds.ts';
import { arbitraryInput, arbitraryJson } from './arbitrary-input.ts';

let folder: string;
let library: Library;
let server: Server;
let entered: EnteredServer;
const logged: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-contract-'));
  const renderer = path.join(folder, 'renderer');
  mkdirSync(renderer);
  writeFileSync(path.join(renderer, 'index.html'), '<!doctype html><title>Beachcomb</title>');
  ({ library } = await smallLibrary(folder));
  server = await serve(library, { port: 0, rendererFolder: renderer, log: (line) => logged.push(line) });
  entered = await enterServer(server.address);
});
afterAll(async () => {
  await server?.close();
  await library?.close();
  removeFolder(folder);
});

const send = (body: string, large = false) =>
  ask(entered.port, {
    method: 'POST',
    path: large ? '/api/large' : '/api',
    headers: entered.headers,
    body,
  });

/** Where something lies on this machine, or how the program is built inside. */
const tellsTooMuch = (detail: string): boolean =>
  detail.includes(folder) ||
  detail.includes(ROOT) ||
  detail.includes(os.homedir() === '/' ? '\0none' : `${os.homedir()}/`) ||
  /node_modules|node:internal|\n\s*at |\.ts:\d+|SQLITE|sqlite3/.test(detail);

/** Sends a call with its input as JSON, and checks what comes back. Gives the kind of its error, or ok. */
async function attack(call: string, input: unknown): Promise<string> {
  const { status, body } = await send(JSON.stringify({ call, input }));
  if (status !== 200) {
    expect([400, 413]).toContain(status);
    return String(status);
  }
  const reply = replySchema.parse(JSON.parse(Buffer.from(body, 'latin1').toString()));
  if (reply.ok) return 'ok';
  const { kind, detail } = reply.error;
  expect(ERROR_KINDS).toContain(kind);
  expect(detail).not.toSatisfy(tellsTooMuch);
  // What was sent may be said back, but no book of it.
  expect(detail.length).toBeLessThan(1000);
  return kind;
}

describe('the contract', () => {
  const calls = Object.keys(contract) as CallName[];
  const PATHS = new Set<CallName>([
    'folders.add',
    'userData.exportSidecars',
    'userData.importSidecars',
    'copies.start',
    'packs.add',
  ]);

  it.each(calls)(
    '%s answers anything in the words of the contract, and the program goes on',
    async (name) => {
      const seen = new Map<string, number>();
      const schema = contract[name].input;
      // A folder that is there would be added and looked through, as it was asked to.
      const safe = (input: unknown): boolean => {
        const wanted = (input as { path?: unknown } | null)?.path;
        return !PATHS.has(name) || typeof wanted !== 'string' || !existsSync(wanted);
      };
      await fc.assert(
        fc.asyncProperty(arbitraryInput(schema).filter(safe), async (input) => {
          const kind = await attack(name, input);
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
        }),
        { numRuns: rounds(25, 400, 12), seed: 7, endOnFailure: true },
      );
      expect(seen.get('internal') ?? 0, [...seen].join(' ')).toBe(0);
      recordAttempt({
        suite: 'security',
        what: 'a call with a fuzzed input (wrong types, bounds, prototype keys, deep nesting, SQL, 100 kB strings)',
        times: [...seen.values()].reduce((sum, n) => sum + n, 0),
        outcome: 'a reply of the contract',
        lost: 0,
      });
    },
    120_000,
  );

  it('is answered as well where the request itself is of another form', async () => {
    let times = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          arbitraryJson,
          fc.record({ call: arbitraryJson, input: arbitraryJson, more: arbitraryJson }, { requiredKeys: [] }),
        ),
        fc.boolean(),
        async (request, large) => {
          times += 1;
          const { status, body } = await send(JSON.stringify(request), large);
          expect(status).toBe(200);
          expect(replySchema.parse(JSON.parse(body))).toMatchObject({ ok: false });
        },
      ),
      { numRuns: rounds(200, 5000, 80), seed: 7 },
    );
    for (const text of [
      '['.repeat(500_000),
      `${'['.repeat(400_000)}${']'.repeat(400_000)}`,
      `{"call":"status.get","input":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
    ]) {
      const { status } = await send(text);
      expect([200, 400]).toContain(status);
      times += 1;
    }
    recordAttempt({
      suite: 'security',
      what: 'a request of another form, up to 500,000 brackets deep',
      times,
      outcome: 'a reply of the contract',
      lost: 0,
    });
  }, 120_000);

  it('leaves the objects of the program as they are', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['more']).toBeUndefined();
  });

  it('lost no photo and no process over all this', async () => {
    const found = await library.handlers['search.run']({ text: '', sort: 'date', offset: 0, limit: 10 });
    const folders = await library.handlers['folders.list']({});
    // A folder may have been removed, as it was asked; its files are untouched.
    if (folders.length > 0) expect(found.hits.length).toBe(SMALL_LIBRARY_PHOTOS);
    const status = await library.handlers['status.get']({});
    expect(status.stoppedBy).toBeNull();
    expect(status.restarts).toBe(0);
    expect(logged).toEqual([]);
  });
});
