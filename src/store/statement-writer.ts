import { randomUUID } from 'node:crypto';
import { cleanText } from '../domain/clean-text.ts';
import { BeachcombError } from '../domain/error.ts';
import { givenNameKey } from '../domain/given-name-key.ts';
import { MEMORY_EXCLUSION_KINDS, type MemoryExclusion } from '../domain/memory.ts';
import { editValue, type PhotoEdit, type PhotoEditValue, photoEditsOf } from '../domain/photo-edit.ts';
import { LONGEST_SEARCH } from '../domain/text-limits.ts';
import {
  type Album,
  type AlbumOrder,
  albumOrder,
  type CountedUserData,
  customLabelKey,
  type UserData,
} from '../domain/user-data.ts';
import { AlbumWriter, type RemovedAlbum } from './album-writer.ts';
import { DeclinedImports } from './declined-imports.ts';
import type { Connection } from './open-database.ts';
import { PreparedQueries, type PreparedQuery } from './prepared-queries.ts';
import { CURRENT_ID, LISTED } from './settle-photo.ts';
import { steadyLabelsOf } from './steady-labels.ts';
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
  readonly #declined: DeclinedImports;
  readonly #albums: AlbumWriter;

  constructor(db: Connection<'person' | 'read'>, transactions: UserDataWrites) {
    this.#transactions = transactions;
    this.#queries = new PreparedQueries(db);
    this.#declined = new DeclinedImports(this.#queries);
    this.#albums = new AlbumWriter(this.#queries, this.#declined, (photo) => this.#hash(photo));
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

  /** Chooses whether corrections of a label change only the photos that are corrected. @returns whether they did before */
  setSteadyLabel(label: string, isSteady: boolean): boolean {
    return this.#write(() => {
      const stored = this.#sql("SELECT value FROM settings WHERE key = 'steadyLabels'").pluck().get();
      const before = steadyLabelsOf(stored === undefined ? undefined : JSON.parse(String(stored)));
      const after = isSteady ? [...before, label] : before.filter((one) => one !== label);
      this.#sql(
        `INSERT INTO settings (key, value) VALUES ('steadyLabels', ?)
         ON CONFLICT DO UPDATE SET value = excluded.value`,
      ).run(JSON.stringify([...new Set(after)]));
      return before.includes(label);
    });
  }

  /** Creates a custom label or finds the one with this name. @returns its key */
  addCustomLabel(name: string, at: number): string {
    return this.#write(() => this.#customLabel(name, at));
  }

  #customLabel(name: string, at: number): string {
    if (cleanText(name) === '')
      throw new BeachcombError('bad-request', 'The name is empty.', { reason: { code: 'name-empty' } });
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
        const changed = isImported && this.#declined.set(hash, 'favourite', !on, at);
        if (on && isImported) return changed;
        const written = on
          ? this.#sql('INSERT INTO favourites (hash, at) VALUES (?, ?) ON CONFLICT DO NOTHING').run(hash, at)
          : this.#sql('DELETE FROM favourites WHERE hash = ?').run(hash);
        return written.changes > 0 || changed;
      }),
    );
  }

  /** Creates an album or finds the one with this name. @param search null for an album filled by hand */
  addAlbum(name: string, search: string | null, at: number): number {
    return this.#write(() => this.#albums.add(name, search, at));
  }

  /**
   * @returns the id of the album, which is another one for an album of another program
   * @throws BeachcombError `bad-request` if another album has this name
   */
  renameAlbum(album: number, name: string): number {
    return this.#write(() => this.#albums.rename(album, name, Date.now()));
  }

  /** Deletes an album; its photos stay. @returns what `restoreAlbum` puts back */
  removeAlbum(album: number): RemovedAlbum {
    return this.#write(() => this.#albums.remove(album, Date.now()));
  }

  restoreAlbum(removed: RemovedAlbum): void {
    this.#write(() => this.#albums.restore(removed, Date.now()));
  }

  /** @returns the photos that were not so before */
  setInAlbum(album: number, photos: readonly number[], on: boolean): number[] {
    return this.#write(() => this.#albums.set(album, photos, on, Date.now()));
  }

  /** Chooses the order of an album; see AlbumWriter. */
  arrangeAlbum(album: number, order: AlbumOrder | null, photos: readonly number[] | null): void {
    this.#write(() => this.#albums.arrange(album, order, photos, Date.now()));
  }

  /** Chooses the cover of an album; null leaves the choice to the program. */
  setAlbumCover(album: number, photo: number | null): void {
    this.#write(() => this.#albums.setCover(album, photo, Date.now()));
  }

  setAlbumSearch(album: number, search: string): void {
    this.#write(() => this.#albums.setSearch(album, search));
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

  /** Records a search that found something; only the newest are kept. No statement: no search depends on it. */
  noteSearch(text: string, at: number): void {
    this.#transactions.write(() => {
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
    this.#transactions.write(() => this.#sql('DELETE FROM recent_searches').run());
  }

  /** All user data. Custom labels are identified by key, photos by content hash. */
  read(): UserData {
    const all = <T>(sql: string): T[] => this.#sql(sql).all() as T[];
    const corrections = all<{ photo: Uint8Array; label: string; applies: number; at: number }>(
      'SELECT hash AS photo, label, says AS applies, at FROM corrections ORDER BY at, hash, label',
    );
    const photos = this.#sql(
      'SELECT hash FROM album_photos WHERE album_id = ? ORDER BY position, hash',
    ).pluck();
    return {
      corrections: corrections.map((one) => ({ ...one, applies: one.applies === 1 })),
      customLabels: all("SELECT 'own:' || id AS key, name, at FROM own_labels ORDER BY id"),
      favourites: all('SELECT hash AS photo, at FROM favourites ORDER BY at, hash'),
      albums: all<Omit<Album, 'photos' | 'order'> & { readonly order: unknown }>(
        'SELECT id, name, search, at, sort AS "order", cover_hash AS cover FROM albums ORDER BY id',
      ).map(({ order, ...album }) => ({
        ...album,
        order: albumOrder(order),
        photos: photos.all(album.id) as Uint8Array[],
      })),
      savedSearches: all('SELECT text, at FROM saved_searches ORDER BY at'),
      photoEdits: all<PhotoEdit>(
        'SELECT hash AS photo, field, value, at FROM photo_edits ORDER BY at, hash, field',
      ).filter(isReadable),
      // One of a newer version may be of a kind that is not known.
      memoryExclusions: all<MemoryExclusion>(
        'SELECT kind, value, at FROM memory_exclusions ORDER BY at, kind, value',
      ).filter(({ kind }) => MEMORY_EXCLUSION_KINDS.includes(kind)),
      declinedImports: this.#declined.read(),
    };
  }

  /**
   * Merges user data from elsewhere (an export, sidecars): of two corrections of one photo and label, and of two
   * edits of one field, the later one wins; custom labels and albums are matched by name. Nothing in this library is lost.
   * @returns how many rows of each kind were new or changed something
   */
  takeOver(userData: UserData): Record<CountedUserData, number> {
    const { memoryExclusions, declinedImports, ...statements } = userData;
    const { corrections, customLabels, favourites, albums, savedSearches, photoEdits, ...others } =
      statements;
    // A kind of user data that is not taken over fails the type check here.
    others satisfies Readonly<Record<string, never>>;
    return this.#write(() => {
      const isLabel = this.#sql('SELECT 1 FROM own_labels WHERE name_key = ?');
      const newLabels = customLabels.filter(({ name }) => isLabel.get(givenNameKey(name)) === undefined);
      const keys = new Map(customLabels.map(({ key, name, at }) => [key, this.#customLabel(name, at)]));
      const correct = this.#sql(
        `INSERT INTO corrections (hash, label, says, at) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET says = excluded.says, at = excluded.at WHERE excluded.at > at`,
      );
      const favourite = this.#sql('INSERT INTO favourites (hash, at) VALUES (?, ?) ON CONFLICT DO NOTHING');
      const edit = this.#sql(
        `INSERT INTO photo_edits (hash, field, value, at) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET value = excluded.value, at = excluded.at WHERE excluded.at > at`,
      );
      const exclude = this.#sql(
        'INSERT INTO memory_exclusions (kind, value, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      );
      const search = this.#sql('INSERT INTO saved_searches (text, at) VALUES (?, ?) ON CONFLICT DO NOTHING');
      for (const { text, at } of savedSearches) search.run(text, at);
      for (const declined of declinedImports) this.#declined.takeOver(declined);
      return {
        customLabels: newLabels.length,
        corrections: changed(corrections, ({ photo, label, applies, at }) =>
          correct.run(photo, keys.get(label) ?? label, applies ? 1 : 0, at),
        ),
        favourites: changed(favourites, ({ photo, at }) => favourite.run(photo, at)),
        albums: albums.filter(({ photos, ...album }) => this.#albums.takeOver(album, photos)).length,
        photoEdits: changed(photoEdits, ({ photo, field, value, at }) => edit.run(photo, field, value, at)),
        memoryExclusions: changed(memoryExclusions, ({ kind, value, at }) => exclude.run(kind, value, at)),
      };
    });
  }
}

/** Of how many rows the statement changed anything. */
const changed = <Row>(rows: readonly Row[], run: (row: Row) => { readonly changes: number }): number =>
  rows.filter((row) => run(row).changes > 0).length;
