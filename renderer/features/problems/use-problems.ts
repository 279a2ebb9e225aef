import { useEffect, useState } from 'react';
import type { Output, ProblemRow } from '../../../src/api/contract.ts';
import { useApp } from '../../client/app-context.ts';

const PAGE = 100;
/** As many as one answer has. */
const MOST = 5000;

export interface Problems {
  /** null until they are known. */
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
 * @param when changes when there may be others now
 * @param isIgnored those that the person ignores, in the place of the others
 */
export function useProblems(when: unknown, isIgnored = false): Problems {
  const { client, report, refresh } = useApp();
  const [shown, setShown] = useState(PAGE);
  const [turn, setTurn] = useState(0);
  const [list, setList] = useState<Output<'problems.list'> | null>(null);
  /** The tries that each file had when it was last asked to be tried again. */
  const [retried, setRetried] = useState<ReadonlyMap<number, number>>(new Map());

  // biome-ignore lint/correctness/useExhaustiveDependencies: of the others nothing is to be seen.
  useEffect(() => {
    setList(null);
    setShown(PAGE);
  }, [isIgnored]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `when` and `turn` say when.
  useEffect(() => {
    let isHere = true;
    client('problems.list', { offset: 0, limit: shown, ignored: isIgnored }).then(
      (found) => isHere && setList(found),
      report,
    );
    return () => {
      isHere = false;
    };
  }, [client, report, shown, isIgnored, when, turn]);

  return {
    list,
    isRetried: ({ file, tries }) => retried.get(file) === tries,
    retry: (row) => {
      const rows = row === null ? (list?.rows ?? []) : [row];
      setRetried(new Map([...retried, ...rows.map(({ file, tries }) => [file, tries] as const)]));
      client('problems.retry', { files: row === null ? null : [row.file] }).then(refresh, report);
    },
    ignore: ({ file }, ignored) => {
      client('problems.ignore', { files: [file], ignored }).then(() => {
        setTurn((before) => before + 1);
        refresh();
      }, report);
    },
    hasMore: list !== null && list.total > shown && shown < MOST,
    showMore: () => setShown(Math.min(MOST, shown + 5 * PAGE)),
  };
}
