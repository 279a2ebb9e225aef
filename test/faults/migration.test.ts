import { spawn } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import Sqlite, { type Database } from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { LIBRARY_VERSION, migrate } from '../../src/store/migrate.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { madePrediction } from '../support/made-prediction.ts';
import { ROOT } from '../support/paths.ts';
import { random } from '../support/random.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { rounds } from '../support/rounds.ts';
import { tempFolder } from '../support/temp-folder.ts';

const FILES = 6000;
const OPEN = path.join(ROOT, 'src', 'store', 'open-database.ts');
/** Migrates as the program does, and says when it begins. */
const SCRIPT = `
  const { openDatabase } = await import(${JSON.stringify(OPEN)});
  process.stdout.write('go');
  openDatabase(process.argv[1], 'person').close();`;

/** A library of form 1 with so many files, each of its own content. */
function makeFirstForm(file: string): void {
  const db = new Sqlite(file);
  migrate(db, 1);
  const { classes, probabilities, concepts, embedding } = madePrediction(5);
  const blobs = [
    Buffer.concat([Buffer.from(classes.buffer), Buffer.from(Float16Array.from(probabilities).buffer)]),
    Buffer.from(Float16Array.from(concepts.slice(0, 92)).buffer),
    Buffer.from(embedding.buffer),
    3.5,
  ];
  db.exec(`INSERT INTO folders VALUES (1, CAST('/photos' AS BLOB), 0);
    INSERT INTO settings VALUES ('window', '{"theme":"dark"}'); INSERT INTO models VALUES (1, 'm');`);
  const photo = db.prepare(
    "INSERT INTO photos (id, hash, format, width, height) VALUES (?, ?, 'jpeg', 4, 3)",
  );
  const place = db.prepare(
    "INSERT INTO files (folder_id, path, size, mtime, kind, cloud_only, photo_id) VALUES (1, ?, 1, 2, 'photo', 0, ?)",
  );
  const answer = db.prepare('INSERT INTO answers VALUES (?, 1, ?, ?, ?, ?)');
  db.transaction(() => {
    for (let n = 1; n <= FILES; n += 1) {
      photo.run(n, Buffer.alloc(32, n.toString(16).padStart(8, '0')));
      place.run(Buffer.from(`d${n % 50}/${n}.jpg`), n);
      answer.run(n, ...blobs);
    }
  })();
  db.close();
}

const number = (db: Database, sql: string): number => db.prepare(sql).pluck().get() as number;

describe('a migration', () => {
  it('killed at any moment leaves one form, whole, never between two, and the next start ends it', async () => {
    const root = tempFolder();
    const first = path.join(root, 'first.sqlite');
    makeFirstForm(first);
    const library = path.join(root, 'library.sqlite');
    /** @returns milliseconds that it took where it was not killed */
    const migrateIn = (killAfter: number | null): Promise<number> => {
      for (const end of ['', '-wal', '-shm']) rmSync(library + end, { force: true });
      copyFileSync(first, library);
      const words = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', SCRIPT, library];
      const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
      let began = 0;
      child.stdout.once('data', () => {
        began = performance.now();
        if (killAfter !== null) setTimeout(() => child.kill('SIGKILL'), killAfter);
      });
      return new Promise((resolve) => child.once('exit', () => resolve(performance.now() - began)));
    };
    const whole = await migrateIn(null);
    const next = random(3);
    const times = rounds(5, 60, 3);
    for (let i = 0; i < times; i += 1) {
      await migrateIn(next() * whole);
      // As SQLite finds it: with what the log has.
      const db = new Sqlite(library);
      const form = db.pragma('user_version', { simple: true }) as number;
      expect(form).toBeGreaterThanOrEqual(1);
      expect(form).toBeLessThanOrEqual(LIBRARY_VERSION);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      const tables = db.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'new!_%' ESCAPE '!'").all();
      expect(tables).toEqual([]);
      db.close();
      const done = openDatabase(library, 'person');
      expect(number(done, 'PRAGMA user_version')).toBe(LIBRARY_VERSION);
      for (const table of ['files', 'photos', 'answers'])
        expect(number(done, `SELECT count(*) FROM ${table}`)).toBe(FILES);
      expect(number(done, 'SELECT count(*) FROM directories')).toBe(50);
      done.close();
    }
    recordAttempt({
      suite: 'faults',
      what: 'kill -9 during the migration of a library of 6,000 photos',
      times,
      outcome: 'always one form, whole, never between two; the next start ended it',
      lost: 0,
    });
  }, 300_000);
});
