import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { ProblemCards } from './problem-cards.tsx';
import { useProblems } from './use-problems.ts';

/** The files that could not be searched, and why. */
export function ProblemsSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useLanguage();
  const [isIgnored, setIgnored] = useState(false);
  const problems = useProblems(isIgnored);
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
