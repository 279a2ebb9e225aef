import type { Client } from '../../src/api/client.ts';
import type { Answer } from '../../src/api/contract.ts';

/** Something that the person said, as it can be taken back. */
export interface Deed {
  /** How many photos it changed anything for. */
  readonly photos: number;
  readonly undo: () => Promise<unknown>;
}

export interface SaidSession {
  /** Grows with everything that is said, changed or taken back. */
  readonly turn: () => number;
  readonly subscribe: (listener: () => void) => () => void;
  say(answers: readonly Answer[]): Promise<Deed>;
  setFavourite(photos: readonly number[], on: boolean): Promise<Deed>;
  setInAlbum(album: number, photos: readonly number[], on: boolean): Promise<Deed>;
  /** Takes this back, or what was said last; the answer is what was taken back, or null where there is nothing. */
  undo(deed?: Deed): Promise<Deed | null>;
  /** Something else that is shown changed: a label or an album was made, renamed or removed. */
  touch(): void;
}

/** What can be taken back, at most. */
const KEPT = 100;

/** What the person says of photos, one call each, and the way back. A call that fails changes nothing. */
export function createSaidSession(client: Client): SaidSession {
  let turn = 0;
  let deeds: readonly Deed[] = [];
  const listeners = new Set<() => void>();

  const touch = (): void => {
    turn += 1;
    for (const listener of listeners) listener();
  };
  const remember = (deed: Deed): Deed => {
    if (deed.photos > 0) deeds = [...deeds, deed].slice(-KEPT);
    touch();
    return deed;
  };

  return {
    turn: () => turn,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    say: async (answers) => {
      const { before } = await client('labels.say', { answers: [...answers] });
      const changed = before.filter(({ says }, at) => says !== answers[at]?.says);
      return remember({
        photos: new Set(changed.map(({ photo }) => photo)).size,
        undo: () => client('labels.say', { answers: changed }),
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
    undo: async (wanted) => {
      const deed = wanted ?? deeds.at(-1);
      if (deed === undefined || !deeds.includes(deed)) return null;
      // Gone at once, so that a second press takes back the one before it.
      deeds = deeds.filter((one) => one !== deed);
      try {
        await deed.undo();
      } catch (error) {
        deeds = [...deeds, deed];
        throw error;
      }
      touch();
      return deed;
    },
    touch,
  };
}
