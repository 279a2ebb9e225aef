const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ACCENTED = Array.from('ÀßÇÐÉƑĜĤÎĴĶĹṀÑÔÞǪŘŠŢÛṼŴẊÝŽàƀçðéƒĝĥîĵķĺɱñôþǫřšţûṽŵẋýž');

/** Arguments that are made of other messages. */
const COMPOSED = /\{(reason|parts|kind|phase|what|sentence|duration)\}/g;

/** ICU text with accented letters: what stands in braces is syntax, and within its braces text again. */
function accented(message: string): string {
  let depth = 0;
  return Array.from(message, (character) => {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    const at = depth % 2 === 0 ? PLAIN.indexOf(character) : -1;
    return at < 0 ? character : (ACCENTED[at] ?? character);
  }).join('');
}

/**
 * English messages in a language of their own: "[Ŝĥôŵ àĺĺ ··]", a third longer and without one plain letter, so that
 * a text that is in no catalogue, or has no room, is seen. An argument that is made of other messages is "⟨…⟩".
 */
export const pseudoMessages = (messages: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      `[${accented(message).replace(COMPOSED, '⟨{$1}⟩')}${'·'.repeat(Math.ceil(message.length / 3))}]`,
    ]),
  );

/** What of a text is not in the pseudo-language; empty if all of it is. Arguments within a message may be plain. */
export function plainPartOf(text: string): string {
  const composed = [...text.matchAll(/⟨([^⟨⟩]*)⟩/g)].map(([, part]) => plainPartOf(part ?? '')).join(' ');
  let rest = text;
  for (let last = ''; last !== rest; ) {
    last = rest;
    rest = rest.replace(/\[[^[\]]*·\]/g, ' ');
  }
  const found = `${composed} ${rest}`.trim();
  return /[A-Za-z]{2}/.test(found) ? found : '';
}
