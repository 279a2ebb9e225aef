import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { BeachcombError } from '../../../src/domain/error.ts';
import { hashOfNewShape, LIBRARY_SHAPE } from '../../../src/store/damage-of.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { APPLICATION_ID, LIBRARY_VERSION, migrate } from '../../../src/store/migrate.ts';
import { appearance } from '../../../src/store/migrations/0005-appearance.ts';
import { ctime } from '../../../src/store/migrations/0006-ctime.ts';
import { histories } from '../../../src/store/migrations/0007-histories.ts';
import { readProblemsAgain } from '../../../src/store/migrations/0008-read-problems-again.ts';
import { datePrecision } from '../../../src/store/migrations/0009-date-precision.ts';
import { people } from '../../../src/store/migrations/0010-people.ts';
import { companions } from '../../../src/store/migrations/0011-companions.ts';
import { analyses } from '../../../src/store/migrations/0012-analyses.ts';
import { silentDirectories } from '../../../src/store/migrations/0013-silent-directories.ts';
import { films } from '../../../src/store/migrations/0014-films.ts';
import { faces } from '../../../src/store/migrations/0015-faces.ts';
import { missingFiles } from '../../../src/store/migrations/0016-missing-files.ts';
import { listedPhotos } from '../../../src/store/migrations/0017-listed-photos.ts';
import { missingAnswers } from '../../../src/store/migrations/0018-missing-answers.ts';
import { faceGroups } from '../../../src/store/migrations/0019-face-groups.ts';
import { photoEdits } from '../../../src/store/migrations/0020-photo-edits.ts';
import { fewMissing } from '../../../src/store/migrations/0021-few-missing.ts';
import { livePhotos } from '../../../src/store/migrations/0022-live-photos.ts';
import { memoryExclusions } from '../../../src/store/migrations/0023-memory-exclusions.ts';
import { filmDecodings } from '../../../src/store/migrations/0024-film-decodings.ts';
import { trashedFiles } from '../../../src/store/migrations/0025-trashed-files.ts';
import { albumPages } from '../../../src/store/migrations/0026-album-pages.ts';
import { packEmbeddings } from '../../../src/store/migrations/0027-pack-embeddings.ts';
import { MIGRATIONS } from '../../../src/store/migrations/all.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { predictionToBytes } from '../../../src/store/prediction-bytes.ts';
import { madePrediction } from '../../support/made-prediction.ts';
import { recordAttempt } from '../../support/record-attempt.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const errorOf = (work: () => unknown): unknown => {
  try {
    work();
    return null;
  } catch (error) {
    return error;
  }
};

