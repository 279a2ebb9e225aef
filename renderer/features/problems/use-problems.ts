import { useState } from 'react';
import type { Output, ProblemRow } from '../../../src/api/contract.ts';
import { useConnection, useNotices } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';

const PAGE = 100;
/** As many as one answer has. */
const MOST = 5000;

export interface Problems {
  /** null until they are loaded. */
  readonly list: Output<'problems.list'> | null;
  isRetried(row: ProblemRow): boolean;
  /** Looks at this file again, or at all for null. */
  retry(row: ProblemRow | null): void;
  /** Lists and counts this file no more until it changes, or again. */
  ignore(row: ProblemRow, ignored: boolean): void;
  readonly hasMore: boolean;
  showMore(): void;
}

/**
 * The files that could not be read.
 * @param ignored those that the user ignores, in the place of the others
 */
export function useProblems(ignored = false): Problems {
  const { client } = useConnection();
  const { report } = useNotices();
  /** How many are shown of the ignored ones, or of the others. */
  const [page, setPage] = useState({ ignored, shown: PAGE });
  const shown = page.ignored === ignored ? page.shown : PAGE;
  /** Tries of each file when its last retry was requested. */
  const [retried, setRetried] = useState<ReadonlyMap<number, number>>(new Map());
  const list = useQuery(
    'problems.list',
    { offset: 0, limit: shown, ignored },
    { keeps: (before) => before.ignored === ignored },
  );

  return {
    list,
    isRetried: ({ file, tries }) => retried.get(file) === tries,
    retry: (row) => {
      const rows = row === null ? (list?.rows ?? []) : [row];
      setRetried(new Map([...retried, ...rows.map(({ file, tries }) => [file, tries] as const)]));
      client('problems.retry', { files: row === null ? null : [row.file] }).catch(report);
    },
    ignore: ({ file }, isIgnored) => {
      client('problems.ignore', { files: [file], ignored: isIgnored }).catch(report);
    },
    hasMore: list !== null && list.total > shown && shown < MOST,
    showMore: () => setPage({ ignored, shown: Math.min(MOST, shown + 5 * PAGE) }),
  };
}
