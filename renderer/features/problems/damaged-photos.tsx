import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';

const DAMAGED_SEARCH = 'is:damaged';

/** How many photos are damaged but can be shown, and the way to them: nothing where there are none. */
export function DamagedPhotos({ onSearch }: { readonly onSearch: (text: string) => void }): ReactNode {
  const { t } = useLanguage();
  const found = useQuery('search.run', { text: DAMAGED_SEARCH, limit: 1 });
  if (found === null || found.likely === 0) return null;
  return (
    <p>
      {t.damagedPhotos(found.likely)}{' '}
      <button type="button" className="link" onClick={() => onSearch(DAMAGED_SEARCH)}>
        {t.showDamaged(found.likely)}
      </button>
    </p>
  );
}
