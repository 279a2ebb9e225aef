import { access, constants, realpath, stat } from 'node:fs/promises';
import { BeachcombError } from '../../domain/error.ts';
import type { ErrorReason } from '../../domain/error-reason.ts';
import { joinPath } from '../../domain/path-bytes.ts';
import { fileCalls } from '../../platform/files/file-calls.ts';
import { isBelow } from '../../platform/files/link-target.ts';
import { log } from '../../platform/log/log.ts';
import { identityAt } from '../../platform/trash/file-identity.ts';
import { trashFailure } from '../../platform/trash/move-to-trash.ts';
import { trashDirectoryFor } from '../../platform/trash/trash-directory.ts';
import type { Searcher } from '../../search/searcher.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { ScannedFileRow } from '../../store/library-rows.ts';
import { isThere } from '../exact-copies.ts';
import { chosenFiles, type TrashWanted } from './chosen-files.ts';
import type { GoingFile } from './going-file.ts';
import { companionsOf } from './trash-companions.ts';

/** A file that stays although it was asked for. */
export interface LeftFile {
  readonly name: Uint8Array;
  readonly photo: number;
  readonly reason: ErrorReason;
}

export interface ResolvedPlan {
  /** Those of photos first. */
  readonly going: readonly GoingFile[];
  readonly left: readonly LeftFile[];
  /** Paths of files of the same photos that were not asked for. */
  readonly others: readonly Buffer[];
  /** The photos that were asked for as a whole, as they are shown, with the photos of their stacks. */
  readonly stacks: ReadonlyMap<number, readonly number[]>;
  /** Pictures of several copies, of which none would be left. */
  readonly lastCopies: number;
  /** Equal for plans that do the same. */
  readonly fingerprint: string;
}

interface Sources {
  readonly searcher: Searcher;
  readonly reader: LibraryReader;
  /** The photos that show the same picture, in groups. */
  readonly samePictures: () => readonly (readonly number[])[];
  /** Whether this program moves the files: then their drive needs a trash that it can rename them to. */
  readonly isOwn: boolean;
}

/** Files that are looked at at once. */
const TOGETHER = 16;

const refusal = (code: 'missing' | 'file-changed' | 'outside-folder'): BeachcombError =>
  new BeachcombError('unavailable', code, { reason: { code } });

/**
 * Finds out which files go: those that are asked for, and the sidecars that belong to nothing else. A file that is not
 * as it was scanned stays.
 */
export async function resolvePlan(wanted: TrashWanted, sources: Sources): Promise<ResolvedPlan> {
  sources.searcher.refresh();
  const { rows, others, stacks } = chosenFiles(wanted, sources);
  const going: GoingFile[] = [];
  const left: LeftFile[] = [];
  for (let at = 0; at < rows.length; at += TOGETHER)
    await Promise.all(
      rows.slice(at, at + TOGETHER).map(async (row) => {
        try {
          going.push(await goingFile(row, sources));
        } catch (error) {
          log.info('a file cannot go to the trash', { error });
          left.push({ name: row.name, photo: row.photo, reason: trashFailure(error) });
        }
      }),
    );
  going.sort((a, b) => (a.row?.file ?? 0) - (b.row?.file ?? 0));
  const all = [...going, ...(await companionsOf(going, sources.reader))];
  const staying = others.map(({ folderPath, path }) => joinPath(folderPath, path));
  const lastCopies = lastCopiesOf(going, sources);
  return { going: all, left, others: staying, stacks, lastCopies, fingerprint: fingerprintOf(all, left) };
}

/** How many pictures that are there more than once would have no copy left: photos that look the same, and same files. */
function lastCopiesOf(going: readonly GoingFile[], { reader, samePictures }: Sources): number {
  const rows = going.flatMap(({ row }) => row ?? []);
  const goes = new Set(rows.map(({ file }) => file));
  const there = Map.groupBy(
    reader.files.filesOf([...new Set(rows.map(({ photo }) => photo))]).filter(isThere),
    ({ photo }) => photo,
  );
  const whole = new Map([...there].filter(([, files]) => files.every(({ file }) => goes.has(file))));
  const groups = samePictures().filter((photos) => photos.every((photo) => whole.has(photo)));
  for (const photo of groups.flat()) whole.delete(photo);
  return groups.length + [...whole.values()].filter(({ length }) => length > 1).length;
}

/** @throws BeachcombError with the reason why it stays; StalledError; Error of the file system */
async function goingFile(row: ScannedFileRow, { isOwn }: Sources): Promise<GoingFile> {
  const { folderPath, folder, directory, name } = row;
  const original = joinPath(folderPath, row.path);
  const place = { root: folderPath, directory, file: row.path, on: 'file' } as const;
  const identity = await fileCalls.run(place, async () => {
    const found = await identityAt(original);
    if (found === null) throw refusal('missing');
    // Of a link, what it leads to was scanned.
    const { size, mtimeNs } = await stat(original, { bigint: true }).catch(() => found);
    if (Number(size) !== row.size || Number(mtimeNs / 1000n) !== row.mtime) throw refusal('file-changed');
    const parent = await checkPlace(joinPath(folderPath, directory), folderPath);
    if (isOwn) await trashDirectoryFor(parent, found.dev, false);
    return found;
  });
  return { original, folderPath, folder, directory, name, row, identity };
}

/** @returns real path of the directory @throws BeachcombError `outside-folder`; Error where it cannot be changed */
async function checkPlace(directory: Buffer, folderPath: Uint8Array): Promise<Buffer> {
  const [parent, root] = await Promise.all([
    realpath(directory, 'buffer'),
    realpath(Buffer.from(folderPath), 'buffer'),
  ]);
  if (!isBelow(parent, root)) throw refusal('outside-folder');
  await access(parent, constants.W_OK);
  return parent;
}

function fingerprintOf(going: readonly GoingFile[], left: readonly LeftFile[]): string {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  return [
    ...going.map(({ original, identity: { dev, ino, size, mtimeNs } }) =>
      [hex(original), dev, ino, size, mtimeNs].join(' '),
    ),
    ...left.map(({ name, photo, reason }) => `${hex(name)} ${photo} ${reason.code}`).sort(),
  ].join('\n');
}
