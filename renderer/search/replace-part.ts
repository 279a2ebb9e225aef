import { cutOutPart, joinCut, type Part } from './cut-out-part.ts';

/** The search text with another text in the place of one of its parts, under the same "not" as before. */
export function replacePart(text: string, part: Part, parts: readonly Part[], other: string): string {
  const cut = cutOutPart(text, part, parts);
  return joinCut(cut, cut.isNegated ? `-${other}` : other);
}
