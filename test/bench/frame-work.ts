/** One event of Chromium's trace; times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of the duration, what the thread ran on a processor. */
  readonly tdur?: number;
  readonly args?: { readonly frame_reporter?: { readonly state: string } };
}

/** What the page's main thread did between the starts of two frames, milliseconds. */
interface Frame {
  readonly script: number;
  readonly style: number;
  readonly layout: number;
  /** All three, as far as the thread ran: on a busy machine the truer one. */
  readonly cpu: number;
}

export interface FrameWork {
  readonly frames: readonly Frame[];
  /** Milliseconds. */
  readonly longest: number;
  readonly longestCpu: number;
  /** Tasks of more than 50 ms. */
  readonly long: number;
  readonly dropped: number;
}

const KINDS: Readonly<Record<string, keyof Omit<Frame, 'cpu'>>> = {
  FunctionCall: 'script',
  EvaluateScript: 'script',
  RunMicrotasks: 'script',
  TimerFire: 'script',
  FireAnimationFrame: 'script',
  FireIdleCallback: 'script',
  EventDispatch: 'script',
  XHRReadyStateChange: 'script',
  MajorGC: 'script',
  MinorGC: 'script',
  UpdateLayoutTree: 'style',
  Layout: 'layout',
};
const LONG = 50;

/** Script, style and layout per frame between the marks `scroll-start` and `scroll-end`, from a trace. */
export function frameWork(events: readonly TraceEvent[]): FrameWork {
  const mark = events.find(({ name }) => name === 'scroll-start');
  const isMain = ({ pid, tid }: TraceEvent): boolean => pid === mark?.pid && tid === mark.tid;
  const timesOf = (wanted: string): number[] =>
    events.flatMap(({ name, ts, ph }) => (name === wanted && ph !== 'E' ? [ts] : [])).sort((a, b) => a - b);
  const ends = timesOf('scroll-end');
  const spans = timesOf('scroll-start').map((start, at) => [start, ends[at] ?? start] as const);
  const isScrolling = ({ ts }: TraceEvent): boolean => spans.some(([start, end]) => ts >= start && ts < end);
  const own = events.filter((event) => isMain(event) && isScrolling(event)).sort((a, b) => a.ts - b.ts);

  const frames: { script: number; style: number; layout: number; cpu: number }[] = [];
  // Inside of another: counted where it is, and not twice.
  const open: { kind: keyof Omit<Frame, 'cpu'>; end: number }[] = [];
  for (const { name, ph, ts, dur = 0, tdur = 0 } of own) {
    if (name === 'ProxyMain::BeginMainFrame' && ph === 'X')
      frames.push({ script: 0, style: 0, layout: 0, cpu: 0 });
    const [kind, frame] = [KINDS[name], frames.at(-1)];
    if (kind === undefined || frame === undefined || ph !== 'X') continue;
    while (open.length > 0 && (open.at(-1)?.end ?? 0) <= ts) open.pop();
    const around = open.at(-1);
    frame[kind] += dur / 1000;
    if (around === undefined) frame.cpu += tdur / 1000;
    else frame[around.kind] -= dur / 1000;
    open.push({ kind, end: ts + dur });
  }
  const tasks = own.filter(({ name, ph }) => ph === 'X' && name === 'RunTask');
  const most = (of: (task: TraceEvent) => number): number =>
    tasks.reduce((longest, task) => Math.max(longest, of(task) / 1000), 0);
  return {
    frames,
    longest: most(({ dur = 0 }) => dur),
    longestCpu: most(({ tdur = 0 }) => tdur),
    long: tasks.filter(({ dur = 0 }) => dur / 1000 > LONG).length,
    dropped: events.filter(
      (event) =>
        event.pid === mark?.pid &&
        event.args?.frame_reporter?.state === 'STATE_DROPPED' &&
        isScrolling(event),
    ).length,
  };
}
