export interface Throttle {
  /** Runs at once, or, sooner than the time after the last run, once at its end. */
  run(): void;
  /** Forgets a run that is still to come. */
  stop(): void;
}

/** Runs `work` at most once every `everyMs` milliseconds; the last request always runs. */
export function createThrottle(work: () => void, everyMs: number): Throttle {
  let ranAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const runNow = (): void => {
    timer = undefined;
    ranAt = performance.now();
    work();
  };
  return {
    run: () => {
      if (timer === undefined) timer = setTimeout(runNow, Math.max(0, ranAt + everyMs - performance.now()));
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
