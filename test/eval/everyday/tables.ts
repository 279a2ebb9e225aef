import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A search that people make, with the photos that answer it, by their names in MANIFEST.tsv. */
export interface EverydayQuery {
  readonly text: string;
  readonly language: 'en' | 'zh';
  readonly kind: string;
  readonly relevant: ReadonlySet<string>;
  readonly notRelevant: ReadonlySet<string>;
  readonly borderline: ReadonlySet<string>;
  /** Every relevant photo is listed: what stands in no list is not relevant. Else it was not judged. */
  readonly isComplete: boolean;
}

export const OTHER_KINDS = ['nonsense', 'name', 'absent', 'misspelt'] as const;

/** A text that no photo answers, or a misspelt one. */
export interface OtherText {
  readonly text: string;
  readonly kind: (typeof OTHER_KINDS)[number];
  /** What a misspelt text was meant to be; else empty. */
  readonly meant: string;
}

const filesOf = (list: string): ReadonlySet<string> => new Set(list.split('|').filter(Boolean));

/** The rows of a table below its header. */
const rowsOf = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/\r$/u, '').split('\t'));

/** @param queries the folder with everyday.tsv */
export const everydayQueries = (queries: string): EverydayQuery[] =>
  rowsOf(path.join(queries, 'everyday.tsv')).map(
    ([text = '', language, kind = '', relevant = '', notRelevant = '', borderline = '', complete]) => ({
      text,
      language: language === 'zh' ? 'zh' : 'en',
      kind,
      relevant: filesOf(relevant),
      notRelevant: filesOf(notRelevant),
      borderline: filesOf(borderline),
      isComplete: complete === 'yes',
    }),
  );

/**
 * @param queries the folder with nothing.tsv
 * @throws Error where a row is of a kind that is not known
 */
export const otherTexts = (queries: string): OtherText[] =>
  rowsOf(path.join(queries, 'nothing.tsv')).map(([text = '', name, meant = '']) => {
    const kind = OTHER_KINDS.find((one) => one === name);
    if (kind === undefined) throw new Error(`nothing.tsv has a row of the unknown kind ${name}`);
    return { text, kind, meant };
  });
