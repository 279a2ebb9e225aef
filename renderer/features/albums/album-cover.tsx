import type { ReactNode } from 'react';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { SteadyPicture } from '../../ui/steady-picture.tsx';

interface Props {
  readonly name: string;
  readonly photos: number;
  /** What stands below the name. */
  readonly facts: string;
  readonly cover: number | null;
  /** Stands in where there is no cover, and before the name. */
  readonly icon: IconName;
  readonly onOpen: () => void;
}

/** An album as one sees it from outside. */
export function AlbumCover({ name, photos, facts, cover, icon, onOpen }: Props): ReactNode {
  const { picture } = useConnection();
  const { t } = useLanguage();
  return (
    <button type="button" className="cover" onClick={onOpen}>
      <span className="unseen">{t.openAlbum(name, photos)}</span>
      <span className="cover-picture">
        {cover === null ? <Icon name={icon} /> : <SteadyPicture src={picture('thumbnail', cover)} alt="" />}
      </span>
      <span className="cover-name" aria-hidden="true">
        <Icon name={icon} />
        <b translate="no">{name}</b>
      </span>
      <small className="cover-facts" aria-hidden="true">
        {facts}
      </small>
    </button>
  );
}
