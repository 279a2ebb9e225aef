import type { ReactNode } from 'react';
import { useApp } from '../parts/app-context.ts';
import { Icon, type IconName } from '../parts/icon.tsx';

interface Props {
  readonly name: string;
  readonly photos: number;
  readonly cover: number | null;
  /** Stands in where there is no cover, and before the name. */
  readonly icon: IconName;
  readonly onOpen: () => void;
}

/** An album as one sees it from outside. */
export function AlbumCover({ name, photos, cover, icon, onOpen }: Props): ReactNode {
  const { t, picture } = useApp();
  return (
    <button type="button" className="cover" aria-label={t.openAlbum(name, photos)} onClick={onOpen}>
      <span className="cover-picture">
        {cover === null ? <Icon name={icon} /> : <img src={picture('thumbnail', cover)} alt="" />}
      </span>
      <span className="cover-name">
        <Icon name={icon} />
        <b>{name}</b>
        <small aria-hidden="true">{t.number(photos)}</small>
      </span>
    </button>
  );
}
