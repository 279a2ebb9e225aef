import { openAnswerer } from '../answerer/open-answerer.ts';
import type { PhraseDirection } from './phrase-direction.ts';
import { type PhraseAnswer, type PhraseQuestion, phraseAnswerSchema } from './phrase-message.ts';

export interface Phrases {
  /**
   * What a phrase means, in English. The last texts are remembered.
   * @throws BeachcombError `unavailable` where the sentence model cannot run or hangs
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
  /** Milliseconds for an answer, loading included; 30 seconds. */
  readonly answerWithin?: number;
}

const REMEMBERED = 64;

/**
 * The sentence model in a process of its own, which starts with the first question.
 * @param models the folder with text/
 */
export function openPhrases(
  models: string,
  { idleMs = 5 * 60_000, answerWithin = 30_000 }: Options = {},
): Phrases {
  /** The least recently asked first. */
  const remembered = new Map<string, Promise<PhraseDirection>>();
  const model = openAnswerer<PhraseQuestion, PhraseAnswer>({
    name: 'The sentence model',
    script: new URL('./phrase-process.ts', import.meta.url),
    args: [models],
    answer: phraseAnswerSchema,
    answerWithin,
    idleMs,
  });

  const ask = async (text: string): Promise<PhraseDirection> => {
    const { weights, offset } = await model.ask({ text });
    return { weights: Float32Array.from(weights), offset };
  };

  return {
    direction(text) {
      const known = remembered.get(text);
      const direction = known ?? ask(text);
      remembered.delete(text);
      remembered.set(text, direction);
      if (known !== undefined) return known;
      direction.catch(() => remembered.delete(text));
      const [oldest = text] = remembered.keys();
      if (remembered.size > REMEMBERED) remembered.delete(oldest);
      return direction;
    },
    pid: model.pid,
    close: model.close,
  };
}
