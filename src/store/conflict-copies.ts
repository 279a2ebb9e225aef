import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { journalPath } from './journal-path.ts';
import { positionIn } from './library-files.ts';
import { UserDataJournal } from './user-data-journal.ts';

/** A second copy of a file of a library, made by a program that synchronises folders. */
export interface ConflictCopy {
  readonly path: string;
  readonly kind: 'library' | 'journal';
  /** Whether it is a readable copy of this library; otherwise only its name states so. */
  readonly isOfLibrary: boolean;
}

/** What Syncthing, Dropbox, Nextcloud and others put into the name of the second copy, in English and Chinese. */
const CONFLICT = /sync-conflict-\d{8}-\d{6}|conflict|\u51b2\u7a81|\u885d\u7a81/iu;
/** OneDrive adds the name of the computer, others a number: only the content shows what such a file is. */
const ADDITION = /^[-_ (.]/u;
/** Names that the project itself gives to what it keeps (`asidePath`). */
const KEPT = /\.[a-z]+-\d{4}-\d{2}-\d{2}T[\d.]+(-\d+)?$/u;

/** The conflict copies beside a library, by name. Changes nothing. */
export function conflictCopies(library: string): ConflictCopy[] {
  const folder = path.dirname(library);
  if (!existsSync(folder)) return [];
  const id = positionIn(library)?.library ?? null;
  const names = readdirSync(folder).sort();
  /** The files of a library are named by its whole name: "library-2.sqlite.thumbnails.sqlite". */
  const isOfALibrary = (name: string): boolean => names.some((other) => name.startsWith(`${other}.`));
  const copiesOf = (file: string, kind: ConflictCopy['kind'], idOf: (copy: string) => string | null) =>
    names.flatMap((name): ConflictCopy[] => {
      const added = additionTo(path.basename(file), name);
      if (added === null || (kind === 'library' && isOfALibrary(name))) return [];
      const copy = path.join(folder, name);
      const isNamed = CONFLICT.test(added);
      if (!isNamed && !ADDITION.test(added)) return [];
      const isOfLibrary = id !== null && idOf(copy) === id;
      return isNamed || isOfLibrary ? [{ path: copy, kind, isOfLibrary }] : [];
    });
  return [
    ...copiesOf(library, 'library', (copy) => positionIn(copy)?.library ?? null),
    ...copiesOf(
      journalPath(library),
      'journal',
      (copy) => new UserDataJournal(copy).read(() => {}).header?.library ?? null,
    ),
  ];
}

/** What a name has more than that of a file, before its extension; null if it is not such a name. */
function additionTo(file: string, name: string): string | null {
  const { name: stem, ext } = path.parse(file);
  if (!name.startsWith(stem) || !name.endsWith(ext) || name.length <= file.length) return null;
  const whole = name.slice(0, -ext.length);
  // A file of the library itself, such as its thumbnails or its journal, or what was put aside.
  return KEPT.test(whole) ? null : whole.slice(stem.length);
}
