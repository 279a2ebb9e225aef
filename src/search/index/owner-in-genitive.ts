import { fold } from '../../domain/fold.ts';
import { findLabels } from '../../knowledge/labels/find.ts';
import { knownWord } from '../suggestions/known-words.ts';

/** What a library has of names and words. */
interface Names {
  /** Whether the user wrote these words. */
  isWritten(text: string): boolean;
  /** Whether they are the whole name of somebody or something. */
  isName(text: string): boolean;
}

/** The genitive of a name without a sign: Annas, Waldos. Names that end in a hissing sound take none. */
const GENITIVE = /^(?<owner>.*\p{L}{2}(?<![sßxz]))s$/iu;

/**
 * What the user wrote of which a word is the genitive: Anna of "Annas". Null where the word itself is written ("Lukas" is not
 * of Luka), unless that is no name and the other is: "Waldos" in a caption is of the dog Waldo. A word of English or of the
 * vocabulary is a genitive of names only ("Marks").
 */
export function ownerInGenitive(text: string, { isWritten, isName }: Names): string | null {
  const owner = GENITIVE.exec(text)?.groups?.['owner'];
  if (owner === undefined) return null;
  const known = knownWord(fold(text));
  const isClearName = (): boolean => isName(owner) && !isName(text);
  // What is written is looked up last: it takes longest, and most words in s are known plurals.
  if (known !== undefined || findLabels(text).length > 0)
    return known !== 'name' && isClearName() && isWritten(owner) ? owner : null;
  if (!isWritten(owner)) return null;
  return isWritten(text) && !isClearName() ? null : owner;
}
