import type { Client } from '../../src/api/client.ts';
import type { Input, LabelCorrection, Output } from '../../src/api/contract.ts';
import type { AlbumOrder } from '../../src/domain/user-data.ts';
import { runUndo, type UndoStep } from './undo-step.ts';
import { type Merge, writeMerge } from './write-merge.ts';

/** A user action that can be undone. */
export interface UserAction {
  /** How many photos it changed anything for. */
  readonly photos: number;
  /** What takes it back, in this order. */
  readonly undo: readonly UndoStep[];
  /** The photos that went to the trash by it. */
  readonly trashed?: readonly number[];
  /** What was done, as it was shown: named again by its undo. */
  words?: string;
  /** Other photos that came above the line of a label by it, or below. */
  readonly moved?: Output<'labels.correct'>['moved'];
}

/** A confirmed plan of `trash.plan`. */
export interface TrashRequest extends Pick<Output<'trash.plan'>, 'token' | 'by'> {
  /** The photos that are to be gone then. */
  readonly photos: readonly number[];
  /** What photos that stay take over before; undone together. */
  readonly merge: Merge | null;
}

/** Files that went together, as `trash.list` has them. */
export interface TrashedRun {
  readonly run: number;
  readonly files: number;
}

/** Files that went to the trash, and those that stayed. */
export interface TrashAction {
  readonly action: UserAction;
  readonly outcome: Output<'trash.move'>;
}

/** What the session needs of the host, and of the shell of the desktop app. */
export interface ActionConnection {
  readonly client: Client;
  /** Null in a browser. */
  readonly moveToTrash: ((plan: Input<'trash.move'>) => Promise<Output<'trash.move'>>) | null;
}

/** Where the actions that can be undone outlive a reload of the page. */
export interface UndoStore {
  read(): UserAction[];
  /** Keeps the newest, as many as have room; what is older than one without room is left out with it. */
  write(actions: readonly UserAction[]): void;
}

export interface UserActionSession {
  /** Names an action for its undo. */
  describe(action: UserAction, words: string): void;
  correct(corrections: readonly LabelCorrection[]): Promise<UserAction>;
  /** Whether corrections of a label change only the corrected photos; counts as one photo. */
  setSteadyLabel(label: string, isSteady: boolean): Promise<UserAction>;
  setFavourite(photos: readonly number[], on: boolean): Promise<UserAction>;
  setInAlbum(album: number, photos: readonly number[], on: boolean): Promise<UserAction>;
  /** Moves photos of an album within its order by hand: one place, or before another photo (null: to the end). */
  moveInAlbum(album: number, photos: readonly number[], to: Input<'albums.move'>['to']): Promise<UserAction>;
  /** Chooses the order of an album; counts as one photo, as what follows does. */
  arrangeAlbum(album: number, order: AlbumOrder): Promise<UserAction>;
  /** Null leaves the choice to the program. */
  setAlbumCover(album: number, photo: number | null): Promise<UserAction>;
  setAlbumSearch(album: number, search: string): Promise<UserAction>;
  /** `album`: its id from now on. */
  renameAlbum(album: number, name: string): Promise<UserAction & { readonly album: number }>;
  removeAlbum(album: number): Promise<UserAction>;
  /** Changes photos without touching their files. */
  edit(photos: readonly number[], what: Input<'edits.change'>['what']): Promise<UserAction>;
  /** Keeps things out of memories; counts as one photo. */
  excludeFromMemories(exclusions: Input<'memories.exclude'>['exclusions']): Promise<UserAction>;
  /** What was stated of people, by the number that takes it back; counts as one photo. */
  changePeople(undo: number): Promise<UserAction>;
  /** Moves what a plan of `trash.plan` names to the trash. */
  trash(request: TrashRequest): Promise<TrashAction>;
  /** Undoes what went to the trash in a run, also of another window; with all that was done with it, where it was done here. */
  putBack(run: TrashedRun): Promise<UserAction>;
  /** Undoes this action or the last one; resolves to the undone action, or null if there is none. */
  undo(action?: UserAction): Promise<UserAction | null>;
}

type AlbumActions = Pick<
  UserActionSession,
  'moveInAlbum' | 'arrangeAlbum' | 'setAlbumCover' | 'setAlbumSearch' | 'renameAlbum' | 'removeAlbum'
>;

/** What is done with albums as a whole, and with the order of their photos. */
const albumActions = (client: Client, remember: <A extends UserAction>(action: A) => A): AlbumActions => ({
  moveInAlbum: async (album, photos, to) => {
    const { moved, before } = await client('albums.move', { album, photos: [...photos], to });
    return remember({ photos: moved, undo: [{ call: 'albums.arrange', input: before }] });
  },
  arrangeAlbum: async (album, order) => {
    const { before } = await client('albums.arrange', { album, order, photos: null });
    return remember({ photos: 1, undo: [{ call: 'albums.arrange', input: { ...before, photos: null } }] });
  },
  setAlbumCover: async (album, photo) => {
    const { before } = await client('albums.cover', { album, photo });
    return remember({ photos: 1, undo: [{ call: 'albums.cover', input: { album, photo: before } }] });
  },
  setAlbumSearch: async (album, search) => {
    const { before } = await client('albums.search', { album, search });
    return remember({ photos: 1, undo: [{ call: 'albums.search', input: { album, search: before } }] });
  },
  renameAlbum: async (shown, name) => {
    const { album, before } = await client('albums.rename', { album: shown, name });
    return remember({ photos: 1, album, undo: [{ call: 'albums.rename', input: { album, name: before } }] });
  },
  removeAlbum: async (album) => {
    const { undo } = await client('albums.remove', { album });
    return remember({ photos: 1, undo: [{ call: 'albums.restore', input: { undo } }] });
  },
});

