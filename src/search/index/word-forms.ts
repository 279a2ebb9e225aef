import { fold, foldForms, foldKeys } from '../../domain/fold.ts';
import { decadeNames } from '../../knowledge/dates/decade-names.ts';
import { numberForms } from './number-forms.ts';

const POSSESSIVES = /(?<=\p{L})['’‘]s(?!\p{L})/giu;
const isPossessive = (text: string): boolean => text.search(POSSESSIVES) >= 0;

/** The fold keys of words that are looked for: "Anna's" also means Anna. */
export const keysOf = (text: string): readonly string[] =>
  isPossessive(text) ? [...foldKeys(text), ...foldKeys(text.replace(POSSESSIVES, ''))] : foldKeys(text);

/**
 * Other folded forms of words, in which an owner may have written them: the last word in its other number ("beach
 * houses" of "beach house", Hunde of Hund), and the other names of a decade.
 */
export function otherForms(text: string): readonly string[] {
  const numbers = foldForms(text).flatMap((folded) => {
    const last = folded.lastIndexOf(' ') + 1;
    return numberForms(folded.slice(last)).map((form) => folded.slice(0, last) + form);
  });
  return [...numbers, ...decadeNames(text).filter((name) => name !== fold(text))];
}

/** Tells names that a text is in full, but for case, accents, signs, possession and number: "grandma gardens". */
export function namedInFull(text: string): (name: string) => boolean {
  const keys = new Set([...keysOf(text), ...otherForms(text)]);
  keys.delete('');
  return (name) => keysOf(name).some((key) => keys.has(key));
}
