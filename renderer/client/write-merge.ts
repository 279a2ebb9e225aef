import type { Client } from '../../src/api/client.ts';
import type { Output } from '../../src/api/contract.ts';
import type { UndoStep } from './undo-step.ts';

/** What photos that stay take over of those that go. */
export type Merge = Output<'duplicates.plan'>['merge'];
type MergeList = keyof Omit<Merge, 'photos'>;

/** Calls take so many photos at once. */
const MOST_PHOTOS = 5000;

const inParts = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / MOST_PHOTOS) }, (_, at) =>
    all.slice(at * MOST_PHOTOS, (at + 1) * MOST_PHOTOS),
  );

/** How each list is written, in this order; each adds to `undo` what takes it back. */
const WRITERS: {
  readonly [L in MergeList]: (client: Client, list: Merge[L], undo: UndoStep[]) => Promise<void>;
} = {
  corrections: async (client, all, undo) => {
    for (const corrections of inParts(all)) {
      const { before } = await client('labels.correct', { corrections });
      undo.push({ call: 'labels.correct', input: { corrections: before } });
    }
  },
  favourites: async (client, all, undo) => {
    for (const photos of inParts(all)) {
      const { changed } = await client('favourites.set', { photos, on: true });
      if (changed.length > 0) undo.push({ call: 'favourites.set', input: { photos: changed, on: false } });
    }
  },
  albums: async (client, albums, undo) => {
    for (const { album, photos: all } of albums)
      for (const photos of inParts(all)) {
        const { changed } = await client('albums.set', { album, photos, on: true });
        if (changed.length > 0)
          undo.push({ call: 'albums.set', input: { album, photos: changed, on: false } });
      }
  },
  edits: async (client, all, undo) => {
    for (const edits of inParts(all)) {
      const { before } = await client('edits.restore', { edits });
      if (before.length > 0) undo.push({ call: 'edits.restore', input: { edits: before } });
    }
  },
};
const LISTS = Object.keys(WRITERS) as readonly MergeList[];

/** Writes what photos take over from others. @returns what takes it back */
export async function writeMerge(client: Client, merge: Merge): Promise<UndoStep[]> {
  const undo: UndoStep[] = [];
  const write = <L extends MergeList>(list: L): Promise<void> => WRITERS[list](client, merge[list], undo);
  for (const list of LISTS) await write(list);
  return undo;
}
