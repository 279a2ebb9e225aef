import { fold } from '../domain/fold.ts';
import { findAppearance } from '../knowledge/labels/appearance-words.ts';
import { homographsOf } from '../knowledge/labels/english-homographs.ts';
import { findLabels } from '../knowledge/labels/find.ts';
import { foreignColour } from '../knowledge/labels/foreign-colours.ts';
import { findForeignInAnyNumber } from '../knowledge/labels/foreign-words.ts';
import { orderingAdjective } from './adjectives.ts';

/** Languages whose small words are understood, by their ISO 639-1 codes. */
export const FOREIGN_LANGUAGES = ['de', 'fr', 'es', 'it', 'pt', 'nl'] as const;
export type ForeignLanguage = (typeof FOREIGN_LANGUAGES)[number];

/** Articles, possessives, prepositions, conjunctions and negations that are no English word, by language. */
const ARTICLES: Readonly<Record<ForeignLanguage, string>> = {
  de: 'der das dem des ein eine einen einem einer mein meine unser unsere und oder mit auf im vom zum ohne kein keine keinen nicht',
  fr: 'le la les un une du des mon ma mes notre nos avec et ou dans de sans pas aucun aucune',
  es: 'el la los las un una unos unas del mi mis nuestro nuestra con y de ningún ninguna',
  it: 'il lo la gli un uno una dei degli delle del della nostro nostra con e oppure nel nella senza non nessun nessuna',
  pt: 'um uma uns umas meu minha nosso nossa com e ou de sem não nenhum nenhuma',
  nl: 'het een mijn onze ons de zonder geen niet',
};

const BY_ARTICLE: ReadonlyMap<string, readonly ForeignLanguage[]> = byArticle();

function byArticle(): Map<string, ForeignLanguage[]> {
  const found = new Map<string, ForeignLanguage[]>();
  for (const language of FOREIGN_LANGUAGES)
    for (const word of ARTICLES[language].split(' ').map(fold))
      found.set(word, [...(found.get(word) ?? []), language]);
  return found;
}

const isOne = (language: string): language is ForeignLanguage =>
  FOREIGN_LANGUAGES.some((one) => one === language);

/** The languages in which a word is such a small word. */
export const languagesOfArticle = (word: string): readonly ForeignLanguage[] =>
  BY_ARTICLE.get(fold(word)) ?? [];

/** The languages that have a word as a noun, a colour or an adjective that orders, English or not. */
export function languagesOf(word: string): readonly ForeignLanguage[] {
  const homographs = homographsOf(word).map(({ language }) => language);
  const nouns = findForeignInAnyNumber(word)?.languages ?? [];
  const known = [...homographs, ...nouns].filter(isOne);
  if (known.length > 0) return known;
  return foreignColour(word) !== null || orderingAdjective(word)?.isEnglish === false
    ? FOREIGN_LANGUAGES
    : [];
}

/** Colours and adjectives of other languages that are English words, too. */
const ENGLISH_TOO: ReadonlySet<string> = new Set(
  `grand grande gros gran minuscule largo long lang lung ny nova stor store wit rod rode gel verdi bianca brun beau belle
bella bonito alta alto dick laid bred fin rapide`.split(/\s+/u),
);

/** Whether a colour or an adjective of another language is an English word, too: "grand". */
export const isEnglishToo = (word: string): boolean => ENGLISH_TOO.has(fold(word));

const isEnglish = (word: string): boolean =>
  findLabels(word).length > 0 ||
  homographsOf(word).length > 0 ||
  findAppearance(word) !== null ||
  isEnglishToo(word);

const WORD = /[\p{L}\p{M}'’]+/gu;

/** The languages that some word of a text is surely of, and not English. */
export const languagesIn = (text: string): ReadonlySet<ForeignLanguage> =>
  new Set(
    [...text.matchAll(WORD)].flatMap(([word]) => [
      ...languagesOfArticle(word),
      ...(isEnglish(word) ? [] : languagesOf(word)),
    ]),
  );
