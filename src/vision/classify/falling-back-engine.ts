import type { Device } from '../../domain/device.ts';
import type { EngineReason } from '../../domain/engine-reason.ts';
import type { Prediction } from '../../domain/prediction.ts';
import { log } from '../../platform/log/log.ts';
import { type Candidate, PROCESSOR } from './candidate.ts';
import type { Engine } from './engine.ts';
import { EngineError } from './engine-error.ts';
import type { EnginePacks } from './engine-packs.ts';
import type { EngineReport } from './engine-report.ts';
import { enginesBestFirst } from './engines-best-first.ts';
import { machineKey } from './machine-key.ts';
import { isMeasured, measureCandidates } from './measure-candidates.ts';
import { RememberedReports } from './remembered-reports.ts';
import type { EngineLimits } from './remote-engine.ts';

/** The state of the engine in use, as shown to the user. */
export interface EngineState {
  /** Id of the candidate in use. */
  readonly used: string;
  readonly device: Device;
  /** True if a graphics card computes, not a software renderer. */
  readonly gpu: boolean;
  /** True while the engines are being compared. */
  readonly comparing: boolean;
  /** The engine that failed last in this run, and why. */
  readonly failed: { readonly device: Device; readonly reason: EngineReason } | null;
  /** Why the engines could not be compared; null if they were, or are being compared. */
  readonly uncompared: EngineReason | null;
  readonly reports: readonly EngineReport[];
}

export interface FallingBackOptions {
  /** The models folder. */
  readonly models: string;
  readonly candidates: readonly Candidate[];
  /** The engine packs that the candidates were made with. */
  readonly packs: EnginePacks;
  /** 'auto', or the id of the candidate that the user prefers. */
  readonly setting: string;
  /** Path of the file with the remembered reports. */
  readonly remembered: string;
  /** Aborts measuring. */
  readonly signal: AbortSignal;
  /**
   * With `auto`, this many photos are classified on the processor before other engines are considered: the first
   * photos never wait, and for a few photos no other engine is worth its start.
   */
  readonly beginAfter: number;
  readonly onChange: (state: EngineState) => void;
}

interface Running {
  readonly id: string;
  readonly engine: Engine;
  batch: number;
  /** Batches in progress. */
  readonly busy: Set<Promise<unknown>>;
}

/**
 * Starts on the processor immediately and switches to the best engine that was proven on this computer. The engines
 * are compared once per computer and driver version; indexing pauses for those seconds, so that the measurement is
 * fair. An engine that fails later is not used again in this run, and its batch goes to the next best engine, down to
 * the processor.
 */
export class FallingBackEngine implements Engine {
  readonly #options: FallingBackOptions;
  readonly #closing = new AbortController();
  readonly #givenUp = new Map<string, EngineReason>();
  #failed: EngineState['failed'] = null;
  #current: Running;
  #reports: readonly EngineReport[] = [];
  #photos = 0;
  #choosing: Promise<void> | null = null;
  #resting: Promise<unknown> = Promise.resolve();
  #givingUp: Promise<void> = Promise.resolve();

  private constructor(options: FallingBackOptions, processor: Running) {
    this.#options = options;
    this.#current = processor;
  }

  /** @throws Error if the setting is not the id of a candidate, or the processor's engine cannot be opened */
  static async open(options: FallingBackOptions): Promise<FallingBackEngine> {
    const { setting } = options;
    if (setting !== 'auto' && !options.candidates.some(({ id }) => id === setting))
      throw new Error(
        `There is no engine "${setting}", only: auto, ${options.candidates.map(({ id }) => id).join(', ')}.`,
      );
    return new FallingBackEngine(options, await openAs(options, PROCESSOR, undefined, options.signal));
  }

  get name(): string {
    return this.#current.engine.name;
  }
  get device(): Device {
    return this.#current.engine.device;
  }
  get gpu(): boolean {
    return this.#current.engine.gpu;
  }
  get model(): string {
    return this.#current.engine.model;
  }
  get batch(): number {
    return this.#current.batch;
  }

