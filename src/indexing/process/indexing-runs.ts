import process from 'node:process';
import type { MissingEvent } from '../../domain/file.ts';
import { PAUSED_BY, type PausedBy } from '../../domain/paused-by.ts';
import type { FilmDecoderLink } from '../films/film-decoder-link.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { IndexerCommand, ParsedStart, Report } from './message.ts';
import { isOnBattery } from './power.ts';

/** Interval in ms; longer on macOS, because the check starts a program. */
const POWER_EVERY_MS = process.platform === 'darwin' ? 30_000 : 3000;

/** Whether a pause ends with the run: the next one finds out by itself whether its cause still holds. */
const ENDS_WITH_RUN: Readonly<Record<PausedBy, boolean>> = { person: false, battery: true, comparing: false };

/** The runs of one pipeline, one after another: the first one, and those that commands and changed folders request. */
export class IndexingRuns {
  readonly #start: ParsedStart;
  readonly #pipeline: Pipeline;
  readonly #stop: AbortController;
  readonly #films: FilmDecoderLink;
  /** As the parent reports it; null if it does not. */
  #onBattery: boolean | null;
  #isRunning = false;
  #wanted: 'whole' | 'changed' | null = 'whole';
  #forgetMissing: MissingEvent[] = [];
  #wake = Promise.withResolvers<void>();

  /** @param stop aborted by `stop` */
  constructor(start: ParsedStart, pipeline: Pipeline, films: FilmDecoderLink, stop: AbortController) {
    this.#films = films;
    this.#start = start;
    this.#onBattery = start.onBattery;
    this.#pipeline = pipeline;
    this.#stop = stop;
    if (start.paused) pipeline.pause('person');
    if (start.resident) pipeline.watch(() => this.#request('changed'));
  }

  handleCommand(command: IndexerCommand): void {
    const pipeline = this.#pipeline;
    switch (command.command) {
      case 'pause':
        pipeline.pause('person');
        break;
      case 'resume':
        pipeline.resume('person');
        break;
      case 'holdForComparison':
        command.hold ? pipeline.pause('comparing') : pipeline.resume('comparing');
        break;
      case 'power':
        this.#onBattery = command.onBattery;
        if (this.#isRunning) this.#pauseOnBattery(command.onBattery);
        break;
      case 'recount':
        pipeline.recount();
        break;
      case 'restoreThumbnails':
        pipeline.restoreThumbnails(command.photos);
        break;
      case 'retry':
        pipeline.retry(command.files);
        this.#request('whole');
        break;
      case 'forgetMissing':
        this.#forgetMissing.push(command.event);
        this.#request('whole');
        break;
      case 'expectMissing':
        pipeline.expectBack(command.event);
        break;
      case 'rescan':
        if (command.silentToo === true) pipeline.trySilentDrives();
        this.#request('whole');
        break;
      case 'filmDecoder':
        this.#films.change(command.decoder);
        if (pipeline.hasFilmsToSee()) this.#request('changed');
        break;
      case 'filmDecoded':
        this.#films.settle(command.task, command.outcome);
        break;
      default:
        command satisfies never;
    }
  }

  /** Ends the run in progress, and makes `all` return. */
  stop(): void {
    this.#stop.abort();
    for (const by of PAUSED_BY) this.#pipeline.resume(by);
    this.#wake.resolve();
  }

  /** Runs until nothing is requested; for a resident indexer until it is stopped. */
  async all(send: (report: Report) => Promise<void>): Promise<void> {
    while (!this.#stop.signal.aborted) {
      if (this.#wanted !== null) await this.#run(this.#wanted === 'changed', send);
      else if (this.#start.resident) {
        await this.#wake.promise;
        this.#wake = Promise.withResolvers();
      } else break;
    }
  }

  async #run(changedOnly: boolean, send: (report: Report) => Promise<void>): Promise<void> {
    this.#wanted = null;
    const ended = new AbortController();
    this.#isRunning = true;
    await this.#watchPower(ended.signal);
    const forgetMissing = this.#forgetMissing;
    this.#forgetMissing = [];
    const summary = await this.#pipeline.run({
      folders: this.#start.folders,
      changedOnly,
      forgetMissing,
      signal: this.#stop.signal,
      shouldYield: () => this.#wanted !== null,
    });
    ended.abort();
    this.#isRunning = false;
    for (const by of PAUSED_BY) if (ENDS_WITH_RUN[by]) this.#pipeline.resume(by);
    await send({ report: 'finished', summary });
  }

  #request(what: 'whole' | 'changed'): void {
    if (this.#wanted !== 'whole') this.#wanted = what;
    this.#films.release();
    this.#wake.resolve();
  }

  #pauseOnBattery(onBattery: boolean): void {
    if (onBattery && this.#start.pauseOnBattery) this.#pipeline.pause('battery');
    else this.#pipeline.resume('battery');
  }

  /** Polls the power state only while there is work: an idle indexer does nothing. */
  async #watchPower(ended: AbortSignal): Promise<void> {
    if (!this.#start.pauseOnBattery) return;
    const onBattery = this.#onBattery ?? (await isOnBattery(this.#start.powerSupply));
    if (ended.aborted || this.#stop.signal.aborted) return;
    this.#pauseOnBattery(onBattery === true);
    setTimeout(() => void this.#watchPower(ended), POWER_EVERY_MS).unref();
  }
}
