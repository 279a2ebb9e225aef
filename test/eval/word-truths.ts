import { readFileSync } from 'node:fs';
import path from 'node:path';

/** For every word of words.tsv the files that show it and those that do not; the rest is not known. */
export function wordTruths(photos: string): Map<string, Map<string, boolean>> {
  const truths = new Map<string, Map<string, boolean>>();
  for (const line of readFileSync(path.join(photos, 'words.tsv'), 'utf8').trim().split('\n').slice(1)) {
    const [file = '', yes = '', no = ''] = line.split('\t');
    for (const [list, shows] of [
      [yes, true],
      [no, false],
    ] as const)
      for (const word of list.split(',').filter(Boolean))
        truths.set(word, (truths.get(word) ?? new Map<string, boolean>()).set(file, shows));
  }
  return truths;
}
