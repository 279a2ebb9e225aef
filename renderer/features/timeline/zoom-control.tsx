import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import type { GridZoom } from './use-zoom.ts';

/** Smaller and larger photos, for the pointer; the grid has keys for it. */
export function ZoomControl({ zoom }: { readonly zoom: GridZoom }): ReactNode {
  const { t } = useLanguage();
  return (
    <fieldset className="zoom-control" aria-label={t.photoSize}>
      <IconButton
        icon="minus"
        label={t.smallerPhotos}
        disabled={zoom.smaller === null}
        onClick={() => zoom.smaller?.()}
      />
      <IconButton
        icon="plus"
        label={t.largerPhotos}
        disabled={zoom.larger === null}
        onClick={() => zoom.larger?.()}
      />
    </fieldset>
  );
}
