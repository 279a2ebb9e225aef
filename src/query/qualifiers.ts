import type { FreeText, QueryWord } from '../domain/query.ts';
import { isCustomLabel } from '../domain/user-data.ts';
import { find } from '../knowledge/labels/find.ts';
import { broaderThan, isLabel } from '../knowledge/labels/vocabulary.ts';
import { isDegree, orderingAdjective } from './adjectives.ts';
import { isCaption, isShown, weighedWords } from './captions.ts';
import { isCountOf } from './counts.ts';
import type { Piece } from './cut-words.ts';
import { isEnglishToo } from './foreign-languages.ts';
import { isPeopleFilter, PEOPLE } from './people-words.ts';
import { phraseOf } from './phrase-of.ts';

type WordPiece = Extract<Piece, { readonly kind: 'word' }>;

/** A word or phrase that begins with an adjective, in Chinese of one character. */
const BEGINS_WITH_ONE = /^(?<adjective>[小大]|[a-z]+(?= ))\s*(?<thing>.+)$/iu;

/**
 * Takes the adjectives of size, age and taste beside a thing ("kleiner Hund", "old car", 小狗) out of the words that photos must
 * have: they only say which of its photos come first. An age beside a word for people says what is seen ("old man"), and in
 * a caption every word does.
 */
export function withQualifiers(pieces: readonly Piece[]): readonly Piece[] {
  const counted = withCounts(pieces);
  const apart = counted.flatMap(apartFromSize);
  if (isOfCaption(apart)) return counted;
  const ordered = apart.map((piece, at): Piece => {
    const thing = piece.kind === 'word' && piece.isAdjective === true ? thingBeside(apart, at) : null;
    if (piece.kind !== 'word' || thing === null) return piece;
    if (isAgeOfPeople(piece, thing) || isOfEnglishName(piece, thing)) return piece;
    return qualifierOf(piece);
  });
  return ordered.map((piece, at) =>
    isDegreeOfNext(piece, ordered[at + 1]) && piece.kind === 'word' ? qualifierOf(piece) : piece,
  );
}

/**
 * Whether a piece counts the thing behind it, and the words that say more of that: "two" in "two red cars". How many there
 * are is never a word of a caption or of the name of a file ("(2)").
 */
function isCount(pieces: readonly Piece[], at: number): boolean {
  const piece = pieces[at];
  const thing = thingBehind(pieces, at);
  return piece?.kind === 'word' && thing !== null && isCountOf(piece.word.text, thing.word.text);
}

function thingBehind(pieces: readonly Piece[], at: number): WordPiece | null {
  let next = at + 1;
  while (isAttribute(pieces[next]) || isOf(pieces[next])) next += 1;
  const piece = pieces[next];
  return piece?.kind === 'word' && isOfLabel(piece) ? piece : null;
}

const isOf = (piece: Piece | undefined): boolean =>
  piece?.kind === 'filler' && /^(?:of|de|di|von|av)$/iu.test(piece.text);

/** Pieces of which those that count mean nothing else than that, and are only compared with pictures. */
const withCounts = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.map((piece, at) => {
    if (piece.kind !== 'word' || !isCount(pieces, at)) return piece;
    const interpretations = piece.word.interpretations.filter(isPeopleFilter);
    return { ...piece, isCount: true, word: { ...piece.word, interpretations } };
  });

/** "Most" in "most beautiful sunset". */
const isDegreeOfNext = (piece: Piece, next: Piece | undefined): boolean =>
  next?.kind === 'qualifier' &&
  piece.kind === 'word' &&
  isDegree(piece.word.text) &&
  piece.word.interpretations.every(({ as }) => as === 'text');

/**
 * A text under a "not", where nothing is ordered: the thing beside a qualifier means less than its label. "Without a small
 * dog" leaves other dogs.
 */
export function qualifiedUnderNot({ orderPhrase, ...text }: FreeText): FreeText {
  if (orderPhrase === undefined) return text;
  return { ...text, words: text.words.map(lessThanLabel), phrase: orderPhrase };
}

const lessThanLabel = (word: QueryWord): QueryWord => ({
  ...word,
  interpretations: word.interpretations.map((one) =>
    one.as === 'label' && !one.labels.every(isCustomLabel) ? { ...one, narrower: true } : one,
  ),
});

const qualifierOf = ({ word: { text, start, end }, negated }: WordPiece): Piece => ({
  kind: 'qualifier',
  qualifier: { text, start, end },
  negated,
});

/** What its size makes narrower than a label, as the size and the thing: 小狗, "little girl". */
function apartFromSize(piece: Piece): readonly Piece[] {
  if (piece.kind !== 'word') return [piece];
  const { word } = piece;
  const { adjective: size = '', thing: text = '' } = BEGINS_WITH_ONE.exec(word.text)?.groups ?? {};
  if (orderingAdjective(size)?.of !== 'size') return [piece];
  const named = find(text).filter(({ why }) => why !== 'narrower');
  const labels = new Set(named.map(({ label }) => label));
  const isOfThing = word.interpretations.every(
    (one) => one.as === 'label' && one.narrower && one.labels.every((label) => labels.has(label)),
  );
  if (labels.size === 0 || word.interpretations.length === 0 || !isOfThing) return [piece];
  const start = word.end - text.length;
  const interpretations = word.interpretations.map((one) =>
    one.as === 'label' ? { ...one, narrower: false } : one,
  );
  return [
    {
      ...piece,
      isAdjective: true,
      word: { ...word, text: size, end: word.start + size.length, interpretations: [] },
    },
    { ...piece, word: { ...word, text, start, interpretations } },
  ];
}

/** Whether a text is so long that the phrase alone finds its photo. */
function isOfCaption(pieces: readonly Piece[]): boolean {
  const visual = pieces.filter((piece) => piece.kind === 'word' && isShown(piece.word)).length;
  return isCaption(weighedWords(visual, phraseOf(pieces)));
}

/** The next word for a thing on either side of a word, behind words that only say more of it; null: there is none. */
function thingBeside(pieces: readonly Piece[], at: number): WordPiece | null {
  for (const step of [1, -1]) {
    let next = at + step;
    while (isAttribute(pieces[next])) next += step;
    const piece = pieces[next];
    if (piece?.kind === 'word' && isOfLabel(piece)) return piece;
  }
  return null;
}

const isOfLabel = ({ word }: WordPiece): boolean => word.interpretations.some(({ as }) => as === 'label');

/** What only says more of a thing: "klein", "red", 的. */
const isAttribute = (piece: Piece | undefined): boolean =>
  piece?.kind === 'filler'
    ? piece.text === '的'
    : piece?.kind === 'word' &&
      !isOfLabel(piece) &&
      (piece.isAdjective === true || piece.word.interpretations.some(({ as }) => as === 'colour'));

const isAgeOfPeople = ({ word }: WordPiece, thing: WordPiece): boolean =>
  orderingAdjective(word.text)?.of === 'age' && labelsOf(thing.word).some(isOfPeople);

/** "Grand canyon": an adjective of another language that is English, too, and beside an English word. */
const isOfEnglishName = ({ word }: WordPiece, thing: WordPiece): boolean =>
  isEnglishToo(word.text) && find(thing.word.text).length > 0;

const isOfPeople = (label: string): boolean =>
  label === PEOPLE || (isLabel(label) && broaderThan(label).includes(PEOPLE));

const labelsOf = ({ interpretations }: QueryWord): readonly string[] =>
  interpretations.flatMap((one) => (one.as === 'label' ? one.labels : []));
