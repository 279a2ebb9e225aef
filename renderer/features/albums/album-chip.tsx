import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Chip, ChipName } from '../../ui/chip.tsx';
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
    <Chip look="album-chip" removeName={t.searchAllPhotos} onRemove={onRemove}>
      <ChipName>
        <Icon name="album" />
        <span>{t.inAlbum(name)}</span>
      </ChipName>
    </Chip>
  );
}
