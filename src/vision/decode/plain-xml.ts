const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/**
 * XMP in the form that the metadata reader understands: without comments and processing instructions, with CDATA as
 * escaped text, and with `rdf` as the prefix of RDF. In linear time whatever the text; what is not closed is cut off.
 */
export function plainXml(text: string): string {
  const withoutComments = replaceSections(text, '<!--', '-->', () => '');
  const escaped = replaceSections(withoutComments, '<![CDATA[', ']]>', (content) =>
    content.replace(/[&<>]/gu, (character) => ESCAPES.get(character) ?? ''),
  );
  return withRdfPrefix(replaceSections(escaped, '<?', '?>', () => ''));
}

function replaceSections(
  text: string,
  open: string,
  close: string,
  replacement: (content: string) => string,
): string {
  const parts: string[] = [];
  let from = 0;
  for (let start = text.indexOf(open); start !== -1; start = text.indexOf(open, from)) {
    parts.push(text.slice(from, start));
    const end = text.indexOf(close, start + open.length);
    if (end === -1) return parts.join('');
    parts.push(replacement(text.slice(start + open.length, end)));
    from = end + close.length;
  }
  return parts.length === 0 ? text : [...parts, text.slice(from)].join('');
}

/** Some programs write `<r:RDF xmlns:r="…">`, or number their prefixes. */
function withRdfPrefix(text: string): string {
  const [, prefix] =
    /\sxmlns:([\w-]{1,50})\s?=\s?["']http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#["']/u.exec(text) ??
    [];
  if (prefix === undefined || prefix === 'rdf') return text;
  const names = new RegExp(`(?<=[<\\s/])${prefix}:(?=[A-Za-z])`, 'gu');
  const renamed = text.replace(/<[^<>]{1,10000}>/gu, (tag) => tag.replace(names, 'rdf:'));
  return renamed.replace(`xmlns:${prefix}`, () => `xmlns:rdf="${RDF}" xmlns:${prefix}`);
}
