import type { NamedColour, PlainProperty } from '../domain/appearance.ts';
import type { QueryWord, Reading } from '../domain/query.ts';
import type { ConditionMarker } from './condition-marker.ts';
import { judgeColour } from './judge-colour.ts';
import { LIKELY, POSSIBLE, type Scratch } from './judgement.ts';
import type { LabelJudge } from './label-judge.ts';
import type { OwnWords } from './own-words.ts';
import type { PhotoIndex } from './photo-index.ts';

/** What a word's readings say of every photo together, by ordinal. */
export interface WordEvidence {
  /** The highest confidence level of any reading. */
  readonly tier: Uint8Array;
  /** 0 to 1, the highest of any reading; FACT where a fact of the library says so. */
  readonly belief: Float32Array;
}

/** A belief beyond every score: the owner wrote it, or it is a fact of the file. */
export const FACT = 2;
/** The name of a folder or file says less than what was written about a photo. */
const BY_NAME = 0.6;

interface Parts {
  readonly index: PhotoIndex;
  readonly labels: LabelJudge;
  readonly ownWords: OwnWords;
  readonly conditions: ConditionMarker;
}

/**
 * Collects the evidence of a word: the best of its readings, photo by photo.
 * @param all scores below the possible line too, from the predictions themselves: slow
 */
export function wordEvidence(word: QueryWord, parts: Parts, scratch: Scratch, all: boolean): WordEvidence {
  const tier = scratch.tiers();
  const belief = scratch.probabilities();
  const mark = (ordinal: number): void => {
    tier[ordinal] = LIKELY;
    belief[ordinal] = FACT;
  };
  const isOnly = word.readings.length === 1;
  for (const reading of word.readings) collect(reading);
  return { tier, belief };

  function collect(reading: Reading): void {
    switch (reading.as) {
      case 'label':
        return collectLabels(reading.labels, reading.narrower);
      case 'colour':
        return collectColour(reading.colour);
      case 'property':
        return collectProperty(reading.property);
      case 'text':
        return collectText(reading.wanted);
      case 'date':
      case 'place':
      case 'filter': {
        const marked = scratch.tiers();
        parts.conditions.mark(reading, marked);
        for (let at = 0; at < marked.length; at++) if (marked[at] === LIKELY) mark(at);
        scratch.freeTiers(marked);
        return;
      }
      // Free text has no such readings: they are fields.
      case 'meaning':
      case 'similar':
        return;
    }
  }

  /** @param most the highest level that the reading can give */
  function takeHigher(own: { tier: Uint8Array; probability: Float32Array }, most: number = LIKELY): void {
    for (let at = 0; at < tier.length; at++) {
      const level = Math.min(most, own.tier[at] as number);
      if (level > (tier[at] as number)) tier[at] = level;
      const p = own.probability[at] as number;
      if (p > (belief[at] as number)) belief[at] = p;
    }
  }

  function collectLabels(labels: readonly string[], narrower: boolean): void {
    const own = { tier: scratch.tiers(), probability: scratch.probabilities() };
    if (all) parts.labels.judgeAll(labels, own.tier, own.probability);
    else parts.labels.judge(labels, own.tier, own.probability);
    // A wider label makes the narrower word possible, no more.
    takeHigher(own, narrower ? POSSIBLE : LIKELY);
    // What the owner said of a photo is a fact, above every score.
    if (!narrower)
      for (const label of labels)
        for (const [ordinal, says] of parts.labels.said(label)) if (says) mark(ordinal);
    scratch.free({ ...own, words: 1 });
  }

  function collectColour(colour: NamedColour): void {
    const own = { tier: scratch.tiers(), probability: scratch.probabilities() };
    judgeColour(parts.index, colour, own.tier, own.probability);
    takeHigher(own);
    scratch.free({ ...own, words: 1 });
  }

  function collectProperty(property: PlainProperty): void {
    const marked = scratch.tiers();
    parts.conditions.mark({ as: 'property', property }, marked);
    for (let at = 0; at < marked.length; at++) if (marked[at] === LIKELY) mark(at);
    scratch.freeTiers(marked);
  }

  function collectText(wanted: string): void {
    const { written, named } = parts.ownWords.of(wanted);
    for (const ordinal of named) {
      const level = isOnly ? LIKELY : POSSIBLE;
      if (level > (tier[ordinal] as number)) tier[ordinal] = level;
      if ((belief[ordinal] as number) < BY_NAME) belief[ordinal] = BY_NAME;
    }
    for (const ordinal of written) mark(ordinal);
  }
}
