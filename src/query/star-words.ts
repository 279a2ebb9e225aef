import { foldForms } from '../domain/fold.ts';
import { type NumberLanguage, numberWordsIn } from '../knowledge/numbers/number-words.ts';

/** Stars of a rating. */
const STARS = [1, 2, 3, 4, 5] as const;

/** The words for stars in a language, and for the numbers from two to five. */
interface StarWords {
  readonly one: string;
  /** Of several, all forms. */
  readonly several: readonly string[];
  /** Of each number all forms. */
  readonly numbers: readonly (readonly string[])[];
}

const wordsOf = (one: string, several: string, numbers: StarWords['numbers']): StarWords => ({
  one,
  several: several.split(' '),
  numbers,
});
/** Of a language of which all numbers are known. */
const wordsIn = (language: NumberLanguage, one: string, several: string): StarWords =>
  wordsOf(one, several, numberWordsIn(language).slice(1, STARS.length));
/** Of a language with its numbers from two to five. */
const wordsWith = (numbers: string, one: string, several: string): StarWords =>
  wordsOf(
    one,
    several,
    numbers.split(' ').map((number) => [number]),
  );

const LANGUAGES: readonly StarWords[] = [
  wordsIn('en', 'star', 'stars'),
  wordsIn('de', 'Stern', 'Sterne Sternen'),
  wordsIn('fr', 'étoile', 'étoiles'),
  wordsIn('es', 'estrella', 'estrellas'),
  wordsIn('it', 'stella', 'stelle'),
  wordsIn('pt', 'estrela', 'estrelas'),
  wordsIn('nl', 'ster', 'sterren'),
  wordsIn('sv', 'stjärna', 'stjärnor'),
  wordsWith('to tre fire fem', 'stjerne', 'stjerner'),
  wordsWith('kaksi kolme neljä viisi', 'tähti', 'tähteä'),
  wordsWith('dwie trzy cztery pięć', 'gwiazdka', 'gwiazdki gwiazdek'),
  wordsWith('dvě tři čtyři pět', 'hvězda', 'hvězdy hvězd hvězdičky hvězdiček'),
  wordsWith('две три четыре пять', 'звезда', 'звезды звёзды звезд звёзд'),
  wordsWith('дві три чотири пʼять', 'зірка', 'зірки зірок'),
  wordsWith('iki üç dört beş', 'yıldız', 'yıldız'),
];

const CHINESE_NUMBERS = ['一', '二', '三', '四', '五'];

/** "One star" alone, which is no photo of a star; in other languages it may be one. */
const ENGLISH_ONE = 'one star';

function* rows(): Generator<readonly [word: string, stars: number]> {
  yield [ENGLISH_ONE, 1];
  for (const { one, several, numbers } of LANGUAGES) {
    yield [`1 ${one}`, 1];
    for (const word of several)
      for (const stars of STARS.slice(1)) {
        yield [`${stars} ${word}`, stars];
        for (const number of numbers[stars - 2] ?? []) yield [`${number} ${word}`, stars];
      }
  }
  for (const stars of STARS) {
    yield [`${stars}-star`, stars];
    yield ['★'.repeat(stars), stars];
    for (const number of [stars, CHINESE_NUMBERS[stars - 1]]) {
      yield [`${number}颗星`, stars];
      yield [`${number}星`, stars];
    }
    yield [`${stars}つ星`, stars];
    yield [`별 ${stars}개`, stars];
  }
}

/** What stands behind a number of stars in Chinese where it is a rating: 三星手机 and 五星红旗 have none. */
const BEHIND_RATING = /^(?:$|的|照|图|相)/u;
/** Samsung. */
const NO_RATING = '三星';

/** Whether a word for stars in Chinese is a rating, given the text behind it. */
export const isRatingBefore = (word: string, rest: string): boolean =>
  !/^.星$/u.test(word) || (word !== NO_RATING && BEHIND_RATING.test(rest));

/** Ratings in plain language ("5 stars", "cinq étoiles", ★★★★★, 5星), in lower case and folded, with their stars. */
export const STAR_WORDS: ReadonlyMap<string, number> = new Map(
  [...rows()].flatMap(([word, stars]) =>
    [word.toLowerCase(), ...foldForms(word)].map((form) => [form, stars] as const),
  ),
);
