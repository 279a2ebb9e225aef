import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { ProblemItem } from './problem-item.tsx';
import type { Problems } from './use-problems.ts';

interface Props {
  readonly problems: Problems;
  /** They are those that the person ignores. */
  readonly isIgnored?: boolean;
}

/** Unreadable files: their number, each with its reason, more on request. */
export function ProblemCards({ problems, isIgnored = false }: Props): ReactNode {
  const { t } = useLanguage();
  const { list } = problems;
  if (list === null) return null;
  return (
    <>
      <p className="muted" role="status">
        {isIgnored
          ? t.ignoredMeaning
          : list.total === 0 && list.ignored === 0
            ? t.noProblems
            : list.total > 0 && t.problemsIntro(list.total)}
      </p>
      <ul className="plain cards">
        {list.rows.map((row) => (
          <ProblemItem
            key={row.file}
            row={row}
            isRetried={problems.isRetried(row)}
            isIgnored={isIgnored}
            onRetry={() => problems.retry(row)}
            onIgnore={(ignored) => problems.ignore(row, ignored)}
          />
        ))}
      </ul>
      {problems.hasMore && (
        <button type="button" className="button" onClick={problems.showMore}>
          {t.showMore}
        </button>
      )}
    </>
  );
}
