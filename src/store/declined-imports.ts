import type { DeclinedImport } from '../domain/user-data.ts';
import type { PreparedQueries } from './prepared-queries.ts';

/** Of all photos: the album itself. */
const NO_PHOTO = new Uint8Array();

/**
 * Statements of other programs that the user has taken back, so that the next index run does not bring them back. Each
 * method runs within a transaction of the caller.
 */
export class DeclinedImports {
  readonly #queries: PreparedQueries;

  constructor(queries: PreparedQueries) {
    this.#queries = queries;
  }

  /** Takes a statement back, or lets it count again. @returns whether that changed */
  set(hash: Uint8Array, what: DeclinedImport['what'], isDeclined: boolean, at: number): boolean {
    const query = isDeclined
      ? this.#queries.of(
          'INSERT INTO declined_imports (hash, what, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        )
      : this.#queries.of('DELETE FROM declined_imports WHERE hash = ? AND what = ?');
    return (isDeclined ? query.run(hash, what, at) : query.run(hash, what)).changes > 0;
  }

  /** All of them. */
  read(): DeclinedImport[] {
    const rows = this.#queries
      .of('SELECT hash, what, at FROM declined_imports ORDER BY at, hash, what')
      .all();
    return (rows as { hash: Uint8Array; what: DeclinedImport['what']; at: number }[]).map(
      ({ hash, what, at }) => ({ photo: hash.length === 0 ? null : hash, what, at }),
    );
  }

  /** Declines what was declined elsewhere. */
  takeOver({ photo, what, at }: DeclinedImport): void {
    this.set(photo ?? NO_PHOTO, what, true, at);
  }

  /** The same for an album with all that is in it. */
  setAlbum(key: string, isDeclined: boolean, at: number): boolean {
    return this.set(NO_PHOTO, `album:${key}`, isDeclined, at);
  }
}
