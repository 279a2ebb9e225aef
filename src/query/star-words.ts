import { foldForms } from '../domain/fold.ts';

/** Stars of a rating. */
const STARS = [1, 2, 3, 4, 5] as const;

/** A word for stars in another language, and its numbers from two to five. */
interface StarWords {
  readonly one: string;
  /** Of several, all forms. */
  readonly several: readonly string[];
  readonly numbers: readonly string[];
}

const wordsOf = (one: string, several: string, numbers: string): StarWords => ({
  one,
  several: several.split(' '),
  numbers: numbers.split(' '),
});

const LANGUAGES: readonly StarWords[] = [
  wordsOf('star', 'stars', 'two three four five'),
  wordsOf('Stern', 'Sterne Sternen', 'zwei drei vier fünf'),
  wordsOf('étoile', 'étoiles', 'deux trois quatre cinq'),
  wordsOf('estrella', 'estrellas', 'dos tres cuatro cinco'),
  wordsOf('stella', 'stelle', 'due tre quattro cinque'),
  wordsOf('estrela', 'estrelas', 'duas três quatro cinco'),
  wordsOf('ster', 'sterren', 'twee drie vier vijf'),
  wordsOf('stjärna', 'stjärnor', 'två tre fyra fem'),
  wordsOf('stjerne', 'stjerner', 'to tre fire fem'),
  wordsOf('tähti', 'tähteä', 'kaksi kolme neljä viisi'),
  wordsOf('gwiazdka', 'gwiazdki gwiazdek', 'dwie trzy cztery pięć'),
  wordsOf('hvězda', 'hvězdy hvězd hvězdičky hvězdiček', 'dvě tři čtyři pět'),
  wordsOf('звезда', 'звезды звёзды звезд звёзд', 'две три четыре пять'),
  wordsOf('зірка', 'зірки зірок', 'дві три чотири пʼять'),
  wordsOf('yıldız', 'yıldız', 'iki üç dört beş'),
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
        yield [`${numbers[stars - 2]} ${word}`, stars];
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
