import { cutOutPart, joinCut, type Part } from './cut-out-part.ts';

/** The search text without one of its parts; what only joined it to others goes with it. */
export function removePart(text: string, part: Part, parts: readonly Part[]): string {
  // What is left then was only there for its sake ("a photo of …").
  if (parts.length === 1) return '';
  let rest = joinCut(cutOutPart(text, part, parts), '');
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
