import { PHRASE_SIZE } from '../../domain/prediction.ts';
import type { TextNetwork } from './text-network.ts';

/** One word in Latin letters. */
const WORD = /^[\p{Script=Latin}'’-]+$/u;

/** The prompts whose mean embedding stands for a phrase. */
const promptsOf = (phrase: string): readonly string[] =>
  WORD.test(phrase) ? [phrase, `a photo of ${phrase}`] : [phrase];

/**
 * Prompt ensemble (Radford et al. 2021, "Learning Transferable Visual Models From Natural Language Supervision"): the
 * text network was trained mostly on captions, so the mean of a word and a caption of it is closer to the photos that
 * show it than the word alone. Chinese words are ranked worse with it and phrases no better, so they are embedded as they
 * are; docs/benchmarks.md has the figures.
 */
export const withPromptEnsemble =
  (embed: TextNetwork): TextNetwork =>
  async (phrase) => {
    const prompts = promptsOf(phrase);
    const mean = new Float32Array(PHRASE_SIZE);
    for (const prompt of prompts)
      for (const [at, value] of (await embed(prompt)).entries())
        mean[at] = (mean[at] ?? 0) + value / prompts.length;
    return mean;
  };
