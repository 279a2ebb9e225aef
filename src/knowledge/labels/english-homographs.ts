import { readFileSync } from 'node:fs';
import { fold } from '../../domain/fold.ts';
import type { LabelId } from '../../domain/label.ts';

/** What an English word means in another language. */
export interface Homograph {
  /** ISO 639-1 code. */
  readonly language: string;
  readonly labels: readonly LabelId[];
  /** It is typed with an accent that English has not, or only in loanwords. */
  readonly isAccented: boolean;
}

let read: ReadonlyMap<string, readonly Homograph[]> | undefined;

/** Read on first use. Not validated, because scripts/build-foreign-words.ts writes the file and it ships with the program. */
function rows(): ReadonlyMap<string, readonly Homograph[]> {
  if (read !== undefined) return read;
  const all = readFileSync(new URL('./data/english-homographs.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [word = '', language = '', labels = ''] = line.split('\t');
      return { word, language, labels: labels.split(' '), isAccented: fold(word) !== word };
    });
  read = Map.groupBy(all, ({ word }) => word);
  return read;
}

/**
 * What a word of the vocabulary or an everyday English word means in German, French, Spanish, Italian, Portuguese and
 * Dutch: "cane", a stick, is a dog in Italian. Also where it means the same ("animal").
 */
export const homographsOf = (word: string): readonly Homograph[] =>
  rows().get(word.normalize('NFC').toLowerCase()) ?? [];
