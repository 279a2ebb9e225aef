import { openAnswerer } from '../../platform/process/open-answerer.ts';
import { labelPhrases } from './label-phrases.ts';
import { type PhraseQuestion, type PhraseReply, phraseReplySchema } from './phrase-message.ts';

export interface Phrases {
  /**
   * The embedding of a text in any of the languages that the text network knows: PHRASE_SIZE numbers, not of unit
   * length. Its dot product with a photo's is the score of the two. The last texts are remembered.
   * @throws BeachcombError `unavailable` where the text network cannot run or hangs
   */
  vector(text: string): Promise<Float32Array>;
  /** Process id of the text network, while there is one. */
  pid(): number | undefined;
  /** Ends the process; what is asked from now on is `unavailable`. */
  close(): Promise<void>;
}

interface Options {
  /** Milliseconds without a question after which the process ends; 5 minutes. */
  readonly idleMs?: number;
  /** Milliseconds for an answer, loading included; 30 seconds. */
  readonly answerWithin?: number;
  /** Where failures go. */
  readonly log?: (line: string) => void;
}

const REMEMBERED = 64;

/**
 * The text network in a process of its own, which starts with the first question.
 * @param models the folder with text-multilingual/
 */
export function openPhrases(
  models: string,
  { idleMs = 5 * 60_000, answerWithin = 30_000, log = () => undefined }: Options = {},
): Phrases {
  /** The least recently asked first. */
  const remembered = new Map<string, Promise<Float32Array>>();
  const model = openAnswerer<PhraseQuestion, PhraseReply>({
    name: 'The text network',
    script: new URL('./phrase-process.ts', import.meta.url),
    args: [models],
    process: 'phrases',
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
