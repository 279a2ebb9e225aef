import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { missingPhotos } from './missing-photos.ts';
import { useFolders } from './use-folders.ts';

interface Props {
  /** Called when the user wants to see where they are missing, and to decide. */
  readonly onOpen: () => void;
}

/** That photos are no longer there, until the user decides about them; nothing where none is missing. */
export function MissingNotice({ onOpen }: Props): ReactNode {
  const { t } = useLanguage();
  const photos = missingPhotos(useFolders());
  return (
    <span aria-live="polite">
      {photos > 0 && (
        <button type="button" className="missing-notice" aria-haspopup="dialog" onClick={onOpen}>
          <Icon name="warning" /> {t.missingNotice(photos)}
        </button>
      )}
    </span>
  );
}
