import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HostProcess, startHost } from '../../../../electron/host-process.ts';
import { createClient } from '../../../../src/api/client.ts';
import { DEFAULT_SETTINGS } from '../../../../src/api/contract/settings-calls.ts';
import { toBeachcombError } from '../../../../src/domain/error.ts';
import { LIBRARY_VERSION } from '../../../../src/store/migrate.ts';
import { UserDataWriter } from '../../../../src/store/user-data-writer.ts';
import { collectLog } from '../../../support/collect-log.ts';
import { HOST_MAIN } from '../../../support/host-main.ts';
import { sendSignal } from '../../../support/send-signal.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { makePhotos, SMALL_LIBRARY_PHOTOS, WITHIN_MS } from '../http/small-library.ts';

function start(library: string, pictures: string | null = null): HostProcess {
  const host = startHost({
    node: process.execPath,
    host: HOST_MAIN,
    start: { library, pictures },
    compiled: path.join(path.dirname(library), 'compiled'),
    log: () => {},
  });
  onTestFinished(() => host.close());
  return host;
}
const clientOf = (host: HostProcess, caller: 'window' | 'shell') =>
  createClient((request) => host.answer(caller, request));

/** Processes whose command line holds `word`. */
const processesWith = (word: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word);
      } catch {
        return false;
      }
    })
    .map(Number);

