import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Page, type PageScroll } from '../../ui/page.tsx';
import { ProblemCards } from './problem-cards.tsx';
import { useProblems } from './use-problems.ts';

/** The files that could not be searched, and why. */
export function ProblemsPage({ scroll }: { readonly scroll: PageScroll }): ReactNode {
  const { t } = useLanguage();
  const [isIgnored, setIgnored] = useState(false);
  const problems = useProblems(isIgnored);
  const { list } = problems;
  return (
    <Page
      title={t.problems}
      scroll={scroll}
      actions={
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
    </Page>
  );
}
