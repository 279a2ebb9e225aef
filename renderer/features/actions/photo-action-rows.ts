import type { PhotoActionId } from '../../../src/api/photo-actions.ts';
import type { Turn } from '../../../src/domain/photo-edit.ts';
import type { HostConnection } from '../../client/connect.ts';
import type { Notices } from '../../client/notices.ts';
import type { UserActions } from '../../client/user-actions.ts';
import type { Strings } from '../../i18n/strings.ts';
import type { IconName } from '../../ui/icon.tsx';
import type { ActionDialogName, ActionSurface, ActionTarget, SwitchName } from './action-target.ts';
import { copyPicture } from './copy-picture.ts';

/** What actions work with. */
export interface ActionTools {
  readonly t: Strings;
  readonly connection: HostConnection;
  readonly notices: Notices;
  readonly userData: UserActions;
  readonly surface: ActionSurface;
  readonly show: (dialog: ActionDialogName, target: ActionTarget) => void;
}

interface PhotoActionRow {
  readonly icon: IconName;
  /** The bars that it is a button of; elsewhere it is in their menu. */
  readonly bars: readonly ActionSurface['name'][];
  /** Of an action that is switched on and off. */
  readonly isOn?: (target: ActionTarget) => boolean;
  readonly run: (target: ActionTarget, tools: ActionTools) => void;
}

const first = ({ photos }: ActionTarget): number => photos[0] ?? 0;

function copy(target: ActionTarget, { t, connection, notices }: ActionTools): void {
  const { desktop, picture } = connection;
  // The desktop app's window may not write into the clipboard.
  const copied =
    desktop === null
      ? copyPicture(picture('original', first(target)), target.turn)
      : desktop.copyPhoto(first(target));
  copied.then(
    () => notices.notify(t.copied),
    () => notices.notify(t.notCopied),
  );
}

function share(target: ActionTarget, { connection: { desktop }, notices, show }: ActionTools): void {
  if (desktop === null) show('share', target);
  else void desktop.share([...target.photos]).catch(notices.report);
}

/** What a press makes of a switch of photos: the other of what it is by now, whatever is shown of them still. */
function switched(name: SwitchName, { shown }: ActionTarget, { latest }: UserActions): boolean {
  const on = shown.length === 0 || !shown.every((one) => latest.read(one, name, one[name]));
  for (const one of shown) latest.note(one, name, on);
  return on;
}

const rotate =
  (by: Turn) =>
  ({ photos }: ActionTarget, { t, userData }: ActionTools): void =>
    userData.act(userData.session.edit(photos, { change: 'turn', by }), t.photosRotated);

const move =
  (to: 'earlier' | 'later') =>
  ({ photos }: ActionTarget, { t, userData, surface: { album } }: ActionTools): void => {
    if (album !== null) userData.act(userData.session.moveInAlbum(album.album, photos, to), t.photosMoved);
  };

/** What each action is in the window: how it looks, and what it runs. */
export const PHOTO_ACTION_ROWS: Readonly<Record<PhotoActionId, PhotoActionRow>> = {
  open: { icon: 'picture', bars: [], run: (target, { surface }) => surface.onOpen(first(target)) },
  alike: {
    icon: 'alike',
    bars: ['viewer'],
    run: (target, { surface }) => surface.onSearch(`similar:${first(target)}`),
  },
  slideshow: { icon: 'slideshow', bars: [], run: ({ photos }, { surface }) => surface.onPlay(photos) },
  favourite: {
    icon: 'star',
    bars: ['grid', 'viewer'],
    isOn: ({ isFavourite }) => isFavourite,
    run: (target, { t, userData }) => {
      const on = switched('favourite', target, userData);
      userData.act(userData.session.setFavourite(target.photos, on), on ? t.madeFavourite : t.noFavourite);
    },
  },
  album: { icon: 'album', bars: ['grid', 'viewer'], run: (target, { show }) => show('album', target) },
  label: {
    icon: 'tag',
    bars: ['grid'],
    run: (target, { surface, show }) =>
      surface.onLabel === null ? show('label', target) : surface.onLabel(),
  },
  rating: { icon: 'rating', bars: [], run: (target, { show }) => show('rating', target) },
  hide: {
    icon: 'hide',
    bars: [],
    isOn: ({ isHidden }) => isHidden,
    run: (target, { t, userData, surface }) => {
      const hidden = switched('hidden', target, userData);
      userData.act(
        userData.session.edit(target.photos, { change: 'hidden', hidden }),
        hidden ? t.photosHidden : t.photosShownAgain,
      );
      if (hidden) surface.onGone();
    },
  },
  'album-cover': {
    icon: 'picture',
    bars: [],
    run: (target, { t, userData, surface: { album } }) => {
      if (album !== null)
        userData.act(userData.session.setAlbumCover(album.album, first(target)), () => t.coverChosen);
    },
  },
  'move-earlier': { icon: 'left', bars: [], run: move('earlier') },
  'move-later': { icon: 'right', bars: [], run: move('later') },
  'remove-from-album': {
    icon: 'minus',
    bars: ['grid'],
    run: ({ photos }, { t, userData, surface: { album, onGone } }) => {
      if (album === null) return;
      userData.act(userData.session.setInAlbum(album.album, photos, false), (n) =>
        t.takenFromAlbum(album.name, n),
      );
      onGone();
    },
  },
  'rotate-left': { icon: 'rotate-left', bars: [], run: rotate(270) },
  'rotate-right': { icon: 'rotate-right', bars: [], run: rotate(90) },
  date: { icon: 'calendar', bars: [], run: (target, { show }) => show('date', target) },
  place: { icon: 'place', bars: [], run: (target, { show }) => show('place', target) },
  copy: { icon: 'copies', bars: [], run: copy },
  export: { icon: 'export', bars: ['grid'], run: (target, { show }) => show('export', target) },
  download: { icon: 'download', bars: ['grid'], run: (target, { show }) => show('download', target) },
  print: { icon: 'print', bars: [], run: (target, { show }) => show('print', target) },
  share: { icon: 'share', bars: ['viewer'], run: share },
  wallpaper: {
    icon: 'wallpaper',
    bars: [],
    run: (target, { t, connection: { desktop }, notices }) =>
      void desktop
        ?.setWallpaper(first(target))
        .then(() => notices.notify(t.wallpaperSet))
        .catch(notices.report),
  },
  'open-outside': {
    icon: 'open',
    bars: [],
    run: (target, { connection: { desktop }, notices }) =>
      void desktop?.openPhoto(first(target)).catch(notices.report),
  },
  'show-in-folder': {
    icon: 'folder',
    bars: [],
    run: (target, { connection: { desktop }, notices }) =>
      void desktop?.showInFolder(first(target)).catch(notices.report),
  },
  trash: { icon: 'trash', bars: ['grid', 'viewer'], run: (target, { show }) => show('trash', target) },
};
