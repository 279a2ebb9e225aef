import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';

/** Location and size of the library. */
export function LibrarySection(): ReactNode {
  const { t } = useLanguage();
  const about = useQuery('library.about', {});
  if (about === null) return null;
  return (
    <>
      <h3>{t.library}</h3>
      <dl className="facts-list">
        <div>
          <dt>{t.libraryPlace}</dt>
          <dd translate="no">{about.place}</dd>
        </div>
        <div>
          <dt>{t.librarySize}</dt>
          <dd>{t.librarySizes(t.bytes(about.bytes), t.bytes(about.thumbnailBytes))}</dd>
        </div>
      </dl>
      <p className="muted">{t.libraryMeaning}</p>
    </>
  );
}
