import { type ReactNode, useState } from 'react';
import type { AlbumView } from '../../../src/api/contract.ts';
import { useLanguage, useUserActions } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { MenuButton } from '../../ui/menu-button.tsx';
import { NameForm } from '../../ui/name-form.tsx';
import { AlbumCover } from './album-cover.tsx';

interface Props {
  readonly album: AlbumView;
  readonly onOpen: () => void;
}

/** An album among the others: its cover, and what can be done with it as a whole. */
export function AlbumCard({ album, onOpen }: Props): ReactNode {
  const { album: id, name, search, imported, photos, cover, from, to } = album;
  const { t } = useLanguage();
  const { session, act } = useUserActions();
  const [isRenaming, setRenaming] = useState(false);
  return (
    <li className="album-card">
      <AlbumCover
        name={name}
        photos={photos}
        facts={t.albumFacts(photos, from, to)}
        cover={cover}
        icon={search === null ? 'album' : 'search'}
        onOpen={onOpen}
      />
      <MenuButton
        label={t.moreOf(name)}
        title={t.more}
        className="icon-button album-menu"
        sections={[
          {
            key: 'album',
            items: [
              { key: 'rename', name: t.rename, onChoose: () => setRenaming(true) },
              {
                key: 'remove',
                name: t.removeAlbum,
                onChoose: () => act(session.removeAlbum(id), () => t.albumRemoved(name)),
              },
            ],
          },
        ]}
      >
        <Icon name="more" />
      </MenuButton>
      {isRenaming && (
        <NameForm
          label={t.newName}
          first={name}
          submit={t.save}
          isFirst
          onName={async (next) => {
            const action = await session.renameAlbum(id, next);
            act(Promise.resolve(action), () => t.albumRenamed(next));
            setRenaming(false);
          }}
          onCancel={() => setRenaming(false)}
        />
      )}
      {imported && <p className="muted">{t.importedAlbum}</p>}
    </li>
  );
}
