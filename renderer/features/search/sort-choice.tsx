import type { ReactNode } from 'react';
import type { Sort } from '../../../src/domain/query.ts';
import { useLanguage } from '../../client/contexts.ts';
import { Choice } from '../../ui/choice.tsx';

export function SortChoice({
  sort,
  onSort,
}: {
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}): ReactNode {
  const { t } = useLanguage();
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
