import { type ReactNode, useState } from 'react';
import { ALBUM_SORTS, sortAlbums } from '../../../src/domain/album-sort.ts';
import { BeachcombError } from '../../../src/domain/error.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { Choice } from '../../ui/choice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { NameForm } from '../../ui/name-form.tsx';
import { Page, type PageScroll } from '../../ui/page.tsx';
import { AlbumCard } from './album-card.tsx';
import { AlbumCover } from './album-cover.tsx';
import { useAlbumSort } from './use-album-sort.ts';

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
  const { t, language } = useLanguage();
  const albums = useQuery('albums.list', {});
  const favourites = useQuery('search.run', { text: FAVOURITES, limit: 1 });
  const [sort, setSort] = useAlbumSort();

  return (
    <Page
      title={t.albums}
      size="wide"
      scroll={scroll}
      actions={
        albums !== null &&
        albums.length > 1 && (
          <MenuButton
            label={`${t.sort}: ${t.albumSort(sort)}`}
            className="button quiet"
            sections={[
              {
                key: 'sort',
                items: ALBUM_SORTS.map((one) => ({
                  key: one,
                  name: <span className="menu-name">{t.albumSort(one)}</span>,
                  isChecked: one === sort,
                  onChoose: () => setSort(one),
                })),
              },
            ]}
          >
            {t.albumSort(sort)}
            <Icon name="down" />
          </MenuButton>
        )
      }
    >
      <NewAlbum search={text.trim()} onAlbum={onAlbum} />
      {albums !== null && favourites !== null && (
        <ul className="plain albums">
          <li>
            <AlbumCover
              name={t.favourites}
              photos={favourites.likely}
              facts={t.photos(favourites.likely)}
              cover={favourites.hits[0]?.photo ?? null}
              icon="star"
              onOpen={onFavourites}
            />
          </li>
          {sortAlbums(albums, sort, language).map((album) => (
            <AlbumCard key={album.album} album={album} onOpen={() => onAlbum(album.album)} />
          ))}
        </ul>
      )}
    </Page>
  );
}

/** Names a new album, filled by hand or by the last search, and opens it. */
function NewAlbum({ search, onAlbum }: { readonly search: string } & Pick<Props, 'onAlbum'>): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const [from, setFrom] = useState<'hand' | 'search'>('hand');
  return (
    <section className="new-album">
      <NameForm
        label={t.newAlbum}
        example={t.newAlbumExample}
        submit={t.makeAlbum}
        onName={async (name) => {
          const wanted = from === 'search' && search !== '' ? search : null;
          const made = await client('albums.add', { name, search: wanted });
          if (made.search !== wanted)
            throw new BeachcombError('bad-request', 'another album has the name', {
              reason: { code: 'name-taken' },
            });
          onAlbum(made.album);
        }}
      />
      {search !== '' && (
        <div className="actions">
          <Choice
            label={t.newAlbum}
            value={from}
            options={[
              ['hand', t.byHand],
              ['search', t.fromThisSearch(search)],
            ]}
            onChoose={setFrom}
          />
          {from === 'search' && <p className="muted">{t.fromSearchPromise(search)}</p>}
        </div>
      )}
    </section>
  );
}
