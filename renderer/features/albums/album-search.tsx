import { type ReactNode, useState } from 'react';
import { useLanguage, useUserActions } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { NameForm } from '../../ui/name-form.tsx';
import { QueryChips } from '../search/query-chips.tsx';

interface Props {
  readonly album: number;
  readonly search: string;
}

/** The search of an album that is a kept search: its parts, which can be changed, or the whole text. */
export function AlbumSearch({ album, search }: Props): ReactNode {
  const { t } = useLanguage();
  const { session, act } = useUserActions();
  const [isEditing, setEditing] = useState(false);
  const found = useQuery('search.run', { text: search, verbatim: true, limit: 1 }, { keeps: () => false });
  const change = (next: string): void => {
    // Without a word, it would be an album of all photos.
    if (next.trim() !== '') act(session.setAlbumSearch(album, next), () => t.albumSearchChanged);
  };
  if (isEditing)
    return (
      <NameForm
        label={t.albumSearch}
        first={search}
        submit={t.save}
        isFirst
        onName={async (next) => {
          change(next);
          setEditing(false);
        }}
        onCancel={() => setEditing(false)}
      />
    );
  return (
    <div className="album-search">
      {found !== null && (
        <QueryChips
          text={search}
          interpretations={found.interpretations}
          phrases={found.phrases}
          qualifiers={found.qualifiers}
          hasHits={found.likely + found.possible > 0}
          onText={change}
        />
      )}
      <button type="button" className="button quiet" onClick={() => setEditing(true)}>
        {t.changeAlbumSearch}
      </button>
    </div>
  );
}
