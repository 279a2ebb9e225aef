import { BeachcombError } from '../../domain/error.ts';
import { openChildProcess } from '../../platform/process/child-process.ts';
import { toUnavailable } from '../../platform/process/child-process-error.ts';
import type { LabelToFind, SaliencyMap } from './saliency-map.ts';
import { type SaliencyReply, type SaliencyTypes, saliencyProtocol } from './saliency-protocol.ts';

export interface SaliencyMaps {
  /**
   * The saliency map of a label in a photo. Further labels of the same photo cost almost nothing.
   * @param path bytes of the file's absolute path; the file must not be a cloud placeholder
   * @throws BeachcombError `not-found` with the reason if the file is missing, cannot be read or is not a photo;
   *   `unavailable` if the network cannot run or hangs
   */
  of(path: Uint8Array, label: LabelToFind): Promise<SaliencyMap>;
  /** Process id while the process runs. */
  pid(): number | undefined;
  /** Stops the process; later requests fail with `unavailable`. */
  close(): Promise<void>;
}

interface Options {
  /** The process is stopped after this time without a request. Default: one minute. */
  readonly idleMs?: number;
  /** Time limit of a request. Default: 40 s, for loading the network, reading the file and the limit of the decoder. */
  readonly deadlineMs?: number;
  /** Called with each line that the process writes to stderr. */
  readonly onLine?: (line: string) => void;
}

const NAME = 'The network of the heat maps';

/**
 * Computes saliency maps in a separate process, which starts at the first request.
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
