import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Page, type PageScroll } from '../../ui/page.tsx';
import { DamagedPhotos } from './damaged-photos.tsx';
import { ProblemCards } from './problem-cards.tsx';
import { useProblems } from './use-problems.ts';

interface Props {
  readonly scroll: PageScroll;
  readonly onSearch: (text: string) => void;
}

/** The files that could not be searched, and why; the way to photos that are damaged. */
export function ProblemsPage({ scroll, onSearch }: Props): ReactNode {
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
      {!isIgnored && <DamagedPhotos onSearch={onSearch} />}
      {list !== null && (isIgnored || list.ignored > 0) && (
        <button type="button" className="link" onClick={() => setIgnored(!isIgnored)}>
          {isIgnored ? t.backToProblems : t.showIgnored(list.ignored)}
        </button>
      )}
    </Page>
  );
}
