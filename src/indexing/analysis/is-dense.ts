import { fold } from '../../domain/fold.ts';
import { displayPath } from '../../domain/path-bytes.ts';
import { NAMED_SCREENSHOT, nameHints } from '../../knowledge/labels/name-hints.ts';
import type { PhotoToAnalyse } from '../../store/analysis-writer.ts';

/** Labels of what is full of text. */
const DENSE_LABELS = new Set(['screenshot', 'document', 'receipt', 'website']);

/** Whether a photo is probably full of text, by its name, its directory and its labels. */
export function isDense({ name, directory, labels }: PhotoToAnalyse): boolean {
  if (labels.some((label) => DENSE_LABELS.has(label))) return true;
  const folder = displayPath(directory).split('/').at(-1) ?? '';
  return [displayPath(name), folder].some((text) => (nameHints(fold(text)) & NAMED_SCREENSHOT) !== 0);
}
