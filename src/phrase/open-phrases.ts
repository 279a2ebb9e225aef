import { BeachcombError } from '../domain/error.ts';
import { ModelFileError } from '../files/model-file-error.ts';
import type { PhraseDirection } from './phrase-direction.ts';
import { type PhraseProcess, startPhraseProcess } from './start-phrase-process.ts';

export interface Phrases {
  /**
   * What a phrase means, in English. The last texts are remembered.
   * @throws BeachcombError `unavailable` where the sentence model cannot run
   */
  direction(text: string): Promise<PhraseDirection>;
  /** Process id of the sentence model, while there is one. */
  pid(): number | undefined;
  /** Ends the process; what is asked from now on is `unavailable`. */
  close(): Promise<void>;
}

interface Options {
  /** Milliseconds without a question after which the process ends; 5 minutes. */
  readonly idleMs?: number;
}

const IDLE_MS = 5 * 60_000;
const REMEMBERED = 64;
/** A crash may be chance: it is tried once more. */
const TRIES = 2;

/**
 * The sentence model in a process of its own: its memory is there only while phrases are asked, and its crash
 * takes nothing along. It starts with the first question; an idle one does not keep this process alive.
 * @param models the folder with text/
 */
export function openPhrases(models: string, { idleMs = IDLE_MS }: Options = {}): Phrases {
  /** The least recently asked first. */
  const remembered = new Map<string, Promise<PhraseDirection>>();
  let running: PhraseProcess | null = null;
  let lastTurn: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let closed = false;

  const ask = async (text: string): Promise<PhraseDirection> => {
    clearTimeout(idle);
    let cause: unknown;
    for (let tries = 0; tries < TRIES && !closed; tries++)
      try {
        if (running?.pid() === undefined) running = startPhraseProcess(models);
        const direction = await running.ask(text);
        idle = setTimeout(() => void running?.end(), idleMs).unref();
        return direction;
      } catch (error) {
        cause = error;
        await running?.end();
        // What is no model now is none a moment later.
        if (error instanceof ModelFileError) break;
      }
    const why = closed ? 'It is closed.' : cause instanceof Error ? cause.message : String(cause);
    throw new BeachcombError('unavailable', `The sentence model cannot run: ${why}`, { cause });
  };

  return {
    direction(text) {
      const known = remembered.get(text);
      const direction = known ?? lastTurn.then(() => ask(text));
      remembered.delete(text);
      remembered.set(text, direction);
      if (known !== undefined) return known;
      lastTurn = direction.catch(() => remembered.delete(text));
      const [oldest = text] = remembered.keys();
      if (remembered.size > REMEMBERED) remembered.delete(oldest);
      return direction;
    },
    pid: () => running?.pid(),
    async close() {
      closed = true;
      clearTimeout(idle);
      await running?.end();
    },
  };
}
