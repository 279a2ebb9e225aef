import { type ReactNode, useState } from 'react';
import type { Input, Output } from '../../../src/api/contract.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { AlbumChoice } from '../albums/album-choice.tsx';
import { TrashDialog } from '../trash/trash-dialog.tsx';

interface Props {
  readonly chosen: Input<'duplicates.plan'>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What cleaning up duplicates will do, in numbers; then it is done, or the rest goes into an album. */
export function CleanUpDialog({ chosen, onDone, onClose }: Props): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const [preview, setPreview] = useState<Output<'duplicates.plan'> | null>(null);
  const [isAlbum, setAlbum] = useState(false);
  const photos = preview?.photos ?? [];
  if (isAlbum && photos.length > 0) return <AlbumChoice photos={photos} inAlbums={[]} onClose={onClose} />;
  return (
    <TrashDialog
      title={t.cleanUpDuplicates}
      photos={photos}
      plan={async () => {
        const made = await client('duplicates.plan', chosen);
        setPreview(made);
        return made.plan;
      }}
      merge={preview?.merge ?? null}
      onTrashed={onDone}
      onClose={onClose}
    >
      {preview !== null && (
        <div className="clean-up">
          <p>
            <b>{t.cleanUpPlan(preview.groups, preview.stay, preview.go)}</b>
          </p>
          {preview.merge.photos > 0 && <p>{t.cleanUpMerges(preview.merge.photos)}</p>}
          {photos.length > 0 && (
            <p>
              <button type="button" className="button" onClick={() => setAlbum(true)}>
                {t.restToAlbum}
              </button>
            </p>
          )}
        </div>
      )}
    </TrashDialog>
  );
}
