import type { ReactNode } from 'react';
import { useApp } from '../../client/app-context.ts';
import { Choice } from '../../ui/choice.tsx';
import type { Sort } from './search-session.ts';

export function SortChoice({
  sort,
  onSort,
}: {
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}): ReactNode {
  const { t } = useApp();
  return (
    <Choice
      label={t.sort}
      value={sort}
      options={[
        ['relevance', t.bestFirst],
        ['date', t.newestFirst],
      ]}
      onChoose={onSort}
    />
  );
}
