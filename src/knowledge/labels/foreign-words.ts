import { readFileSync } from 'node:fs';
import { fold } from '../../domain/fold.ts';
import type { LabelId } from '../../domain/label.ts';
import { foreignSingularsOf } from './foreign-singulars.ts';
import { germanNumbersOf } from './german-numbers.ts';

/**
 * How sure a word means its labels: it means nothing in English and is no name; it is a name or as short as many; or it
 * is an English word or a name, and another one with an accent ("montaña") or, in German, a capital ("Strand").
 */
export type ForeignSureness = 'sure' | 'perhaps' | 'accented' | 'capitalised';

/** The labels that a word names in other languages than English and Chinese. */
interface Foreign {
  readonly labels: readonly LabelId[];
  readonly isSure: boolean;
  /** It is a name, or as short as many. */
  readonly mayBeName: boolean;
  /** Of German, French, Spanish, Italian, Portuguese and Dutch those that have it: ISO 639-1 codes. */
  readonly languages: readonly string[];
}

interface Row {
  readonly labels: readonly LabelId[];
  readonly sureness: ForeignSureness;
  /** As it is written in one of the languages that are typed most; empty of a word of none of them. */
  readonly written: string;
  /** Which of these have it. */
  readonly languages: readonly string[];
}

/** Words of so many letters mean too much in all languages together. */
const SHORT = 3;

let read: ReadonlyMap<string, Row> | undefined;

/** Read on first use. Not validated, because scripts/build-foreign-words.ts writes the file and it ships with the program. */
function rows(): ReadonlyMap<string, Row> {
  read ??= new Map(
    readFileSync(new URL('./data/foreign-words.tsv', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [word = '', labels = '', sureness = '', written = '', languages = ''] = line.split('\t');
        return [
          word,
          {
            labels: labels.split(' '),
            sureness: sureness as ForeignSureness,
            written,
            languages: languages.split(' ').filter(Boolean),
          },
        ];
      }),
  );
  return read;
}

/**
 * What a word or phrase names in some forty languages: "Hund", plage, собака. Words of the vocabulary are not among them,
 * and English words only as `ForeignSureness` states; see
 * data/CREDITS.md. Null for all others.
 */
export function findForeign(text: string): Foreign | null {
  // "cáo" is a fox, and "cão" a dog, which is the one of the folded row.
  const row = rows().get(text.normalize('NFC').toLowerCase()) ?? rows().get(fold(text));
  if (row === undefined) return null;
  const { labels, sureness, languages } = row;
  if (sureness === 'capitalised' && text === text.toLowerCase()) return null;
  if (sureness === 'accented' && isUnaccented(text)) return null;
  return {
    labels,
    isSure: sureness === 'sure' || (sureness === 'accented' && fold(text).length > SHORT),
    mayBeName: sureness === 'perhaps',
    languages,
  };
}

/**
 * Single words that mean labels for sure in German, French, Spanish, Italian, Portuguese or Dutch, as they are written
 * there: Motorrad, forêt.
 */
export function* foreignNouns(): Generator<string> {
  for (const { sureness, written } of rows().values())
    if (sureness === 'sure' && /^\p{Script=Latin}+$/u.test(written)) yield written;
}

/** A word with one letter for two that German writes for one with dots: Moewe, Baer, Tuer. */
const withDots = (word: string): string => word.replace(/([aou])e/giu, '$1');

/**
 * The same of a word in either number: Hunde, fleurs, katten. A plural by its ending alone is not sure, since names have
 * such endings, too ("Torres").
 */
export function findForeignInAnyNumber(text: string): Foreign | null {
  const [german = null] = [text, ...germanNumbersOf(text)].flatMap(
    (form) => findForeign(form) ?? findForeign(withDots(form)) ?? [],
  );
  if (german !== null) return german;
  // As it is written first: "montañas" has an accent that tells it from Montana.
  const forms = [text.toLowerCase().normalize('NFC'), fold(text)].flatMap(foreignSingularsOf);
  const [other = null] = forms.flatMap((form) => findForeign(form) ?? []);
  return other === null ? null : { ...other, isSure: false };
}

/**
 * The labels that a word names in another language where nothing but a label is asked for: "strand" in lower case is a
 * German beach, too.
 */
export const foreignLabelsOf = (text: string): readonly LabelId[] =>
  (findForeignInAnyNumber(text) ?? findForeignInAnyNumber(text.charAt(0).toUpperCase() + text.slice(1)))
    ?.labels ?? [];

/** Whether folding leaves a word as it is, but for its case. */
export const isUnaccented = (word: string): boolean => fold(word) === word.toLowerCase();
