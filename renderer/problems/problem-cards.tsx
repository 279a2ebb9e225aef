import type { ReactNode } from 'react';
import { useApp } from '../parts/app-context.ts';
import { ProblemItem } from './problem-item.tsx';
import type { Problems } from './use-problems.ts';

/** Files that could not be read: how many, each with its reason, and more of them on request. */
export function ProblemCards({ problems }: { readonly problems: Problems }): ReactNode {
  const { t } = useApp();
  const { list } = problems;
  if (list === null) return null;
  return (
    <>
      <p className="muted">{list.total === 0 ? t.noProblems : t.problemsIntro(list.total)}</p>
      <ul className="plain cards">
        {list.rows.map((row) => (
          <ProblemItem
            key={row.file}
            row={row}
            isRetried={problems.isRetried(row)}
            onRetry={() => problems.retry(row)}
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