  async classify(inputs: readonly Uint8Array[]): Promise<Prediction[]> {
    this.#photos += inputs.length;
    const { setting, beginAfter } = this.#options;
    if (setting !== PROCESSOR && this.#photos > (setting === 'auto' ? beginAfter : 0))
      this.#choosing ??= this.#choose();
    await this.#resting;
    for (;;) {
      const current = this.#current;
      const predictions = this.#classifyInBatches(current, inputs);
      current.busy.add(predictions);
      try {
        return await predictions;
      } catch (error) {
        if (current.id === PROCESSOR) throw error;
        log.warn('an engine failed and is given up', { error });
        await this.#giveUp(current, EngineError.from(error).reason);
      } finally {
        current.busy.delete(predictions);
      }
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#choosing;
    await this.#givingUp;
    await this.#current.engine.close();
  }

  /** Classifies in batches that fit into the memory of the engine. */
  async #classifyInBatches(running: Running, inputs: readonly Uint8Array[]): Promise<Prediction[]> {
    const predictions: Prediction[] = [];
    while (predictions.length < inputs.length) {
      const batch = inputs.slice(predictions.length, predictions.length + running.batch);
      try {
        predictions.push(...(await running.engine.classify(batch)));
      } catch (error) {
        if (!EngineError.from(error).outOfMemory || batch.length === 1) throw error;
        running.batch = Math.ceil(batch.length / 2);
      }
    }
    return predictions;
  }

  /** Selects the best engine and switches to it. Indexing pauses if the engines have to be compared. */
  async #choose(): Promise<void> {
    const processor = this.#current;
    const rest = Promise.withResolvers<void>();
    this.#resting = rest.promise;
    try {
      const { models, packs, setting, signal } = this.#options;
      const candidates = this.#options.candidates.filter(
        ({ id, unfit }) => id === PROCESSOR || (setting === 'auto' ? unfit?.system !== true : id === setting),
      );
      const remembered = new RememberedReports(this.#options.remembered, await machineKey(models, packs));
      if (isMeasured(candidates, remembered)) rest.resolve();
      else {
        await Promise.allSettled(processor.busy);
        this.#updateState({ comparing: true });
      }
      const stopped = AbortSignal.any([signal, this.#closing.signal]);
      this.#reports = await measureCandidates({
        models,
        candidates,
        processor: processor.engine,
        remembered,
        again: false,
        signal: stopped,
        now: () => performance.now(),
      });
      if (stopped.aborted) return;
      const better = await this.#openBetter();
      if (better === null) processor.batch = this.#report(PROCESSOR)?.batch ?? processor.batch;
      else {
        this.#current = better;
        await Promise.allSettled(processor.busy);
        await processor.engine.close();
      }
      this.#updateState();
    } catch (error) {
      log.warn('the engines cannot be compared', { error });
      // The processor's engine is not affected.
      this.#updateState({ uncompared: EngineError.from(error).reason });
    } finally {
      rest.resolve();
    }
  }

  /** Opens the best engine that has not failed; null if that is the processor's. */
  async #openBetter(): Promise<Running | null> {
    for (const report of enginesBestFirst(this.#reports, this.#options.setting)) {
      if (report.id === PROCESSOR) return null;
      if (this.#givenUp.has(report.id)) continue;
      try {
        return await openAs(this.#options, report.id, report, this.#closing.signal);
      } catch (error) {
        log.warn('an engine cannot be opened', { error });
        this.#fail(
          report.id,
          report.device ?? { kind: 'named', name: report.title },
          EngineError.from(error).reason,
        );
      }
    }
    return null;
  }

  /** Replaces a failed engine by the next best one. */
  #giveUp(failed: Running, reason: EngineReason): Promise<void> {
    // Several batches may fail with the same engine.
    this.#givingUp = this.#givingUp.then(async () => {
      if (this.#current !== failed) return;
      this.#fail(failed.id, failed.engine.device, reason);
      await failed.engine.close();
      this.#current =
        (await this.#openBetter()) ??
        (await openAs(this.#options, PROCESSOR, this.#report(PROCESSOR), this.#closing.signal));
      this.#updateState();
    });
    return this.#givingUp;
  }

  #fail(id: string, device: Device, reason: EngineReason): void {
    this.#givenUp.set(id, reason);
    this.#failed = { device, reason };
  }

  #report(wanted: string): EngineReport | undefined {
    return this.#reports.find(({ id }) => id === wanted);
  }

  #updateState({ comparing = false, uncompared = null }: Partial<EngineState> = {}): void {
    if (this.#closing.signal.aborted) return;
    const { id, engine } = this.#current;
    const reports = this.#reports.map((report) => ({
      ...report,
      trouble: this.#givenUp.get(report.id) ?? report.trouble,
    }));
    this.#options.onChange({
      used: id,
      device: engine.device,
      gpu: engine.gpu,
      comparing,
      failed: this.#failed,
      uncompared,
      reports,
    });
  }
}

/** @param report of the candidate, if it was measured */
async function openAs(
  { models, candidates }: FallingBackOptions,
  wanted: string,
  report: EngineReport | undefined,
  signal: AbortSignal,
): Promise<Running> {
  const candidate = candidates.find(({ id }) => id === wanted);
  if (candidate === undefined) throw new Error(`There is no engine "${wanted}".`);
  const engine = await candidate.open(models, limitsWith(report?.photosPerSecond ?? 1), signal);
  return { id: wanted, engine, batch: report?.batch ?? engine.batch, busy: new Set() };
}

const OPEN_WITHIN_MS = 60_000;
const BATCH_WITHIN_MS = 20_000;
/** Factor for the deadline of a batch, because other programs may use the device. */
const SLOWER_AT_TIMES = 20;

const limitsWith = (photosPerSecond: number): EngineLimits => ({
  openMs: OPEN_WITHIN_MS,
  batchMs: (photos) => Math.max(BATCH_WITHIN_MS, (SLOWER_AT_TIMES * 1000 * photos) / photosPerSecond),
});
