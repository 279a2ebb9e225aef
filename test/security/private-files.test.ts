import { spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../src/api/contract/settings-calls.ts';
import { enterServer } from '../integration/entry/http/enter-server.ts';
import { buildRenderer } from '../support/built-renderer.ts';
import { CLI_MAIN } from '../support/cli-main.ts';
import { MODELS } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { tempFolder } from '../support/temp-folder.ts';

beforeAll(buildRenderer, 180_000);

/** Everything under a folder that the group or others may read, write or enter, with its mode. */
function openToOthers(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => [name, lstatSync(path.join(folder, name)).mode & 0o777] as const)
    .filter(([, mode]) => (mode & 0o077) !== 0)
    .map(([name, mode]) => `${name} ${mode.toString(8)}`);
}

interface Home {
  readonly root: string;
  readonly photos: string;
  readonly library: string;
  readonly env: NodeJS.ProcessEnv;
}

function makeHome(): Home {
  const root = tempFolder();
  const photos = path.join(root, 'photos');
  mkdirSync(photos);
  for (const name of ['dog.jpg', 'beach.jpg'])
    copyFileSync(path.join(MODELS, 'samples', name), path.join(photos, name));
  const home = path.join(root, 'home');
  mkdirSync(home);
  const env = {
    ...process.env,
    HOME: home,
    XDG_DATA_HOME: path.join(home, 'data'),
    XDG_STATE_HOME: path.join(home, 'state'),
    XDG_CONFIG_HOME: path.join(home, 'config'),
    XDG_CACHE_HOME: path.join(home, 'cache'),
    // Something is in the log too.
    BEACHCOMB_LOG_LEVEL: 'debug',
    BEACHCOMB_LOG_FOLDER: '',
    BEACHCOMB_LIBRARY: undefined,
  };
  return { root: home, photos, library: path.join(home, 'data', 'beachcomb', 'library.sqlite'), env };
}

/** The command line under a umask. */
const start = ({ env }: Home, umask: string, args: readonly string[]) =>
  spawn(
    'sh',
    [
      '-c',
      `umask ${umask}; exec "$0" "$@"`,
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      CLI_MAIN,
      ...args,
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );

async function run(home: Home, umask: string, args: readonly string[]): Promise<void> {
  const child = start(home, umask, args);
  let err = '';
  child.stdout.resume();
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code, err).toBe(0);
}

/** Serves the library, says something of a photo, looks at it, exports, and calls `during` before the end. */
async function serveAndUse(home: Home, umask: string, during: () => void): Promise<void> {
  const child = start(home, umask, ['serve', home.photos]);
  child.stderr.resume();
  const gone = new Promise((resolve) => child.once('close', resolve));
  try {
    const address = await new Promise<string>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        const found = /http:\S+/.exec(text)?.[0];
        if (found !== undefined) resolve(found);
      });
    });
    const session = await enterServer(address);
    const call = async (name: string, input: unknown) => {
      const { status, body } = await session.call(name, input);
      expect([status, body.slice(0, 60)]).toEqual([200, expect.stringContaining('"ok":true')]);
      return JSON.parse(body) as { output: { hits: { photo: number }[] } };
    };
    const [hit] = (await call('search.run', { text: '' })).output.hits;
    const photo = hit?.photo ?? 0;
    await call('favourites.set', { photos: [photo], on: true });
    await call('albums.add', { name: 'Summer', search: null });
    await call('settings.set', { ...DEFAULT_SETTINGS, language: 'zh', theme: 'dark' });
    await call('userData.export', {});
    expect((await session.picture('thumbnail', photo)).status).toBe(200);
    expect((await session.picture('original', photo)).status).toBe(200);
    during();
  } finally {
    child.kill('SIGTERM');
    await gone;
  }
}

describe.skipIf(process.platform === 'win32')('files of the program (needs modes of files)', () => {
  it.each(['000', '022', '077'])(
    'are for this user only under umask %s',
    async (umask) => {
      const home = makeHome();
      await run(home, umask, ['index', home.photos]);
      expect(openToOthers(path.join(home.root))).toEqual([]);
      await serveAndUse(home, umask, () => expect(openToOthers(home.root)).toEqual([]));
      // A damaged library is put aside, and a new one is made.
      truncateSync(home.library, 20_000);
      await run(home, umask, ['index']);
      const made = readdirSync(home.root, { recursive: true, encoding: 'utf8' });
      for (const name of [
        /library\.sqlite$/,
        /said\.jsonl$/,
        /thumbnails\.sqlite$/,
        /\.damaged-/,
        /beachcomb\.log$/,
      ])
        expect(
          made.some((file) => name.test(file)),
          String(name),
        ).toBe(true);
      expect(openToOthers(home.root)).toEqual([]);
      recordAttempt({
        suite: 'security',
        what: `index, serve, export and recovery under umask ${umask}`,
        times: made.length,
        outcome: 'no file and no folder that the group or others may open',
        lost: 0,
      });
    },
    120_000,
  );

  it('of somebody else that are named as a library keep their mode: a photo, a folder', async () => {
    const home = makeHome();
    const file = path.join(home.photos, 'dog.jpg');
    chmodSync(file, 0o644);
    chmodSync(home.photos, 0o755);
    for (const library of [file, home.photos]) {
      const child = start(home, '022', ['index', '--library', library, home.photos]);
      child.stdout.resume();
      child.stderr.resume();
      expect(await new Promise((resolve) => child.once('close', resolve))).toBe(2);
    }
    expect([file, home.photos].map((place) => lstatSync(place).mode & 0o777)).toEqual([0o644, 0o755]);
  }, 60_000);

  it('that an older version left open are mended, and nothing beside them', async () => {
    const home = makeHome();
    await run(home, '000', ['index', home.photos]);
    const folder = path.dirname(home.library);
    const beside = ['library.jpg', 'library.sqlite.jpg', 'library', 'other.sqlite'];
    for (const name of beside) writeFileSync(path.join(folder, name), 'of somebody else');
    chmodSync(folder, 0o755);
    for (const name of readdirSync(folder)) chmodSync(path.join(folder, name), 0o644);
    await serveAndUse(home, '022', () => {});
    expect(lstatSync(folder).mode & 0o777).toBe(0o700);
    expect(openToOthers(folder).sort()).toEqual(beside.map((name) => `${name} 644`).sort());
  }, 120_000);
});
