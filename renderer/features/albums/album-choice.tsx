import type { KeyboardEvent, ReactNode } from 'react';
import { useConnection, useLanguage, useUserActions } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { firstInDialog } from '../../ui/first-in-dialog.ts';
import { Icon } from '../../ui/icon.tsx';
import { NameForm } from '../../ui/name-form.tsx';
import { Sheet } from '../../ui/sheet.tsx';

interface Props {
  readonly photos: readonly number[];
  /** Albums that all of them are in already. */
  readonly inAlbums: readonly number[];
  readonly onClose: () => void;
}

/** Adds photos to an existing or a new album, or removes them from it. */
export function AlbumChoice({ photos, inAlbums, onClose }: Props): ReactNode {
  const { client } = useConnection();
  const { t } = useLanguage();
  const userData = useUserActions();
  const albums = useQuery('albums.list', {});
  /** What was changed last is most likely meant. */
  const byHand =
    albums?.filter(({ search }) => search === null).toSorted((a, b) => b.changedAt - a.changedAt) ?? [];

  const set = (album: number, name: string, on: boolean): void => {
    userData.act(userData.session.setInAlbum(album, photos, on), (n) =>
      on ? t.putIntoAlbum(name, n) : t.takenFromAlbum(name, n),
    );
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.album-row, input')];
    const at = all.indexOf(event.target as HTMLElement);
    all[at + step]?.focus();
    event.preventDefault();
  };

  return (
    <Sheet title={t.photosToAlbum(photos.length)} onClose={onClose} size="small">
      {albums !== null && (
        // biome-ignore lint/a11y/noStaticElementInteractions: its buttons take the focus.
        <div className="album-choice" onKeyDown={onKeyDown}>
          {byHand.length === 0 && <p className="muted">{t.noAlbumsYet}</p>}
          <ul className="plain">
            {byHand.map(({ album, name, photos: count }, at) => {
              const isIn = inAlbums.includes(album);
              return (
                <li key={album}>
                  <button
                    type="button"
                    className="album-row"
                    // biome-ignore lint/a11y/noAutofocus: choosing is what this was opened for.
                    autoFocus={at === 0}
                    ref={at === 0 ? firstInDialog : null}
                    aria-pressed={isIn}
                    onClick={() => set(album, name, !isIn)}
                  >
                    <Icon name={isIn ? 'check' : 'album'} />
                    <span translate="no">{name}</span>
                    <small>{t.number(count)}</small>
                  </button>
                </li>
              );
            })}
          </ul>
          <NameForm
            label={t.newAlbum}
            example={t.newAlbumExample}
            submit={t.makeAlbum}
            isFirst={byHand.length === 0}
            onName={async (name) => {
              const made = await client('albums.add', { name });
              set(made.album, made.name, true);
            }}
          />
        </div>
      )}
    </Sheet>
  );
}
