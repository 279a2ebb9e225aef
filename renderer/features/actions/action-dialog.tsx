import type { ReactNode } from 'react';
import { useConnection, useLanguage, useUserActions } from '../../client/contexts.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { AlbumChoice } from '../albums/album-choice.tsx';
import { CopiesSheet } from '../export/copies-sheet.tsx';
import { DownloadSheet } from '../export/download-sheet.tsx';
import { correctLabel } from '../labels/correct-label.ts';
import { LabelField } from '../labels/label-field.tsx';
import { PlaceDialog } from '../map/place-dialog.tsx';
import { PrintSheet } from '../sharing/print-sheet.tsx';
import { ShareSheet } from '../sharing/share-sheet.tsx';
import { TrashDialog } from '../trash/trash-dialog.tsx';
import type { ActionDialogName, ActionTarget } from './action-target.ts';
import { DateDialog } from './date-dialog.tsx';
import { RatingDialog } from './rating-dialog.tsx';

interface Props {
  readonly target: ActionTarget;
  /** The photos left the library. */
  readonly onTrashed: () => void;
  readonly onClose: () => void;
}

/** The dialog of each action that has one. */
const DIALOGS: Readonly<Record<ActionDialogName, (props: Props) => ReactNode>> = {
  album: ({ target: { photos, albums }, onClose }) => (
    <AlbumChoice photos={photos} inAlbums={albums} onClose={onClose} />
  ),
  label: LabelDialog,
  rating: ({ target, onClose }) => <RatingDialog target={target} onClose={onClose} />,
  date: ({ target, onClose }) => <DateDialog target={target} onClose={onClose} />,
  place: ({ target, onClose }) => <PlaceDialog target={target} onClose={onClose} />,
  export: ({ target, onClose }) => <CopiesSheet target={target} onClose={onClose} />,
  download: ({ target, onClose }) => <DownloadSheet target={target} onClose={onClose} />,
  print: ({ target: { photos }, onClose }) => <PrintSheet photos={photos} onClose={onClose} />,
  share: ({ target: { photos }, onClose }) => <ShareSheet photos={photos} onClose={onClose} />,
  trash: PhotoTrashDialog,
};

/** The open dialog of an action. */
export function ActionDialog({ name, ...props }: Props & { readonly name: ActionDialogName }): ReactNode {
  const Dialog = DIALOGS[name];
  return <Dialog {...props} />;
}

function PhotoTrashDialog({ target: { photos }, onTrashed, onClose }: Props): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  return (
    <TrashDialog
      plan={() => client('trash.plan', { photos: [...photos] })}
      title={t.photosToTrash(photos.length)}
      photos={photos}
      onTrashed={onTrashed}
      onClose={onClose}
    />
  );
}

function LabelDialog({ target: { photos }, onClose }: Props): ReactNode {
  const { t } = useLanguage();
  const userData = useUserActions();
  return (
    <Sheet title={t.photosToLabel(photos.length)} onClose={onClose} size="small">
      <LabelField
        isFirst
        onChoose={(label) => {
          correctLabel(userData, t, photos, label, true);
          onClose();
        }}
      />
    </Sheet>
  );
}
