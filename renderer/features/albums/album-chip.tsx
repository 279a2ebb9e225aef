import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';

interface Props {
  readonly name: string;
  /** Searches all photos instead. */
  readonly onRemove: () => void;
}

/** The album that is searched in, as a part of the search that can be removed. */
export function AlbumChip({ name, onRemove }: Props): ReactNode {
  const { t } = useLanguage();
  return (
    <span className="chip album-chip">
      <span className="album-chip-name">
        <Icon name="album" />
        <span>{t.inAlbum(name)}</span>
      </span>
      <button
        type="button"
        className="chip-remove"
        aria-label={t.searchAllPhotos}
        title={t.searchAllPhotos}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </span>
  );
}
