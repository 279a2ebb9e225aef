import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { contract } from '../../../../src/api/contract.ts';
import { CONTRACT_TOOLS } from '../../../../src/entry/mcp/mcp-tools.ts';
import { CLI_MAIN } from '../../../support/cli-main.ts';
import { indexedSamples } from '../../../support/indexed-samples.ts';
import { openAtRest } from '../../../support/open-at-rest.ts';
import { MODELS, ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const SAMPLES = path.join(MODELS, 'samples');
const SPOKEN = '2025-06-18';

interface Result {
  readonly isError?: boolean;
  readonly content: readonly {
    readonly type: string;
    readonly text?: string;
    readonly mimeType?: string;
    readonly data?: string;
  }[];
  readonly structuredContent?: Record<string, never>;
}

/** An assistant that speaks the protocol over the pipes of the real command. */
async function assistant(library: string, ...options: string[]) {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', CLI_MAIN, 'mcp', '--library', library, ...options],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const waiting = new Map<number, (reply: { result?: unknown; error?: unknown }) => void>();
  createInterface(child.stdout).on('line', (line) => {
    const reply = JSON.parse(line) as { id?: number; result?: unknown; error?: unknown };
    waiting.get(reply.id ?? -1)?.(reply);
  });
  let last = 0;
  const ask = <T>(method: string, params: unknown): Promise<T> => {
    last += 1;
    const id = last;
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    return new Promise((resolve, reject) =>
      waiting.set(id, ({ result, error }) =>
        error === undefined ? resolve(result as T) : reject(new Error(JSON.stringify(error))),
      ),
    );
  };
  const clientInfo = { name: 'test', version: '1' };
  const hello = await ask('initialize', { protocolVersion: SPOKEN, capabilities: {}, clientInfo });
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
  return {
    hello,
    child,
    tools: async () =>
      (
        await ask<{ tools: { name: string; annotations: object; inputSchema: { properties?: object } }[] }>(
          'tools/list',
          {},
        )
      ).tools,
    use: (name: string, given: object = {}) => ask<Result>('tools/call', { name, arguments: given }),
  };
}

async function indexed(): Promise<string> {
  const library = path.join(tempFolder(), 'library.sqlite');
  await indexedSamples(library);
  return library;
}

describe('an assistant', () => {
  it('searches, looks at photos and lists what there is, and is offered nothing that writes', async () => {
    const library = await indexed();
    const { hello, tools, use, child } = await assistant(library);
    expect(hello).toMatchObject({ serverInfo: { name: 'beachcomb' } });
    const offered = await tools();
    const reading = Object.entries(CONTRACT_TOOLS).filter(([, { writes }]) => !writes);
    expect(offered.map(({ name }) => name).sort()).toEqual(
      ['search_photos', 'view_photo', ...reading.map(([name]) => name)].sort(),
    );
    for (const { annotations } of offered) expect(annotations).toMatchObject({ readOnlyHint: true });

    const found = await use('search_photos', { text: 'dog', limit: 3 });
    const photos = (found.structuredContent?.['photos'] ?? []) as {
      photo: number;
      path: string;
      level: string;
    }[];
    expect(photos.length).toBeGreaterThan(0);
    expect(readdirSync(SAMPLES)).toContain(path.basename(photos[0]?.path ?? ''));
    expect(JSON.parse(found.content[0]?.text ?? '')).toEqual(found.structuredContent);

    const photo = photos[0]?.photo;
    const [picture] = (await use('view_photo', { photo })).content;
    expect(picture?.mimeType).toBe('image/jpeg');
    const jpeg = Buffer.from(picture?.data ?? '', 'base64');
    expect(jpeg.subarray(0, 3)).toEqual(Buffer.of(0xff, 0xd8, 0xff));
    expect((await use('get_photo', { photo })).structuredContent).toMatchObject({ photo });
    expect((await use('list_albums')).structuredContent).toEqual({ items: [] });
    expect((await use('get_status')).isError).not.toBe(true);
    expect(await use('explore', { language: 'en' })).not.toMatchObject({ isError: true });

    // What is not offered cannot be used either.
    await expect(use('set_favourites', { photos: [photo], on: true })).rejects.toThrow('set_favourites');
    const ended = once(child, 'exit');
    child.stdin.end();
    expect(await ended).toEqual([0, null]);
  });

  it('is answered a sentence where a photo does not exist or an argument is wrong, and goes on', async () => {
    const { use } = await assistant(await indexed());
    expect(await use('view_photo', { photo: 99_999 })).toMatchObject({ isError: true });
    expect(await use('get_photo', { photo: 99_999 })).toMatchObject({ isError: true });
    expect(await use('search_photos', { text: 'x'.repeat(200_000) })).toMatchObject({ isError: true });
    expect(
      await use('search_photos', { text: 'dog', limit: 100_000 }).catch(() => ({ isError: true })),
    ).toMatchObject({
      isError: true,
    });
    expect((await use('search_photos', { text: '' })).isError).not.toBe(true);
  });

  it('makes favourites and albums only by --write, which the window sees', async () => {
    const library = await indexed();
    const { use, tools } = await assistant(library, '--write');
    expect(
      (await tools()).filter(
        ({ annotations }) => !('readOnlyHint' in annotations && annotations.readOnlyHint),
      ).length,
    ).toBe(Object.values(CONTRACT_TOOLS).filter(({ writes }) => writes).length);
    const made = await use('make_album', { name: 'Chosen' });
    const album = made.structuredContent?.['album'] as unknown as number;
    await use('set_album_photos', { album, photos: [1, 2], on: true });
    await use('set_favourites', { photos: [2], on: true });
    const opened = await openAtRest(library);
    onTestFinished(() => opened.close());
    expect(await opened.handlers['albums.list']({})).toMatchObject([{ name: 'Chosen', photos: 2 }]);
    const { hits } = await opened.handlers['search.run']({
      text: 'is:favourite',
      sort: 'relevance',
      offset: 0,
      limit: 10,
    });
    expect(hits.map(({ photo }) => photo)).toEqual([2]);
  });
});

it('the tools are calls that the command line may use, and those that write are told apart', () => {
  for (const { call, writes } of Object.values(CONTRACT_TOOLS)) {
    expect(contract[call].callers).toContain('shell');
    expect(writes, call).toBe(/\.(?:set|add|remove|rename)$/u.test(call));
  }
  expect(readFileSync(path.join(ROOT, 'README.md'), 'utf8')).toContain('beachcomb mcp');
});
