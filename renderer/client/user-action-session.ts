import type { Client } from '../../src/api/client.ts';
import type { Input, LabelCorrection, Output } from '../../src/api/contract.ts';

/** A user action that can be undone. */
export interface UserAction {
  /** How many photos it changed anything for. */
  readonly photos: number;
  readonly undo: () => Promise<unknown>;
  /** Other photos that came above the line of a label by it, or below. */
  readonly moved?: Output<'labels.correct'>['moved'];
}

export interface UserActionSession {
  correct(corrections: readonly LabelCorrection[]): Promise<UserAction>;
  setFavourite(photos: readonly number[], on: boolean): Promise<UserAction>;
  setInAlbum(album: number, photos: readonly number[], on: boolean): Promise<UserAction>;
  /** Changes photos without touching their files. */
  edit(photos: readonly number[], what: Input<'edits.change'>['what']): Promise<UserAction>;
  /** Keeps things out of memories; counts as one photo. */
  excludeFromMemories(exclusions: Input<'memories.exclude'>['exclusions']): Promise<UserAction>;
  /** What was said of people, by the number that takes it back; counts as one photo. */
  changePeople(undo: number): Promise<UserAction>;
  /** Undoes this action or the last one; resolves to the undone action, or null if there is none. */
  undo(action?: UserAction): Promise<UserAction | null>;
}

/** What can be taken back, at most. */
const KEPT = 100;

/** User actions on photos, one call each, and their undo. A call that fails changes nothing. */
export function createUserActionSession(client: Client): UserActionSession {
  let actions: readonly UserAction[] = [];

  const remember = (action: UserAction): UserAction => {
    if (action.photos > 0) actions = [...actions, action].slice(-KEPT);
    return action;
  };

  return {
    correct: async (corrections) => {
      const { before, moved } = await client('labels.correct', { corrections: [...corrections] });
      const changed = before.filter(({ applies }, at) => applies !== corrections[at]?.applies);
      return remember({
        photos: new Set(changed.map(({ photo }) => photo)).size,
        moved,
        undo: () => client('labels.correct', { corrections: changed }),
      });
    },
    setFavourite: async (photos, on) => {
      const { changed } = await client('favourites.set', { photos: [...photos], on });
      const undo = () => client('favourites.set', { photos: changed, on: !on });
      return remember({ photos: changed.length, undo });
    },
    setInAlbum: async (album, photos, on) => {
      const { changed } = await client('albums.set', { album, photos: [...photos], on });
      const undo = () => client('albums.set', { album, photos: changed, on: !on });
      return remember({ photos: changed.length, undo });
    },
    edit: async (photos, what) => {
      const { before } = await client('edits.change', { photos: [...photos], what });
      return remember({ photos: before.length, undo: () => client('edits.restore', { edits: before }) });
    },
    excludeFromMemories: async (exclusions) => {
      const { changed } = await client('memories.exclude', { exclusions, on: true });
      const undo = () => client('memories.exclude', { exclusions: changed, on: false });
      return remember({ photos: Math.min(1, changed.length), undo });
    },
    changePeople: async (undo) => remember({ photos: 1, undo: () => client('people.undo', { undo }) }),
    undo: async (wanted) => {
      const action = wanted ?? actions.at(-1);
      if (action === undefined || !actions.includes(action)) return null;
      // Gone at once, so that a second press takes back the one before it.
      actions = actions.filter((one) => one !== action);
      try {
        await action.undo();
      } catch (error) {
        actions = [...actions, action];
        throw error;
      }
      return action;
    },
  };
}