describe('migrations', () => {
  it('make a library of the shape whose hash the check of damage has: copy it to LIBRARY_SHAPE after a new one', () => {
    expect(LIBRARY_SHAPE).toBe(hashOfNewShape());
  });

  it('1 turns an empty file into a library of STRICT tables with an application id', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    migrate(db, 1);
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    const tables = db
      .prepare(
        "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
      )
      .all() as { name: string; strict: number }[];
    expect(tables.map(({ name }) => name).sort()).toEqual([
      'answers',
      'exclusions',
      'files',
      'folder_states',
      'folders',
      'label_keys',
      'labels',
      'meta',
      'models',
      'photos',
      'settings',
    ]);
    expect(tables.filter(({ strict }) => strict !== 1)).toEqual([]);
    expect(
      errorOf(() =>
        db
          .prepare(
            "INSERT INTO files (folder_id, path, size, mtime, kind, cloud_only) VALUES (1, x'61', 'big', 0, 'photo', 0)",
          )
          .run(),
      ),
    ).toMatchObject({ code: 'SQLITE_CONSTRAINT_DATATYPE' });
    db.close();
  });

  it('2 keeps every file, photo, prediction and setting of schema version 1, in half the bytes', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    db.pragma('foreign_keys = ON');
    migrate(db, 1);
    const answer = madePrediction(5);
    const classes = Buffer.concat([
      Buffer.from(answer.classes.buffer),
      Buffer.from(Float16Array.from(answer.probabilities).buffer),
    ]);
    db.exec(`
      INSERT INTO folders VALUES (1, CAST('/photos' AS BLOB), 0);
      INSERT INTO settings VALUES ('window', '{"theme":"dark"}');
      INSERT INTO models VALUES (1, 'm');
      INSERT INTO photos (id, hash, format, width, height, camera, lens, taken_at) VALUES
        (1, x'01', 'jpeg', 4, 3, 'Nikon D70', '50mm', '2019-06-14T12:00:00'), (2, x'02', 'png', 4, 3, NULL, NULL, NULL);
      INSERT INTO files (id, folder_id, path, size, mtime, kind, cloud_only, photo_id) VALUES
        (4, 1, CAST('a.jpg' AS BLOB), 1, 2, 'photo', 0, 1), (5, 1, x'6465e92f622e6a7067', 1, 2, 'photo', 0, 1),
        (6, 1, CAST('deep/er/c.png' AS BLOB), 1, 2, 'photo', 0, 2), (9, 1, CAST('new.jpg' AS BLOB), 1, 2, 'photo', 0, NULL);
    `);
    db.prepare('INSERT INTO answers VALUES (1, 1, ?, ?, ?, ?)').run(
      classes,
      Buffer.from(Float16Array.from(answer.concepts.slice(0, 92)).buffer),
      Buffer.from(answer.embedding.buffer),
      7.25,
    );
    migrate(db, 2);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    const { signature: embedding, scores } = db.prepare('SELECT signature, scores FROM answers').get() as {
      signature: Buffer;
      scores: Buffer;
    };
    expect([embedding.length, embedding.readFloatLE(256), scores.length]).toEqual([260, 7.25, 307]);
    migrate(db);
    db.close();
    const reader = new LibraryReader(file);
    const places = reader.files
      .places()
      .map(({ photo, file: id, path: place }) => [photo, id, Buffer.from(place).toString('latin1')]);
    expect(places).toEqual([
      [1, 4, 'a.jpg'],
      [1, 5, 'de\xe9/b.jpg'],
      [2, 6, 'deep/er/c.png'],
    ]);
    expect(reader.photo(1)).toMatchObject({
      camera: 'Nikon D70',
      lens: '50mm',
      takenAt: '2019-06-14T12:00:00',
    });
    expect(reader.setting('window')).toEqual({ theme: 'dark' });
    const kept = reader.prediction(1);
    expect(kept?.classes).toEqual(answer.classes);
    expect(kept?.embedding).toEqual(answer.embedding);
    kept?.concepts.forEach((p, i) => {
      if (i < 92) expect(Math.abs(p - (answer.concepts[i] ?? 0))).toBeLessThan(0.003);
      else expect(p).toBe(0);
    });
    expect(kept?.phrase).toBeNull();
    reader.close();
    const writer = new IndexWriter(file);
    expect(writer.queue.waitingFiles(9, new Set()).map(({ id }) => id)).toEqual([9]);
    expect(
      writer.predictions.recomputeLabels(
        'v',
        () => [{ label: 'dog', score: 0.5 }],
        new AbortController().signal,
      ),
    ).toBe(1);
    writer.close();
  });

  it('3 adds ignored problems, and changes no existing data', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    migrate(db, 2);
    db.exec(`
      INSERT INTO folders VALUES (1, CAST('/photos' AS BLOB), 0);
      INSERT INTO directories VALUES (1, 1, x'');
      INSERT INTO files (id, directory_id, name, size, mtime, kind, cloud_only, problem_kind, problem_detail)
        VALUES (7, 1, CAST('bad.jpg' AS BLOB), 10, 20, 'photo', 0, 'damaged', 'x');
    `);
    migrate(db, 3);
    expect(db.prepare('SELECT * FROM ignored_problems').all()).toEqual([]);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(() => db.exec("INSERT INTO ignored_problems VALUES (1, 'big', 0)")).toThrow(/cannot store TEXT/);
    migrate(db);
    db.close();
    const reader = new LibraryReader(file);
    expect(reader.files.problems(0, 9)).toMatchObject({ total: 1, ignored: 0, rows: [{ file: 7 }] });
    reader.close();
  });

  it('4 removes the embedding norm, keeps the scores, and adds null phrase embeddings', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    migrate(db, 3);
    db.exec(`
      INSERT INTO models VALUES (1, 'beachcomb-photo-1');
      INSERT INTO photos (id, hash, format) VALUES (1, x'01', 'jpeg'), (2, x'02', 'jpeg');
    `);
    const { signature, scores } = predictionToBytes(madePrediction(7));
    const old = Buffer.from(scores.subarray(0, 64 * 3 + 115));
    const insert = db.prepare('INSERT INTO answers VALUES (?, 1, ?, ?)');
    for (const photo of [1, 2]) insert.run(photo, Buffer.concat([signature, Buffer.alloc(4, photo)]), old);
    migrate(db, 4);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(db.prepare('SELECT * FROM answers').all()).toEqual(
      [1, 2].map((photo) => ({
        photo_id: photo,
        model_id: 1,
        signature: Buffer.from(signature),
        scores: old,
        phrase: null,
      })),
    );
    expect(() => db.exec("UPDATE answers SET phrase = 'text'")).toThrow(/cannot store TEXT/);
    db.close();
  });

  it('5 adds the appearance, initially unknown, and marks each photo as changed when it is set', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    const number = MIGRATIONS.indexOf(appearance) + 1;
    migrate(db, number - 1);
    db.exec("INSERT INTO photos (id, hash, format, width, height) VALUES (7, x'01', 'jpeg', 4, 3)");
    migrate(db, number);
    expect(db.prepare('SELECT id, appearance FROM photos').all()).toEqual([{ id: 7, appearance: null }]);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    const changes = db.prepare('SELECT photo_id FROM changes').pluck();
    expect(changes.all()).toEqual([]);
    db.exec("UPDATE photos SET appearance = x'00' WHERE id = 7");
    db.exec("UPDATE photos SET appearance = x'00', rating = 3 WHERE id = 7");
    expect(changes.all()).toEqual([7]);
    expect(() => db.exec("UPDATE photos SET appearance = 'red'")).toThrow(/cannot store TEXT/);
    db.close();
  });

  it('adds the results of analysers, of which an existing library has none, and keeps its photos', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    db.pragma('foreign_keys = ON');
    const before = MIGRATIONS.indexOf(analyses);
    migrate(db, before);
    db.exec("INSERT INTO photos (id, hash, format, width, height) VALUES (7, x'01', 'jpeg', 4, 3)");
    migrate(db, before + 1);
    expect(db.prepare('SELECT id FROM photos').pluck().all()).toEqual([7]);
    expect(db.prepare('SELECT * FROM analyses UNION ALL SELECT * FROM text_lines').all()).toEqual([]);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(() => db.exec("INSERT INTO text_lines VALUES (7, 0, 'a', 'sure', x'00')")).toThrow(
      /cannot store TEXT/,
    );
    expect(() => db.exec("INSERT INTO analyses VALUES (8, 'text', 1, NULL, 0)")).toThrow(/FOREIGN KEY/);
    db.exec("INSERT INTO text_lines VALUES (7, 0, 'a', 255, x'00'); DELETE FROM photos");
    expect(db.prepare('SELECT * FROM text_lines').all()).toEqual([]);
    db.close();
  });

  it('adds listed photos, of which an existing library has none, and keeps what waits', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    const before = MIGRATIONS.indexOf(listedPhotos);
    migrate(db, before);
    db.exec(`
      INSERT INTO folders VALUES (1, CAST('/photos' AS BLOB), 0);
      INSERT INTO directories VALUES (1, 1, x'');
      INSERT INTO photos (id, hash, format, width, height) VALUES (7, zeroblob(32), 'jpeg', 4, 3);
      INSERT INTO files (id, directory_id, name, size, mtime, kind, cloud_only, photo_id)
        VALUES (1, 1, CAST('a.jpg' AS BLOB), 1, 1, 'photo', 0, 7), (2, 1, CAST('b.jpg' AS BLOB), 1, 2, 'photo', 0, NULL);
    `);
    migrate(db, before + 1);
    expect(db.prepare('SELECT id, merged_into FROM photos').all()).toEqual([{ id: 7, merged_into: null }]);
    expect(db.prepare('SELECT waits FROM files').pluck().all()).toEqual([0, 0]);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(() => db.exec("UPDATE files SET waits = 'long'")).toThrow(/cannot store TEXT/);
    db.close();
    const writer = new IndexWriter(file);
    expect(writer.queue.waitingFiles(10, new Set()).map(({ id }) => id)).toEqual([2]);
    expect(writer.queue.counts()).toEqual({ found: 2, listed: 1, done: 1, problems: 0 });
    writer.close();
  });

  it('adds faces and people, of which an existing library has none, and keeps its photos', () => {
    const db = new Sqlite(path.join(tempFolder(), 'library.sqlite'));
    db.pragma('foreign_keys = ON');
    const before = MIGRATIONS.indexOf(faces);
    migrate(db, before);
    db.exec("INSERT INTO photos (id, hash, format, width, height) VALUES (7, x'01', 'jpeg', 4, 3)");
    migrate(db, before + 1);
    expect(db.prepare('SELECT id FROM photos').pluck().all()).toEqual([7]);
    expect(db.prepare('SELECT photo_id FROM faces UNION ALL SELECT id FROM people').all()).toEqual([]);
    expect(() => db.exec("INSERT INTO faces VALUES (8, '0,0,1,1', 900, x'00')")).toThrow(/FOREIGN KEY/);
    // Faces go with their photo; what the user said of them stays.
    db.exec(`INSERT INTO faces VALUES (7, '0,0,1,1', 900, x'00');
      INSERT INTO people (id, uid, name, name_key, at) VALUES (1, 'u', 'Anna', 'anna', 1);
      INSERT INTO face_statements VALUES (1, x'01', '0,0,1,1', 1, 1); DELETE FROM photos`);
    expect(db.prepare('SELECT * FROM faces').all()).toEqual([]);
    expect(db.prepare('SELECT person_id FROM face_statements').pluck().all()).toEqual([1]);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    db.close();
  });

  it('adds missing files, of which an existing library has none, and reports each that goes or returns', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    const before = MIGRATIONS.indexOf(missingFiles);
    migrate(db, before);
    db.exec(`
      INSERT INTO folders VALUES (1, CAST('/photos' AS BLOB), 0);
      INSERT INTO folder_states VALUES (1, 5, NULL, 12);
      INSERT INTO directories VALUES (1, 1, x'');
      INSERT INTO photos (id, hash, format, width, height) VALUES (7, x'01', 'jpeg', 4, 3);
      INSERT INTO files (id, directory_id, name, size, mtime, kind, cloud_only, photo_id)
        VALUES (7, 1, CAST('a.jpg' AS BLOB), 10, 20, 'photo', 0, 7);
      DELETE FROM changes;
    `);
    migrate(db, before + 1);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(db.prepare('SELECT id, missing_since AS since FROM file_paths').all()).toEqual([
      { id: 7, since: null },
    ]);
    expect(db.prepare('SELECT * FROM missing_events').all()).toEqual([]);
    db.exec('UPDATE files SET missing_since = 9; UPDATE files SET missing_since = 10');
    expect(db.prepare('SELECT photo_id FROM changes').pluck().all()).toEqual([7]);
    db.exec('UPDATE files SET missing_since = NULL');
    expect(db.prepare('SELECT photo_id FROM changes').pluck().all()).toEqual([7, 7]);
    expect(() => db.exec("UPDATE files SET missing_since = 'late'")).toThrow(/cannot store TEXT/);
    db.close();
  });

  it('makes the answers about missing files user data, and takes over those that were given', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    const before = MIGRATIONS.indexOf(missingAnswers);
    migrate(db, before);
    db.exec(`
      INSERT INTO folders VALUES (1, CAST('/photos' AS BLOB), 0);
      INSERT INTO missing_events VALUES (1, 5, 1), (1, 6, 0), (2, 5, 1);
    `);
    migrate(db, before + 1);
    expect(db.prepare('SELECT * FROM missing_answers').all()).toEqual([
      { folder_id: 1, since: 5, forget: 0 },
    ]);
    expect(db.prepare('SELECT * FROM missing_events').raw().all()).toEqual([
      [1, 5],
      [1, 6],
      [2, 5],
    ]);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    db.close();
  });

  it('0019 adds the groups of faces, which go with their faces, and changes nothing else', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    db.pragma('foreign_keys = ON');
    const before = MIGRATIONS.indexOf(faceGroups);
    migrate(db, before);
    db.exec(`
      INSERT INTO photos (id, hash, format, width, height) VALUES (7, x'07', 'jpeg', 4, 3);
      INSERT INTO faces VALUES (7, '1,2,3,4', 990, x'00'), (7, '5,6,7,8', 990, x'00');
    `);
    migrate(db, before + 1);
    expect(db.prepare('SELECT count(*) FROM faces').pluck().get()).toBe(2);
    db.exec(`
      INSERT INTO face_groups VALUES (7, '1,2,3,4', 1, 0, 0, ''), (7, '5,6,7,8', NULL, NULL, 1, 'ab');
      INSERT INTO face_questions (photo_id, box, other_photo_id, other_box) VALUES (7, '1,2,3,4', 7, '5,6,7,8');
    `);
    expect(() => db.exec("INSERT INTO face_groups VALUES (7, '0,0,1,1', 1, 0, 0, '')")).toThrow(
      /FOREIGN KEY/,
    );
    db.exec("DELETE FROM faces WHERE box = '5,6,7,8'");
    expect(db.prepare('SELECT box FROM face_groups').pluck().all()).toEqual(['1,2,3,4']);
    expect(db.prepare('SELECT count(*) FROM face_questions').pluck().get()).toBe(0);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    db.close();
  });

  it('0020 adds the edits of photos, and has a photo read again whose edits change', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    const before = MIGRATIONS.indexOf(photoEdits);
    migrate(db, before);
    db.exec(
      `INSERT INTO photos (id, hash, format, width, height) VALUES (7, x'${'ab'.repeat(32)}', 'jpeg', 4, 3)`,
    );
    db.exec('DELETE FROM changes');
    migrate(db, before + 1);
    const changes = db.prepare('SELECT photo_id FROM changes').pluck();
    db.exec(`INSERT INTO photo_edits VALUES (x'${'ab'.repeat(32)}', 'rating', '4', 1)`);
    // Of a photo that is not here.
    db.exec(`INSERT INTO photo_edits VALUES (x'${'cd'.repeat(32)}', 'rating', '4', 1)`);
    expect(changes.all()).toEqual([7]);
    db.exec("UPDATE photo_edits SET value = '5'");
    db.exec('DELETE FROM photo_edits');
    expect(changes.all()).toEqual([7, 7, 7]);
    expect(() => db.exec("INSERT INTO photo_edits VALUES (x'ab', 'rating', '4', 'late')")).toThrow(
      /cannot store TEXT/,
    );
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    db.close();
  });

  it('0023 adds what is kept out of memories, once of each kind and value', () => {
    const db = new Sqlite(path.join(tempFolder(), 'library.sqlite'));
    const before = MIGRATIONS.indexOf(memoryExclusions);
    migrate(db, before);
    migrate(db, before + 1);
    db.exec(
      "INSERT INTO memory_exclusions VALUES ('person', 'Anna', 1), ('days', '2019-07-03_2019-07-03', 2)",
    );
    expect(() => db.exec("INSERT INTO memory_exclusions VALUES ('person', 'Anna', 3)")).toThrow(/UNIQUE/);
    expect(() => db.exec("INSERT INTO memory_exclusions VALUES ('person', 'Li', 'late')")).toThrow(
      /cannot store TEXT/,
    );
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    db.close();
  });

  it('0022 adds what live photos consist of, unknown for existing photos, and changes nothing else', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    const before = MIGRATIONS.indexOf(livePhotos);
    migrate(db, before);
    db.exec("INSERT INTO photos (id, hash, format, width, height) VALUES (7, x'07', 'jpeg', 4, 3)");
    migrate(db, before + 1);
    expect(db.prepare('SELECT id, format, content_id, motion_at, motion_bytes FROM photos').all()).toEqual([
      { id: 7, format: 'jpeg', content_id: null, motion_at: null, motion_bytes: null },
    ]);
    expect(() => db.exec("UPDATE photos SET motion_at = 'late'")).toThrow(/cannot store TEXT/);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    db.close();
  });

  it('0024 adds failures to decode films, none for existing films, which go with their films', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    const before = MIGRATIONS.indexOf(filmDecodings);
    migrate(db, before);
    db.exec(
      "INSERT INTO photos (id, hash, format, frames) VALUES (7, x'07', 'mp4', 0), (8, x'08', 'mov', 5)",
    );
    migrate(db, before + 1);
    const unseen = db.prepare('SELECT id FROM photos INDEXED BY films_unseen WHERE frames = 0').pluck();
    expect(unseen.all()).toEqual([7]);
    expect(db.prepare('SELECT * FROM film_decodings').all()).toEqual([]);
    db.pragma('foreign_keys = ON');
    db.exec("INSERT INTO film_decodings VALUES (7, 'desktop', '1', 'lost', 1)");
    expect(() => db.exec("UPDATE film_decodings SET failures = 'many'")).toThrow(/cannot store TEXT/);
    db.exec('DELETE FROM photos WHERE id = 7');
    expect(db.prepare('SELECT * FROM film_decodings').all()).toEqual([]);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    db.close();
  });

  it('0025 adds the files in the trash, none for an existing library, and changes nothing else', () => {
    const db = new Sqlite(path.join(tempFolder(), 'library.sqlite'));
    const before = MIGRATIONS.indexOf(trashedFiles);
    migrate(db, before);
    db.exec(`INSERT INTO directories (id, folder_id, path) VALUES (1, 1, x'61');
      INSERT INTO files (directory_id, name, size, mtime, kind, cloud_only) VALUES (1, x'62', 3, 4, 'photo', 0);`);
    const files = db.prepare('SELECT * FROM files').all();
    migrate(db, before + 1);
    expect(db.prepare('SELECT * FROM files').all()).toEqual(files);
    expect(db.prepare('SELECT count(*) FROM trashed_files').pluck().get()).toBe(0);
    const insert = (state: string) =>
      db.exec(`INSERT INTO trashed_files (run, state, process, at, original, folder_id, directory, name, size, mtime,
        cloud_only, waits) VALUES (1, '${state}', 1, 1, x'2f61', 1, x'61', x'62', 3, 4, 0, 0)`);
    expect(errorOf(() => insert('deleted'))).toMatchObject({ code: 'SQLITE_CONSTRAINT_CHECK' });
    insert('intended');
    db.close();
  });

  it('0026 adds order and cover of albums, chosen for none, and keeps them and their photos', () => {
    const db = new Sqlite(':memory:');
    db.pragma('foreign_keys = ON');
    const before = MIGRATIONS.indexOf(albumPages);
    migrate(db, before);
    db.exec(`
      INSERT INTO albums (id, name, name_key, search, at, uid) VALUES (3, 'Best', 'best', NULL, 5, 'u');
      INSERT INTO album_photos (album_id, hash, position) VALUES (3, x'01', 2), (3, x'02', 1);
    `);
    migrate(db, before + 1);
    expect(db.prepare('SELECT * FROM albums').all()).toEqual([
      { id: 3, name: 'Best', name_key: 'best', search: null, at: 5, uid: 'u', sort: null, cover_hash: null },
    ]);
    expect(db.prepare('SELECT position FROM album_photos ORDER BY hash').pluck().all()).toEqual([2, 1]);
    expect(() => db.prepare("UPDATE albums SET cover_hash = 'a text'").run()).toThrow('BLOB');
    db.close();
  });

  it('0027 adds embeddings by added packs, none at first, which go with their photo', () => {
    const db = new Sqlite(':memory:');
    db.pragma('foreign_keys = ON');
    const before = MIGRATIONS.indexOf(packEmbeddings);
    migrate(db, before);
    db.exec("INSERT INTO photos (id, hash, format, width, height) VALUES (1, x'01', 'jpeg', 4, 3)");
    migrate(db, before + 1);
    expect(db.prepare('SELECT count(*) FROM embedding_packs').pluck().get()).toBe(0);
    db.exec(`
      INSERT INTO embedding_packs (name, content) VALUES ('clip@1', 'a'), ('clip@1', 'b');
      INSERT INTO pack_embeddings VALUES (1, 1, 0.5, x'0102'), (1, 2, 0.5, x'0304');
    `);
    expect(() => db.exec("INSERT INTO embedding_packs (name, content) VALUES ('clip@1', 'a')")).toThrow(
      'UNIQUE',
    );
    expect(() => db.exec('DELETE FROM embedding_packs')).toThrow('FOREIGN KEY');
    db.exec('DELETE FROM photos');
    expect(db.prepare('SELECT count(*) FROM pack_embeddings').pluck().get()).toBe(0);
    db.close();
  });

  it('takes every event of missing files that an existing library knows for one of many files', () => {
    const db = new Sqlite(path.join(tempFolder(), 'library.sqlite'));
    const before = MIGRATIONS.indexOf(fewMissing);
    migrate(db, before);
    db.exec('INSERT INTO missing_events VALUES (1, 5)');
    migrate(db, before + 1);
    expect(db.prepare('SELECT * FROM missing_events').raw().all()).toEqual([[1, 5, 1]]);
    db.close();
  });

  it('0006 adds the ctime of files, unknown for existing files, and changes nothing else', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    const before = MIGRATIONS.indexOf(ctime);
    migrate(db, before);
    db.exec(`
      INSERT INTO folders VALUES (1, CAST('/photos' AS BLOB), 0);
      INSERT INTO directories VALUES (1, 1, x'');
      INSERT INTO files (id, directory_id, name, size, mtime, kind, cloud_only)
        VALUES (7, 1, CAST('a.jpg' AS BLOB), 10, 20, 'photo', 0);
    `);
    migrate(db, before + 1);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(() => db.exec("UPDATE files SET ctime = 'late'")).toThrow(/cannot store TEXT/);
    db.close();
    const writer = new IndexWriter(file);
    expect(writer.scanned.knownFiles(1, new Uint8Array())).toEqual([
      {
        id: 7,
        path: Buffer.from('a.jpg'),
        size: 10,
        mtime: 20,
        ctime: null,
        kind: 'photo',
        cloudOnly: false,
        missing: false,
      },
    ]);
    writer.close();
  });

  it('0007 adds stamps, names labels and albums for every copy alike, and keeps ignored problems by path', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    const before = MIGRATIONS.indexOf(histories);
    migrate(db, before);
    db.exec(`
      INSERT INTO folders VALUES (1, CAST('/photos' AS BLOB), 0);
      INSERT INTO directories VALUES (1, 1, CAST('d' AS BLOB));
      INSERT INTO files (id, directory_id, name, size, mtime, kind, cloud_only, problem_kind, problem_detail)
        VALUES (7, 1, CAST('bad.jpg' AS BLOB), 10, 20, 'photo', 0, 'damaged', 'x');
      INSERT INTO ignored_problems VALUES (7, 10, 20), (8, 1, 1);
      INSERT INTO own_labels VALUES (3, 'Rex', 'rex', 500);
      INSERT INTO albums VALUES (4, 'Best', 'best', NULL, 600);
    `);
    migrate(db, before + 1);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(db.prepare('SELECT * FROM stamps').all()).toEqual([]);
    expect(() => db.exec("INSERT INTO stamps VALUES ('a', 'late', 'b', 0)")).toThrow(/cannot store TEXT/);
    expect(db.prepare('SELECT uid FROM own_labels UNION SELECT uid FROM albums').pluck().all()).toEqual([
      '3@500',
      '4@600',
    ]);
    expect(
      db.prepare('SELECT folder_id, CAST(path AS TEXT), size, mtime FROM ignored_problems').raw().all(),
    ).toEqual([[1, 'd/bad.jpg', 10, 20]]);
    migrate(db);
    db.close();
    const reader = new LibraryReader(file);
    expect(reader.files.problems(0, 9)).toMatchObject({ total: 0, ignored: 1 });
    reader.close();
  });

  it('0008 lets pictures that could not be read wait again, and keeps every photo and other problem', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    const before = MIGRATIONS.indexOf(readProblemsAgain);
    migrate(db, before);
    db.exec(`
      INSERT INTO folders VALUES (1, CAST('/photos' AS BLOB), 0);
      INSERT INTO directories VALUES (1, 1, x'');
      INSERT INTO photos (id, hash, problem_kind, problem_detail) VALUES
        (1, x'01', NULL, NULL), (2, x'02', 'damaged', 'x'), (3, x'03', 'too-large', 'x'),
        (4, x'04', 'unsupported', 'x'), (5, x'05', 'not-an-image', 'x');
      INSERT INTO files (id, directory_id, name, size, mtime, kind, cloud_only, photo_id)
        SELECT id, 1, CAST(id || '.jpg' AS BLOB), 10, 20, 'photo', 0, id FROM photos;
      INSERT INTO files (id, directory_id, name, size, mtime, kind, cloud_only, problem_kind)
        VALUES (6, 1, CAST('6.jpg' AS BLOB), 10, 20, 'photo', 0, 'crashed');
    `);
    migrate(db, before + 1);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    db.close();
    const writer = new IndexWriter(file);
    const waiting = writer.queue.waitingFiles(10, new Set()).map(({ id }) => id);
    expect(waiting.toSorted()).toEqual([2, 3, 4]);
    expect(writer.scanned.hashOfFile(1)).toEqual(Buffer.from([1]));
    writer.close();
  });

  it('date-precision knows the day of photos at midnight, the second of others, and asks for all to be read again', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    const before = MIGRATIONS.indexOf(datePrecision);
    migrate(db, before);
    db.exec(`
      INSERT INTO photos (id, hash, format, taken_at, taken_from) VALUES
        (1, x'01', 'jpeg', '2019-07-12T00:00:00', 'file-name'),
        (2, x'02', 'jpeg', '2019-07-12T21:11:12', 'exif-original'),
        (3, x'03', 'jpeg', NULL, NULL);
    `);
    migrate(db, before + 1);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(db.prepare('SELECT id, taken_precision, metadata_version FROM photos').raw().all()).toEqual([
      [1, 'day', 0],
      [2, 'second', 0],
      [3, null, 0],
    ]);
    expect(() => db.exec("UPDATE photos SET metadata_version = 'new'")).toThrow(/cannot store TEXT/);
    db.close();
  });

  it('people adds names of places and people, unknown for existing photos, and their regions', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    const before = MIGRATIONS.indexOf(people);
    migrate(db, before);
    db.exec("INSERT INTO photos (id, hash, format) VALUES (1, x'01', 'jpeg')");
    migrate(db, before + 1);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(db.prepare('SELECT id, place_names, people FROM photos').raw().all()).toEqual([[1, null, null]]);
    db.exec("INSERT INTO regions VALUES (1, 'Zorblatt', NULL, NULL, NULL, NULL)");
    expect(() => db.exec("INSERT INTO regions VALUES (1, 'Wuzzle', 'wide', 0, 1, 1)")).toThrow(
      /cannot store TEXT/,
    );
    db.pragma('foreign_keys = ON');
    db.exec('DELETE FROM photos');
    expect(db.prepare('SELECT count(*) FROM regions').pluck().get()).toBe(0);
    db.close();
  });

  it('companions adds files beside photos, and imported favourites and albums, none for existing photos', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    const before = MIGRATIONS.indexOf(companions);
    migrate(db, before);
    db.exec("INSERT INTO photos (id, hash, format) VALUES (1, x'01', 'jpeg')");
    migrate(db, before + 1);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    db.pragma('foreign_keys = ON');
    db.exec(`
      INSERT INTO companion_files VALUES (1, x'61', x'62', 1, 2, 3);
      INSERT INTO photo_companions VALUES (1, 'f', 1, '{}');
      INSERT INTO imported_favourites VALUES (1);
      INSERT INTO imported_albums (id, name, name_key) VALUES (5, 'Lund', 'lund');
      INSERT INTO imported_album_photos VALUES (5, 1);
      INSERT INTO declined_imports VALUES (x'01', 'favourite', 7);
    `);
    expect(() => db.exec("UPDATE companion_files SET size = 'big'")).toThrow(/cannot store TEXT/);
    db.exec('DELETE FROM photos');
    for (const table of ['photo_companions', 'imported_favourites', 'imported_album_photos'])
      expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(), table).toBe(0);
    expect(db.prepare('SELECT count(*) FROM declined_imports').pluck().get()).toBe(1);
    db.close();
  });

  it('let a library keep which directories do not answer, and take no other types', () => {
    const before = MIGRATIONS.indexOf(silentDirectories);
    const db = new Sqlite(path.join(tempFolder(), 'library.sqlite'));
    migrate(db, before);
    migrate(db, before + 1);
    db.exec("INSERT INTO silent_directories VALUES (1, x'61', 1, 1000)");
    expect(() => db.exec("INSERT INTO silent_directories VALUES (1, 'a', 1, 1000)")).toThrow(
      /cannot store TEXT/,
    );
    expect(() => db.exec("INSERT INTO silent_directories VALUES (1, x'61', 2, 2000)")).toThrow(/UNIQUE/);
    db.close();
  });

  it('films adds length, codec and frames, which a photo does not have', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const db = new Sqlite(file);
    const before = MIGRATIONS.indexOf(films);
    migrate(db, before);
    db.exec("INSERT INTO photos (id, hash, format) VALUES (1, x'01', 'jpeg')");
    migrate(db, before + 1);
    expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    const rows = db.prepare('SELECT id, duration_ms, codec, frames FROM photos').raw();
    expect(rows.all()).toEqual([[1, null, null, null]]);
    db.exec(
      "INSERT INTO photos (id, hash, format, duration_ms, codec, frames) VALUES (2, x'02', 'mp4', 9, 'av1', 0)",
    );
    expect(() => db.exec("UPDATE photos SET frames = 'five'")).toThrow(/cannot store TEXT/);
    db.close();
  });

  it('make a new library in one transaction, and upgrade an existing one by one a version', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    /** Of the header of the file: it counts transactions. */
    const transactions = (): number => readFileSync(file).readUInt32BE(24);
    const db = new Sqlite(file);
    migrate(db, LIBRARY_VERSION - 2);
    expect(transactions()).toBe(1);
    migrate(db);
    expect(transactions()).toBe(3);
    expect(db.pragma('user_version', { simple: true })).toBe(LIBRARY_VERSION);
    db.close();
  });

  it('upgrade a library to the current schema version and do not run twice', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    openDatabase(file, 'machine').close();
    const first = readFileSync(file);
    openDatabase(file, 'person').close();
    expect(readFileSync(file)).toEqual(first);
    const db = openDatabase(file, 'read');
    expect(db.pragma('user_version', { simple: true })).toBe(LIBRARY_VERSION);
    db.close();
  });
});

