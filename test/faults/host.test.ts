import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HostProcess, startHost } from '../../electron/host-process.ts';
import { createClient } from '../../src/api/client.ts';
import { recoverLibrary } from '../../src/store/recover-library.ts';
import { readXmp } from '../../src/transfer/read-xmp.ts';
import { findProcesses } from '../e2e/find-processes.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { HOST_MAIN } from '../support/host-main.ts';
import { madePhoto } from '../support/made-photo.ts';
import { MODELS, ROOT } from '../support/paths.ts';
import { random } from '../support/random.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { rounds } from '../support/rounds.ts';
import { sendSignal } from '../support/send-signal.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { makeUserDataLibrary, userDataOf } from '../support/user-data-library.ts';

const PHOTOS = 300;
const LABELS = ['dog', 'cat', 'beach', 'bird', 'tree', 'boat', 'food', 'flower'];

function start(library: string, log: string[] = []): HostProcess {
  const host = startHost({
    node: process.execPath,
    host: HOST_MAIN,
    start: { library, pictures: null },
    compiled: path.join(path.dirname(library), 'compiled'),
    log: (line) => log.push(line),
  });
  onTestFinished(() => host.close());
  return host;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Kills a host that is there, and waits until the system says so. */
async function kill(host: HostProcess): Promise<void> {
  const pid = host.pid();
  if (pid === undefined) return;
  sendSignal(pid, 'SIGKILL');
  while (host.pid() === pid) await pause(5);
}

/** Indexers end by themselves when their host was killed. */
const allGone = async (library: string): Promise<void> =>
  expect.poll(() => findProcesses(library), { timeout: 30_000 }).toEqual([]);

/** A library of made photos whose folder is there and empty of them, and an album and a label in it. */
function prepare() {
  const root = tempFolder();
  const library = path.join(root, 'library.sqlite');
  mkdirSync(path.join(root, 'photos'));
  makeUserDataLibrary(library, path.join(root, 'photos'), PHOTOS);
  return { root, library };
}

describe('the host, killed', () => {
  it('while a person answers has every answer that it acknowledged, in the library and without it', async () => {
    const { library } = prepare();
    const host = start(library);
    const client = createClient((request) => host.answer('window', request));
    const next = random(9);
    /** By photo (its number, which is its id) and label: the last that was acknowledged; what may be instead. */
    const acknowledged = new Map<string, boolean>();
    const inDoubt = new Map<string, Set<boolean>>();
    const searches: string[] = [];
    let answers = 0;
    let n = 0;
    const speak = async (): Promise<void> => {
      n += 1;
      const mine = n;
      const [photo, label] = [1 + (mine % PHOTOS), LABELS[mine % LABELS.length] ?? ''];
      const applies = Math.floor(mine / 7) % 2 === 0;
      const key = `${photo} ${label}`;
      try {
        if (mine % 11 === 0) {
          await client('searches.save', { text: `search ${mine}` });
          searches.push(`search ${mine}`);
        } else {
          inDoubt.set(key, (inDoubt.get(key) ?? new Set()).add(applies));
          await client('labels.correct', { corrections: [{ photo, label, applies }] });
          acknowledged.set(key, applies);
          inDoubt.delete(key);
        }
        answers += 1;
      } catch {
        // Killed before it could tell.
        await pause(5);
      }
    };
    const kills = rounds(3, 10);
    for (let i = 0; i < kills; i += 1) {
      await expect
        .poll(() => host.answer('window', { call: 'status.get', input: {} }), { timeout: 30_000 })
        .toMatchObject({ ok: true });
      let alive = true;
      // One answer after the other, as a person gives them: what is in doubt is one of each.
      const speaking = (async () => {
        while (alive) await speak();
      })();
      const before = answers;
      await expect.poll(() => answers - before, { timeout: 60_000 }).toBeGreaterThan(5);
      await pause(next() * rounds(300, 1500));
      await kill(host);
      alive = false;
      await speaking;
    }
    await host.close();
    await allGone(library);
    expect(answers).toBeGreaterThan(kills * 5);

    const check = (): void => {
      const { statements } = userDataOf(library);
      const byHash = new Map(
        statements.corrections.map((one) => [
          `${Buffer.from(one.photo).toString('hex')} ${one.label}`,
          one.applies,
        ]),
      );
      const hashes = hashesOf(PHOTOS);
      for (const [key, applies] of acknowledged) {
        const [photo = '', label = ''] = key.split(' ');
        const found = byHash.get(`${hashes[Number(photo)]} ${label}`);
        expect([applies, ...(inDoubt.get(key) ?? [])], key).toContain(found);
      }
      expect(statements.savedSearches.map(({ text }) => text)).toEqual(expect.arrayContaining(searches));
      // And all that was said before.
      expect(statements.favourites).toHaveLength(20);
      expect(statements.albums.map(({ photos }) => photos.length)).toEqual([10, 0]);
    };
    check();
    for (const end of ['', '-wal', '-shm']) rmSync(library + end, { force: true });
    expect(recoverLibrary(library, true, 0)).toMatchObject({ reason: 'missing', complete: true });
    check();
    recordAttempt({
      suite: 'faults',
      what: 'kill -9 of the host while a person answers, then the library taken away',
      times: kills,
      outcome: `${answers.toLocaleString('en')} answers acknowledged, all there, in the library and again from the journal`,
      lost: 0,
    });
  }, 300_000);

  it('while it writes sidecars leaves whole ones or none, and no photo changed', async () => {
    const { root, library } = prepare();
    const photos = path.join(root, 'photos');
    const before = fingerprint(photos);
    const sidecars = path.join(root, 'sidecars');
    const host = start(library);
    const next = random(4);
    const kills = rounds(2, 12);
    let whole = 0;
    for (let i = 0; i < kills; i += 1) {
      removeFolder(sidecars);
      mkdirSync(sidecars);
      await expect
        .poll(() => host.answer('window', { call: 'status.get', input: {} }), { timeout: 30_000 })
        .toMatchObject({ ok: true });
      const written = host.answer('shell', {
        call: 'userData.exportSidecars',
        input: { path: sidecars, form: 'digikam' },
      });
      await pause(next() * 700);
      await kill(host);
      await written;
      for (const name of readdirSync(sidecars, { recursive: true, encoding: 'utf8' }))
        if (name.endsWith('.xmp')) {
          readXmp(readFileSync(path.join(sidecars, name), 'utf8'));
          whole += 1;
        }
    }
    await host.close();
    await allGone(library);
    expect(fingerprint(photos)).toEqual(before);
    recordAttempt({
      suite: 'faults',
      what: 'kill -9 of the host while it writes sidecars',
      times: kills,
      outcome: `${whole.toLocaleString('en')} sidecars written until then, each whole; no photo changed`,
      lost: 0,
    });
  }, 300_000);
});

describe('a library that is damaged while the window is open', () => {
  it('is opened again at the next start, tells what happened until that is read, and indexes by itself', async () => {
    const root = tempFolder();
    const library = path.join(root, 'library.sqlite');
    const samples = path.join(root, 'photos');
    mkdirSync(samples);
    for (const name of ['dog.jpg', 'sea.jpg'])
      copyFileSync(path.join(MODELS, 'samples', name), path.join(samples, name));
    const found = async (host: HostProcess) => {
      const reply = await host.answer('window', { call: 'search.run', input: { text: 'name:dog' } });
      return reply.ok ? (reply.output as { hits: { photo: number }[] }).hits : [];
    };
    const first = start(library);
    await first.answer('shell', { call: 'folders.add', input: { path: samples } });
    await expect.poll(() => found(first), { timeout: 60_000 }).toHaveLength(1);
    const photo = (await found(first))[0]?.photo ?? 0;
    await first.answer('window', { call: 'favourites.set', input: { photos: [photo], on: true } });
    await first.close();
    const bytes = readFileSync(library);
    bytes.fill(0, bytes.length >> 1);
    writeFileSync(library, bytes);

    const second = start(library);
    const recovered = async () => {
      const reply = await second.answer('window', { call: 'status.get', input: {} });
      return reply.ok ? (reply.output as { recovered: unknown }).recovered : reply.error;
    };
    await expect
      .poll(recovered, { timeout: 20_000 })
      .toMatchObject({ reason: 'damaged', folders: 1, statements: 1, complete: true });
    await expect
      .poll(() => second.answer('window', { call: 'search.run', input: { text: 'is:favourite' } }), {
        timeout: 60_000,
      })
      .toMatchObject({ ok: true, output: { hits: [{ favourite: true }] } });
    await second.answer('window', { call: 'status.dismissRecovery', input: {} });
    expect(await recovered()).toBeNull();
    expect(readdirSync(root).filter((name) => /^library\.damaged-.*\.sqlite$/.test(name))).toHaveLength(1);
    recordAttempt({
      suite: 'faults',
      what: 'Half of the library file zeroed, the window started on it',
      times: 1,
      outcome: 'kept aside, rebuilt, told to the person, indexed again by itself, the favourite found',
      lost: 0,
    });
  }, 120_000);
});

describe('two programs at once', () => {
  it('that write what two people say lose nothing of either, and the journal has both', async () => {
    const { library } = prepare();
    const times = rounds(60, 1000, 30);
    const script = `
      const { UserDataWriter } = await import(${JSON.stringify(path.join(ROOT, 'src', 'store', 'user-data-writer.ts'))});
      const userData = new UserDataWriter(process.argv[1]);
      for (let n = 0; n < ${times}; n += 1) userData.statements.saveSearch(process.argv[2] + n, n);
      userData.close();`;
    const speak = (who: string): Promise<number | null> => {
      const child: ChildProcess = spawn(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script, library, who],
        { stdio: 'inherit' },
      );
      return new Promise((resolve) => child.once('exit', resolve));
    };
    expect(await Promise.all([speak('ann '), speak('bob ')])).toEqual([0, 0]);
    const withUserData = userDataOf(library);
    expect(withUserData.statements.savedSearches).toHaveLength(1 + 2 * times);
    rmSync(library);
    expect(recoverLibrary(library, true, 0)).toMatchObject({ complete: true });
    expect(userDataOf(library)).toEqual(withUserData);
    recordAttempt({
      suite: 'faults',
      what: 'Two programs write what was said to one library at once',
      times: 2 * times,
      outcome: 'all there, in the library and again from the journal',
      lost: 0,
    });
  }, 120_000);
});

/** The hash of each made photo by its number, in hex; none is 0. */
function hashesOf(count: number): string[] {
  return Array.from({ length: count + 1 }, (_, n) => Buffer.from(madePhoto(n, n).hash).toString('hex'));
}