describe('the host', () => {
  it('offers the folder for pictures that the shell was told, until it is added', async () => {
    const folder = tempFolder();
    await makePhotos(path.join(folder, 'Meine Bilder'));
    const host = start(path.join(folder, 'library.sqlite'), path.join(folder, 'Meine Bilder'));
    const window = clientOf(host, 'window');
    expect(await window('folders.pictures', {})).toEqual({ name: 'Meine Bilder' });
    expect(await window('folders.addPictures', {})).toMatchObject({ name: 'Meine Bilder' });
    expect(await window('folders.pictures', {})).toEqual({ name: null });
  });

  it('answers window and shell as the contract allows, pictures too, and keeps what was said when it is killed', {
    timeout: 3 * WITHIN_MS,
  }, async () => {
    const folder = tempFolder();
    await makePhotos(path.join(folder, 'photos'));
    const host = start(path.join(folder, 'library.sqlite'));
    const window = clientOf(host, 'window');
    const shell = clientOf(host, 'shell');
    await expect(window('folders.add', { path: path.join(folder, 'photos') })).rejects.toMatchObject({
      kind: 'not-allowed',
    });
    await shell('folders.add', { path: path.join(folder, 'photos') });
    await window('settings.set', { ...DEFAULT_SETTINGS, language: 'zh', theme: 'dark' });
    await expect
      .poll(async () => (await window('search.run', { text: '' })).hits.length, { timeout: WITHIN_MS })
      .toBe(SMALL_LIBRARY_PHOTOS);
    const photo = (await window('search.run', { text: '' })).hits[0]?.photo ?? 0;
    await expect(window('photo.path', { photo })).rejects.toMatchObject({ kind: 'not-allowed' });
    const { path: where } = await shell('photo.path', { photo });
    expect(Buffer.from(where, 'base64').toString()).toContain(path.join(folder, 'photos'));

    await expect
      .poll(() => host.picture({ kind: 'thumbnail', photo }), { timeout: WITHIN_MS })
      .toMatchObject({ type: 'image/jpeg' });
    const icon = await host.picture({ kind: 'icon', photo });
    expect([icon?.type, Buffer.from(icon?.bytes ?? []).toString('latin1', 1, 4)]).toEqual([
      'image/png',
      'PNG',
    ]);
    const original = await host.picture({ kind: 'original', photo });
    expect(original?.type).toBe('image/jpeg');
    expect(Buffer.from(original?.bytes ?? []).equals(readFileSync(Buffer.from(where, 'base64')))).toBe(true);
    expect(await host.picture({ kind: 'thumbnail', photo: 999_999 })).toBeNull();
    expect(await host.picture({ kind: 'original', photo: 999_999 })).toBeNull();

    sendSignal(host.pid(), 'SIGKILL');
    await expect
      .poll(() => window('settings.get', {}).catch(() => null), { timeout: WITHIN_MS })
      .toEqual({ ...DEFAULT_SETTINGS, language: 'zh', theme: 'dark' });
    expect((await window('search.run', { text: '' })).hits).toHaveLength(SMALL_LIBRARY_PHOTOS);
  });

  it('answers a call that fails with the reason, its arguments and no path', async () => {
    const folder = tempFolder();
    const host = start(path.join(folder, 'library.sqlite'));
    const window = clientOf(host, 'window');
    await window('albums.add', { name: 'Summer', search: null });
    const { album } = await window('albums.add', { name: 'Winter', search: null });
    await expect(window('albums.rename', { album, name: 'Summer' })).rejects.toMatchObject({
      kind: 'bad-request',
      reason: { code: 'name-taken' },
    });
    const name = 'n'.repeat(201);
    const tooLong = { kind: 'bad-request', reason: { code: 'text-too-long', most: 200 } };
    expect(await host.answer('window', { call: 'albums.rename', input: { album, name } })).toMatchObject({
      ok: false,
      error: tooLong,
    });
    await expect(window('albums.rename', { album, name })).rejects.toMatchObject(tooLong);
    const wanted = path.join(folder, 'not here', 'my photos');
    const error = await clientOf(host, 'shell')('folders.add', { path: wanted }).catch(toBeachcombError);
    expect(error).toMatchObject({
      kind: 'folder-missing',
      reason: { code: 'folder-unusable', path: '…/my photos' },
    });
  });

  it('says of a library of a newer program what is wrong, to every call, and is ready when it is gone', async () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    new UserDataWriter(file).close();
    const newer = readFileSync(file);
    newer.writeUInt32BE(LIBRARY_VERSION + 1, 60);
    writeFileSync(file, newer);
    const records = collectLog();
    const host = start(file);
    for (const call of ['status.get', 'settings.get'])
      expect(await host.answer('window', { call, input: {} })).toMatchObject({
        ok: false,
        error: { kind: 'library-newer', reason: { code: 'library-newer', version: LIBRARY_VERSION + 1 } },
      });
    expect(await host.picture({ kind: 'thumbnail', photo: 1 })).toBeNull();
    expect(readFileSync(file)).toEqual(newer);
    const pid = host.pid();
    rmSync(file);
    await expect
      .poll(() => host.answer('window', { call: 'settings.get', input: {} }), { timeout: 10_000 })
      .toMatchObject({ ok: true });
    expect(host.pid()).toBe(pid);
    const [record] = records.filter(({ message }) => message === 'the library cannot be opened');
    expect(record).toMatchObject({ process: 'host', error: { code: 'library-newer' } });
    expect(record?.error?.stack).toMatch(/\bat libraryVersion \(/);
  });

  it.skipIf(process.platform !== 'linux')(
    'ends with its indexer when the process that started it is gone (Linux only)',
    async () => {
      const file = path.join(tempFolder(), 'library.sqlite');
      // As the shell does, but dying without a word.
      const parent = spawn(process.execPath, [
        '-e',
        `
      const child = require('node:child_process').spawn(process.execPath, ${JSON.stringify(['--disable-warning=ExperimentalWarning', HOST_MAIN, JSON.stringify({ library: file, pictures: null })])},
        { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
      child.on('message', ({ type }) => type === 'reply' && process.kill(process.pid, 'SIGKILL'));
      const request = { call: 'settings.get', input: {} };
      child.send({ type: 'request', id: 1, kind: 'call', body: { caller: 'shell', request } });
    `,
      ]);
      await new Promise((resolve) => parent.once('exit', resolve));
      await expect.poll(() => processesWith(file), { timeout: 20_000 }).toEqual([]);
    },
  );

  it('rejects malformed messages and requests, and serves the next', async () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const child: ChildProcess = spawn(
      process.execPath,
      [HOST_MAIN, JSON.stringify({ library: file, pictures: null })],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
        serialization: 'advanced',
      },
    );
    onTestFinished(async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await gone;
    });
    const request = { call: 'settings.get', input: {} };
    const received: unknown[] = [];
    // Signs of life come in between.
    child.on('message', (message: { readonly type: string }) => {
      if (message.type !== 'beat') received.push(message);
    });
    const send = (id: number, kind: string, body: unknown): unknown =>
      child.send({ type: 'request', id, kind, body: body as null });
    for (const nonsense of ['hello', { id: 1 }, { type: 'request', id: -1, kind: 'call', body: null }])
      child.send(nonsense);
    send(2, 'call', { caller: 'browser', request });
    send(3, 'picture', { kind: 'original', photo: '../../etc/passwd' });
    send(4, 'call', { caller: 'window', request, more: true });
    send(5, 'call', { caller: 'window', request });
    await expect.poll(() => received.length, { timeout: 60_000 }).toBe(5);
    expect(received).toContainEqual({ type: 'ready', body: null });
    for (const id of [2, 3, 4])
      expect(received).toContainEqual(
        expect.objectContaining({
          type: 'error',
          id,
          error: expect.objectContaining({ code: 'bad-request' }),
        }),
      );
    expect(received).toContainEqual(
      expect.objectContaining({ type: 'reply', id: 5, body: expect.objectContaining({ ok: true }) }),
    );
  });

  it('ends with an error when it is started with nonsense', async () => {
    for (const argument of ['', '{}', '{"library":7}']) {
      const child = spawn(process.execPath, [HOST_MAIN, argument], {
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      });
      expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(1);
    }
  });
});
