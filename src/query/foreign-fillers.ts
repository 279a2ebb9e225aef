import { fold } from '../domain/fold.ts';
import { findLabels } from '../knowledge/labels/find.ts';
import { findForeign } from '../knowledge/labels/foreign-words.ts';
import { isSmallWord } from './lexicon.ts';

const foldedSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u).map(fold));

/**
 * Words of other languages that join others and show nothing, as ENGLISH_FILLERS: articles, prepositions, pronouns,
 * conjunctions, and words for "photos". None is a word that an English text is about.
 */
export const FOREIGN_FILLERS = foldedSet(
  `der das dem des ein eine einen einem einer eines und von vom zu zum zur mit im ins auf aus bei beim nach vor über
unter neben zwischen hinter durch bis gegen seit während wegen ab mein meine meinem meinen meiner dein deine deinem
deinen deiner unser unsere unserem unseren unserer ihr ihre ihren ihrem ihrer sein seine seinem seinen seiner ich wir
uns euch euer eure dich mich dir mir sich ihm ihn ihnen dieser dieses diese diesem diesen jeder jede jedes alle alles
auch aber nur noch wo wer foto fotos bild bilder le la du et aux avec une dans chez mes nos notre votre leurs leur
entre vers depuis tes vos cette cet ces nous vous ils qui tous toutes toute photographies el del una unos unas y
con por para su sus mi mis tu tus nuestra nuestro nuestros nuestras desde hasta sobre esta estos estas esa ellos
nosotros que donde muy imágenes fotografías il lo gli uno di da dal dalla dallo dello della dei degli delle nel nella
nello nei nelle sul sulla sui sulle tra alla allo agli ed tuo tua suo sua suoi loro questo questa questi queste nostra
nostro nostri nostre immagine immagini fotografia fotografie het een de van en met voor op bij uit naar om aan tussen
onze ons mijn zijn haar jouw deze dit wij jij hij zij ook maar waar afbeelding afbeeldingen os em na nas dos do ao aos à
às com pelo pela pelos pelas um uma umas meu minha meus minhas seu seus suas nosso nossa nossos nossas essa isso onde
imagem imagens`,
);

/**
 * The same of words that are nouns, verbs or names in English, too: "die", "son", "sur" in Big Sur. They are fillers only
 * before another word, where they are articles or stand before words as these do, or beside a word of another language.
 */
export const AMBIGUOUS_FILLERS = foldedSet(
  `die den für um als wie les un en sous pour par sur mon ma ton ta son ses sa los las al e o col per fra lui er es sie se si ne`,
);
/** Of these, what English texts do not have before another word. */
const BEFORE_WORDS = foldedSet('die den les un en los las al sous ma mon e o');

/** Whether an ambiguous filler is one that English texts do not have before another word. */
export const standsBeforeWords = (word: string): boolean => BEFORE_WORDS.has(fold(word));

const NOT_ENGLISH = /[\p{L}--[a-z]]/iv;

/** Whether a word is surely of another language than English: one with an accent, or one for a label. */
const isForeign = (word: string): boolean =>
  NOT_ENGLISH.test(word) || (findForeign(word) !== null && findLabels(word).length === 0);

/** The words of a text that join others in a language that is not English, by their places. */
export interface ForeignFillers {
  /** Each may all the same be a name of the user's. */
  readonly places: ReadonlySet<number>;
  /** Words that may be such and stand beside English ones: what somebody wrote does not count for them alone. */
  readonly perhaps: ReadonlySet<number>;
  /** The other words are of another language: no filler has the meaning that the word has in English ("van", "dans"). */
  readonly isForeign: boolean;
}

/** Which of some words that stand together join the others. One word alone joins nothing. */
export function foreignFillersIn(words: readonly string[]): ForeignFillers {
  const folded = words.length < 2 ? [] : words.map(fold);
  const placesOf = (isOne: (word: string) => boolean): number[] =>
    folded.flatMap((word, at) => (isOne(word) ? [at] : []));
  const sure = placesOf((word) => FOREIGN_FILLERS.has(word));
  const ambiguous = placesOf((word) => AMBIGUOUS_FILLERS.has(word));
  const others = words.filter(
    (_, at) => !sure.includes(at) && !ambiguous.includes(at) && !isSmallWord(folded[at] ?? ''),
  );
  const isOfOther = others.some(isForeign);
  // A word that English has no label for, as a name of somebody: "die Oma".
  const isUnknown = !folded.some(isSmallWord) && others.some((word) => findLabels(word).length === 0);
  const joins = (at: number): boolean =>
    isOfOther ||
    sure.length > 0 ||
    isUnknown ||
    (at + 1 < words.length && BEFORE_WORDS.has(folded[at] ?? ''));
  const isFiller = Map.groupBy(ambiguous, joins);
  return {
    places: new Set(others.length === 0 ? [] : [...sure, ...(isFiller.get(true) ?? [])]),
    perhaps: new Set(others.length === 0 ? [] : isFiller.get(false)),
    isForeign: isOfOther,
  };
}

/** What French and Italian put before a vowel, and nothing else begins with: l'eau, d'Anna, dell'isola. */
const ELIDED = /^(?:[ldjmtsn]|qu|jusqu|dell|all|nell|sull|dall|coll|quell|quest|un)['’](?=\p{L}{2})/iu;

/** Whether a word is a Dutch article that has lost its beginning, or of "il n'y a": 't huis, 's avonds. */
export const isShortArticle = (word: string): boolean => /^(?:['’][tsn]|n['’]y)$/iu.test(word);

/** How many UTF-16 units of a word are such a beginning. */
export const elidedLength = (word: string): number => ELIDED.exec(word)?.[0].length ?? 0;
