import { type ReactNode, useState } from 'react';
import type { AlbumView } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { AddPhotosSheet } from './add-photos-sheet.tsx';

/** Opens the dialog that finds photos for an album. */
export function AddPhotosButton({ album: { album, name } }: { readonly album: AlbumView }): ReactNode {
  const { t } = useLanguage();
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setAdding(true)}>
        <Icon name="plus" />
        {t.addPhotos}
      </button>
      {isAdding && <AddPhotosSheet album={album} name={name} onClose={() => setAdding(false)} />}
    </>
  );
}
