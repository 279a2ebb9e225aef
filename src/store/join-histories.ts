import { COMMON_OWN, hasReference, isLater, REFERENCE, type Stamp, subjectOf } from './statement-stamps.ts';
import type { JournalRow } from './user-data-tables.ts';

/** The last statement about one subject. */
export interface Statement extends Stamp {
  readonly table: string;
  /** Key of the row, the same in every copy of the library. */
  readonly parts: readonly string[];
  /** The row without numbers of one library; null: it was removed. */
  readonly row: JournalRow | null;
  /** Number of the row in the library that it was read from, if its table has numbers. */
  readonly id: number | null;
}

/** All statements of one library by subject. */
export type History = ReadonlyMap<string, Statement>;

/** The subject that a row cannot be without: an album for its photos; null if there is none. */
export function parentOf({ table, parts }: Pick<Statement, 'table' | 'parts'>): string | null {
  if (hasReference(table)) return subjectOf(REFERENCE[table].to, [parts[0] ?? '']);
  const label = table === 'corrections' ? (parts[1] ?? '') : '';
  return label.startsWith(COMMON_OWN) ? subjectOf('own_labels', [label.slice(COMMON_OWN.length)]) : null;
}

/**
 * Joins two histories: of two statements about one subject the later one counts, and of two at the same time that of
 * the greater branch. What was stated later about a part (a photo of an album) keeps the whole from being removed. The
 * result does not depend on the order of the two, and joining one of them again changes nothing.
 */
export function joinHistories(a: History, b: History): History {
  const joined = new Map<string, Statement>();
  const subjects = [...new Set([...a.keys(), ...b.keys()])];
  const join = (subject: string, touched: Stamp | undefined): void => {
    const [one, other] = [a.get(subject), b.get(subject)];
    if (one === undefined || other === undefined) {
      const only = one ?? other;
      if (only !== undefined) joined.set(subject, only);
    } else joined.set(subject, isChosen(one, other, touched) ? one : other);
  };
  const isPart = (subject: string): boolean => {
    const statement = a.get(subject) ?? b.get(subject);
    return statement !== undefined && parentOf(statement) !== null;
  };
  for (const subject of subjects) if (isPart(subject)) join(subject, undefined);
  const touched = latestParts(joined);
  for (const subject of subjects) if (!isPart(subject)) join(subject, touched.get(subject));
  return withoutOrphans(joined);
}

/** Whether of two statements about one subject the first one counts. */
function isChosen(one: Statement, other: Statement, touched: Stamp | undefined): boolean {
  if ((one.row === null) !== (other.row === null)) {
    const [alive, gone] = one.row === null ? [other, one] : [one, other];
    const last = touched !== undefined && isLater(touched, alive) ? touched : alive;
    return (alive === one) === !isLater(gone, last);
  }
  if (isLater(one, other)) return true;
  if (isLater(other, one)) return false;
  // The same write, or a clock that was set back: any rule that both sides share.
  return JSON.stringify(one.row) >= JSON.stringify(other.row);
}

/** Stamp of the latest living part of each subject. */
function latestParts(history: History): Map<string, Stamp> {
  const latest = new Map<string, Stamp>();
  for (const statement of history.values()) {
    const parent = statement.row === null ? null : parentOf(statement);
    if (parent === null) continue;
    const before = latest.get(parent);
    if (before === undefined || isLater(statement, before)) latest.set(parent, statement);
  }
  return latest;
}

/** Parts of what was removed are removed with it, and a folder within another one. */
function withoutOrphans(joined: ReadonlyMap<string, Statement>): History {
  const settled = new Map(joined);
  const folders = [...joined.values()].filter(({ table, row }) => table === 'folders' && row !== null);
  const remove = (subject: string, statement: Statement, by: Stamp): void => {
    const { at, branch } = isLater(by, statement) ? by : statement;
    settled.set(subject, { ...statement, row: null, at, branch });
  };
  for (const [subject, statement] of joined)
    if (statement.table === 'folders' && statement.row !== null)
      if (folders.some((outer) => liesIn(statement.parts[0] ?? '', outer.parts[0] ?? '')))
        remove(subject, statement, statement);
  for (const [subject, statement] of joined) {
    const parent = statement.row === null ? null : parentOf(statement);
    if (parent === null) continue;
    const whole = settled.get(parent);
    if (whole === undefined || whole.row === null) remove(subject, statement, whole ?? statement);
  }
  return settled;
}

/** Whether a folder is inside another one; paths in hex. */
const liesIn = (inner: string, outer: string): boolean =>
  inner !== outer && inner.startsWith(outer.endsWith('2f') ? outer : `${outer}2f`);

/** Subjects whose statement in `joined` is not that of `one`. */
export const differences = (joined: History, one: History): number =>
  [...joined].filter(([subject, { row }]) => {
    const there = one.get(subject);
    return JSON.stringify(row) !== JSON.stringify(there?.row ?? null);
  }).length;
