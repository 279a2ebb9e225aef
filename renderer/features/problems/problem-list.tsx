import type { ReactNode } from 'react';
import { useApp } from '../../client/app-context.ts';
import { ProblemCards } from './problem-cards.tsx';
import { useProblems } from './use-problems.ts';

interface Props {
  /** Changes when there may be other problems now. */
  readonly when: unknown;
}

/** What `is:problem` finds besides photos: files that could not be read, in the place of the photos. */
export function ProblemList({ when }: Props): ReactNode {
  const { t } = useApp();
  return (
    <section className="problem-list" aria-label={t.problems}>
      <h2 className="unseen">{t.problems}</h2>
      <ProblemCards problems={useProblems(when)} />
    </section>
  );
}
