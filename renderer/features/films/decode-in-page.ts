import type { Client } from '../../../src/api/client.ts';
import { toBeachcombError } from '../../../src/domain/error.ts';
import type { ErrorLog } from '../../client/error-log.ts';
import type { StatusWatch } from '../../client/status-watch.ts';

/** Milliseconds between two looks at whether films wait, and between two questions right after a film. */
const [LOOK_MS, ASK_MS] = [2000, 200];
/** Milliseconds after a film within which the next one comes, if the indexer works on films. */
const NEXT_WITHIN_MS = 3000;
/** Milliseconds after which a film is decoded although the page is never idle. */
const IDLE_WITHIN_MS = 5000;

const whenIdle = (): Promise<unknown> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(resolve, { timeout: IDLE_WITHIN_MS });
    else setTimeout(resolve, ASK_MS);
  });

/**
 * Decodes the films that wait, in this page, one at a time: while it is visible, and when it has nothing else to do.
 * @returns how to stop
 */
export function decodeInPage(client: Client, watch: StatusWatch, log: ErrorLog): () => void {
  let isStopped = false;
  let decodedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** @returns milliseconds until the next look */
  const look = async (): Promise<number> => {
    const { status, online } = watch.get();
    if (!online || document.hidden || (status?.films.waiting ?? 0) === 0) return LOOK_MS;
    await whenIdle();
    if (isStopped) return LOOK_MS;
    const { film, waiting } = await client('films.next', { decoder: 'browser' });
    if (film === null)
      return waiting > 0 && performance.now() - decodedAt < NEXT_WITHIN_MS ? ASK_MS : LOOK_MS;
    // What decodes is loaded by the first film.
    const { decodeFrames } = await import('./decode-frames.ts');
    await client('films.decoded', { film: film.film, outcome: await decodeFrames(film.keyFrames) });
    decodedAt = performance.now();
    return 0;
  };
  const next = async (): Promise<void> => {
    const pause = await look().catch((thrown: unknown) => {
      const { kind } = toBeachcombError(thrown);
      // Another page has the film by now, or the host is away, which the window shows.
      if (kind !== 'not-found' && kind !== 'unavailable' && kind !== 'not-allowed') log('call', thrown);
      return LOOK_MS;
    });
    if (!isStopped) timer = setTimeout(() => void next(), pause);
  };
  void next();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
