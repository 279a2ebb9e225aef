import { randomUUID } from 'node:crypto';
import process from 'node:process';
import type { Output } from '../../api/contract.ts';
import { BeachcombError } from '../../domain/error.ts';
import type { ErrorReason } from '../../domain/error-reason.ts';
import { shownName } from '../../domain/path-bytes.ts';
import { zip } from '../../domain/zip.ts';
import { fileCalls } from '../../platform/files/file-calls.ts';
import { StalledError } from '../../platform/files/stalled-error.ts';
import { log } from '../../platform/log/log.ts';
import { identityAt } from '../../platform/trash/file-identity.ts';
import {
  giveUpPlace,
  moveToTrash,
  reserveInTrash,
  type TrashPlace,
  trashFailure,
} from '../../platform/trash/move-to-trash.ts';
import type { Searcher } from '../../search/searcher.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { FileToTrash, TrashLog } from '../../store/trash-log.ts';
import { retryBusy } from '../with-busy-retry.ts';
import type { TrashWanted } from './chosen-files.ts';
import type { GoingFile } from './going-file.ts';
import { removedRuns } from './removed-runs.ts';
import { type ResolvedPlan, resolvePlan } from './trash-plan.ts';
import { recoverTrash, undoTrash } from './undo-trash.ts';
import type { WithPaths } from './with-paths.ts';

type Plan = Output<'trash.plan'>;
type Outcome = Output<'trash.move'>;

/** Who moves files to the trash: see `trashPlanSchema`. */
export type TrashMover = Plan['by'];

/** Files that are noted in one transaction. */
const BATCH = 50;
/** Plans that can still be confirmed. */
const PLANS_KEPT = 8;
/** Files that are named in an answer. */
const MOST_NAMED = 20;

interface PlanWithPaths {
  readonly plan: Plan;
  /** Of the files that go. */
  readonly paths: readonly Uint8Array[];
  /** Of the files of the same photos that were not asked for. */
  readonly others: readonly Uint8Array[];
}

interface Sources {
  readonly searcher: Searcher;
  readonly reader: LibraryReader;
  readonly log: TrashLog;
  readonly samePictures: () => readonly (readonly number[])[];
  readonly by: TrashMover;
}

interface Kept {
  readonly wanted: TrashWanted;
  readonly plan: ResolvedPlan;
}

/** Files that the shell was given, by the id of their note. */
interface Handed {
  readonly plan: ResolvedPlan;
  readonly run: number;
  readonly files: ReadonlyMap<number, GoingFile>;
}

/** A file with its place in the trash. */
interface Reserved {
  readonly file: GoingFile;
  readonly place: TrashPlace;
}

interface Failure {
  readonly name: string;
  readonly reason: ErrorReason;
  /** As `directoryOf` gives it. */
  readonly directory: string;
}

const planChanged = (): BeachcombError =>
  new BeachcombError('unavailable', 'the plan has changed', { reason: { code: 'plan-changed' } });

/** Moves photos to the trash of the system: a plan, and then just that. One run at a time. */
export class Trash {
  readonly #sources: Sources;
  readonly #plans = new Map<string, Kept>();
  readonly #handed = new Map<string, Handed>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** What would happen; nothing is changed. */
  async plan(wanted: TrashWanted): Promise<PlanWithPaths> {
    const plan = await this.#resolve(wanted);
    const token = randomUUID();
    this.#plans.set(token, { wanted, plan });
    const [oldest = token] = this.#plans.keys();
    if (this.#plans.size > PLANS_KEPT) this.#plans.delete(oldest);
    return {
      plan: { token, ...countsOf(plan, wanted), by: this.#sources.by },
      paths: plan.going.map(({ original }) => original),
      others: plan.others,
    };
  }

  /** @throws BeachcombError with the reason `plan-changed`, `no-trash-here` */
  move(token: string): Promise<WithPaths<Outcome>> {
    return this.#inTurn(async () => {
      if (this.#sources.by !== 'program')
        throw new BeachcombError('unavailable', 'no trash here', { reason: { code: 'no-trash-here' } });
      await recoverTrash(this.#sources.log);
      const plan = await this.#confirmed(token);
      const run = this.#sources.log.nextRun();
      const failed: Failure[] = [];
      const moved = await this.#moveAll(
        run,
        plan.going.filter(({ row }) => row !== null),
        failed,
      );
      // A companion stays where a photo of its directory stays.
      const stays = new Set(failed.map(({ directory }) => directory));
      const companions = plan.going.filter((file) => file.row === null && !stays.has(directoryOf(file)));
      moved.push(...(await this.#moveAll(run, companions, failed)));
      return {
        outcome: outcomeOf(plan, moved, failed, moved.length > 0 ? run : null),
        paths: moved.map(({ original }) => original),
      };
    });
  }

  /** Moves files back where they were. */
  undo(run: number): Promise<WithPaths<Output<'trash.undo'>>> {
    return this.#inTurn(async () => {
      await recoverTrash(this.#sources.log);
      return undoTrash(this.#sources.log, run);
    });
  }

  /** What can still be moved back. */
  list(): Promise<Output<'trash.list'>> {
    const { log: notes, by } = this.#sources;
    return this.#inTurn(async () => ({ by, runs: by === 'program' ? await removedRuns(notes) : [] }));
  }

  /** Ends what a crash interrupted. */
  recover(): Promise<void> {
    return this.#inTurn(() => recoverTrash(this.#sources.log));
  }

  /** The files of a plan, for the shell to move. @throws BeachcombError as `move` */
  paths(token: string): Promise<Output<'trash.paths'>> {
    return this.#inTurn(async () => {
      const plan = await this.#confirmed(token);
      const run = this.#sources.log.nextRun();
      const ids = await this.#intend(
        run,
        plan.going.map((file) => toNote(file, null)),
      );
      const files = new Map(zip(ids, plan.going));
      this.#handed.set(token, { plan, run, files });
      return {
        files: [...files].map(([file, { original }]) => ({ file, path: original.toString('base64') })),
      };
    });
  }

