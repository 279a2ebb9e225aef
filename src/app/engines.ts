import type { Engines as EnginesAnswer, EngineView, Status } from '../api/contract.ts';
import type { Handlers } from '../api/dispatch.ts';
import { BeachcombError } from '../domain/error.ts';
import type { IndexMode } from '../domain/index-mode.ts';
import { engineOverride } from '../indexing/process/engine-override.ts';
import type { EnginesList, EnginesTask } from '../indexing/process/engines-message.ts';
import { type RunningEnginesTask, startEnginesTask } from '../indexing/process/start-engines-task.ts';
import type { Observer } from '../indexing/process/supervise.ts';
import { EngineError } from '../vision/classify/engine-error.ts';

type EngineState = Parameters<NonNullable<Observer['onEngine']>>[0];
type EngineHandlers = Pick<
  Handlers,
  'engines.get' | 'engines.choose' | 'engines.compare' | 'engines.addTensorflow' | 'engines.stop'
>;

interface Options {
  /** Path of library.sqlite, and the models folder. */
  readonly path: string;
  readonly models: string;
  readonly mode: () => IndexMode;
  /** What the person chose. */
  readonly choice: () => string;
  readonly choose: (engine: string) => void;
  /** The index waits, or no longer. */
  readonly hold: (hold: boolean) => void;
  /** What the index goes by is another now: it has to choose its engine again. */
  readonly onChange: () => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/** The command line may compare them at any time, too. Milliseconds. */
const KNOWN_FOR = 10_000;

/** What looks at the photos, what else could, and the person's choice among them. */
export class Engines {
  readonly #options: Options;
  /** What the indexer says; null before it had to choose. */
  #state: EngineState | null = null;
  #known: {
    readonly list: Promise<EnginesList>;
    readonly task: RunningEnginesTask;
    readonly at: number;
  } | null = null;
  #task: RunningEnginesTask | null = null;
  #work: EnginesAnswer['work'] = null;
  #failure: EnginesAnswer['failure'] = null;

  constructor(options: Options) {
    this.#options = options;
  }

  readonly handlers: EngineHandlers = {
    'engines.get': () => this.#answer(),
    'engines.choose': async ({ engine }) => {
      const { engines } = await this.#list();
      if (engine !== 'auto' && !engines.some(({ id }) => id === engine))
        throw new BeachcombError('not-found', `There is no engine "${engine}".`);
      this.#options.choose(engine);
      this.#changed();
      return {};
    },
    'engines.compare': () => {
      this.#start('compare', { kind: 'comparing', engine: null, done: 0, of: 0 });
      return {};
    },
    'engines.addTensorflow': () => {
      this.#start('add-tensorflow', { kind: 'adding', line: '' });
      return {};
    },
    'engines.stop': async () => {
      await this.#task?.stop();
      return {};
    },
  };

  /** The indexer tells of its engine; null: it has none yet, since it was started again. */
  tell(state: EngineState | null): void {
    this.#state = state;
    if (state?.comparing === false) this.#known = null;
  }

  /** What it runs on, as the indexer said last; null where it said nothing. */
  device(): Status['device'] {
    return this.#state?.device ?? null;
  }

  /** For the status: what is used and why not the others. */
  status(): Status['engine'] {
    if (this.#state === null) return null;
    const { used, gpu, comparing, failed, reports } = this.#state;
    const others = reports
      .filter(({ id }) => id !== used)
      .map(({ title, device, trouble, photosPerSecond }) => ({
        ...{ device: device ?? { kind: 'named' as const, name: title }, trouble, photosPerSecond },
      }));
    return { used, gpu, comparing, failed, others };
  }

  async close(): Promise<void> {
    await Promise.all([this.#task?.stop(), this.#known?.task.stop()]);
  }

  #taskOf(task: EnginesTask['task']): EnginesTask {
    const { path, models, mode, choice } = this.#options;
    return {
      ...{ task, library: path, models, mode: mode() },
      setting: engineOverride() ?? choice(),
    };
  }

  #list(): Promise<EnginesList> {
    const { now } = this.#options;
    const mayBeOld = this.#task !== null;
    if (this.#known === null || (!mayBeOld && now() - this.#known.at > KNOWN_FOR)) {
      const task = startEnginesTask(this.#taskOf('list'), () => {});
      this.#known = { list: task.done, task, at: now() };
      // The next question tries again.
      task.done.catch(() => {
        if (this.#known?.task === task) this.#known = null;
      });
    }
    return this.#known.list;
  }

  async #answer(): Promise<EnginesAnswer> {
    const { engines, used, tensorflow } = await this.#list();
    return {
      choice: this.#options.choice(),
      override: engineOverride(),
      used: this.#state?.used ?? used,
      engines: engines.map(engineView),
      tensorflow,
      work: this.#work,
      failure: this.#failure,
    };
  }

  #changed(): void {
    this.#known = null;
    this.#state = null;
    this.#options.onChange();
  }

  #start(task: 'compare' | 'add-tensorflow', work: NonNullable<EnginesAnswer['work']>): void {
    if (this.#task !== null) return;
    this.#failure = null;
    this.#work = work;
    const running = startEnginesTask(this.#taskOf(task), (report) => {
      if (report.report === 'adding') this.#work = { kind: 'adding', line: report.line };
      else {
        const { engine, done, of } = report;
        this.#work = { kind: 'comparing', engine, done, of };
        // Measured fairly only while nothing else computes.
        this.#options.hold(true);
      }
    });
    if (task === 'compare') this.#options.hold(true);
    this.#task = running;
    const end = (failure: EnginesAnswer['failure']): void => {
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
}

function engineView({ id, title, device, possible, report }: EnginesList['engines'][number]): EngineView {
  if (report === null)
    return {
      ...{ id, title, device, gpu: false, state: 'not-tried', trouble: null },
      ...{ loadSeconds: null, photosPerSecond: null, batch: null, difference: null },
    };
  const { trouble } = report;
  const state = trouble === null ? 'works' : possible ? 'fails' : 'impossible';
  return { ...report, device: report.device ?? device, id, title, state };
}
