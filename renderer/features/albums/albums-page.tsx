import { type ReactNode, useState } from 'react';
import type { AlbumView } from '../../../src/api/contract.ts';
import { BeachcombError } from '../../../src/domain/error.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { Choice } from '../../ui/choice.tsx';
import { NameForm } from '../../ui/name-form.tsx';
import { Page, type PageScroll } from '../../ui/page.tsx';
import { RenameRemove } from '../../ui/rename-remove.tsx';
import { AlbumCover } from './album-cover.tsx';

interface Props {
  /** The last search text: an album can be created from it. */
  readonly text: string;
  readonly scroll: PageScroll;
  /** Opens an album by its number. */
  readonly onAlbum: (album: number) => void;
  readonly onFavourites: () => void;
}

const FAVOURITES = 'is:favourite';

/** The favourites and all albums, by their covers. */
export function AlbumsPage({ text, scroll, onAlbum, onFavourites }: Props): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const albums = useQuery('albums.list', {});
  const favourites = useQuery('search.run', { text: FAVOURITES, limit: 1 });
  const search = text.trim();
  const [from, setFrom] = useState<'hand' | 'search'>(search === '' ? 'hand' : 'search');

  return (
    <Page title={t.albums} size="wide" scroll={scroll}>
      <section className="new-album">
        <NameForm
          label={t.newAlbum}
          example={t.newAlbumExample}
          submit={t.makeAlbum}
          onName={async (name) => {
            const wanted = from === 'search' ? search : null;
            const made = await client('albums.add', { name, search: wanted });
            if (made.search !== wanted)
              throw new BeachcombError('bad-request', 'another album has the name', {
                reason: { code: 'name-taken' },
              });
          }}
        />
        {search !== '' && (
          <div className="actions">
            <Choice
              label={t.newAlbum}
              value={from}
              options={[
                ['search', t.fromThisSearch],
                ['hand', t.byHand],
              ]}
              onChoose={setFrom}
            />
            {from === 'search' && <p className="muted">{t.fromSearchPromise(search)}</p>}
          </div>
        )}
      </section>
      {albums !== null && favourites !== null && (
        <ul className="plain albums">
          <li>
            <AlbumCover
              name={t.favourites}
              photos={favourites.likely}
              cover={favourites.hits[0]?.photo ?? null}
              icon="star"
              onOpen={onFavourites}
            />
          </li>
          {albums.map((album) => (
            <AlbumCard key={album.album} album={album} onOpen={() => onAlbum(album.album)} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function AlbumCard({
  album: { album, name, search, imported, photos, cover },
  onOpen,
}: {
  readonly album: AlbumView;
  readonly onOpen: () => void;
}): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  return (
    <li>
      <AlbumCover
        name={name}
        photos={photos}
        cover={cover}
        icon={search === null ? 'album' : 'search'}
        onOpen={onOpen}
      />
      {imported && <p className="muted">{t.importedAlbum}</p>}
      {search !== null && <p className="muted">{t.searchAlbum(search)}</p>}
      {search === null && photos === 0 && <p className="muted">{t.emptyAlbum}</p>}
      <RenameRemove
        name={name}
        question={t.removeAlbumQuestion(name)}
        remove={t.removeAlbum}
        onRename={async (next) => {
          await client('albums.rename', { album, name: next });
        }}
        onRemove={async () => {
          await client('albums.remove', { album });
        }}
      />
    </li>
  );
}
