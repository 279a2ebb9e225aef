import type { Client } from '../../src/api/client.ts';
import type { Input, LabelCorrection, Output } from '../../src/api/contract.ts';
import { BeachcombError } from '../../src/domain/error.ts';
import type { AlbumOrder } from '../../src/domain/user-data.ts';

/** A user action that can be undone. */
export interface UserAction {
  /** How many photos it changed anything for. */
  readonly photos: number;
  readonly undo: () => Promise<unknown>;
  /** Other photos that came above the line of a label by it, or below. */
  readonly moved?: Output<'labels.correct'>['moved'];
}

/** What photos that stay take over of those that go. */
type Merge = Output<'duplicates.plan'>['merge'];

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

export interface UserActionSession {
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
  /** What was said of people, by the number that takes it back; counts as one photo. */
  changePeople(undo: number): Promise<UserAction>;
  /**
   * Moves what a plan of `trash.plan` names to the trash.
   * @param by who moves it, as the plan states
   * @param merge what photos that stay take over before; undone together
   */
  trash(token: string, by: Output<'trash.plan'>['by'], merge: Merge | null): Promise<TrashAction>;
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
    return remember({ photos: moved, undo: () => client('albums.arrange', before) });
  },
  arrangeAlbum: async (album, order) => {
    const { before } = await client('albums.arrange', { album, order, photos: null });
    return remember({ photos: 1, undo: () => client('albums.arrange', { ...before, photos: null }) });
  },
  setAlbumCover: async (album, photo) => {
    const { before } = await client('albums.cover', { album, photo });
    return remember({ photos: 1, undo: () => client('albums.cover', { album, photo: before }) });
  },
  setAlbumSearch: async (album, search) => {
    const { before } = await client('albums.search', { album, search });
    return remember({ photos: 1, undo: () => client('albums.search', { album, search: before }) });
  },
  renameAlbum: async (shown, name) => {
    const { album, before } = await client('albums.rename', { album: shown, name });
    return remember({ photos: 1, album, undo: () => client('albums.rename', { album, name: before }) });
  },
  removeAlbum: async (album) => {
    const { undo } = await client('albums.remove', { album });
    return remember({ photos: 1, undo: () => client('albums.restore', { undo }) });
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
      undo: () => client('labels.correct', { corrections: changed }),
    });
  },
  setSteadyLabel: async (label, steady) => {
    const { before, moved } = await client('labels.setSteady', { label, steady });
    const undo = () => client('labels.setSteady', { label, steady: before });
    return remember({ photos: before === steady ? 0 : 1, moved, undo });
  },
  setFavourite: async (photos, on) => {
    const { changed } = await client('favourites.set', { photos: [...photos], on });
    const undo = () => client('favourites.set', { photos: changed, on: !on });
    return remember({ photos: changed.length, undo });
  },
  setInAlbum: async (album, photos, on) => {
    const { changed, arranged } = await client('albums.set', { album, photos: [...photos], on });
    const undo = async () => {
      await client('albums.set', { album, photos: changed, on: !on });
      // What was removed comes back at its place.
      if (!on && arranged !== null)
        await client('albums.arrange', { album, order: 'hand', photos: arranged });
    };
    return remember({ photos: changed.length, undo });
  },
  edit: async (photos, what) => {
    const { before } = await client('edits.change', { photos: [...photos], what });
    return remember({ photos: before.length, undo: () => client('edits.restore', { edits: before }) });
  },
});

/** What can be taken back, at most. */
const KEPT = 100;

/** Calls take so many photos at once. */
const MOST_PHOTOS = 5000;

const inParts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / MOST_PHOTOS) }, (_, at) =>
    all.slice(at * MOST_PHOTOS, (at + 1) * MOST_PHOTOS),
  );

/** Writes what photos take over from others. @returns takes it back */
async function mergeStatements(client: Client, merge: Merge): Promise<() => Promise<void>> {
  const undo: (() => Promise<unknown>)[] = [];
  for (const corrections of inParts(merge.corrections)) {
    const { before } = await client('labels.correct', { corrections });
    undo.push(() => client('labels.correct', { corrections: before }));
  }
  for (const photos of inParts(merge.favourites)) {
    const { changed } = await client('favourites.set', { photos, on: true });
    if (changed.length > 0) undo.push(() => client('favourites.set', { photos: changed, on: false }));
  }
  for (const { album, photos: all } of merge.albums)
    for (const photos of inParts(all)) {
      const { changed } = await client('albums.set', { album, photos, on: true });
      if (changed.length > 0) undo.push(() => client('albums.set', { album, photos: changed, on: false }));
    }
  for (const edits of inParts(merge.edits)) {
    const { before } = await client('edits.restore', { edits });
    if (before.length > 0) undo.push(() => client('edits.restore', { edits: before }));
  }
  return async () => {
    for (const one of undo.splice(0)) await one();
  };
}

/** Moves files back from the trash. @throws BeachcombError where some, or all, cannot come back */
async function untrash(client: Client, run: number | null): Promise<void> {
  if (run === null)
    throw new BeachcombError('unavailable', 'by hand', { reason: { code: 'restore-by-hand' } });
  const { files, failed, problems } = await client('trash.undo', { undo: run });
  if (failed === 0) return;
  const [first] = problems;
  const reason =
    failed === 1 && files === 0 && first !== undefined
      ? first.reason
      : ({ code: 'not-restored', files: failed, of: files + failed } as const);
  throw new BeachcombError('unavailable', 'not all files came back', { reason });
}

/** Moves what a plan names to the trash, and what photos take over before. */
async function moveFiles(
  { client, moveToTrash }: ActionConnection,
  token: string,
  by: Output<'trash.plan'>['by'],
  merge: Merge | null,
): Promise<TrashAction> {
  const move =
    by === 'shell' && moveToTrash !== null
      ? moveToTrash
      : (plan: { token: string }) => client('trash.move', plan);
  const unmerge = merge === null ? async () => {} : await mergeStatements(client, merge);
  let outcome: Output<'trash.move'>;
  try {
    outcome = await move({ token });
  } catch (error) {
    await unmerge();
    throw error;
  }
  // Nothing went: then nothing is taken over either.
  if (outcome.files === 0) await unmerge();
  const action = { photos: outcome.files, undo: () => untrash(client, outcome.undo).finally(unmerge) };
  return { action, outcome };
}

/** User actions on photos, one call each, and their undo. A call that fails changes nothing. */
export function createUserActionSession({ client, moveToTrash }: ActionConnection): UserActionSession {
  let actions: readonly UserAction[] = [];

  const remember = <A extends UserAction>(action: A): A => {
    if (action.photos > 0) actions = [...actions, action].slice(-KEPT);
    return action;
  };

  return {
    ...photoActions(client, remember),
    ...albumActions(client, remember),
    excludeFromMemories: async (exclusions) => {
      const { changed } = await client('memories.exclude', { exclusions, on: true });
      const undo = () => client('memories.exclude', { exclusions: changed, on: false });
      return remember({ photos: Math.min(1, changed.length), undo });
    },
    changePeople: async (undo) => remember({ photos: 1, undo: () => client('people.undo', { undo }) }),
    trash: async (token, by, merge) => {
      const trashed = await moveFiles({ client, moveToTrash }, token, by, merge);
      remember(trashed.action);
      return trashed;
    },
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
