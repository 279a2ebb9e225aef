import { randomUUID } from 'node:crypto';
import { cleanText, LONGEST_SEARCH } from '../domain/clean-text.ts';
import { BeachcombError } from '../domain/error.ts';
import { MEMORY_EXCLUSION_KINDS, type MemoryExclusion } from '../domain/memory.ts';
import { editValue, type PhotoEdit, type PhotoEditValue, photoEditsOf } from '../domain/photo-edit.ts';
import { customLabelKey, type UserData } from '../domain/user-data.ts';
import { givenNameKey } from './given-name-key.ts';
import { FIRST_IMPORTED } from './imported-albums.ts';
import type { Connection } from './open-database.ts';
import { PreparedQueries, type PreparedQuery } from './prepared-queries.ts';
import { CURRENT_ID, LISTED } from './settle-photo.ts';
import type { UserDataWrites } from './user-data-transactions.ts';
import { writeStatements } from './write-statements.ts';

/** A correction of one label of one photo: true, false, or null to remove it. The column is called `says`. */
interface PhotoCorrection {
  readonly photo: number;
  readonly label: string;
  readonly applies: boolean | null;
}

const RECENT_KEPT = 30;

/** Whether an edit has a value; one of a newer version may have none that is known. */
const isReadable = ({ field, value }: PhotoEdit): boolean =>
  photoEditsOf([{ field, value }])[field] !== undefined;

/** Writes corrections, custom labels, favourites, albums and searches. Each call is one transaction. */
export class StatementWriter {
  readonly #transactions: UserDataWrites;
  readonly #queries: PreparedQueries;

  constructor(db: Connection<'person' | 'read'>, transactions: UserDataWrites) {
    this.#transactions = transactions;
    this.#queries = new PreparedQueries(db);
  }

