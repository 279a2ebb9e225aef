import { BeachcombError } from '../domain/error.ts';
import type { HeatMap, LabelToFind } from './heat-map.ts';
import type { HeatMapAnswer, HeatMapQuestion } from './heat-map-message.ts';
import { type HeatMapProcess, startHeatMapProcess } from './start-heat-map-process.ts';

export interface HeatMaps {
  /**
   * Where in a photo the network saw a label. The next label of the same photo costs next to nothing.
   * @param path bytes of the file's absolute path; it must not be one that only lies in the cloud
   * @throws BeachcombError `not-found` where the file is gone, cannot be read or is no photo, with the reason;
   *   `unavailable` where the network cannot run or hangs
   */
  of(path: Uint8Array, label: LabelToFind): Promise<HeatMap>;
  /** Process id of the network, while there is one. */
  pid(): number | undefined;
  /** Ends the process; what is asked from now on is `unavailable`. */
  close(): Promise<void>;
}

interface Options {
  /** Milliseconds without a question after which the process ends; a minute. */
  readonly idleMs?: number;
  /** Milliseconds for an answer; 40 seconds: loading, reading and all that the decoder may take. */
  readonly answerWithin?: number;
}

/** A crash may be chance: it is tried once more. */
const TRIES = 2;

/**
 * The photo network for its heat maps, in a process of its own: its memory is there only while somebody looks,
 * and its crash takes nothing along. It starts with the first question; an idle one does not keep this
 * process alive.
 * @param models the folder with photo/
 */
export function openHeatMaps(
  models: string,
  { idleMs = 60_000, answerWithin = 40_000 }: Options = {},
): HeatMaps {
  let running: HeatMapProcess | null = null;
  let lastTurn: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let closed = false;

  const ask = async (question: HeatMapQuestion): Promise<HeatMapAnswer> => {
    clearTimeout(idle);
    let cause: unknown;
    for (let tries = 0; tries < TRIES && !closed; tries++)
      try {
        if (running?.pid() === undefined) running = startHeatMapProcess(models);
        const answer = await running.ask(question, answerWithin);
        idle = setTimeout(() => void running?.end(), idleMs).unref();
        return answer;
      } catch (error) {
        // What hangs once hangs again.
        if (error instanceof BeachcombError) throw error;
        cause = error;
        await running?.end();
      }
    const why = closed ? 'It is closed.' : cause instanceof Error ? cause.message : String(cause);
    throw new BeachcombError('unavailable', `The network of the heat maps cannot run: ${why}`, { cause });
  };

  return {
    async of(path, { classes, concept, use }) {
      const label = { classes: [...classes], concept, use };
      const answered = lastTurn.then(() => ask({ path: Buffer.from(path).toString('base64'), label }));
      lastTurn = answered.catch(() => {});
      const answer = await answered;
      if ('kind' in answer)
        throw new BeachcombError('not-found', `The photo cannot be read: ${answer.kind}: ${answer.detail}`);
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
