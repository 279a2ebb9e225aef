import type { Engines, EngineView, Status } from '../api/contract.ts';
import { BeachcombError } from '../domain/error.ts';
import type { IndexMode } from '../domain/index-mode.ts';
import { engineOverride } from '../indexing/process/engine-override.ts';
import type { EnginesList, EnginesTask } from '../indexing/process/engines-protocol.ts';
import { type RunningEnginesTask, startEnginesTask } from '../indexing/process/start-engines-task.ts';
import type { Observer } from '../indexing/process/supervise.ts';
import { EngineError } from '../vision/classify/engine-error.ts';

type EngineState = Parameters<NonNullable<Observer['onEngine']>>[0];
interface Options {
  /** Path of library.sqlite, and path of the models folder. */
  readonly path: string;
  readonly models: string;
  /** Data folder of Beachcomb, with the engines that were added. */
  readonly dataFolder: string;
  readonly mode: () => IndexMode;
  /** The user's choice. */
  readonly choice: () => string;
  readonly choose: (engine: string) => void;
  /** Pauses or resumes indexing. */
  readonly hold: (hold: boolean) => void;
  /** The engine settings of the indexer changed: it has to choose its engine again. */
  readonly onChange: () => void;
  /** Current time in ms. */
  readonly now: () => number;
}

/** Lifetime of the cached list, because the command line may compare engines at any time, too. */
const LIST_FOR_MS = 10_000;

/** The engines of this computer: the one in use, the available ones, the user's choice, and the tasks on them. */
export class EngineTasks {
  readonly #options: Options;
  /** Last report of the indexer; null before it has chosen an engine. */
  #state: EngineState | null = null;
  #known: {
    readonly list: Promise<EnginesList>;
    readonly task: RunningEnginesTask;
    readonly at: number;
  } | null = null;
  #task: RunningEnginesTask | null = null;
  #work: Engines['work'] = null;
  #failure: Engines['failure'] = null;

  constructor(options: Options) {
    this.#options = options;
  }

  async view(): Promise<Engines> {
    const { engines, used } = await this.#list();
    return {
      choice: this.#options.choice(),
      override: engineOverride(),
      used: this.#state?.used ?? used,
      engines: engines.map(engineView),
      work: this.#work,
      failure: this.#failure,
    };
  }

  /**
   * Switches the indexer to an engine.
   * @param engine its id, or 'auto'
   * @throws BeachcombError `not-found`
   */
  async choose(engine: string): Promise<void> {
    const { engines } = await this.#list();
    if (engine !== 'auto' && !engines.some(({ id }) => id === engine))
      throw new BeachcombError('not-found', `There is no engine "${engine}".`);
    this.#options.choose(engine);
    this.#changed();
  }

  /** Tries all engines again; `view` reports the progress. */
  compare(): void {
    if (this.#task !== null) return;
    this.#failure = null;
    this.#work = { engine: null, done: 0, of: 0 };
    // Measurements are comparable only while nothing else computes.
    this.#options.hold(true);
    const running = startEnginesTask(this.#taskOf('compare'), (progress) => {
      this.#work = progress;
    });
    this.#task = running;
    const end = (failure: Engines['failure']): void => {
      this.#task = null;
      this.#work = null;
      this.#failure = failure;
      this.#options.hold(false);
    };
    running.done.then(
      () => {
        end(null);
        this.#changed();
      },
      (error: unknown) => end(running.isStopped() ? null : EngineError.from(error).reason),
    );
  }

  /** An engine was added: all are tried again. One that was removed is not used any more. */
  onPacks(isAdded: boolean): void {
    if (isAdded) this.compare();
    else this.#changed();
  }

  /** Stops the task under way. */
  async stop(): Promise<void> {
    await this.#task?.stop();
  }

  /** The indexer reports its engine; null: none yet since its restart. */
  onEngine(state: EngineState | null): void {
    this.#state = state;
    if (state?.comparing === false) this.#known = null;
  }

  /** The device that the indexer reported last; null before its first report. */
  device(): Status['device'] {
    return this.#state?.device ?? null;
  }

  /** For the status: the engine in use and why the others are not. */
  status(): Status['engine'] {
    if (this.#state === null) return null;
    const { used, gpu, comparing, failed, reports } = this.#state;
    const others = reports
      .filter(({ id }) => id !== used)
      .map(({ title, device, trouble, photosPerSecond }) => ({
        device: device ?? { kind: 'named' as const, name: title },
        trouble,
        photosPerSecond,
      }));
    return { used, gpu, comparing, failed, others };
  }

  async close(): Promise<void> {
    await Promise.all([this.#task?.stop(), this.#known?.task.stop()]);
  }

  #taskOf(task: EnginesTask['task']): EnginesTask {
    const { path, models, dataFolder, mode, choice } = this.#options;
    return {
      task,
      library: path,
      models,
      dataFolder,
      mode: mode(),
      setting: engineOverride() ?? choice(),
    };
  }

  #list(): Promise<EnginesList> {
    const { now } = this.#options;
    const mayBeOld = this.#task !== null;
    if (this.#known === null || (!mayBeOld && now() - this.#known.at > LIST_FOR_MS)) {
      const task = startEnginesTask(this.#taskOf('list'), () => {});
      this.#known = { list: task.done, task, at: now() };
      // The next call tries again.
      task.done.catch(() => {
        if (this.#known?.task === task) this.#known = null;
      });
    }
    return this.#known.list;
  }

  #changed(): void {
    this.#known = null;
    this.#state = null;
    this.#options.onChange();
  }
}

function engineView({ id, title, device, possible, report }: EnginesList['engines'][number]): EngineView {
  if (report === null)
    return {
      id,
      title,
      device,
      gpu: false,
      state: 'not-tried',
      trouble: null,
      loadSeconds: null,
      photosPerSecond: null,
      batch: null,
      difference: null,
    };
  const { trouble } = report;
  const state = trouble === null ? 'works' : possible ? 'fails' : 'impossible';
  return { ...report, device: report.device ?? device, id, title, state };
}
