import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { ProblemCards } from './problem-cards.tsx';
import { useProblems } from './use-problems.ts';

/** What `is:problem` finds besides photos: files that could not be read, in the place of the photos. */
export function ProblemList(): ReactNode {
  const { t } = useLanguage();
  return (
    <section className="problem-list" aria-label={t.problems}>
      <h2 className="unseen">{t.problems}</h2>
      <ProblemCards problems={useProblems()} />
    </section>
  );
}
