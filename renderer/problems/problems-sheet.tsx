import { type ReactNode, useEffect, useState } from 'react';
import type { Output, ProblemRow } from '../../src/api/contract.ts';
import { useApp } from '../parts/app-context.ts';
import { Sheet } from '../parts/sheet.tsx';
import { ProblemItem } from './problem-item.tsx';

const PAGE = 100;

interface Props {
  /** Changes when there may be other problems now. */
  readonly when: unknown;
  readonly onClose: () => void;
}

/** The files that could not be searched, and why. */
export function ProblemsSheet({ when, onClose }: Props): ReactNode {
  const { client, t, report, poke } = useApp();
  const [shown, setShown] = useState(PAGE);
  const [isIgnored, setIgnored] = useState(false);
  const [turn, setTurn] = useState(0);
  const [list, setList] = useState<Output<'problems.list'> | null>(null);
  /** The tries that each file had when it was last asked to be tried again. */
  const [retried, setRetried] = useState<ReadonlyMap<number, number>>(new Map());

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

  const retry = (rows: readonly ProblemRow[] | null): void => {
    setRetried(
      new Map([...retried, ...(rows ?? list?.rows ?? []).map(({ file, tries }) => [file, tries] as const)]),
    );
    client('problems.retry', { files: rows?.map(({ file }) => file) ?? null }).then(poke, report);
  };

  const ignore = (file: number, ignored: boolean): void => {
    client('problems.ignore', { files: [file], ignored }).then(() => {
      setTurn((before) => before + 1);
      poke();
    }, report);
  };
  const show = (ignored: boolean): void => {
    setList(null);
    setShown(PAGE);
    setIgnored(ignored);
  };

  return (
    <Sheet
      title={t.problems}
      onClose={onClose}
      footer={
        <button
          type="button"
          className="button"
          disabled={list === null || list.total === 0 || isIgnored}
          onClick={() => retry(null)}
        >
          {t.retryAll}
        </button>
      }
    >
      {list !== null && (
        <p className="muted" role="status">
          {isIgnored
            ? t.ignoredMeaning
            : list.total === 0 && list.ignored === 0
              ? t.noProblems
              : list.total > 0 && t.problemsIntro(list.total)}
        </p>
      )}
      <ul className="plain cards">
        {list?.rows.map((row) => (
          <ProblemItem
            key={row.file}
            row={row}
            isRetried={retried.get(row.file) === row.tries}
            isIgnored={isIgnored}
            onRetry={() => retry([row])}
            onIgnore={(ignored) => ignore(row.file, ignored)}
          />
        ))}
      </ul>
      {list !== null && list.total > shown && (
        <button type="button" className="button" onClick={() => setShown(Math.min(5000, shown + 5 * PAGE))}>
          {t.showMore}
        </button>
      )}
      {list !== null && (isIgnored || list.ignored > 0) && (
        <button type="button" className="link" onClick={() => show(!isIgnored)}>
          {isIgnored ? t.backToProblems : t.showIgnored(list.ignored)}
        </button>
      )}
    </Sheet>
  );
}
