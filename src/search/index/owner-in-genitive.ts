import { fold } from '../../domain/fold.ts';
import { findLabels } from '../../knowledge/labels/find.ts';
import { findForeign } from '../../knowledge/labels/foreign-words.ts';
import { isEnglishWord, knownWord } from '../suggestions/known-words.ts';
import { NO_PLURALS } from './number-forms.ts';

/** What a library has of names and words. */
interface Names {
  /** Whether the user wrote these words. */
  isWritten(text: string): boolean;
  /** Whether they are the whole name of somebody or something. */
  isName(text: string): boolean;
}

/** A name whose last word can have a genitive in s: neither one that ends in a hissing sound nor one of two letters. */
const CAN_HAVE_GENITIVE = /\p{Script=Latin}{2}[\p{Script=Latin}--[sßxz]]$/iv;
/** A word of which a name in s is rarely another name: Daniels is of Daniel, Lukas is not of Luka and Lars not of Lar. */
const HAS_OWN_GENITIVE = /\p{L}{3}[\p{L}--[aeiouy]]$/v;

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

/**
 * The folded genitive of a name without a sign, in which an owner may have written it: annas of Anna, "anna mullers" of Anna
 * Müller. Null where that is another word ("news", "jeans") or another name ("Lukas"), unless only the shorter is a name of
 * the library's.
 */
export function genitiveOf(folded: string, isName: Names['isName']): string | null {
  if (!CAN_HAVE_GENITIVE.test(folded)) return null;
  const genitive = `${folded}s`;
  const from = folded.lastIndexOf(' ') + 1;
  return isGenitive(folded.slice(from), genitive.slice(from)) ||
    // Whole names are looked up last, and for few words.
    (knownWord(genitive.slice(from)) === 'name' && isName(folded) && !isName(genitive))
    ? genitive
    : null;
}

function isGenitive(word: string, genitive: string): boolean {
  switch (knownWord(genitive)) {
    case undefined:
      // "Maus" is a mouse and not of Mau.
      return findForeign(genitive) === null || findForeign(word) !== null;
    case 'name':
      return HAS_OWN_GENITIVE.test(word);
    case 'other-language': {
      const known = knownWord(word);
      return known === undefined || known === 'name';
    }
    case 'common':
    case 'english':
      // "Toms" is of Tom, "lens" is not of Len.
      return !NO_PLURALS.has(genitive) && (knownWord(word) === 'name' || isEnglishWord(word));
    case 'short':
    case 'chinese':
      return false;
  }
}
