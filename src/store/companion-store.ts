import type { DirectoryCompanions, FoundCompanion } from '../domain/companion.ts';
import { givenNameKey } from '../domain/given-name-key.ts';
import type { Metadata, NamedPerson, PictureArea } from '../domain/metadata.ts';
import type { IndexTransactions } from './index-transactions.ts';
import type { MetadataRow } from './metadata-columns.ts';
import {
  METADATA_SQL_COLUMNS,
  metadataValues,
  SELECT_METADATA,
  type WithJson,
  withLists,
} from './metadata-sql.ts';
import type { PreparedQuery } from './prepared-queries.ts';
import { saveRegions } from './save-regions.ts';
import { selected } from './selected.ts';

/** A directory in which photos may have companions. */
export interface CompanionDirectory {
  readonly folderId: number;
  /** Absolute path of the chosen folder. */
  readonly folder: Uint8Array;
  /** Relative to the folder. */
  readonly directory: Uint8Array;
}

/** A photo's file in a directory. */
export interface CompanionPhoto {
  readonly photo: number;
  readonly name: Uint8Array;
  /** Microseconds since 1970. */
  readonly mtime: number;
}

const PHOTO_IN_DIRECTORY = selected<CompanionPhoto>({
  photo: 'f.photo_id',
  name: 'f.name',
  mtime: 'f.mtime',
});
const FOUND_COMPANION = selected<FoundCompanion>({
  name: 'name',
  size: 'size',
  mtime: 'mtime',
  ctime: 'ctime',
});

/** What the companions of a photo made of its row. */
export interface CompanionState {
  readonly photo: number;
  readonly fingerprint: string;
}

/** A photo with the metadata of all its sources. */
export interface CompletedPhoto {
  readonly photo: number;
  /** Null where it has no companions any more. */
  readonly fingerprint: string | null;
  /** What its own file and the names of its copies state. */
  readonly own: Metadata;
  readonly metadata: Metadata;
  readonly isFavourite: boolean;
  readonly albums: readonly string[];
}

const REACHABLE = `NOT EXISTS (SELECT 1 FROM folder_states s WHERE s.folder_id = d.id AND s.unreachable IS NOT NULL)`;
/** Names of edited photos of the iPhone begin with `IMG_E`; they have an original, and often no companion. */
const EDITED_APPLE = "hex(substr(f.name, 1, 5)) IN ('494D475F45', '696D675F65')";

/** Files beside photos, and the metadata of photos that they complete. */
export class CompanionStore {
  readonly #index: IndexTransactions;

  constructor(index: IndexTransactions) {
    this.#index = index;
  }

