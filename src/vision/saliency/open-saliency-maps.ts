import { BeachcombError } from '../../domain/error.ts';
import { openAnswerer } from '../../platform/process/open-answerer.ts';
import type { LabelToFind, SaliencyMap } from './saliency-map.ts';
import { type SaliencyReply, type SaliencyRequest, saliencyReplySchema } from './saliency-message.ts';

export interface SaliencyMaps {
  /**
   * Where in a photo the network saw a label. The next label of the same photo costs next to nothing.
   * @param path bytes of the file's absolute path; it must not be one that only lies in the cloud
   * @throws BeachcombError `not-found` where the file is gone, cannot be read or is no photo, with the reason;
   *   `unavailable` where the network cannot run or hangs
   */
  of(path: Uint8Array, label: LabelToFind): Promise<SaliencyMap>;
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

/**
 * The photo network for its heat maps, in a process of its own, which starts with the first question.
 * @param models the folder with photo/
 */
export function openSaliencyMaps(
  models: string,
  { idleMs = 60_000, answerWithin = 40_000 }: Options = {},
): SaliencyMaps {
  const network = openAnswerer<SaliencyRequest, SaliencyReply>({
    name: 'The network of the heat maps',
    script: new URL('./saliency-process.ts', import.meta.url),
    args: [models],
    process: 'saliency',
    answer: saliencyReplySchema,
    answerWithin,
    idleMs,
  });
  return {
    async of(path, { classes, concept, use }) {
      const label = { classes: [...classes], concept, use };
      const answer = await network.ask({ path: Buffer.from(path).toString('base64'), label });
      if ('kind' in answer)
        throw new BeachcombError('not-found', `The photo cannot be read: ${answer.kind}: ${answer.detail}`);
      return answer;
    },
    pid: network.pid,
    close: network.close,
  };
}
