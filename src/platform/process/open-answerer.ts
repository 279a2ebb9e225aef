import type { Serializable } from 'node:child_process';
import { BeachcombError } from '../../domain/error.ts';
import { log } from '../log/log.ts';
import { type AnswererProgram, type RunningAnswerer, startAnswerer } from './start-answerer.ts';

export interface Answerer<Question extends Serializable, Answer> {
  /**
   * Questions are answered one after the other.
   * @throws BeachcombError `unavailable` where the process cannot run, hangs, or is closed
   */
  ask(question: Question): Promise<Answer>;
  /** Process id, while there is one. */
  pid(): number | undefined;
  /** Ends the process; what is asked from now on is `unavailable`. */
  close(): Promise<void>;
}

interface Options<Answer> extends AnswererProgram<Answer> {
  /** Who answers, as the subject of a sentence: "The text network". */
  readonly name: string;
  /** Milliseconds without a question after which the process ends. */
  readonly idleMs: number;
}

/** A crash may be chance: it is tried once more. */
const TRIES = 2;

/**
 * Something that answers in a process of its own: its memory is there only while it is asked, and its crash
 * takes nothing along. It starts with the first question; an idle one does not keep this process alive.
 */
export function openAnswerer<Question extends Serializable, Answer>(
  options: Options<Answer>,
): Answerer<Question, Answer> {
  let running: RunningAnswerer<Question, Answer> | null = null;
  let lastTurn: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let closed = false;

  const askNow = async (question: Question): Promise<Answer> => {
    clearTimeout(idle);
    let cause: unknown;
    for (let tries = 0; tries < TRIES && !closed; tries++)
      try {
        if (running?.pid() === undefined) running = startAnswerer(options);
        const answer = await running.ask(question);
        idle = setTimeout(() => void running?.end(), options.idleMs).unref();
        return answer;
      } catch (error) {
        cause = error;
        log.warn('a helper process failed', { error });
        // What hangs once hangs again.
        if (error instanceof BeachcombError) break;
        await running?.end();
      }
    const why = closed ? 'It is closed.' : cause instanceof Error ? cause.message : String(cause);
    throw new BeachcombError('unavailable', `${options.name} cannot run: ${why}`, { cause });
  };

  return {
    ask(question) {
      const answer = lastTurn.then(() => askNow(question));
      lastTurn = answer.catch(() => {});
      return answer;
    },
    pid: () => running?.pid(),
    async close() {
      closed = true;
      clearTimeout(idle);
      await running?.end();
    },
  };
}
