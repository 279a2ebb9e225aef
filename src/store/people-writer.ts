import { randomUUID } from 'node:crypto';
import { cleanText } from '../domain/clean-text.ts';
import { BeachcombError } from '../domain/error.ts';
import { givenNameKey } from '../domain/given-name-key.ts';
import type { FacePlace, PeopleData } from '../domain/person.ts';
import type { Connection } from './open-database.ts';
import { PreparedQueries, type PreparedQuery } from './prepared-queries.ts';
import { type JournalRow, UserDataTables } from './user-data-tables.ts';
import type { UserDataWrites } from './user-data-transactions.ts';
import { writeStatements } from './write-statements.ts';

const TABLES = ['people', 'face_statements', 'not_faces', 'different_faces'] as const;
/** Actions that can be undone, the newest. */
const UNDO_KEPT = 100;

/** What an action changed, by table and key: the row before and after, null where there was or is none. */
type Changed = ReadonlyMap<
  string,
  readonly [table: string, before: JournalRow | null, after: JournalRow | null]
>;

/** Writes what the user states of people. Each action is one transaction and can be undone as a whole. */
export class PeopleWriter {
  readonly #transactions: UserDataWrites;
  readonly #queries: PreparedQueries;
  readonly #tables: UserDataTables;
  readonly #undo = new Map<number, Changed>();
  #last = 0;

  constructor(db: Connection<'person' | 'read'>, transactions: UserDataWrites) {
    this.#transactions = transactions;
    this.#queries = new PreparedQueries(db);
    this.#tables = new UserDataTables(db);
  }

  #sql(sql: string): PreparedQuery {
    return this.#queries.of(sql);
  }

  /**
   * Runs one action of the user.
   * @returns its result, and the number to undo it by
   */
  act<T>(work: (actions: PeopleActions) => T): { readonly result: T; readonly undo: number } {
    return this.#write(() => {
      const before = this.#snapshot();
      const result = work(new PeopleActions((sql) => this.#sql(sql)));
      const undo = this.#keep(changesOf(before, this.#snapshot()));
      return { result, undo };
    });
  }

  /**
   * Takes an action back, except where something later changed the same.
   * @throws BeachcombError `not-found` if it is too long ago
   * @returns the number to redo it by
   */
  undo(number: number): number {
    const changed = this.#undo.get(number);
    if (changed === undefined) throw new BeachcombError('not-found', 'This cannot be undone any more.');
    return this.#write(() => {
      const present = this.#snapshot();
      const back = [...changed].filter(
        ([key, [, , after]]) => JSON.stringify(present.get(key)?.[1] ?? null) === JSON.stringify(after),
      );
      const apply = ([, [table, before, after]]: (typeof back)[number]): void => {
        if (before !== null) this.#tables.apply([table, before]);
        else if (after !== null) this.#tables.apply([table, after, null]);
      };
      const isPut = ([, [, before]]: (typeof back)[number]): boolean => before !== null;
      // Removed before put: of two people who exchanged a name, one makes room. Statements need their person.
      const rank = ([, [table]]: (typeof back)[number]): number => (table === 'people' ? 0 : 1);
      for (const one of back.filter((all) => !isPut(all)).sort((a, b) => rank(b) - rank(a))) apply(one);
      for (const one of back.filter(isPut).sort((a, b) => rank(a) - rank(b))) apply(one);
      this.#undo.delete(number);
      return this.#keep(changesOf(present, this.#snapshot()));
    });
  }

  #write<T>(work: () => T): T {
    return writeStatements(this.#transactions, this.#queries, work);
  }

  #keep(changed: Changed): number {
    this.#last += 1;
    this.#undo.set(this.#last, changed);
    for (const oldest of this.#undo.keys())
      if (this.#undo.size > UNDO_KEPT) this.#undo.delete(oldest);
      else break;
    return this.#last;
  }

  /** Every row of people by table and key. */
  #snapshot(): Map<string, readonly [table: string, row: JournalRow]> {
    const rows = new Map<string, readonly [string, JournalRow]>();
    for (const table of TABLES)
      for (const row of this.#tables.rowsOf(table)) rows.set(this.#tables.which(table, row), [table, row]);
    return rows;
  }

  /** Deletes all names, statements and answers, for good: none of it can be undone. */
  forgetAll(): void {
    this.#write(() => {
      for (const table of TABLES) this.#sql(`DELETE FROM ${table}`).run();
    });
    this.#undo.clear();
  }

  read(): PeopleData {
    return readPeople((sql) => this.#sql(sql));
  }

  /** Merges people from elsewhere: named ones by their names, others by their uid. Nothing here is lost. @returns how many changed */
  takeOver({ people, notFaces, differentFaces }: PeopleData): number {
    return this.#write(() => {
      const actions = new PeopleActions((sql) => this.#sql(sql));
      const taken = people.filter((person) => this.#takeOverPerson(person, actions));
      for (const { photo, box, at } of notFaces)
        this.#sql('INSERT INTO not_faces (hash, box, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(
          photo,
          box,
          at,
        );
      for (const { one, other, at } of differentFaces) actions.differ(one, other, at);
      return taken.length;
    });
  }

  /** @returns whether the person is new, or anything that is stated of it */
  #takeOverPerson(
    { uid, name, isHidden, birthday, cover, faces, at }: PeopleData['people'][number],
    actions: PeopleActions,
  ): boolean {
    const count = this.#sql('SELECT count(*) FROM people').pluck();
    const before = count.get();
    const person = actions.personOf(name, uid, at);
    const stated = this.#sql(
      `UPDATE people SET hidden = max(hidden, ?1), birthday = coalesce(birthday, ?2),
         cover_box = CASE WHEN cover_hash IS NULL THEN ?3 ELSE cover_box END, cover_hash = coalesce(cover_hash, ?4)
       WHERE id = ?5 AND (hidden < ?1 OR birthday IS NULL AND ?2 IS NOT NULL OR cover_hash IS NULL AND ?4 IS NOT NULL)`,
    ).run({
      1: isHidden ? 1 : 0,
      2: birthday,
      3: cover?.box ?? null,
      4: cover?.photo ?? null,
      5: person,
    });
    const put = this.#sql(
      `INSERT INTO face_statements (person_id, hash, box, says, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET says = excluded.says, at = excluded.at WHERE excluded.at > at`,
    );
    const written = faces.filter(
      (face) => put.run(person, face.photo, face.box, face.applies ? 1 : 0, face.at).changes > 0,
    );
    return count.get() !== before || stated.changes > 0 || written.length > 0;
  }
}