type PhotoActions = Pick<
  UserActionSession,
  'correct' | 'setSteadyLabel' | 'setFavourite' | 'setInAlbum' | 'edit'
>;

/** What is stated of photos. */
const photoActions = (client: Client, remember: <A extends UserAction>(action: A) => A): PhotoActions => ({
  correct: async (corrections) => {
    const { before, moved } = await client('labels.correct', { corrections: [...corrections] });
    const changed = before.filter(({ applies }, at) => applies !== corrections[at]?.applies);
    return remember({
      photos: new Set(changed.map(({ photo }) => photo)).size,
      moved,
      undo: [{ call: 'labels.correct', input: { corrections: changed } }],
    });
  },
  setSteadyLabel: async (label, steady) => {
    const { before, moved } = await client('labels.setSteady', { label, steady });
    const undo = [{ call: 'labels.setSteady', input: { label, steady: before } }] as const;
    return remember({ photos: before === steady ? 0 : 1, moved, undo });
  },
  setFavourite: async (photos, on) => {
    const { changed } = await client('favourites.set', { photos: [...photos], on });
    const undo = [{ call: 'favourites.set', input: { photos: changed, on: !on } }] as const;
    return remember({ photos: changed.length, undo });
  },
  setInAlbum: async (album, photos, on) => {
    const { changed, arranged } = await client('albums.set', { album, photos: [...photos], on });
    const undo: UndoStep[] = [{ call: 'albums.set', input: { album, photos: changed, on: !on } }];
    // What was removed comes back at its place.
    if (!on && arranged !== null)
      undo.push({ call: 'albums.arrange', input: { album, order: 'hand', photos: arranged } });
    return remember({ photos: changed.length, undo });
  },
  edit: async (photos, what) => {
    const { before } = await client('edits.change', { photos: [...photos], what });
    return remember({ photos: before.length, undo: [{ call: 'edits.restore', input: { edits: before } }] });
  },
});

type PeopleActions = Pick<UserActionSession, 'excludeFromMemories' | 'changePeople'>;

/** What is stated of memories and of people. */
const peopleActions = (client: Client, remember: <A extends UserAction>(action: A) => A): PeopleActions => ({
  excludeFromMemories: async (exclusions) => {
    const { changed } = await client('memories.exclude', { exclusions, on: true });
    const undo = [{ call: 'memories.exclude', input: { exclusions: changed, on: false } }] as const;
    return remember({ photos: Math.min(1, changed.length), undo });
  },
  changePeople: async (undo) => remember({ photos: 1, undo: [{ call: 'people.undo', input: { undo } }] }),
});

/** What can be taken back, at most. */
const KEPT = 100;

/** Moves what a plan names to the trash, and what photos take over before. */
async function moveFiles(
  { client, moveToTrash }: ActionConnection,
  { token, by, photos, merge }: TrashRequest,
): Promise<TrashAction> {
  const move =
    by === 'shell' && moveToTrash !== null
      ? moveToTrash
      : (plan: { token: string }) => client('trash.move', plan);
  const unmerge = merge === null ? [] : await writeMerge(client, merge);
  let outcome: Output<'trash.move'>;
  try {
    outcome = await move({ token });
  } catch (error) {
    await runUndo(client, unmerge);
    throw error;
  }
  // Nothing went: then nothing is taken over either.
  if (outcome.files === 0) await runUndo(client, unmerge);
  const untrash: UndoStep =
    outcome.undo === null
      ? { call: 'by-hand', input: null }
      : { call: 'trash.undo', input: { undo: outcome.undo } };
  return { action: { photos: outcome.files, undo: [untrash, ...unmerge], trashed: photos }, outcome };
}

/** User actions on photos, one call each, and their undo. A call that fails changes nothing. */
export function createUserActionSession(
  { client, moveToTrash }: ActionConnection,
  store: UndoStore,
): UserActionSession {
  let actions: readonly UserAction[] = store.read();
  const set = (next: readonly UserAction[]): void => {
    actions = next.slice(-KEPT);
    store.write(actions);
  };

  const remember = <A extends UserAction>(action: A): A => {
    if (action.photos > 0) set([...actions, action]);
    return action;
  };

  const undo = async (wanted?: UserAction): Promise<UserAction | null> => {
    const action = wanted ?? actions.at(-1);
    if (action === undefined || !actions.includes(action)) return null;
    // Gone at once, so that a second press takes back the one before it.
    set(actions.filter((one) => one !== action));
    try {
      await runUndo(client, action.undo);
    } catch (error) {
      set([...actions, action]);
      throw error;
    }
    return action;
  };

  return {
    describe: (action, words) => {
      action.words = words;
      set(actions);
    },
    ...photoActions(client, remember),
    ...albumActions(client, remember),
    ...peopleActions(client, remember),
    trash: async (request) => {
      const trashed = await moveFiles({ client, moveToTrash }, request);
      remember(trashed.action);
      return trashed;
    },
    putBack: async ({ run, files }) => {
      const mine = actions.find((action) =>
        action.undo.some((step) => step.call === 'trash.undo' && step.input.undo === run),
      );
      const undone = mine === undefined ? null : await undo(mine);
      if (undone !== null) return undone;
      const action: UserAction = { photos: files, undo: [{ call: 'trash.undo', input: { undo: run } }] };
      await runUndo(client, action.undo);
      return action;
    },
    undo,
  };
}
