import type { ReactNode } from 'react';
import type { BeachcombError } from '../../src/domain/error.ts';
import { errorText } from '../../src/i18n/sentences.ts';
import { useLanguage } from '../client/contexts.ts';
import { SEARCH_ERROR } from '../features/search/search-box.tsx';
import { Icon } from '../ui/icon.tsx';

/**
 * In place of the photos of an earlier search: that this one takes long, or why it cannot be made. Next to the search
 * box, and as its description, if its text is at fault.
 */
export function SearchWait({ error }: { readonly error: BeachcombError | null }): ReactNode {
  const { t, language } = useLanguage();
  if (error?.kind === 'search-too-long')
    return (
      <p id={SEARCH_ERROR} className="search-error" role="alert">
        {errorText(language, error.kind)}
      </p>
    );
  return (
    <div className="empty search-wait" role="status">
      <Icon name="search" />
      <p>{error === null ? t.stillSearching : errorText(language, error.kind)}</p>
    </div>
  );
}
