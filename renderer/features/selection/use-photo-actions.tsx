import { type ReactNode, useState } from 'react';
import { useLanguage, useUserActions } from '../../client/contexts.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { AlbumChoice } from '../albums/album-choice.tsx';
import { CopiesSheet } from '../export/copies-sheet.tsx';
import { correctLabel, type NamedLabel } from '../labels/correct-label.ts';
import { LabelField } from '../labels/label-field.tsx';
import type { PagedResult } from '../search/search-session.ts';

export interface PhotoActions {
  readonly favourite: () => void;
  readonly putIntoAlbum: () => void;
  readonly addLabel: () => void;
  /** Copies of them into a folder. */
  readonly copyInto: () => void;
  readonly correct: (label: NamedLabel, applies: boolean) => void;
  /** The open dialog for an album or a label; null if none is open. */
  readonly dialog: ReactNode;
}

/** What can be done with the chosen photos of a search, all of them at once. */
export function usePhotoActions(
  result: PagedResult,
  photos: readonly number[],
  onDone: () => void,
): PhotoActions {
  const { t } = useLanguage();
  const userData = useUserActions();
  const [asking, setAsking] = useState<'album' | 'label' | 'copies' | null>(null);
  const close = (): void => setAsking(null);

  return {
    favourite: () => {
      if (photos.length === 0) return;
      const wanted = new Set(photos);
      const hits = [...result.pages.values()].flat().filter(({ photo }) => wanted.has(photo));
      // If all are favourites, they are removed; an unknown state counts as no favourite.
      const on = hits.length < wanted.size || hits.some(({ favourite }) => !favourite);
      userData.act(userData.session.setFavourite(photos, on), on ? t.madeFavourite : t.noFavourite);
    },
    putIntoAlbum: () => photos.length > 0 && setAsking('album'),
    addLabel: () => photos.length > 0 && setAsking('label'),
    copyInto: () => photos.length > 0 && setAsking('copies'),
    correct: (label, applies) => {
      if (photos.length === 0) return;
      correctLabel(userData, t, photos, label, applies);
      onDone();
    },
    dialog:
      asking === 'album' ? (
        <AlbumChoice photos={photos} inAlbums={[]} onClose={close} />
      ) : asking === 'copies' ? (
        <CopiesSheet photos={photos} onClose={close} />
      ) : asking === 'label' ? (
        <Sheet title={t.photosToLabel(photos.length)} onClose={close} size="small">
          <LabelField
            isFirst
            onChoose={(label) => {
              correctLabel(userData, t, photos, label, true);
              close();
            }}
          />
        </Sheet>
      ) : null,
  };
}
