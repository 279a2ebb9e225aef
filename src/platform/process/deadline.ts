/** A clock may go on while the computer sleeps: of a sleep at most this much counts. */
const SLICE_MS = 5000;

export interface Deadline {
  clear(): void;
}

/**
 * Calls `onLate` once after `limitMs` during which this process could run: a deadline that runs out because the
 * computer slept would end what works.
 */
export function startDeadline(limitMs: number, onLate: () => void, sliceMs = SLICE_MS): Deadline {
  let leftMs = limitMs;
  let timer: NodeJS.Timeout;
  const next = (): void => {
    const slice = Math.min(leftMs, sliceMs);
    timer = setTimeout(() => {
      leftMs -= slice;
      if (leftMs > 0) next();
      else onLate();
    }, slice);
  };
  next();
  return { clear: () => clearTimeout(timer) };
}
