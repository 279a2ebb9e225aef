import type { ReactNode } from 'react';
import { useApp } from '../parts/app-context.ts';
import { Sheet } from '../parts/sheet.tsx';
import { ProblemCards } from './problem-cards.tsx';
import { useProblems } from './use-problems.ts';

interface Props {
  /** Changes when there may be other problems now. */
  readonly when: unknown;
  readonly onClose: () => void;
}

/** The files that could not be searched, and why. */
export function ProblemsSheet({ when, onClose }: Props): ReactNode {
  const { t } = useApp();
  const problems = useProblems(when);
  return (
    <Sheet
      title={t.problems}
      onClose={onClose}
      footer={
        <button
          type="button"
          className="button"
          disabled={problems.list === null || problems.list.total === 0}
          onClick={() => problems.retry(null)}
        >
          {t.retryAll}
        </button>
      }
    >
      <ProblemCards problems={problems} />
    </Sheet>
  );
}
