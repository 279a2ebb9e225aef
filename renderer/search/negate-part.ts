import { cutOutPart, joinCut, type Part } from './cut-out-part.ts';

/** The search text in which a part says the opposite: with a "not", or without the one that it has. */
export function negatePart(text: string, part: Part, parts: readonly Part[]): string {
  const cut = cutOutPart(text, part, parts);
  const own = text.slice(part.start, part.end);
  if (cut.isNegated) return joinCut(cut, own);
  const isOneWord = !/\s/u.test(own.replace(/["“”„«»「」『』][^"“”„«»「」『』]*/gu, ''));
  return joinCut(cut, isOneWord ? `-${own}` : `-(${own})`);
}
