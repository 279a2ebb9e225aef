import type { TextNetwork } from './text-network.ts';

/** One word in Latin letters. */
const WORD = /^[\p{Script=Latin}'’-]+$/u;

/** A caption of a photo that shows a thing. */
export const captionOf = (phrase: string): string => `a photo of ${phrase}`;

/** The prompts whose mean embedding stands for a phrase. */
const promptsOf = (phrase: string): readonly string[] =>
  WORD.test(phrase) ? [phrase, captionOf(phrase)] : [phrase];

/** Mean of the embeddings of some texts; empty without a text. */
export async function meanEmbedding(embed: TextNetwork, texts: readonly string[]): Promise<Float32Array> {
  let mean = new Float32Array(0);
  for (const text of texts) {
    const embedding = await embed(text);
    const before = mean;
    mean = Float32Array.from(embedding, (value, at) => (before[at] ?? 0) + value / texts.length);
  }
  return mean;
}

/**
 * Prompt ensemble (Radford et al. 2021, "Learning Transferable Visual Models From Natural Language Supervision"): the
 * text network was trained mostly on captions, so the mean of a word and a caption of it is closer to the photos that
 * show it than the word alone; so are the names of labels, see scripts/build-label-phrases.ts. Chinese words are ranked
 * worse with it and phrases no better, so they are embedded as they are; docs/benchmarks.md has the figures.
 */
export const withPromptEnsemble =
  (embed: TextNetwork): TextNetwork =>
  (phrase) =>
    meanEmbedding(embed, promptsOf(phrase));
