import type { Reading } from '../../src/api/contract.ts';

/** Where a part of a search text stands in it. */
export type Part = Pick<Reading, 'start' | 'end'>;

/** A search text around a part that was taken out of it. */
interface Cut {
  readonly before: string;
  readonly after: string;
  /** The part stood under a "not" of its own, which is taken out as well. */
  readonly isNegated: boolean;
}

/** What ends a word; see src/search/grammar.md. */
const ENDS = '\\s()（）|｜"“”„«»「」『』';
const ENDS_WORD = new RegExp(`[${ENDS}]`, 'u');
const TAKEN = '\0';
/** What says "not" right before a word, once or more. */
const NOTS = new RegExp(`(?<=^|[${ENDS}])(?:-|(?:not|非|不是|没有|不含)\\s+)+$`, 'iu');
/** The same within a Chinese word, and what joins its parts without a meaning of its own. */
const CHINESE_NOT = /(?:没有|不含|不要|不是|非|无)$/u;
const CHINESE_ORS = /或者?|还是/gu;
const FILLERS_BEFORE = /(?:[的和与在里中上了]|(?<!没)有|照片|图片|相片)+$/u;
const FILLERS_AFTER = /^(?:[的和与在有里中上了]|照片|图片|相片)+/u;

/**
 * Takes a part out of a search text, so that something else or nothing can be put in its place as a word of its
 * own. In Chinese a part stands within a word ("没有人的海滩"): the rest of that word stays together, in parentheses
 * where a "not" or an "or" reaches over all of it.
 * @param parts all parts of the text, this one among them
 */
export function cutOutPart(text: string, { start, end }: Part, parts: readonly Part[]): Cut {
  // Letters that belong to no part: what joins the parts.
  const between = parts.reduce(
    (rest, part) => rest.slice(0, part.start) + TAKEN.repeat(part.end - part.start) + rest.slice(part.end),
    text,
  );
  let from = start;
  while (from > 0 && !ENDS_WORD.test(text.charAt(from - 1))) from -= 1;
  while (from < start && text.charAt(from) === '-') from += 1;
  let to = end;
  while (to < text.length && !ENDS_WORD.test(text.charAt(to))) to += 1;
  if (from === start && to === end) return cutOutWord(text, start, end);

  const length = (joining: string, pattern: RegExp): number => pattern.exec(joining)?.[0].length ?? 0;
  let joinedBefore = between.slice(from, start);
  const not = length(joinedBefore, CHINESE_NOT);
  joinedBefore = joinedBefore.slice(0, joinedBefore.length - not);
  joinedBefore = joinedBefore.slice(0, joinedBefore.length - length(joinedBefore, FILLERS_BEFORE));
  let joinedAfter = between.slice(end, to);
  joinedAfter = joinedAfter.slice(length(joinedAfter, FILLERS_AFTER));
  /** With each "or" as a word of its own. */
  const spaced = (at: number, joining: string): string => {
    const ors = [...joining.matchAll(CHINESE_ORS)];
    const starts = [0, ...ors.map(({ 0: or, index }) => index + or.length)];
    const ends = [...ors.map(({ index }) => index), joining.length];
    return starts.map((start, nth) => text.slice(at + start, at + (ends[nth] ?? 0))).join(' 或 ');
  };
  const before = spaced(from, joinedBefore);
  const after = spaced(to - joinedAfter.length, joinedAfter);

  const head = text.slice(0, from);
  const tail = text.slice(to);
  const isWhole = head.trim() === '' && tail.trim() === '';
  const isGroup = NOTS.test(head) || (!isWhole && between.slice(from, to).search(CHINESE_ORS) >= 0);
  return {
    before: head + (isGroup ? `(${before}` : before),
    after: (isGroup ? `${after})` : after) + tail,
    isNegated: not > 0,
  };
}

/** Takes out what stands as words of its own, with the parentheses that are only around it. */
function cutOutWord(text: string, start: number, end: number): Cut {
  let before = text.slice(0, start);
  let after = text.slice(end);
  const open = /[(（]\s*$/u.exec(before);
  const close = /^\s*[)）]/u.exec(after);
  if (open !== null && close !== null && NOTS.test(before.slice(0, open.index))) {
    before = before.slice(0, open.index);
    after = after.slice(close[0].length);
  }
  const nots = NOTS.exec(before)?.[0] ?? '';
  const count = nots.match(/-|[^\s-]+/gu)?.length ?? 0;
  return { before: before.slice(0, before.length - nots.length), after, isNegated: count % 2 === 1 };
}

/** What a part was cut out of, with something else in its place. */
export function joinCut({ before, after }: Cut, middle: string): string {
  const space = (need: boolean): string => (need ? ' ' : '');
  return (
    before +
    space(!/(?:^|[\s(（]|(?:^|[\s(（|｜])-+)$/u.test(before)) +
    middle +
    space(!/^(?:$|[\s)）])/u.test(after)) +
    after
  );
}
