/**
 * What not every window can do. `desktop`: it is that of the desktop app; `downloads`: it is in a browser; `sharing`: the
 * system, or the browser, has a menu for it; `wallpaper`: the desktop lets a program change its picture.
 */
export const ABILITIES = ['desktop', 'downloads', 'sharing', 'wallpaper'] as const;
export type Ability = (typeof ABILITIES)[number];

interface PhotoActionRow {
  /** Whether it is for a single photo only. */
  readonly on: 'one' | 'any';
  /** The key in grid and viewer, as `KeyboardEvent.key`. */
  readonly key: string;
  /**
   * `grid`: an open photo has no such action. `album`: only the grid of an album has it; `own-album`: of one that is
   * filled by hand.
   */
  readonly surface: 'everywhere' | 'grid' | 'album' | 'own-album';
  /** What the window must be able to do for it; null for nothing. */
  readonly needs: Ability | null;
  /** Actions of one group stand together in menus. */
  readonly group: 'look' | 'mark' | 'album' | 'change' | 'file' | 'remove';
}

/**
 * What can be done with photos, one row each, in the order of menus. Context menu, bars and keys of the window and the
 * menu of the desktop app derive from it; what each runs: renderer/features/actions/photo-action-rows.ts. The name of an
 * action is the message `action.ID`.
 */
const ROWS = {
  open: { on: 'one', key: 'Enter', surface: 'grid', needs: null, group: 'look' },
  alike: { on: 'one', key: 'm', surface: 'everywhere', needs: null, group: 'look' },
  slideshow: { on: 'any', key: 'p', surface: 'everywhere', needs: null, group: 'look' },
  favourite: { on: 'any', key: 'f', surface: 'everywhere', needs: null, group: 'mark' },
  album: { on: 'any', key: 'b', surface: 'everywhere', needs: null, group: 'mark' },
  label: { on: 'any', key: 'l', surface: 'everywhere', needs: null, group: 'mark' },
  rating: { on: 'any', key: 'g', surface: 'everywhere', needs: null, group: 'mark' },
  hide: { on: 'any', key: 'h', surface: 'everywhere', needs: null, group: 'mark' },
  'album-cover': { on: 'one', key: 'k', surface: 'album', needs: null, group: 'album' },
  'move-earlier': { on: 'any', key: ',', surface: 'own-album', needs: null, group: 'album' },
  'move-later': { on: 'any', key: '.', surface: 'own-album', needs: null, group: 'album' },
  'remove-from-album': { on: 'any', key: 'x', surface: 'own-album', needs: null, group: 'album' },
  'rotate-left': { on: 'any', key: 'R', surface: 'everywhere', needs: null, group: 'change' },
  'rotate-right': { on: 'any', key: 'r', surface: 'everywhere', needs: null, group: 'change' },
  date: { on: 'any', key: 'd', surface: 'everywhere', needs: null, group: 'change' },
  place: { on: 'any', key: 'L', surface: 'everywhere', needs: null, group: 'change' },
  copy: { on: 'one', key: 'c', surface: 'everywhere', needs: null, group: 'file' },
  export: { on: 'any', key: 'e', surface: 'everywhere', needs: null, group: 'file' },
  download: { on: 'any', key: 'D', surface: 'everywhere', needs: 'downloads', group: 'file' },
  print: { on: 'any', key: 'P', surface: 'everywhere', needs: null, group: 'file' },
  share: { on: 'any', key: 'S', surface: 'everywhere', needs: 'sharing', group: 'file' },
  wallpaper: { on: 'one', key: 'W', surface: 'everywhere', needs: 'wallpaper', group: 'file' },
  'open-outside': { on: 'one', key: 'o', surface: 'everywhere', needs: 'desktop', group: 'file' },
  'show-in-folder': { on: 'one', key: 's', surface: 'everywhere', needs: 'desktop', group: 'file' },
  trash: { on: 'any', key: 'Delete', surface: 'everywhere', needs: null, group: 'remove' },
} as const satisfies Record<string, PhotoActionRow>;

export type PhotoActionId = keyof typeof ROWS;
export const PHOTO_ACTIONS: Readonly<Record<PhotoActionId, PhotoActionRow>> = ROWS;
export const PHOTO_ACTION_IDS = Object.keys(ROWS) as readonly PhotoActionId[];

/** The command of the desktop app's menu that runs an action. */
export type PhotoCommand = `photo-${PhotoActionId}`;
export const PHOTO_COMMANDS = PHOTO_ACTION_IDS.map((id): PhotoCommand => `photo-${id}`);

/** The action that a command of the menu runs; null for another command. */
export const photoActionOf = (command: string): PhotoActionId | null =>
  PHOTO_ACTION_IDS.find((id) => command === `photo-${id}`) ?? null;

/** A key as it is written in menus: a capital letter is pressed with Shift. */
export function keyName(key: string): string {
  if (key.length !== 1) return key;
  return key === key.toLowerCase() ? key.toUpperCase() : `Shift+${key}`;
}

/** Whether a window with these abilities can do an action. */
export function canDo(id: PhotoActionId, abilities: ReadonlySet<Ability>): boolean {
  const { needs } = PHOTO_ACTIONS[id];
  return needs === null || abilities.has(needs);
}