type Query = (sql: string) => PreparedQuery;

/** The steps that actions are made of, within a transaction. */
export class PeopleActions {
  readonly #sql: Query;

  constructor(sql: Query) {
    this.#sql = sql;
  }

  /** The person of this name, or with this uid if the name is empty; made if there is none. @returns its number */
  personOf(name: string, uid: string, at: number): number {
    const clean = cleanText(name);
    const key = clean === '' ? `?${uid}` : givenNameKey(clean);
    const known = this.#sql('SELECT id FROM people WHERE name_key = ?').pluck().get(key);
    if (typeof known === 'number') return known;
    const taken = this.#sql('SELECT 1 FROM people WHERE uid = ?').get(uid) !== undefined;
    const insert = this.#sql('INSERT INTO people (uid, name, name_key, at) VALUES (?, ?, ?, ?)');
    return Number(insert.run(taken ? randomUUID() : uid, clean, key, at).lastInsertRowid);
  }

  /** A new person without a name. @returns its number */
  newPerson(at: number): number {
    return this.personOf('', randomUUID(), at);
  }

  /** The person of this name, made if there is none. @throws BeachcombError `bad-request` if the name is empty */
  named(name: string, at: number): number {
    if (cleanText(name) === '')
      throw new BeachcombError('bad-request', 'The name is empty.', { reason: { code: 'name-empty' } });
    return this.personOf(name, randomUUID(), at);
  }

