import { openChildProcess } from '../../platform/process/child-process.ts';
import { toUnavailable } from '../../platform/process/child-process-error.ts';
import { labelPhrase } from './label-phrases.ts';
import { type PhraseTypes, phraseProtocol } from './phrase-protocol.ts';

export interface Phrases {
  /**
   * Embedding of a text in any language that the text network supports, not of unit length: PHRASE_SIZE numbers of the
   * one that ships. Its dot product with the phrase embedding of a photo is their score. Recent texts are cached.
   * @throws BeachcombError `unavailable` if the text network cannot run or hangs
   */
  vector(text: string): Promise<Float32Array>;
  /** Process id of the text network, if running. */
  pid(): number | undefined;
  /** Ends the process; requests from now on are `unavailable`. */
  close(): Promise<void>;
}

interface Options {
  /** Folder of an added pack whose text network is used; absent: the one that ships. */
  readonly pack?: string;
  /** The process ends after this time without a request; 5 minutes. */
  readonly idleMs?: number;
  /** Time for a reply, loading included; 30 seconds. */
  readonly deadlineMs?: number;
  /** Where failures go, and what the process writes to stderr. */
  readonly log?: (line: string) => void;
}

const NAME = 'The text network';
/**
 * In megabytes: with the young generation that V8 begins with, it copies the tokenizer many times while that is built,
 * which takes a sixth more processor time, a quarter more time and 25 MB more.
 */
const EXEC_ARGV = ['--min-semi-space-size=16'];
const REMEMBERED = 64;

/**
 * The text network in a process of its own, which starts with the first request.
 * @param models the folder with text-multilingual/
 */
export function openPhrases(
  models: string,
  { idleMs = 5 * 60_000, deadlineMs = 30_000, log = () => undefined, pack }: Options = {},
): Phrases {
  /** The least recently used first. */
  const remembered = new Map<string, Promise<Float32Array>>();
  const network = openChildProcess<PhraseTypes>({
    name: NAME,
    logName: 'phrases',
    protocol: phraseProtocol,
    script: new URL('./phrase-process.ts', import.meta.url),
    execArgv: EXEC_ARGV,
    args: () => (pack === undefined ? [models] : [models, pack]),
    readyWithinMs: deadlineMs,
    stopWithinMs: 0,
    holdsParent: 'while-requested',
    oneAtATime: true,
    restart: { kind: 'on-request', attempts: 2, idleEndMs: idleMs },
    onLine: log,
  });

  const request = async (text: string): Promise<Float32Array> => {
    try {
      const { embedding } = await network.request('embed', { text }, { deadlineMs });
      return Float32Array.from(embedding);
    } catch (error) {
      throw toUnavailable(NAME, error);
    }
  };

  return {
    vector(text) {
      const label = pack === undefined ? labelPhrase(text) : null;
      if (label !== null) return Promise.resolve(label);
      const known = remembered.get(text);
      const embedding = known ?? request(text);
      remembered.delete(text);
      remembered.set(text, embedding);
      if (known !== undefined) return known;
      embedding.catch((error: unknown) => {
        remembered.delete(text);
        log(error instanceof Error ? error.message : String(error));
      });
      const [oldest = text] = remembered.keys();
      if (remembered.size > REMEMBERED) remembered.delete(oldest);
      return embedding;
    },
    pid: () => network.pid(),
    close: () => network.close(),
  };
}
