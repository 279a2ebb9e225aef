import { setTimeout as sleep } from 'node:timers/promises';
import { contract } from '../src/api/contract.ts';
import { log } from '../src/platform/log/log.ts';
import type { FilmWindow } from './film-window.ts';
import type { HostProcess } from './host-process.ts';

/** In ms between two questions for a film: right after one, while films wait, and while none does. */
const [AT_ONCE_MS, SOON_MS, SELDOM_MS] = [100, 2000, 15_000];
/** In ms after a film within which the next one comes, if the indexer works on films. */
const NEXT_WITHIN_MS = 3000;
/** In ms without a film: then the window is closed. */
const IDLE_MS = 20_000;
/** Windows that ended in a row; then films wait for a while, since the cause is hardly a film. */
const MOST_LOST = 3;
/** In ms. */
const AFTER_LOST_MS = 10 * 60_000;

/** Has the films that wait decoded in the hidden window, until the signal is aborted. */
export async function decodeInHiddenWindow(
  host: Pick<HostProcess, 'answer'>,
  window: FilmWindow,
  signal: AbortSignal,
): Promise<void> {
  let idleSince = performance.now();
  let lost = 0;
  while (!signal.aborted) {
    const next = await nextFilm(host);
    if (next.film !== null) {
      const { film, keyFrames } = next.film;
      const outcome = await window.decode(keyFrames);
      // Closed with the program, not by the film.
      if (signal.aborted) break;
      lost = outcome.result === 'lost' ? lost + 1 : 0;
      const reply = await host.answer('shell', { call: 'films.decoded', input: { film, outcome } });
      if (!reply.ok) log.info('the frames of a film came too late', { detail: reply.error.kind });
      idleSince = performance.now();
    } else if (window.isOpen && performance.now() - idleSince > IDLE_MS) window.close();
    if (lost >= MOST_LOST) {
      lost = 0;
      await pause(AFTER_LOST_MS, signal);
    } else if (next.film === null) {
      const isAtWork = performance.now() - idleSince < NEXT_WITHIN_MS;
      await pause(next.waiting === 0 ? SELDOM_MS : isAtWork ? AT_ONCE_MS : SOON_MS, signal);
    }
  }
  window.close();
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => {});

/** Without a host there is none. */
async function nextFilm(host: Pick<HostProcess, 'answer'>) {
  const { output } = contract['films.next'];
  const reply = await host.answer('shell', { call: 'films.next', input: { decoder: 'desktop' } });
  if (reply.ok) return output.parse(reply.output);
  log.debug('there is no film to decode', { detail: reply.error.kind });
  return { waiting: 0, film: null };
}
