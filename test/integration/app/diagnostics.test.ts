import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createClient } from '../../../src/api/client.ts';
import { dispatch } from '../../../src/api/dispatch.ts';
import { log, setLog } from '../../../src/platform/log/log.ts';
import { startLog } from '../../../src/platform/log/start-log.ts';
import { ROOT } from '../../support/paths.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { smallLibrary } from '../entry/http/small-library.ts';

/** Words of a user that stand in no code: names of folders, files, labels, albums and people, and search texts. */
const WORDS = {
  home: 'wilhelmine',
  folder: 'Hochzeit Zephyrine 照片册',
  file: 'Kuss von Quentinius.jpg',
  label: 'Exfreundin Ottilie',
  album: 'Scheidung Kunigunde',
  search: 'zwetschgenkuchen',
  saved: 'geheimtreff',
  engine: 'rumpelstilzchen',
};
const PARTS = Object.values(WORDS).flatMap((word) => word.replace('.jpg', '').split(' '));

const expectPrivate = (text: string, folder: string): void => {
  const small = text.toLowerCase();
  for (const part of PARTS.filter((word) => word !== 'von')) expect(small).not.toContain(part.toLowerCase());
  for (const place of [folder, ROOT, os.tmpdir(), os.homedir()].filter((place) => place.length > 1))
    expect(text).not.toContain(`${place}${path.sep}`);
};

describe('the diagnostics', () => {
  it('tell versions, counts, settings and errors, and hold no path, name or word of the user', async () => {
    const folder = path.join(tempFolder(), WORDS.home);
    mkdirSync(folder);
    vi.stubEnv('BEACHCOMB_LOG_FOLDER', path.join(folder, 'log'));
    startLog('host', 'file');
    onTestFinished(() => {
      setLog('unnamed', () => {}, 'fatal');
      vi.unstubAllEnvs();
    });
    const { library, photos } = await smallLibrary(folder);
    const file = path.join(folder, 'library.sqlite');
    try {
      const window = createClient((request) => dispatch(library.handlers, 'window', request));
      const [photo = 0] = photos;
      const { label } = await window('labels.add', { name: WORDS.label });
      await window('labels.correct', { corrections: [{ photo, label, applies: true }] });
      await window('albums.add', { name: WORDS.album, search: WORDS.search });
      await window('searches.save', { text: WORDS.saved });
      await window('search.run', { text: WORDS.search });
      const named = path.join(folder, WORDS.folder);
      mkdirSync(named);
      renameSync(path.join(folder, 'photos', 'photo-1.jpg'), path.join(named, WORDS.file));
      await library.addFolder(Buffer.from(named));

      // Errors as they happen, with all of it in their messages.
      const bad = path.join(named, 'gone', WORDS.file);
      log.error('planted', { detail: bad, error: new Error(WORDS.search, { cause: new Error(bad) }) });
      await import(`${bad}.mjs`).catch((error: unknown) => log.warn('planted', { error }));
      await window('log.report', {
        where: 'screen',
        name: WORDS.label,
        message: bad,
        stack: `TypeError: ${bad}\n    at f (${bad}:1:2)\n    at g (app://beachcomb/assets/main-a.js:3:4)`,
      });
      const db = new Sqlite(file);
      db.exec('ALTER TABLE saved_searches RENAME TO somewhere_else');
      db.prepare("INSERT OR REPLACE INTO settings (key, value) VALUES ('engine', ?)").run(
        JSON.stringify(WORDS.engine),
      );
      await expect(window('searches.list', {})).rejects.toMatchObject({ kind: 'internal' });

      const { text } = await window('program.diagnostics', {});
      expectPrivate(text, folder);
      expect(text).toMatch(/^Beachcomb \d+\.\d+\.\d+, Node 24\./);
      expect(text).toContain('photos 3');
      expect(text).toContain('language system, theme system, mode normal');
      expect(text).toContain('chosen: another');
      expect(text).toMatch(/error window: the window failed\n {2}an error at assets\/main-a\.js:3:4/);
      expect(text).toMatch(
        /a call failed \(searches\.list\)\n {2}SqliteError \(SQLITE_ERROR\) at .*src\/store\//,
      );
      expect(text).toContain('(ERR_MODULE_NOT_FOUND)');
      // As it was, or the next program would find it damaged.
      db.exec(
        "ALTER TABLE somewhere_else RENAME TO saved_searches; DELETE FROM settings WHERE key = 'engine'",
      );
      db.close();
    } finally {
      await library.close();
    }

    const doctor = spawnSync(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        path.join(ROOT, 'src', 'entry', 'cli', 'main.ts'),
        'doctor',
        '--diagnostics',
        '--library',
        file,
      ],
      { encoding: 'utf8', env: { ...process.env, HOME: folder, USER: WORDS.home, LOGNAME: WORDS.home } },
    );
    expect(doctor.status).toBe(0);
    expectPrivate(doctor.stdout, folder);
    expect(doctor.stdout).toContain('photos 3');
    expect(doctor.stdout).toContain('a call failed (searches.list)');
  });

  it('take a few errors of the window a minute, and say that more were left out', async () => {
    const { logHandlers } = await import('../../../src/app/handlers/log-handlers.ts');
    const { collectLog } = await import('../../support/collect-log.ts');
    const records = collectLog();
    let now = 0;
    const report = logHandlers(() => now)['log.report'];
    const send = (): unknown => report({ where: 'event', name: 'Error', message: 'm', stack: null });
    for (let n = 0; n < 500; n += 1) send();
    expect(records).toHaveLength(21);
    expect(records.at(-1)?.message).toContain('left out');
    now = 60_001;
    send();
    expect(records).toHaveLength(22);
  });
});
