import { openAnswerer } from '../../platform/process/open-answerer.ts';
import { labelPhrases } from './label-phrases.ts';
import { type PhraseQuestion, type PhraseReply, phraseReplySchema } from './phrase-message.ts';

export interface Phrases {
  /**
   * Embedding of a text in any language that the text network supports: PHRASE_SIZE numbers, not of unit length. Its
   * dot product with the phrase embedding of a photo is their score. Recent texts are cached.
   * @throws BeachcombError `unavailable` if the text network cannot run or hangs
   */
  vector(text: string): Promise<Float32Array>;
  /** Process id of the text network, if running. */
  pid(): number | undefined;
  /** Ends the process; later requests fail with `unavailable`. */
  close(): Promise<void>;
}

interface Options {
  /** Idle time in ms after which the process ends; default 5 minutes. */
  readonly idleMs?: number;
  /** Request timeout in ms, including loading; default 30 seconds. */
  readonly answerWithin?: number;
  /** Receives failures. */
  readonly log?: (line: string) => void;
}

const REMEMBERED = 64;

/**
 * Runs the text network in a separate process, started by the first request.
 * @param models the folder with text-multilingual/
 */
export function openPhrases(
  models: string,
  { idleMs = 5 * 60_000, answerWithin = 30_000, log = () => undefined }: Options = {},
): Phrases {
  /** Cache, least recently used first. */
  const remembered = new Map<string, Promise<Float32Array>>();
  const model = openAnswerer<PhraseQuestion, PhraseReply>({
    name: 'The text network',
    script: new URL('./phrase-process.ts', import.meta.url),
    args: [models],
    answer: phraseReplySchema,
    answerWithin,
    idleMs,
  });

  const ask = async (text: string): Promise<Float32Array> => {
    const { embedding } = await model.ask({ text });
    return Float32Array.from(embedding);
  };

  return {
    vector(text) {
      const label = labelPhrases().rows.get(text);
      if (label !== undefined) return Promise.resolve(label);
      const known = remembered.get(text);
      const embedding = known ?? ask(text);
      remembered.delete(text);
      remembered.set(text, embedding);
      if (known !== undefined) return known;
      embedding.catch((error: unknown) => {
        remembered.delete(text);
        log(`A phrase could not be read: ${error instanceof Error ? error.message : String(error)}`);
      });
      const [oldest = text] = remembered.keys();
      if (remembered.size > REMEMBERED) remembered.delete(oldest);
      return embedding;
    },
    pid: model.pid,
    close: model.close,
  };
}
