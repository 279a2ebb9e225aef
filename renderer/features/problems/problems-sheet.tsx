import { type ReactNode, useState } from 'react';
import { useApp } from '../../client/app-context.ts';
import { Sheet } from '../../ui/sheet.tsx';
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
  const [isIgnored, setIgnored] = useState(false);
  const problems = useProblems(when, isIgnored);
  const { list } = problems;
  return (
    <Sheet
      title={t.problems}
      onClose={onClose}
      footer={
        <button
          type="button"
          className="button"
          disabled={list === null || list.total === 0 || isIgnored}
          onClick={() => problems.retry(null)}
        >
          {t.retryAll}
        </button>
      }
    >
      <ProblemCards problems={problems} isIgnored={isIgnored} />
      {list !== null && (isIgnored || list.ignored > 0) && (
        <button type="button" className="link" onClick={() => setIgnored(!isIgnored)}>
          {isIgnored ? t.backToProblems : t.showIgnored(list.ignored)}
        </button>
      )}
    </Sheet>
  );
}
