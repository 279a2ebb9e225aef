import { CATALOGUES, type Catalogue } from '../../src/i18n/catalogues.ts';

const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ACCENTED = 'ÀßÇÐÉƑĜĤÎĴĶĹṀÑÔÞǪŘŠŢÛṼŴẊÝŽàƀçðéƒĝĥîĵķĺɱñôþǫřšţûṽŵẋýž';

/** ICU text with accented letters: what stands in braces is syntax, and within its braces text again. */
function accented(message: string): string {
  let depth = 0;
  return Array.from(message, (character) => {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    const at = depth % 2 === 0 ? PLAIN.indexOf(character) : -1;
    return at < 0 ? character : (Array.from(ACCENTED)[at] ?? character);
  }).join('');
}

/**
 * English in a language of its own: "[Ŝĥôŵ àĺĺ ··]", a third longer and without one plain letter, so that a text
 * that is in no catalogue, or has no room, is seen.
 */
export const pseudoCatalogue = (): Catalogue => {
  const pseudo: Record<string, string> = {};
  for (const [key, message] of Object.entries(CATALOGUES.en))
    pseudo[key] = `[${accented(message)}${'·'.repeat(Math.ceil(message.length / 3))}]`;
  return { ...CATALOGUES.en, ...pseudo };
};
