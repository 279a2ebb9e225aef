import type { ReactNode } from 'react';
import { SORTS, type Sort } from '../../../src/domain/query.ts';
import { useLanguage } from '../../client/contexts.ts';
import type { Strings } from '../../i18n/strings.ts';
import { Choice } from '../../ui/choice.tsx';

const NAMES: Readonly<Record<Sort, (t: Strings) => string>> = {
  relevance: (t) => t.bestFirst,
  date: (t) => t.newestFirst,
};

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
      options={SORTS.map((one) => [one, NAMES[one](t)])}
      onChoose={onSort}
    />
  );
}
