import type { ReactNode } from 'react';
import { useLanguage, useStatus } from '../client/contexts.ts';
import { isWorkingNow } from '../client/status-watch.ts';
import { useQuery } from '../client/use-query.ts';
import { missingPhotos } from '../features/folders/missing-photos.ts';
import { Icon } from '../ui/icon.tsx';

/** In the place of the photos while the library has none. */
export function NoPhotos({ onFolders }: { readonly onFolders: () => void }): ReactNode {
  const { t } = useLanguage();
  const isWorking = useStatus(isWorkingNow);
  const known = useQuery('folders.list', {}, { isSilent: true });
  const folders = known ?? [];
  const isWithoutFolders = known?.length === 0;
  const isScanning = folders.some(({ state }) => state === 'scanning');
  const missing = missingPhotos(folders);
  return (
    <div className="empty">
      <Icon name="picture" />
      <h2>{t.noPhotosYet}</h2>
      <p>
        {isWorking || isScanning
          ? t.soonHere
          : missing > 0
            ? t.missingNotice(missing)
            : isWithoutFolders
              ? t.noFolders
              : t.noPhotosInFolders}
      </p>
      {!isWorking && (
        <div className="actions">
          <button type="button" className="button" onClick={onFolders}>
            <Icon name="folder" /> {t.seeFolders}
          </button>
        </div>
      )}
    </div>
  );
}
