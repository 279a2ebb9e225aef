const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
let lastText = '';
let segments: ReadonlyMap<number, string> = new Map();

/**
 * The word that begins at a place of a text, as a dictionary cuts the text; null where none begins there. The last
 * text is remembered, so that asking for every place of a text takes time linear in it.
 */
export function segmentAt(text: string, at: number): string | null {
  if (text !== lastText) {
    segments = new Map(Array.from(segmenter.segment(text), ({ index, segment }) => [index, segment]));
    lastText = text;
  }
  return segments.get(at) ?? null;
}