  #sql(sql: string): PreparedQuery {
    return this.#queries.of(sql);
  }

  #write<T>(work: () => T): T {
    return writeStatements(this.#transactions, this.#queries, work);
  }

  #hash(photo: number): Uint8Array {
    const row = this.#sql(`SELECT hash, ${LISTED} AS listed FROM photos p WHERE id = ${CURRENT_ID}`).get({
      1: photo,
    }) as { hash: Uint8Array; listed: number } | undefined;
    if (row === undefined) throw new BeachcombError('not-found', `There is no photo ${photo}.`);
    // Nothing is ever stated of anything but a content; see photo-contents.ts.
    if (row.listed === 1) throw new BeachcombError('unavailable', `Photo ${photo} is not read yet.`);
    return row.hash;
  }

  /** @returns the previous corrections of the same photos and labels; writing them undoes the call */
  correct(corrections: readonly PhotoCorrection[], at: number): PhotoCorrection[] {
    return this.#write(() =>
      corrections.map(({ photo, label, applies }) => {
        const hash = this.#hash(photo);
        const before = this.#sql('SELECT says FROM corrections WHERE hash = ? AND label = ?')
          .pluck()
          .get(hash, label) as number | undefined;
        if (applies === null)
          this.#sql('DELETE FROM corrections WHERE hash = ? AND label = ?').run(hash, label);
        else
          this.#sql(
            `INSERT INTO corrections (hash, label, says, at) VALUES (?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET says = excluded.says, at = excluded.at`,
          ).run(hash, label, applies ? 1 : 0, at);
        return { photo, label, applies: before === undefined ? null : before === 1 };
      }),
    );
  }

  /** Creates a custom label or finds the one with this name. @returns its key */
  addCustomLabel(name: string, at: number): string {
    return this.#write(() => this.#customLabel(name, at));
  }

  #customLabel(name: string, at: number): string {
    if (cleanText(name) === '') throw new BeachcombError('bad-request', 'The name is empty.');
    const known = this.#sql('SELECT id FROM own_labels WHERE name_key = ?').pluck().get(givenNameKey(name));
    const id =
      known ??
      this.#sql('INSERT INTO own_labels (name, name_key, at, uid) VALUES (?, ?, ?, ?)').run(
        cleanText(name),
        givenNameKey(name),
        at,
        randomUUID(),
      ).lastInsertRowid;
    return customLabelKey(Number(id));
  }

  /** @throws BeachcombError `bad-request` if another custom label has this name */
  renameCustomLabel(key: string, name: string): void {
    this.#write(() => {
      const other = this.#sql("SELECT 1 FROM own_labels WHERE name_key = ? AND 'own:' || id <> ?");
      if (other.get(givenNameKey(name), key) !== undefined)
        throw new BeachcombError('bad-request', `There is already a label "${name}".`, {
          reason: { code: 'name-taken' },
        });
      this.#sql("UPDATE own_labels SET name = ?, name_key = ? WHERE 'own:' || id = ?").run(
        cleanText(name),
        givenNameKey(name),
        key,
      );
    });
  }

  /** Deletes a custom label with all its examples. */
  removeCustomLabel(key: string): void {
    this.#write(() => {
      this.#sql("DELETE FROM own_labels WHERE 'own:' || id = ?").run(key);
      this.#sql('DELETE FROM corrections WHERE label = ?').run(key);
    });
  }

  /**
   * Edits photos, or takes edits back (null).
   * @returns the edits of the same photos and fields before; writing them undoes the call
   */
  edit(edits: readonly (PhotoEditValue & { readonly photo: number })[], at: number): typeof edits {
    return this.#write(() =>
      edits.map(({ photo, ...edit }) => {
        const hash = this.#hash(photo);
        const before = this.#sql('SELECT field, value FROM photo_edits WHERE hash = ? AND field = ?');
        const known = photoEditsOf(before.all(hash, edit.field) as { field: string; value: string }[]);
        if (edit.value === null)
          this.#sql('DELETE FROM photo_edits WHERE hash = ? AND field = ?').run(hash, edit.field);
        else
          this.#sql(
            `INSERT INTO photo_edits (hash, field, value, at) VALUES (?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET value = excluded.value, at = excluded.at`,
          ).run(hash, edit.field, JSON.stringify(edit.value), at);
        return { photo, ...editValue(edit.field, known) };
      }),
    );
  }

  /** Keeps things out of memories, or lets them in again. @returns those that were not so before */
  setExcludedFromMemories(
    exclusions: readonly Omit<MemoryExclusion, 'at'>[],
    on: boolean,
    at: number,
  ): typeof exclusions {
    return this.#write(() =>
      exclusions.filter(({ kind, value }) => {
        const written = on
          ? this.#sql(
              'INSERT INTO memory_exclusions (kind, value, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
            ).run(kind, value, at)
          : this.#sql('DELETE FROM memory_exclusions WHERE kind = ? AND value = ?').run(kind, value);
        return written.changes > 0;
      }),
    );
  }

  /** @returns the photos that were not so before */
  setFavourite(photos: readonly number[], on: boolean, at: number): number[] {
    return this.#write(() =>
      photos.filter((photo) => {
        const hash = this.#hash(photo);
        const isImported =
          this.#sql(`SELECT 1 FROM imported_favourites WHERE photo_id = ${CURRENT_ID}`).get({ 1: photo }) !==
          undefined;
        // What another program stated and the user takes back must not come back with the next index run.
        const changed = isImported && this.#decline(hash, 'favourite', !on, at);
        if (on && isImported) return changed;
        const written = on
          ? this.#sql('INSERT INTO favourites (hash, at) VALUES (?, ?) ON CONFLICT DO NOTHING').run(hash, at)
          : this.#sql('DELETE FROM favourites WHERE hash = ?').run(hash);
        return written.changes > 0 || changed;
      }),
    );
  }

  /** Takes a statement of another program back, or lets it count again. @returns whether that changed */
  #decline(hash: Uint8Array, what: string, declined: boolean, at: number): boolean {
    return declined
      ? this.#sql(
          'INSERT INTO declined_imports (hash, what, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        ).run(hash, what, at).changes > 0
      : this.#sql('DELETE FROM declined_imports WHERE hash = ? AND what = ?').run(hash, what).changes > 0;
  }

  /**
   * The album that the user changes: an album of another program becomes the user's own, by its name. Its photos join
   * the album of that name as long as they are not declined.
   */
  #ownAlbum(album: number, at: number): number {
    const imported = this.#sql('SELECT name FROM imported_albums WHERE id = ?').pluck();
    const name = album > FIRST_IMPORTED ? imported.get(album - FIRST_IMPORTED) : undefined;
    return typeof name === 'string' ? this.#album(name, null, at) : album;
  }

  /**
   * The photos that another program put into an album of this name, by their content.
   * @throws BeachcombError `unavailable` while one of them is not read
   */
  #importedInto(key: string): Uint8Array[] {
    const photos = this.#sql(
      `SELECT p.id FROM imported_albums a JOIN imported_album_photos i ON i.album_id = a.id
         JOIN photos p ON p.id = i.photo_id WHERE a.name_key = ?1 AND NOT EXISTS
           (SELECT 1 FROM declined_imports x WHERE x.hash IN (p.hash, x'') AND x.what = 'album:' || ?1)`,
    );
    return (photos.pluck().all({ 1: key }) as number[]).map((photo) => this.#hash(photo));
  }

  #keyOfAlbum(album: number): string {
    return String(this.#sql('SELECT name_key FROM albums WHERE id = ?').pluck().get(album) ?? '');
  }

  /** Creates an album or finds the one with this name. @param search null for an album filled by hand */
  addAlbum(name: string, search: string | null, at: number): number {
    return this.#write(() => this.#album(name, search, at));
  }

  #album(name: string, search: string | null, at: number): number {
    if (cleanText(name) === '') throw new BeachcombError('bad-request', 'The name is empty.');
    const known = this.#sql('SELECT id FROM albums WHERE name_key = ?').pluck().get(givenNameKey(name));
    if (known !== undefined) return known as number;
    const insert = this.#sql('INSERT INTO albums (name, name_key, search, at, uid) VALUES (?, ?, ?, ?, ?)');
    return Number(insert.run(cleanText(name), givenNameKey(name), search, at, randomUUID()).lastInsertRowid);
  }

  /** @throws BeachcombError `bad-request` if another album has this name */
  renameAlbum(shown: number, name: string): void {
    this.#write(() => {
      const album = this.#ownAlbum(shown, Date.now());
      const before = this.#keyOfAlbum(album);
      const other = this.#sql('SELECT 1 FROM albums WHERE name_key = ? AND id <> ?');
      if (other.get(givenNameKey(name), album) !== undefined)
        throw new BeachcombError('bad-request', `There is already an album "${name}".`, {
          reason: { code: 'name-taken' },
        });
      if (before !== givenNameKey(name)) {
        for (const hash of this.#importedInto(before)) this.#putInAlbum(album, hash, true);
        if (this.#isImported(before)) this.#decline(new Uint8Array(), `album:${before}`, true, Date.now());
      }
      const update = this.#sql('UPDATE albums SET name = ?, name_key = ? WHERE id = ?');
      update.run(cleanText(name), givenNameKey(name), album);
    });
  }

  /** Deletes an album; its photos stay. */
  removeAlbum(album: number): void {
    this.#write(() => {
      const own = this.#ownAlbum(album, Date.now());
      const key = this.#keyOfAlbum(own);
      if (this.#isImported(key)) this.#decline(new Uint8Array(), `album:${key}`, true, Date.now());
      this.#sql('DELETE FROM albums WHERE id = ?').run(own);
    });
  }

  /** @returns the photos that were not so before */
  setInAlbum(shown: number, photos: readonly number[], on: boolean): number[] {
    return this.#write(() => {
      const album = this.#ownAlbum(shown, Date.now());
      const key = this.#keyOfAlbum(album);
      const imported = new Set(this.#importedInto(key).map((hash) => Buffer.from(hash).toString('hex')));
      return photos.filter((photo) => {
        const hash = this.#hash(photo);
        const isImported = imported.has(Buffer.from(hash).toString('hex'));
        if (on) this.#decline(hash, `album:${key}`, false, Date.now());
        else if (isImported) this.#decline(hash, `album:${key}`, true, Date.now());
        const changed = this.#putInAlbum(album, hash, on);
        return on ? changed && !isImported : changed || isImported;
      });
    });
  }

  /** Whether another program names an album so. */
  #isImported(key: string): boolean {
    return this.#sql('SELECT 1 FROM imported_albums WHERE name_key = ?').get(key) !== undefined;
  }

  #putInAlbum(album: number, hash: Uint8Array, on: boolean): boolean {
    return on
      ? this.#sql(
          `INSERT INTO album_photos (album_id, hash, position)
           VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM album_photos WHERE album_id = ?1))
           ON CONFLICT DO NOTHING`,
        ).run({ 1: album, 2: hash }).changes > 0
      : this.#sql('DELETE FROM album_photos WHERE album_id = ? AND hash = ?').run(album, hash).changes > 0;
  }

  saveSearch(text: string, at: number): void {
    this.#write(() =>
      this.#sql(
        'INSERT INTO saved_searches (text, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at',
      ).run(cleanText(text, LONGEST_SEARCH), at),
    );
  }

  removeSavedSearch(text: string): void {
    this.#write(() =>
      this.#sql('DELETE FROM saved_searches WHERE text = ?').run(cleanText(text, LONGEST_SEARCH)),
    );
  }

  /** Records a search that found something; only the newest are kept. */
  noteSearch(text: string, at: number): void {
    this.#write(() => {
      this.#sql(
        'INSERT INTO recent_searches (text, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at',
      ).run(cleanText(text, LONGEST_SEARCH), at);
      this.#sql(
        `DELETE FROM recent_searches WHERE text NOT IN
           (SELECT text FROM recent_searches ORDER BY at DESC LIMIT ${RECENT_KEPT})`,
      ).run();
    });
  }

  forgetSearches(): void {
    this.#write(() => this.#sql('DELETE FROM recent_searches').run());
  }

  /** All user data. Custom labels are identified by key, photos by content hash. */
  read(): UserData {
    const all = <T>(sql: string): T[] => this.#sql(sql).all() as T[];
    const corrections = all<{ photo: Uint8Array; label: string; applies: number; at: number }>(
      'SELECT hash AS photo, label, says AS applies, at FROM corrections ORDER BY at, hash, label',
    );
    const photos = this.#sql('SELECT hash FROM album_photos WHERE album_id = ? ORDER BY position').pluck();
    return {
      corrections: corrections.map((one) => ({ ...one, applies: one.applies === 1 })),
      customLabels: all("SELECT 'own:' || id AS key, name, at FROM own_labels ORDER BY id"),
      favourites: all('SELECT hash AS photo, at FROM favourites ORDER BY at, hash'),
      albums: all<{ id: number; name: string; search: string | null; at: number }>(
        'SELECT id, name, search, at FROM albums ORDER BY id',
      ).map((album) => ({ ...album, photos: photos.all(album.id) as Uint8Array[] })),
      savedSearches: all('SELECT text, at FROM saved_searches ORDER BY at'),
      photoEdits: all<PhotoEdit>(
        'SELECT hash AS photo, field, value, at FROM photo_edits ORDER BY at, hash, field',
      ).filter(isReadable),
      // One of a newer version may be of a kind that is not known.
      memoryExclusions: all<MemoryExclusion>(
        'SELECT kind, value, at FROM memory_exclusions ORDER BY at, kind, value',
      ).filter(({ kind }) => MEMORY_EXCLUSION_KINDS.includes(kind)),
    };
  }

  /**
   * Merges user data from elsewhere (an export, sidecars): of two corrections of one photo and label, and of two
   * edits of one field, the later one wins; custom labels and albums are matched by name. Nothing in this library is lost.
   */
  takeOver(userData: UserData): void {
    const { memoryExclusions, ...statements } = userData;
    const { corrections, customLabels, favourites, albums, savedSearches, photoEdits, ...others } =
      statements;
    // A kind of user data that is not taken over fails the type check here.
    others satisfies Readonly<Record<string, never>>;
    this.#write(() => {
      const keys = new Map(customLabels.map(({ key, name, at }) => [key, this.#customLabel(name, at)]));
      for (const { photo, label, applies, at } of corrections)
        this.#sql(
          `INSERT INTO corrections (hash, label, says, at) VALUES (?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET says = excluded.says, at = excluded.at WHERE excluded.at > at`,
        ).run(photo, keys.get(label) ?? label, applies ? 1 : 0, at);
      for (const { photo, at } of favourites)
        this.#sql('INSERT INTO favourites (hash, at) VALUES (?, ?) ON CONFLICT DO NOTHING').run(photo, at);
      for (const { name, search, photos, at } of albums) {
        const album = this.#album(name, search, at);
        for (const photo of photos) this.#putInAlbum(album, photo, true);
      }
      for (const { text, at } of savedSearches)
        this.#sql('INSERT INTO saved_searches (text, at) VALUES (?, ?) ON CONFLICT DO NOTHING').run(text, at);
      for (const { photo, field, value, at } of photoEdits)
        this.#sql(
          `INSERT INTO photo_edits (hash, field, value, at) VALUES (?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET value = excluded.value, at = excluded.at WHERE excluded.at > at`,
        ).run(photo, field, value, at);
      for (const { kind, value, at } of memoryExclusions)
        this.#sql(
          'INSERT INTO memory_exclusions (kind, value, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        ).run(kind, value, at);
    });
  }
}
