import { type ReactNode, useState } from 'react';
import type { AlbumView } from '../../../src/api/contract.ts';
import { useLanguage, useUserActions } from '../../client/contexts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { NameForm } from '../../ui/name-form.tsx';
import { useWhileShown } from '../../ui/use-while-shown.ts';

interface Props {
  readonly album: AlbumView;
  /** Its id is another one from now on. */
  readonly onMoved: (album: number) => void;
}

/** The name of an album, which is changed where it stands. */
export function AlbumTitle({ album: { album, name }, onMoved }: Props): ReactNode {
  const { t } = useLanguage();
  const { session, act } = useUserActions();
  const [isEditing, setEditing] = useState(false);
  const move = useWhileShown(onMoved);
  const rename = async (next: string): Promise<void> => {
    const action = await session.renameAlbum(album, next);
    act(Promise.resolve(action), () => t.albumRenamed(next));
    setEditing(false);
    if (action.album !== album) move(action.album);
  };
  return (
    <div className="album-title">
      <h2 className={isEditing ? 'screen-heading unseen' : 'screen-heading'} tabIndex={-1}>
        <span translate="no">{name}</span>
      </h2>
      {isEditing ? (
        <NameForm
          label={t.newName}
          first={name}
          submit={t.save}
          isFirst
          onName={rename}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <IconButton icon="edit" label={t.renameThing(name)} onClick={() => setEditing(true)} />
      )}
    </div>
  );
}
