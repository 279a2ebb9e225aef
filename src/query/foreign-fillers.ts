import { fold } from '../domain/fold.ts';
import { findLabels } from '../knowledge/labels/find.ts';
import { findForeign } from '../knowledge/labels/foreign-words.ts';

const foldedSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u).map(fold));

/**
 * Words of other languages that join others and show nothing, as ENGLISH_FILLERS: articles, prepositions, possessives,
 * "and", and what is said for "photos". None is a word that an English text is about.
 */
export const FOREIGN_FILLERS = foldedSet(
  `der das dem des ein eine einen einem einer eines und von vom zu zum zur mit im ins auf aus bei beim nach vor über unter
neben zwischen hinter durch für bis mein meine meinem meinen meiner unser unsere unserem unseren unserer ihr ihre foto fotos bild bilder
le la du et au aux avec une dans chez mes nos notre votre leurs entre vers photographies
el del una unos unas y con por para su sus mi mis nuestra nuestro nuestros nuestras desde hasta imágenes fotografías
il lo gli uno di da dal dalla dello della dei degli delle nel nella nei nelle sul sulla sui tra alla allo agli alle ed
nostra nostro nostri nostre immagine immagini fotografia fotografie
het een de van met voor op bij uit naar onze mijn zijn haar deze afbeelding afbeeldingen
os em na nas nos da dos das ao aos à às com pelo pela um uma meu minha nosso nossa imagem imagens`,
);

/**
 * The same of words that are nouns, verbs or names in English, too: "die", "son", "sur" in Big Sur. They are fillers only
 * beside a word of another language.
 */
export const AMBIGUOUS_FILLERS = foldedSet(
  'die den um als wie les un en sous pour par sur mon ma ton son ses sa los las al e o col per fra',
);

const NOT_ENGLISH = /[\p{L}--[a-z]]/iv;

/** Whether a word is surely of another language than English: a filler, a word with an accent, or one for a label. */
const isForeign = (word: string): boolean =>
  FOREIGN_FILLERS.has(fold(word)) ||
  NOT_ENGLISH.test(word) ||
  (findForeign(word) !== null && findLabels(word).length === 0);

/**
 * Which of some words that stand together join the others in a language that is not English, by their places. Each may all
 * the same be a name of the user's. One word alone joins nothing.
 */
export function foreignFillersIn(words: readonly string[]): ReadonlySet<number> {
  const folded = words.length < 2 ? [] : words.map(fold);
  const places = (fillers: ReadonlySet<string>): number[] =>
    folded.flatMap((word, at) => (fillers.has(word) ? [at] : []));
  const ambiguous = places(AMBIGUOUS_FILLERS);
  const hasForeign = ambiguous.length > 0 && words.some(isForeign);
  return new Set([...places(FOREIGN_FILLERS), ...(hasForeign ? ambiguous : [])]);
}

/** What French and Italian put before a vowel, and nothing else begins with: l'eau, d'Anna, dell'isola. */
const ELIDED = /^(?:[ldjmtsn]|qu|dell|all|nell|sull|dall|un)['’](?=\p{L}{2})/iu;

/** How many UTF-16 units of a word are such a beginning. */
export const elidedLength = (word: string): number => ELIDED.exec(word)?.[0].length ?? 0;
