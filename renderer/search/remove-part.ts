import type { Reading } from '../../src/api/contract.ts';

/** A "not" that stands right before a part. */
const NOT_BEFORE = /(?:-|(?:^|(?<=[\s(（|｜]))not\s+|没有|不含|不要|不是|非|无)$/iu;

/** The search text without one of its parts; what only joined it to others goes with it. */
export function removePart(text: string, part: Pick<Reading, 'start' | 'end' | 'negated'>): string {
  let before = text.slice(0, part.start);
  if (part.negated) before = before.replace(NOT_BEFORE, '');
  let rest = `${before} ${text.slice(part.end)}`;
  for (let last = ''; last !== rest; ) {
    last = rest;
    rest = rest
      .replace(/-?[(（]\s*[)）]/gu, ' ')
      .replace(/([(（|｜]|^)\s*(?:[|｜]|or\b|或者?)/giu, '$1')
      .replace(/(?:[|｜]|\bor|或者?)\s*([)）]|$)/giu, '$1');
  }
  return rest
    .replace(/\s+/gu, ' ')
    .replace(/([(（])\s/gu, '$1')
    .replace(/\s([)）])/gu, '$1')
    .trim();
}