  #sql(sql: string): PreparedQuery {
    return this.#index.sql(sql);
  }

  /**
   * Replaces the companions of the directories of a folder that a scan covered.
   * @param isCovered whether the scan listed a directory, or found it gone
   */
  replace(
    folder: number,
    found: readonly DirectoryCompanions[],
    isCovered: (directory: Uint8Array) => boolean,
  ): void {
    this.#index.write(() => {
      const known = this.#sql('SELECT DISTINCT directory FROM companion_files WHERE folder_id = ?')
        .pluck()
        .all(folder) as Uint8Array[];
      const remove = this.#sql('DELETE FROM companion_files WHERE folder_id = ? AND directory = ?');
      for (const directory of known) if (isCovered(directory)) remove.run(folder, directory);
      const insert = this.#sql(
        'INSERT OR REPLACE INTO companion_files (folder_id, directory, name, size, mtime, ctime) VALUES (?, ?, ?, ?, ?, ?)',
      );
      for (const { directory, companions } of found)
        for (const { name, size, mtime, ctime } of companions)
          insert.run(folder, directory, name, size, mtime, ctime);
      this.#sql('DELETE FROM companion_files WHERE folder_id NOT IN (SELECT id FROM folders)').run();
    });
  }

  /** Directories with companions or edited photos, of folders that can be reached. */
  directories(): CompanionDirectory[] {
    return this.#sql(
      `SELECT c.folder_id AS folderId, d.path AS folder, c.directory FROM companion_files c
         JOIN folders d ON d.id = c.folder_id WHERE ${REACHABLE}
       UNION SELECT g.folder_id, d.path, g.path FROM files f JOIN directories g ON g.id = f.directory_id
         JOIN folders d ON d.id = g.folder_id WHERE ${EDITED_APPLE} AND ${REACHABLE}`,
    ).all() as CompanionDirectory[];
  }

  companionsIn({ folderId, directory }: CompanionDirectory): FoundCompanion[] {
    return this.#sql(
      `SELECT ${FOUND_COMPANION} FROM companion_files WHERE folder_id = ? AND directory = ? ORDER BY name`,
    ).all(folderId, directory) as FoundCompanion[];
  }

  /** The indexed photos that lie directly in a directory. */
  photosIn({ folderId, directory }: CompanionDirectory): CompanionPhoto[] {
    return this.#sql(
      `SELECT ${PHOTO_IN_DIRECTORY} FROM directories g JOIN files f ON f.directory_id = g.id
         JOIN photos p ON p.id = f.photo_id
       WHERE g.folder_id = ? AND g.path = ? AND p.problem_kind IS NULL AND p.format IS NOT NULL ORDER BY f.name`,
    ).all(folderId, directory) as CompanionPhoto[];
  }

  /**
   * Photos whose rows companions completed, without those whose own metadata was read again since, and without photos
   * with a file in a folder that cannot be reached.
   */
  completed(): CompanionState[] {
    return this.#sql(
      `SELECT c.photo_id AS photo, c.fingerprint FROM photo_companions c JOIN photos p ON p.id = c.photo_id
       WHERE c.metadata_version = p.metadata_version`,
    ).all() as CompanionState[];
  }

  /** Photos with a file in a folder that cannot be reached. */
  outOfReach(): ReadonlySet<number> {
    const photos = this.#sql(
      `SELECT DISTINCT f.photo_id FROM folder_states s JOIN directories g ON g.folder_id = s.folder_id
         JOIN files f ON f.directory_id = g.id WHERE s.unreachable IS NOT NULL AND f.photo_id IS NOT NULL`,
    );
    return new Set(photos.pluck().all() as number[]);
  }

  /** What a photo's own file and the names of its copies state, without its companions. */
  ownMetadata(photo: number): Metadata {
    const kept = this.#sql(
      `SELECT own FROM photo_companions c JOIN photos p ON p.id = c.photo_id
       WHERE c.photo_id = ? AND c.metadata_version = p.metadata_version`,
    )
      .pluck()
      .get(photo) as string | undefined;
    // Written below, by this class alone.
    if (kept !== undefined) return JSON.parse(kept) as Metadata;
    const row = this.#sql(`SELECT ${SELECT_METADATA} FROM photos p WHERE id = ?`).get(
      photo,
    ) as WithJson<MetadataRow>;
    const areas = this.#sql('SELECT name, "left", top, width, height FROM regions WHERE photo_id = ?').all(
      photo,
    ) as (PictureArea & { readonly name: string })[];
    return metadataOfRow(withLists(row), areas);
  }

  /** Writes the metadata of photos from all their sources, in one transaction. */
  complete(photos: readonly CompletedPhoto[]): void {
    if (photos.length === 0) return;
    this.#index.write(() => {
      for (const photo of photos) this.#complete(photo);
      this.#sql(
        'DELETE FROM imported_albums WHERE id NOT IN (SELECT album_id FROM imported_album_photos)',
      ).run();
      this.#index.forgetOldChanges();
      this.#index.bumpRevision();
    });
  }

  #complete({ photo, fingerprint, own, metadata, isFavourite, albums }: CompletedPhoto): void {
    const values = metadataValues(metadata, (name) => this.#index.rowOf('equipment', name));
    const columns = METADATA_SQL_COLUMNS.map((column) => `${column} = ?`).join(', ');
    this.#sql(`UPDATE photos SET ${columns} WHERE id = ?`).run(...values, photo);
    saveRegions((sql) => this.#sql(sql), photo, metadata.people ?? []);
    if (fingerprint === null) this.#sql('DELETE FROM photo_companions WHERE photo_id = ?').run(photo);
    else
      this.#sql(
        `INSERT OR REPLACE INTO photo_companions (photo_id, fingerprint, metadata_version, own)
         VALUES (?1, ?2, (SELECT metadata_version FROM photos WHERE id = ?1), ?3)`,
      ).run({ 1: photo, 2: fingerprint, 3: JSON.stringify(own) });
    this.#import(photo, isFavourite, albums);
    this.#sql('INSERT INTO changes (photo_id) VALUES (?)').run(photo);
  }

  #import(photo: number, isFavourite: boolean, albums: readonly string[]): void {
    this.#sql('DELETE FROM imported_favourites WHERE photo_id = ?').run(photo);
    if (isFavourite) this.#sql('INSERT INTO imported_favourites (photo_id) VALUES (?)').run(photo);
    this.#sql('DELETE FROM imported_album_photos WHERE photo_id = ?').run(photo);
    for (const name of albums) {
      const key = givenNameKey(name);
      this.#sql('INSERT INTO imported_albums (name, name_key) VALUES (?, ?) ON CONFLICT DO NOTHING').run(
        name,
        key,
      );
      this.#sql(
        `INSERT OR IGNORE INTO imported_album_photos (album_id, photo_id)
         SELECT id, ? FROM imported_albums WHERE name_key = ?`,
      ).run(photo, key);
    }
  }
}

function metadataOfRow(
  row: MetadataRow,
  areas: readonly (PictureArea & { readonly name: string })[],
): Metadata {
  const { takenAt, takenPrecision, takenFrom, takenOffset, latitude, longitude, keywords, ...others } = row;
  const people = others.people.map((name): NamedPerson => {
    const found = areas.find((area) => area.name === name && area.left !== null);
    if (found === undefined) return { name, area: null };
    const { left, top, width, height } = found;
    return { name, area: { left, top, width, height } };
  });
  const plain = Object.entries(others).filter(([, value]) => value !== null && !Array.isArray(value));
  return {
    ...Object.fromEntries(plain),
    keywords,
    ...(takenAt === null || takenPrecision === null || takenFrom === null
      ? {}
      : { takenAt: { local: takenAt, precision: takenPrecision, offset: takenOffset, from: takenFrom } }),
    ...(latitude === null || longitude === null ? {} : { location: { latitude, longitude } }),
    ...(others.placeNames.length > 0 ? { placeNames: others.placeNames } : {}),
    ...(people.length > 0 ? { people } : {}),
  };
}