  /** The shell has moved what `paths` gave it. @param failed those that it could not move, with the system's error */
  moved(
    token: string,
    failed: readonly { readonly file: number; readonly error: string }[],
  ): Promise<Outcome> {
    return this.#inTurn(async () => {
      const handed = this.#handed.get(token);
      if (handed === undefined) throw planChanged();
      this.#handed.delete(token);
      const errors = new Map(failed.map(({ file, error }) => [file, error]));
      const gone = new Map<number, GoingFile>();
      const failures: Failure[] = [];
      for (const [id, file] of handed.files) {
        // Only a file that is not there any more has left.
        const isThere = await isAt(file);
        if (!isThere) gone.set(id, file);
        else failures.push(failureOf(file, { code: 'system', error: errors.get(id) ?? 'EBUSY' }));
      }
      const stayed = [...handed.files.keys()].filter((id) => !gone.has(id));
      await this.#settle([...gone.keys()], stayed);
      return outcomeOf(handed.plan, [...gone.values()], failures, null);
    });
  }

  async #moveAll(run: number, files: readonly GoingFile[], failed: Failure[]): Promise<GoingFile[]> {
    const moved: GoingFile[] = [];
    for (let at = 0; at < files.length; at += BATCH)
      try {
        moved.push(...(await this.#moveBatch(run, files.slice(at, at + BATCH), failed)));
      } catch (error) {
        // The library cannot be written: what has not been noted stays where it is.
        if (moved.length === 0) throw error;
        log.error('the rest could not be moved to the trash', { error });
        failed.push(...files.slice(at).map((file) => failureOf(file, failureReason(error))));
        break;
      }
    return moved;
  }

  #resolve(wanted: TrashWanted): Promise<ResolvedPlan> {
    const { searcher, reader, samePictures, by } = this.#sources;
    return resolvePlan(wanted, { searcher, reader, samePictures, isOwn: by === 'program' });
  }

  /** The plan of a token, if it would still do the same; a token counts once. */
  async #confirmed(token: string): Promise<ResolvedPlan> {
    const kept = this.#plans.get(token);
    this.#plans.delete(token);
    if (kept === undefined) throw planChanged();
    const now = await this.#resolve(kept.wanted);
    if (now.fingerprint !== kept.plan.fingerprint) throw planChanged();
    return now;
  }

  async #intend(run: number, files: readonly FileToTrash[]): Promise<number[]> {
    return retryBusy(() => this.#sources.log.intend(run, process.pid, files, Date.now()));
  }

  /** @throws BeachcombError if the library cannot be written: then the places are given up */
  async #intendReserved(run: number, reserved: readonly Reserved[]): Promise<number[]> {
    try {
      return await this.#intend(
        run,
        reserved.map(({ file, place }) => toNote(file, place)),
      );
    } catch (error) {
      for (const { place } of reserved) await giveUpPlace(place);
      throw error;
    }
  }

  /** The files are where they are, whatever becomes of the note: the next run, or the next start, ends it. */
  async #settle(moved: readonly number[], stayed: readonly number[]): Promise<void> {
    try {
      await retryBusy(() => this.#sources.log.settle(moved, stayed));
    } catch (error) {
      log.error('it could not be noted which files are in the trash', { error });
    }
  }

  /**
   * Moves some files: a name in the trash for each, then a note of all, and only then the files.
   * @param failed receives those that stay
   */
  async #moveBatch(run: number, files: readonly GoingFile[], failed: Failure[]): Promise<GoingFile[]> {
    const fail = (file: GoingFile, error: unknown): void => {
      log.warn('a file could not be moved to the trash', { error });
      failed.push(failureOf(file, failureReason(error)));
    };
    const reserved: Reserved[] = [];
    for (const file of files)
      try {
        const place = await inFile(file, () => reserveInTrash(file.original, file.identity, new Date()));
        reserved.push({ file, place });
      } catch (error) {
        fail(file, error);
      }
    const ids = await this.#intendReserved(run, reserved);
    const moved: GoingFile[] = [];
    const [done, stayed]: [number[], number[]] = [[], []];
    for (const [id, { file, place }] of zip(ids, reserved))
      try {
        await inFile(file, () => moveToTrash(file.original, place, file.identity));
        moved.push(file);
        done.push(id);
      } catch (error) {
        fail(file, error);
        // A call that is late may still move it: the next start finds out.
        if (!(error instanceof StalledError)) stayed.push(id);
      }
    await this.#settle(done, stayed);
    return moved;
  }

  /** Runs work after all that was begun before. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for the run in progress. */
  async close(): Promise<void> {
    await this.#last;
  }
}

