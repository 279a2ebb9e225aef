import { BeachcombError } from '../../domain/error.ts';
import { openChildProcess } from '../../platform/process/child-process.ts';
import { toUnavailable } from '../../platform/process/child-process-error.ts';
import type { LabelToFind, SaliencyMap } from './saliency-map.ts';
import { type SaliencyReply, type SaliencyTypes, saliencyProtocol } from './saliency-protocol.ts';

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
  /** Ends the process; requests from now on are `unavailable`. */
  close(): Promise<void>;
}

interface Options {
  /** The process ends after this time without a request; a minute. */
  readonly idleMs?: number;
  /** Time for a reply; 40 seconds: loading, reading and all that the decoder may take. */
  readonly deadlineMs?: number;
  /** Called with every line that the process writes to stderr. */
  readonly onLine?: (line: string) => void;
}

const NAME = 'The network of the heat maps';

/**
 * The photo network for its saliency maps, in a process of its own, which starts with the first request.
 * @param models the folder with photo/
 */
export function openSaliencyMaps(
  models: string,
  { idleMs = 60_000, deadlineMs = 40_000, onLine = () => undefined }: Options = {},
): SaliencyMaps {
  const network = openChildProcess<SaliencyTypes>({
    name: NAME,
    logName: 'saliency',
    protocol: saliencyProtocol,
    script: new URL('./saliency-process.ts', import.meta.url),
    args: () => [models],
    readyWithinMs: deadlineMs,
    stopWithinMs: 0,
    holdsParent: 'while-requested',
    oneAtATime: true,
    restart: { kind: 'on-request', attempts: 2, idleEndMs: idleMs },
    onLine,
  });
  return {
    async of(path, { classes, concept, use }) {
      const label = { classes: [...classes], concept, use };
      const request = { path: Buffer.from(path).toString('base64'), label };
      const reply: SaliencyReply = await network.request('map', request, { deadlineMs }).catch((error) => {
        throw toUnavailable(NAME, error);
      });
      if ('kind' in reply)
        throw new BeachcombError('not-found', `The photo cannot be read: ${reply.kind}: ${reply.detail}`);
      return reply;
    },
    pid: () => network.pid(),
    close: () => network.close(),
  };
}
