import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../e2e/build-app.ts';
import { ELECTRON } from '../e2e/find-browsers.ts';
import { findProcesses } from '../e2e/find-processes.ts';
import { type LaunchedElectron, launchElectron } from '../e2e/launch-electron.ts';
import { enterServer } from '../integration/entry/http/enter-server.ts';
import { MODELS, ROOT } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { runProgram } from '../support/run-program.ts';
import { CAN_TRACE, readTrace, type Traced, tracedProgram } from './trace-network.ts';

const SOON = { timeout: 60_000 };

/**
 * Every process of the program is watched at its system calls: none may name an address that is not this
 * machine's own, ask for a name, or listen to others.
 */
describe.skipIf(!CAN_TRACE)('the network (needs Linux and strace)', () => {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-network-')));
  const photos = path.join(root, 'photos');
  const library = path.join(root, 'library.sqlite');
  const main = path.join(ROOT, 'src', 'entry', 'cli', 'main.ts');
  /** The home of a person who has nothing yet. */
  const home = path.join(root, 'new-home');
  const cleanEnvironment = (): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    BEACHCOMB_ENGINE: process.env['BEACHCOMB_ENGINE'],
    HOME: home,
  });
  let traces = 0;

  beforeAll(() => {
    for (const folder of [photos, home]) mkdirSync(folder);
    for (const name of ['beach.jpg', 'dog.jpg', 'old-town.jpg'])
      copyFileSync(path.join(MODELS, 'samples', name), path.join(photos, name));
  });
  afterAll(() => removeFolder(root));

  /** A script that starts `program` watched, and what it did so far. */
  const watched = (program: string): { script: string; traced: () => Traced } => {
    traces += 1;
    const trace = path.join(root, `trace-${traces}`);
    const script = path.join(root, `watched-${traces}.sh`);
    tracedProgram(script, program, trace);
    return { script, traced: () => readTrace(trace) };
  };
  const run = async (...args: string[]): Promise<Traced & { out: string }> => {
    const { script, traced } = watched(process.execPath);
    const { stdout } = await runProgram(script, ['--disable-warning=ExperimentalWarning', ...args], {
      cwd: root,
      env: cleanEnvironment(),
    });
    return { ...traced(), out: stdout };
  };

  it('would be seen if it were used: another machine, a name, a port that is open to others', async () => {
    const program = path.join(root, 'talks.mjs');
    for (const [what, source, seen] of [
      ['another machine', "net.connect(9, '192.0.2.1')", '192.0.2.1'],
      ['one of IPv6', "net.connect(9, '2001:db8::1')", '2001:db8::1'],
      ['a datagram', "dgram.createSocket('udp4').send('x', 9, '192.0.2.1')", '192.0.2.1'],
      ['a name', "dns.resolve4('beachcomb.invalid', () => {})", 'htons(53)'],
      ['a port for all', 'net.createServer().listen(0)', '"::"'],
    ] as const) {
      writeFileSync(
        program,
        `import dgram from 'node:dgram';\nimport dns from 'node:dns';\nimport net from 'node:net';\nprocess.on('uncaughtException', () => {});\nsetTimeout(() => process.exit(), 300);\n${source};\nvoid dgram, dns, net;\n`,
      );
      expect((await run(program)).outside.join('\n'), what).toContain(seen);
    }
  });

  it('is not used while the command line indexes, searches words and phrases, and tells', async () => {
    const runs = [
      [main, 'index', '--library', library, photos],
      [main, 'search', '--library', library, 'beach'],
      [main, 'search', '--library', library, 'a child playing in the water'],
      [main, 'search', '--library', library, 'is:problem'],
      [main, 'status', '--library', library, '--problems'],
      [main, 'doctor', '--library', library],
      // Of models only a download uses the internet.
      [main, 'models', 'available'],
      [main, 'models', 'add', path.join(ROOT, 'test', 'fixtures', 'packs', 'clip')],
      [main, 'models', 'list'],
      [main, 'models', 'remove', 'clip'],
    ];
    let outside: readonly string[] = [];
    for (const args of runs) {
      const traced = await run(...args);
      outside = [...outside, ...traced.outside];
      if (args[1] === 'search' && args.at(-1) === 'beach') expect(traced.out).toContain('beach.jpg');
    }
    expect(outside).toEqual([]);
    // Nor is anything kept for later (no id of this machine, no queue of what to send), except the log.
    const kept = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(kept.map(({ name }) => name).filter((name) => name !== 'beachcomb.log')).toEqual([]);
    recordAttempt({
      suite: 'security',
      what: 'the network, while the command line works (system calls watched)',
      times: runs.length,
      outcome: 'no socket but to itself',
      lost: 0,
    });
  }, 180_000);

  it('is used on 127.0.0.1 only by the server, which is asked for pages, photos and searches', async () => {
    const { script, traced } = watched(process.execPath);
    const program = path.join(root, 'serve.ts');
    const renderer = path.join(root, 'renderer');
    mkdirSync(renderer);
    writeFileSync(path.join(renderer, 'index.html'), '<!doctype html><title>Beachcomb</title>');
    const from = (file: string): string => JSON.stringify(path.join(ROOT, 'src', file));
    writeFileSync(
      program,
      `import { openLibrary } from ${from('app/open-library.ts')};
import { serve } from ${from('entry/http/serve.ts')};
const log = (line) => process.stderr.write(line);
const library = await openLibrary({ path: ${JSON.stringify(`${root}/served.sqlite`)}, models: ${JSON.stringify(MODELS)}, samples: null, indexing: true, log });
await library.addFolder(Buffer.from(${JSON.stringify(photos)}));
const server = await serve(library, { port: 0, rendererFolder: ${JSON.stringify(renderer)}, log });
process.on('SIGTERM', async () => { await server.close(); await library.close(); process.exit(0); });
console.log(server.address);
`,
    );
    const child = spawn(script, ['--disable-warning=ExperimentalWarning', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = new Promise((resolve) => child.once('close', resolve));
    try {
      const address = await new Promise<string>((resolve, reject) => {
        child.on('exit', (code) => reject(new Error(`serve ended with ${code}`)));
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          const found = /http:\S+/.exec(text)?.[0];
          if (found !== undefined) resolve(found);
        });
      });
      const entered = await enterServer(address);
      const call = async (name: string, input: unknown): Promise<unknown> =>
        JSON.parse((await entered.call(name, input)).body);
      const found = (await call('search.run', { text: 'a sunny day by the sea' })) as { ok: boolean };
      expect(found.ok).toBe(true);
      const hits = async (): Promise<{ photo: number }[]> =>
        ((await call('search.run', { text: '' })) as { output: { hits: { photo: number }[] } }).output.hits;
      await expect.poll(async () => (await hits()).length, SOON).toBe(3);
      const photo = (await hits())[0]?.photo ?? 0;
      expect((await entered.picture('original', photo)).status).toBe(200);
      expect(await call('photo.why', { photo, label: 'dog' })).toMatchObject({ ok: true });
      expect(await call('index.rescan', {})).toMatchObject({ ok: true });
    } finally {
      // The one that watches keeps signals from itself: the program is its child.
      for (const pid of findProcesses(program, child.pid)) process.kill(pid, 'SIGTERM');
      await gone;
    }
    const { calls, outside } = traced();
    expect(calls).toBeGreaterThan(0);
    expect(outside).toEqual([]);
    recordAttempt({
      suite: 'security',
      what: 'the network, while the server is asked (system calls watched)',
      times: 1,
      outcome: '127.0.0.1 only',
      lost: 0,
    });
  }, 180_000);

  it.skipIf(ELECTRON === null)(
    'is not used by the window, its host and its indexer (needs Electron)',
    async () => {
      const app = path.join(root, 'app');
      mkdirSync(app);
      await buildApp(app);
      const { script, traced } = watched(ELECTRON ?? '');
      /** @param name of a home that is new */
      const openWindow = async (name: string): Promise<LaunchedElectron> => {
        const home = path.join(root, name);
        mkdirSync(home);
        const launched = await launchElectron({ app, home, words: [photos], program: script });
        try {
          await expect.poll(() => launched.page.getByRole('gridcell').count(), SOON).toBe(3);
          return launched;
        } catch (error) {
          console.error(launched.log.join(''));
          await launched.close();
          throw error;
        }
      };
      // Where every process is stopped at every call, one start in some hundred stands still.
      const launched = await openWindow('home').catch(() => openWindow('second-home'));
      try {
        const box = launched.page.getByRole('combobox');
        await box.fill('a sunny day by the sea');
        await box.blur();
        await expect.poll(() => launched.page.locator('.chip').count(), SOON).toBeGreaterThan(0);
        await box.fill('dog');
        await box.blur();
        await launched.page.getByRole('gridcell').first().click();
        await expect.poll(() => launched.page.getByRole('dialog').count(), SOON).toBe(1);
      } finally {
        await launched.close();
      }
      expect(traced().outside).toEqual([]);
      recordAttempt({
        suite: 'security',
        what: 'the network, while the window is used (system calls of all its processes watched)',
        times: 1,
        outcome: 'no socket but to itself',
        lost: 0,
      });
    },
    400_000,
  );
});
