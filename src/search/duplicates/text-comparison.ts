import { editDistance } from '../../domain/edit-distance.ts';
import { fold } from '../../domain/fold.ts';
import type { TextLine } from '../../domain/text-line.ts';

/** The text that was read in a photo. */
export interface TextOfPhoto {
  /** In pixels of the photo, like `height`. */
  readonly width: number;
  readonly height: number;
  readonly lines: readonly TextLine[];
}

/** A word, number or run of Chinese characters of a line. */
interface Token {
  readonly key: string;
  readonly isNumber: boolean;
  /** Of its line. */
  readonly confidence: number;
  /** Of its line, in pixels of a photo as it is read. */
  readonly height: number;
  readonly isAtEdge: boolean;
}

interface Tokens {
  /** By line, in order. */
  readonly lines: readonly (readonly Token[])[];
  /** Every run of a few tokens of a line as one word, because spaces are lost and added. */
  readonly runs: ReadonlySet<string>;
  /** Longer side in pixels as it is read. */
  readonly longest: number;
}

/** Longer side in pixels that text is read in at most; see decode-upright.ts. */
const MOST_PIXELS = 2000;
/** Tokens that may have been read as one. */
const LONGEST_RUN = 4;
/**
 * Measured by test/eval/text-duplicates.ts: on 380 copies of 38 pictures of text, 19,381 wrong pairs become 41, and the
 * pairs of copies that are found 0.932 instead of 0.998. Where both photos have text that the other lacks: confidence of the surer
 * and of the less sure side.
 */
const [SURE, LESS_SURE] = [0.9, 0.85];
/** From this confidence of both lines on, a letter that differs in a short word is no misreading. */
const CERTAIN = 0.985;
/** One letter in so many may be misread, in lines that are certain and in others. */
const [LETTERS_IF_CERTAIN, LETTERS] = [8, 4];
/** A word that only one photo has counts from this confidence, and height in pixels in the other photo, on. */
const [SURE_ALONE, HEIGHT_ALONE, LENGTH_ALONE] = [0.95, 16, 3];
/** What lies so near an edge may have been cut off in the other: fraction of the side. */
const EDGE = 0.05;

const TOKEN = /\p{Script=Han}+|[[\p{L}\p{M}\p{N}]--\p{Script=Han}]+(?:[.,:\/\-]\p{N}+)*/gv;
const INNER_SIGNS = /[.,:/-]/gu;
const DIGIT = /\p{Nd}/gu;
/** Letters and digits that are confused, as digits in a number and as letters in a word. */
const AS_DIGITS: Readonly<Record<string, string>> = { o: '0', l: '1', i: '1' };
const AS_LETTERS: Readonly<Record<string, string>> = { '0': 'o', '1': 'l', i: 'l' };

/** A word without signs, case and accents, in which lookalikes are the same character. */
function keyOf(word: string): string {
  const plain = fold(word.replaceAll(INNER_SIGNS, '')).replaceAll(' ', '');
  const isMostlyDigits = 2 * (plain.match(DIGIT)?.length ?? 0) >= plain.length;
  return isMostlyDigits
    ? plain.replace(/[oli]/gu, (letter) => AS_DIGITS[letter] ?? letter)
    : plain.replace(/[01i]/gu, (letter) => AS_LETTERS[letter] ?? letter);
}

function tokensOf({ width, height, lines }: TextOfPhoto): Tokens {
  const scale = Math.min(1, MOST_PIXELS / Math.max(width, height, 1));
  const runs = new Set<string>();
  const tokens = lines.map(({ text, confidence, box }) => {
    const words = text.normalize('NFKC').toLowerCase().match(TOKEN) ?? [];
    for (const start of words.keys())
      for (let end = start + 1; end <= Math.min(words.length, start + LONGEST_RUN); end++)
        runs.add(keyOf(words.slice(start, end).join('')));
    const [[x0, y0], , , [x1, y1]] = box;
    const isAtEdge = box.flat().some((at) => at < EDGE || at > 1 - EDGE);
    const pixels = scale * Math.hypot((x1 - x0) * width, (y1 - y0) * height);
    return words.map((word): Token => {
      const key = keyOf(word);
      return { key, isNumber: /\p{Nd}/u.test(key), confidence, height: pixels, isAtEdge };
    });
  });
  return { lines: tokens, runs, longest: scale * Math.max(width, height) };
}

/** The tokens that stand nowhere in another text, alone or run together with their neighbours. */
function missingFrom({ lines }: Tokens, { runs }: Tokens): Token[] {
  return lines.flatMap((line) => {
    const found = new Set<number>();
    for (const start of line.keys())
      for (let end = start + 1; end <= Math.min(line.length, start + LONGEST_RUN); end++) {
        const run = line.slice(start, end);
        if (!runs.has(keyOf(run.map(({ key }) => key).join('')))) continue;
        for (let at = start; at < end; at++) found.add(at);
      }
    return line.filter(({ key }, at) => !found.has(at) && key.length > 1);
  });
}

/** Whether one word may have been misread as the other. Digits are read well, and matter. */
function isMisread(a: Token, b: Token): boolean {
  if (a.isNumber || b.isNumber) return false;
  const isCertain = Math.min(a.confidence, b.confidence) >= CERTAIN;
  const length = Math.max(a.key.length, b.key.length);
  const most = Math.floor(length / (isCertain ? LETTERS_IF_CERTAIN : LETTERS));
  return most > 0 && editDistance(a.key, b.key) <= most;
}

const surest = (tokens: readonly Token[]): number =>
  tokens.reduce((most, { confidence }) => Math.max(most, confidence), 0);

function differ(a: Tokens, b: Tokens): boolean {
  const [allOfA, allOfB] = [missingFrom(a, b), missingFrom(b, a)];
  const ofA = allOfA.filter((token) => !allOfB.some((other) => isMisread(token, other)));
  const ofB = allOfB.filter((token) => !allOfA.some((other) => isMisread(token, other)));
  const [one, other] = [surest(ofA), surest(ofB)];
  if (Math.max(one, other) >= SURE && Math.min(one, other) >= LESS_SURE) return true;
  if (a.lines.length === 0 || b.lines.length === 0) return false;
  if (ofA.length > 0 && ofB.length > 0) return false;
  return hasAlone(ofA, b.longest / a.longest) || hasAlone(ofB, a.longest / b.longest);
}

/** Whether words of one photo would have been read in the other, too. @param scale of the other photo */
const hasAlone = (tokens: readonly Token[], scale: number): boolean =>
  tokens.some(
    ({ key, confidence, height, isAtEdge }) =>
      !isAtEdge && confidence >= SURE_ALONE && key.length >= LENGTH_ALONE && height * scale >= HEIGHT_ALONE,
  );

/**
 * Returns a function that checks whether the texts of two photos differ clearly: by other words or another number, not
 * by what is misread or cannot be read in a smaller or cropped copy. A photo without text differs from none.
 * @param texts of photos, by row
 */
export function textComparison(
  texts: ReadonlyMap<number, TextOfPhoto> = new Map(),
): (a: number, b: number) => boolean {
  const known = new Map<number, Tokens>();
  const tokensAt = (row: number): Tokens | null => {
    const text = texts.get(row);
    if (text === undefined) return null;
    const tokens = known.get(row) ?? tokensOf(text);
    known.set(row, tokens);
    return tokens;
  };
  return (a, b) => {
    const [ofA, ofB] = [tokensAt(a), tokensAt(b)];
    return ofA !== null && ofB !== null && differ(ofA, ofB);
  };
}
