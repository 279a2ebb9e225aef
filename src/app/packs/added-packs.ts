import { lstat } from 'node:fs/promises';
import path from 'node:path';
import type { PackConnection } from '../../api/contract/pack-calls.ts';
import type { Output } from '../../api/contract.ts';
import { logFailure } from '../../api/log-failure.ts';
import { BeachcombError } from '../../domain/error.ts';
import { reasonOfSystemCode } from '../../domain/error-reason.ts';
import { type CataloguePack, isEngineOffer } from '../../domain/pack-catalogue.ts';
import { engineMisfit } from '../../platform/packs/engine-misfit.ts';
import { discardFetched, fetchedBytes } from '../../platform/packs/fetched-files.ts';
import { listInstalledPacks, removePack } from '../../platform/packs/installed-packs.ts';
import { inCatalogue, readCatalogue } from '../../platform/packs/read-catalogue.ts';
import { isNvidiaSeen } from '../../vision/classify/why-no-cuda.ts';
import type { PackSource } from './pack-protocol.ts';
import { type RunningPackTask, startPackTask } from './start-pack-task.ts';

type State = Pick<Output<'packs.list'>, 'work' | 'failure'>;

interface Options {
  /** Path of the models folder. */
  readonly models: string;
  /** Data folder of Beachcomb. */
  readonly dataFolder: string;
  /** The user's choice. */
  readonly connection: () => PackConnection;
  /** An engine was added or removed. */
  readonly onEngines: (isAdded: boolean) => void;
}

/** The packs that a person added, and the one that is being added. */
export class AddedPacks {
  readonly #options: Options;
  #state: State = { work: null, failure: null };
  #task: RunningPackTask | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  state(): State {
    return this.#state;
  }

  list(): ReturnType<typeof listInstalledPacks> {
    return listInstalledPacks(this.#options.dataFolder);
  }

  /**
   * What the catalogue offers, with what came of it; engines where their card is seen.
   * @throws Error of the file system
   */
  async offered(): Promise<{
    readonly host: string;
    readonly packs: readonly (CataloguePack & { readonly fetchedBytes: number | null })[];
  }> {
    const { models, dataFolder } = this.#options;
    const { host, packs, engines } = await readCatalogue(models);
    const fitting = engines.filter(({ engine }) => engineMisfit(engine) === null);
    const isSeen = fitting.length > 0 && (await isNvidiaSeen());
    return {
      host: new URL(host).host,
      packs: await Promise.all(
        [...packs, ...(isSeen ? fitting : [])].map(async (pack) => ({
          ...pack,
          fetchedBytes: await fetchedBytes(dataFolder, pack),
        })),
      ),
    };
  }

  /**
   * Starts adding a folder or an archive; `state` reports the progress.
   * @throws BeachcombError with a reason if nothing is there, `unavailable` while another pack is being added
   */
  async add(place: string): Promise<void> {
    if (!path.isAbsolute(place))
      throw new BeachcombError('bad-request', `"${place}" is not a full path.`, {
        reason: { code: 'not-absolute', path: place },
      });
    await lstat(place).catch((error: NodeJS.ErrnoException) => {
      const reason = reasonOfSystemCode(error.code ?? '');
      throw new BeachcombError('not-found', 'Nothing can be read there.', { cause: error, reason });
    });
    this.#start(path.basename(place), { kind: 'place', path: place });
  }

  /** Starts fetching. @throws BeachcombError `not-found` if the catalogue lacks it, `unavailable` as `add` */
  async fetch(id: string): Promise<void> {
    const wanted = inCatalogue(await readCatalogue(this.#options.models), id);
    const { mirror, proxy } = this.#options.connection();
    // The mirror that the user set is one of Hugging Face.
    this.#start(id, { kind: 'catalogue', id, host: isEngineOffer(wanted) ? null : mirror, proxy });
  }

  /** Stops adding; resolves when nothing is under way. */
  async stop(): Promise<void> {
    const task = this.#task;
    if (task === null) return;
    this.#task = null;
    await task.stop();
    this.#state = { work: null, failure: null };
  }

  /** Throws away what was fetched. @throws BeachcombError `not-found`; `unavailable` while it is being fetched */
  async discard(id: string): Promise<void> {
    const { models, dataFolder } = this.#options;
    await discardFetched(dataFolder, inCatalogue(await readCatalogue(models), id));
  }

  /** @throws BeachcombError `not-found` with a reason; `unavailable` while it is in use */
  async remove(name: string): Promise<void> {
    const removed = await removePack(this.#options.dataFolder, name);
    if (removed.some(({ purpose }) => purpose === 'engine')) this.#options.onEngines(false);
  }

  #start(name: string, source: PackSource): void {
    if (this.#task !== null)
      throw new BeachcombError('unavailable', 'Another pack is being added.', {
        reason: { code: 'pack-under-way' },
      });
    const { models, dataFolder } = this.#options;
    this.#state = { work: { name, phase: 'starting', done: 0, of: 0 }, failure: null };
    const task = startPackTask({ source, models, dataFolder }, (progress) => {
      if (this.#task === task) this.#state = { work: { name, ...progress }, failure: null };
    });
    this.#task = task;
    const end = (error: BeachcombError | null): void => {
      // One that was stopped has ended already.
      if (this.#task !== task) return;
      if (error !== null) logFailure('packs.add', error);
      this.#task = null;
      const failure = error === null ? null : { name, kind: error.kind, reason: error.reason };
      this.#state = { work: null, failure };
    };
    task.done.then((purpose) => {
      end(null);
      if (purpose === 'engine') this.#options.onEngines(true);
    }, end);
  }
}
