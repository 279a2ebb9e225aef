/** Each character without its accent and in lower case, so that places stay the same. */
const plain = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => {
    const [base = ''] = text.charAt(at).normalize('NFD').toLowerCase();
    return base;
  }).join('');

/** A name in three: what stands before what was typed, that, and the rest. It is found where a word begins. */
export function boldPart(name: string, typed: string): [before: string, bold: string, after: string] {
  const wanted = plain(typed.trim());
  const found = plain(name);
  let at = wanted === '' ? -1 : found.indexOf(wanted);
  while (at > 0 && /[\p{L}\p{N}]/u.test(found.charAt(at - 1)) && !/\p{Script=Han}/u.test(found.charAt(at)))
    at = found.indexOf(wanted, at + 1);
  if (at < 0) return [name, '', ''];
  const end = at + wanted.length;
  return [name.slice(0, at), name.slice(at, end), name.slice(end)];
}
