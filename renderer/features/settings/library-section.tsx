import { type ReactNode, useEffect, useState } from 'react';
import type { LibraryAbout } from '../../../src/api/contract.ts';
import { useApp } from '../../client/app-context.ts';

/** Where the library lies, and how large it is. */
export function LibrarySection(): ReactNode {
  const { client, t, report } = useApp();
  const [about, setAbout] = useState<LibraryAbout | null>(null);
  useEffect(() => {
    client('library.about', {}).then(setAbout, report);
  }, [client, report]);
  if (about === null) return null;
  return (
    <>
      <h3>{t.library}</h3>
      <dl className="facts-list">
        <div>
          <dt>{t.libraryPlace}</dt>
          <dd>{about.place}</dd>
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