  /** Gives a person a name that no other has. */
  rename(person: number, name: string): void {
    this.#sql('UPDATE people SET name = ?, name_key = ? WHERE id = ?').run(
      cleanText(name),
      givenNameKey(name),
      person,
    );
  }

  /** The faces are this person and nobody else. */
  assign(person: number, faces: readonly FacePlace[], at: number): void {
    for (const { photo, box } of faces) {
      this.#sql('DELETE FROM not_faces WHERE hash = ? AND box = ?').run(photo, box);
      this.#sql('DELETE FROM face_statements WHERE hash = ? AND box = ? AND says = 1 AND person_id <> ?').run(
        photo,
        box,
        person,
      );
      this.#state(person, photo, box, 1, at);
    }
  }

  /** The faces are not this person. */
  reject(person: number, faces: readonly FacePlace[], at: number): void {
    for (const { photo, box } of faces) this.#state(person, photo, box, 0, at);
  }

  #state(person: number, hash: Uint8Array, box: string, applies: 0 | 1, at: number): void {
    this.#sql(
      `INSERT INTO face_statements (person_id, hash, box, says, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET says = excluded.says, at = excluded.at`,
    ).run(person, hash, box, applies, at);
  }

  /** At these places is no face. */
  denyFaces(faces: readonly FacePlace[], at: number): void {
    for (const { photo, box } of faces) {
      this.#sql('DELETE FROM face_statements WHERE hash = ? AND box = ?').run(photo, box);
      this.#sql('INSERT INTO not_faces (hash, box, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(
        photo,
        box,
        at,
      );
    }
  }

  /** The two faces are of different people. */
  differ(one: FacePlace, other: FacePlace, at: number): void {
    const ordered = [one, other].sort((a, b) => (placeKey(a) < placeKey(b) ? -1 : 1));
    const [first = one, second = other] = ordered;
    this.#sql(
      `INSERT INTO different_faces (hash, box, other_hash, other_box, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING`,
    ).run(first.photo, first.box, second.photo, second.box, at);
  }

  /** Everything that was stated of one person holds of another one from now on. */
  join(from: number, into: number): void {
    this.#sql(
      `INSERT INTO face_statements (person_id, hash, box, says, at)
         SELECT ?2, hash, box, says, at FROM face_statements WHERE person_id = ?1 AND says = 1
       ON CONFLICT DO UPDATE SET says = 1, at = excluded.at`,
    ).run({ 1: from, 2: into });
    this.#sql(
      `UPDATE people SET birthday = coalesce(birthday, (SELECT birthday FROM people WHERE id = ?1)),
         cover_box = CASE WHEN cover_hash IS NULL THEN (SELECT cover_box FROM people WHERE id = ?1) ELSE cover_box END,
         cover_hash = coalesce(cover_hash, (SELECT cover_hash FROM people WHERE id = ?1))
       WHERE id = ?2`,
    ).run({ 1: from, 2: into });
    this.#sql('DELETE FROM people WHERE id = ?').run(from);
  }

  hide(person: number, isHidden: boolean): void {
    this.#sql('UPDATE people SET hidden = ? WHERE id = ?').run(isHidden ? 1 : 0, person);
  }

  setBirthday(person: number, birthday: string | null): void {
    this.#sql('UPDATE people SET birthday = ? WHERE id = ?').run(birthday, person);
  }

  setCover(person: number, { photo, box }: FacePlace): void {
    this.#sql('UPDATE people SET cover_hash = ?, cover_box = ? WHERE id = ?').run(photo, box, person);
  }
}

const placeKey = ({ photo, box }: FacePlace): string => `${Buffer.from(photo).toString('hex')} ${box}`;

type Rows = Map<string, readonly [table: string, row: JournalRow]>;

function changesOf(before: Rows, after: Rows): Changed {
  const changed = new Map<string, readonly [string, JournalRow | null, JournalRow | null]>();
  for (const [key, [table, row]] of before) {
    const now = after.get(key)?.[1] ?? null;
    if (JSON.stringify(now) !== JSON.stringify(row)) changed.set(key, [table, row, now]);
  }
  for (const [key, [table, row]] of after) if (!before.has(key)) changed.set(key, [table, null, row]);
  return changed;
}

function readPeople(sql: Query): PeopleData {
  const faces = sql(
    'SELECT hash AS photo, box, says, at FROM face_statements WHERE person_id = ? ORDER BY hash, box',
  );
  const people = sql('SELECT * FROM people ORDER BY id').all() as PersonTableRow[];
  const different = sql('SELECT * FROM different_faces').all() as {
    readonly hash: Uint8Array;
    readonly box: string;
    readonly other_hash: Uint8Array;
    readonly other_box: string;
    readonly at: number;
  }[];
  return {
    people: people.map(({ id, uid, name, hidden, birthday, cover_hash, cover_box, at }) => ({
      uid,
      name,
      isHidden: hidden === 1,
      birthday,
      at,
      cover: cover_hash === null || cover_box === null ? null : { photo: cover_hash, box: cover_box },
      faces: (faces.all(id) as { photo: Uint8Array; box: string; says: number; at: number }[]).map(
        ({ says, ...face }) => ({ ...face, applies: says === 1 }),
      ),
    })),
    notFaces: sql('SELECT hash AS photo, box, at FROM not_faces ORDER BY hash, box').all() as {
      photo: Uint8Array;
      box: string;
      at: number;
    }[],
    differentFaces: different.map(({ hash, box, other_hash, other_box, at }) => ({
      one: { photo: hash, box },
      other: { photo: other_hash, box: other_box },
      at,
    })),
  };
}

interface PersonTableRow {
  readonly id: number;
  readonly uid: string;
  readonly name: string;
  readonly hidden: number;
  readonly birthday: string | null;
  readonly cover_hash: Uint8Array | null;
  readonly cover_box: string | null;
  readonly at: number;
}
