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
  /** Only the desktop app can do it. */
  readonly needsDesktop: boolean;
  /** Actions of one group stand together in menus. */
  readonly group: 'look' | 'mark' | 'album' | 'change' | 'file' | 'remove';
}

/**
 * What can be done with photos, one row each, in the order of menus. Context menu, bars and keys of the window and the
 * menu of the desktop app derive from it; what each runs: renderer/features/actions/photo-action-rows.ts. The name of an
 * action is the message `action.ID`.
 */
const ROWS = {
  open: { on: 'one', key: 'Enter', surface: 'grid', needsDesktop: false, group: 'look' },
  alike: { on: 'one', key: 'm', surface: 'everywhere', needsDesktop: false, group: 'look' },
  slideshow: { on: 'any', key: 'p', surface: 'everywhere', needsDesktop: false, group: 'look' },
  favourite: { on: 'any', key: 'f', surface: 'everywhere', needsDesktop: false, group: 'mark' },
  album: { on: 'any', key: 'b', surface: 'everywhere', needsDesktop: false, group: 'mark' },
  label: { on: 'any', key: 'l', surface: 'everywhere', needsDesktop: false, group: 'mark' },
  rating: { on: 'any', key: 'g', surface: 'everywhere', needsDesktop: false, group: 'mark' },
  hide: { on: 'any', key: 'h', surface: 'everywhere', needsDesktop: false, group: 'mark' },
  'album-cover': { on: 'one', key: 'k', surface: 'album', needsDesktop: false, group: 'album' },
  'move-earlier': { on: 'any', key: ',', surface: 'own-album', needsDesktop: false, group: 'album' },
  'move-later': { on: 'any', key: '.', surface: 'own-album', needsDesktop: false, group: 'album' },
  'remove-from-album': { on: 'any', key: 'x', surface: 'own-album', needsDesktop: false, group: 'album' },
  'rotate-left': { on: 'any', key: 'R', surface: 'everywhere', needsDesktop: false, group: 'change' },
  'rotate-right': { on: 'any', key: 'r', surface: 'everywhere', needsDesktop: false, group: 'change' },
  date: { on: 'any', key: 'd', surface: 'everywhere', needsDesktop: false, group: 'change' },
  copy: { on: 'one', key: 'c', surface: 'everywhere', needsDesktop: false, group: 'file' },
  export: { on: 'any', key: 'e', surface: 'everywhere', needsDesktop: false, group: 'file' },
  'open-outside': { on: 'one', key: 'o', surface: 'everywhere', needsDesktop: true, group: 'file' },
  'show-in-folder': { on: 'one', key: 's', surface: 'everywhere', needsDesktop: true, group: 'file' },
  trash: { on: 'any', key: 'Delete', surface: 'everywhere', needsDesktop: false, group: 'remove' },
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