const inFile = <T>({ folderPath, directory }: GoingFile, work: () => Promise<T>): Promise<T> =>
  fileCalls.run({ root: folderPath, directory, on: 'file' }, work);

const directoryOf = ({ folder, directory }: GoingFile): string =>
  `${folder} ${Buffer.from(directory).toString('latin1')}`;

const failureOf = (file: GoingFile, reason: ErrorReason): Failure => ({
  name: shownName(file.name),
  reason,
  directory: directoryOf(file),
});

const failureReason = (error: unknown): ErrorReason =>
  error instanceof StalledError ? { code: 'not-responding' } : trashFailure(error);

const isAt = (file: GoingFile): Promise<boolean> =>
  inFile(file, () => identityAt(file.original)).then(
    (found) => found !== null,
    (error: unknown) => {
      log.warn('it is not known whether a file was moved', { error });
      return true;
    },
  );

function toNote(file: GoingFile, place: TrashPlace | null): FileToTrash {
  const { original, folder, directory, name, row, identity } = file;
  return {
    original,
    folder,
    directory,
    name,
    size: Number(identity.size),
    mtime: Number(identity.mtimeNs / 1000n),
    kind: row?.kind ?? null,
    cloudOnly: row?.cloudOnly ?? 0,
    photo: row?.photo ?? null,
    waits: row?.waits ?? 0,
    trashFile: place?.file ?? null,
    trashInfo: place?.info ?? null,
  };
}

function countsOf(
  { going, left, stacks, lastCopies }: ResolvedPlan,
  { copies }: TrashWanted,
): Omit<Plan, 'token' | 'by'> {
  const photoFiles = going.filter(({ row }) => row !== null);
  const leads = new Set(stacks.keys());
  const ofLeads = photoFiles.filter(({ row }) => row !== null && leads.has(row.photo));
  const ofStacks = [...stacks.values()].flat();
  const stacked = photoFiles.filter(
    ({ row }) => row !== null && !leads.has(row.photo) && ofStacks.includes(row.photo),
  );
  const goingPhotos = new Set(ofLeads.map(({ row }) => row?.photo));
  const wholePhotos = goingPhotos.size;
  const isCopies = copies.length > 0;
  return {
    photos: wholePhotos,
    files: going.length,
    bytes: going.reduce((sum, { identity }) => sum + Number(identity.size), 0),
    stacked: stacked.length,
    copies: isCopies
      ? photoFiles.length - stacked.length - wholePhotos
      : Math.max(0, ofLeads.length - wholePhotos),
    companions: going.length - photoFiles.length,
    lastCopies,
    left: left.length,
    problems: left.slice(0, MOST_NAMED).map(({ name, reason }) => ({ name: shownName(name), reason })),
  };
}

function outcomeOf(
  { stacks, going, left }: ResolvedPlan,
  moved: readonly GoingFile[],
  failed: readonly Failure[],
  undo: number | null,
): Outcome {
  const isMoved = new Set(moved);
  const stays = new Set([
    ...going.flatMap((file) => (isMoved.has(file) || file.row === null ? [] : [file.row.photo])),
    ...left.map(({ photo }) => photo),
  ]);
  const problems = [
    ...left.map(({ name, reason }) => ({ name: shownName(name), reason })),
    ...failed.map(({ name, reason }) => ({ name, reason })),
  ];
  return {
    photos: [...stacks.keys()].filter((photo) => !stays.has(photo)).length,
    files: moved.length,
    failed: problems.length,
    problems: problems.slice(0, MOST_NAMED),
    undo,
  };
}
