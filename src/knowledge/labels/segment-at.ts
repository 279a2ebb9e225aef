const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
let lastText = '';
let segments: ReadonlyMap<number, string> = new Map();

/**
 * The word that begins at an offset according to a segmentation dictionary; null if none begins there. The segments of
 * the last text are cached, so that queries for every offset of a text take linear time in total.
 */
export function segmentAt(text: string, at: number): string | null {
  if (text !== lastText) {
    segments = new Map(Array.from(segmenter.segment(text), ({ index, segment }) => [index, segment]));
    lastText = text;
  }
  return segments.get(at) ?? null;
}
