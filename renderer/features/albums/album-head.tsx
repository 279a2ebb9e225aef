import type { ReactNode } from 'react';
import type { AlbumView } from '../../../src/api/contract.ts';
import { ALBUM_ORDERS } from '../../../src/domain/user-data.ts';
import { useConnection, useLanguage, useUserActions } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import type { MenuSection } from '../../ui/menu-items.tsx';
import { SteadyPicture } from '../../ui/steady-picture.tsx';
import { AddPhotosButton } from './add-photos-button.tsx';
import { AlbumSearch } from './album-search.tsx';
import { AlbumTitle } from './album-title.tsx';

interface Props {
  readonly album: AlbumView;
  /** Its photos are still to come. */
  readonly isLate: boolean;
  readonly onMoved: (album: number) => void;
  /** The album was deleted. */
  readonly onGone: () => void;
  /** What else the bar has. */
  readonly children: ReactNode;
}

/** Above the photos of an album: its cover, name, dates and search, and what can be done with it. */
export function AlbumHead({ album, isLate, onMoved, onGone, children }: Props): ReactNode {
  const { picture } = useConnection();
  const { t } = useLanguage();
  const menu = useAlbumMenu(album, onGone);
  const { name, search, cover, photos, from, to, order } = album;
  return (
    <div className="album-head">
      <span className="album-head-cover" aria-hidden="true">
        {cover === null ? (
          <Icon name={search === null ? 'album' : 'search'} />
        ) : (
          <SteadyPicture src={picture('thumbnail', cover)} alt="" />
        )}
      </span>
      <div className="album-words">
        <AlbumTitle key={album.album} album={album} onMoved={onMoved} />
        <p className="muted" role="status">
          {!isLate && t.albumFacts(photos, from, to)}
        </p>
        {search !== null && <AlbumSearch album={album.album} search={search} />}
      </div>
      <div className="actions">
        {search === null && photos > 0 && <AddPhotosButton album={album} />}
        {photos > 1 && (
          <MenuButton label={`${t.sort}: ${t.albumOrder(order)}`} className="button" sections={[menu.order]}>
            {t.albumOrder(order)}
            <Icon name="down" />
          </MenuButton>
        )}
        <MenuButton label={t.moreOf(name)} title={t.more} className="icon-button" sections={[menu.whole]}>
          <Icon name="more" />
        </MenuButton>
        {children}
      </div>
    </div>
  );
}

/** What can be done with an album as a whole. */
function useAlbumMenu(
  { album, name, search, order, isCoverChosen }: AlbumView,
  onGone: () => void,
): { readonly order: MenuSection; readonly whole: MenuSection } {
  const { t } = useLanguage();
  const { session, act } = useUserActions();
  return {
    order: {
      key: 'order',
      items: ALBUM_ORDERS.filter((one) => search === null || one !== 'hand').map((one) => ({
        key: one,
        name: <span className="menu-name">{t.albumOrder(one)}</span>,
        isChecked: one === order,
        onChoose: () => {
          if (one !== order) act(session.arrangeAlbum(album, one), () => t.albumOrdered);
        },
      })),
    },
    whole: {
      key: 'whole',
      items: [
        ...(isCoverChosen
          ? [
              {
                key: 'cover',
                name: t.coverByItself,
                onChoose: () => act(session.setAlbumCover(album, null), () => t.coverChosen),
              },
            ]
          : []),
        {
          key: 'remove',
          name: t.removeAlbum,
          onChoose: () => {
            act(session.removeAlbum(album), () => t.albumRemoved(name));
            onGone();
          },
        },
      ],
    },
  };
}