describe('libraries that must not be written', () => {
  it('rejects a library of a newer version and leaves it unchanged byte for byte', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    openDatabase(file, 'machine').close();
    const db = new Sqlite(file);
    db.pragma(`user_version = ${LIBRARY_VERSION + 1}`);
    db.close();
    const before = readFileSync(file);
    for (const mode of ['read', 'machine', 'person'] as const) {
      const error = errorOf(() => openDatabase(file, mode));
      expect(error).toBeInstanceOf(BeachcombError);
      expect(error).toMatchObject({ kind: 'library-newer' });
    }
    expect(readFileSync(file)).toEqual(before);
    recordAttempt({
      suite: 'faults',
      what: 'Library of a newer Beachcomb',
      times: 3,
      outcome: 'refused with library-newer, byte for byte as it was',
      lost: 0,
    });
  });

  it('rejects a database of another program and leaves it unchanged', () => {
    const file = path.join(tempFolder(), 'other.sqlite');
    const db = new Sqlite(file);
    db.exec('CREATE TABLE theirs (a)');
    db.close();
    const before = readFileSync(file);
    expect(errorOf(() => openDatabase(file, 'machine'))).toMatchObject({ kind: 'library-damaged' });
    expect(readFileSync(file)).toEqual(before);
  });

  it('reports a file that is not a database as library-damaged instead of crashing', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    writeFileSync(file, 'These are not the bytes of a database at all. '.repeat(100));
    expect(errorOf(() => openDatabase(file, 'machine'))).toMatchObject({ kind: 'library-damaged' });
  });

  it('creates no file if a reader opens a missing library', () => {
    const file = path.join(tempFolder(), 'none.sqlite');
    expect(errorOf(() => openDatabase(file, 'read'))).toMatchObject({ kind: 'not-found' });
    expect(errorOf(() => readFileSync(file))).toMatchObject({ code: 'ENOENT' });
  });
});

describe('connections', () => {
  it('prevent a reader from writing, whatever the SQL is', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    openDatabase(file, 'machine').close();
    const db = openDatabase(file, 'read');
    expect(errorOf(() => db.prepare("INSERT INTO meta VALUES ('a', 'b')").run())).toMatchObject({
      code: 'SQLITE_READONLY',
    });
    db.close();
  });

  it('of readers, indexers and user data are distinct types (checked by the compiler)', () => {
    const file = path.join(tempFolder(), 'library.sqlite');
    const indexWriter = openDatabase(file, 'machine');
    const userData = openDatabase(file, 'person');
    // @ts-expect-error a machine's connection is not a person's
    const wrong: typeof userData = indexWriter;
    expect(wrong.pragma('synchronous', { simple: true })).toBe(1); // NORMAL
    expect(userData.pragma('synchronous', { simple: true })).toBe(2); // FULL
    expect(indexWriter.pragma('journal_mode', { simple: true })).toBe('wal');
    indexWriter.close();
    userData.close();
    copyFileSync(file, `${file}.copy`);
  });
});
