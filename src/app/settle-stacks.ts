import type { ParsedInput } from '../api/contract.ts';
import type { LibraryParts } from './library-parts.ts';
import { settlePhotos } from './settle-photos.ts';

type Parts = Pick<LibraryParts, 'searcher' | 'userData'>;

/**
 * Makes ready what the user states of photos: it counts for all files of their stacks, so that it stays with each when
 * another is gone. A RAW that is not read yet is left out, because reading it can take longer than an action may; the
 * statement on its picture counts for it.
 * @returns ids of the photos to state it of, by the id that was asked for; the one that is shown first
 * @throws BeachcombError `unavailable` where the file of a photo that was asked for cannot be read
 */
export async function settleStacks(
  { searcher, userData: { contents } }: Parts,
  photos: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  await settlePhotos({ contents }, photos);
  searcher.refresh();
  const stacks = new Map(photos.map((photo) => [photo, searcher.index.stackOf(photo)]));
  const others = [...stacks].flatMap(([photo, stack]) => stack.filter((one) => one !== photo));
  const read = contents.read(others);
  return new Map(
    [...stacks].map(([photo, stack]) => [photo, stack.filter((one) => one === photo || read.has(one))]),
  );
}

/**
 * The photos that were not so before, of those that were asked for: something is so of a stack if it is of any photo
 * in it.
 * @param changed those of all photos of the stacks
 */
export function changedStacks(
  stacks: ReadonlyMap<number, readonly number[]>,
  changed: readonly number[],
  on: boolean,
): number[] {
  const isChanged = new Set(changed);
  return [...stacks].flatMap(([photo, stack]) =>
    (on ? stack.every((one) => isChanged.has(one)) : stack.some((one) => isChanged.has(one))) ? [photo] : [],
  );
}

type Corrections = ParsedInput<'labels.correct'>['corrections'];

/** Corrects labels of photos and of all in their stacks. @returns the previous corrections of what is shown */
export async function correctStacks(
  parts: Parts,
  corrections: Corrections,
): Promise<{ before: Corrections }> {
  const photos = [...new Set(corrections.map(({ photo }) => photo))];
  const stacks = await settleStacks(parts, photos);
  const all = corrections.map((one) =>
    (stacks.get(one.photo) ?? [one.photo]).map((photo) => ({ ...one, photo })),
  );
  const before = parts.userData.statements.correct(all.flat(), Date.now());
  let from = 0;
  return {
    before: corrections.map(({ photo, label }, at) => {
      const stack = before.slice(from, from + (all[at] ?? []).length);
      from += stack.length;
      // What is stated of the developed picture stands above what is stated of its RAW.
      const applies = stack.find((one) => one.applies !== null)?.applies ?? null;
      return { photo, label, applies };
    }),
  };
}
