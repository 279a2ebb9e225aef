import { startDeadline } from '../../platform/process/deadline.ts';

/** One picture that is analysed, with a limit for each step of it. */
interface LimitedAnalysis<T> {
  /** Longest time in ms between two steps. */
  readonly limitMs: number;
  /** Resolves when the next step may begin; what it takes, such as a pause, does not count. */
  readonly mayGoOn: () => Promise<void>;
  /** Called once when a step takes longer: nothing ends a network that does not return but the end of the process. */
  readonly onLate: () => void;
  /** @param mayGoOn awaited between two steps */
  readonly analyse: (mayGoOn: () => Promise<void>) => Promise<T>;
}

/** Runs an analysis of which no step may take longer than its limit. */
export async function limitAnalysis<T>({
  limitMs,
  mayGoOn,
  onLate,
  analyse,
}: LimitedAnalysis<T>): Promise<T> {
  let deadline = startDeadline(limitMs, onLate);
  const nextStep = async (): Promise<void> => {
    deadline.clear();
    await mayGoOn();
    deadline = startDeadline(limitMs, onLate);
  };
  try {
    return await analyse(nextStep);
  } finally {
    deadline.clear();
  }
}
