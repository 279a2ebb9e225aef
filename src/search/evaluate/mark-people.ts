import { assertNever } from '../../domain/assert-never.ts';
import { fold } from '../../domain/fold.ts';
import type { PeopleFilter, PeopleKind } from '../../domain/query.ts';
import { NAMED_SELFIE } from '../../knowledge/labels/name-hints.ts';
import { FACES_AT_ARMS_LENGTH, FACES_NEAR, GROUP_OF_FACES, ONE_LARGE_FACE } from '../index/face-kinds.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { NO_TEXT } from '../index/text-column.ts';
import { LIKELY, POSSIBLE } from './scored-set.ts';

/** How phones name their lenses: "iPhone 12 front camera 2.71mm f/2.2". */
const FRONT = /\bfront\b|truedepth|前置/u;

/**
 * Marks the photos whose faces fulfil a filter; none of those in which faces were never looked for.
 * @param animals photos that show an animal and nobody: what was found in them is no face of a person
 */
export function markPeople(
  filter: PeopleFilter,
  index: PhotoIndex,
  animals: Iterable<number>,
  level: Uint8Array,
): void {
  if ('kind' in filter) markKind(filter.kind, index, level);
  else markCount(filter.from, filter.to, index, level);
  const needsFace = 'kind' in filter || filter.from > 0;
  const named = new Set(index.people.flatMap(({ photos }) => photos));
  for (const at of animals)
    if (!named.has(at) && index.columns.faces[at] !== 0) level[at] = needsFace ? 0 : LIKELY;
}

function markCount(from: number, to: number, { columns: { faces } }: PhotoIndex, level: Uint8Array): void {
  // The column holds the number plus one.
  const [first, last] = [Math.max(0, from) + 1, to + 1];
  for (let at = 0; at < level.length; at++) {
    const count = faces[at] as number;
    if (count >= first && count <= last) level[at] = LIKELY;
  }
}

function markKind(kind: PeopleKind, index: PhotoIndex, level: Uint8Array): void {
  switch (kind) {
    case 'group':
      markBit(GROUP_OF_FACES, index, level);
      return;
    case 'portrait':
      markBit(ONE_LARGE_FACE, index, level);
      return;
    case 'selfie':
      markSelfies(index, level);
      return;
    default:
      assertNever(kind);
  }
}

function markBit(bit: number, { columns: { faces, faceKinds } }: PhotoIndex, level: Uint8Array): void {
  for (let at = 0; at < level.length; at++)
    if (faces[at] !== 0 && ((faceKinds[at] as number) & bit) !== 0) level[at] = LIKELY;
}

/**
 * A front camera, or a name that states it, with a face near enough. A face that fills the picture as at arm's length makes
 * it possible where no other lens is named: most such photos were taken by somebody else, and one by the back camera of a
 * phone or by a camera with lenses surely was.
 */
function markSelfies({ columns, texts }: PhotoIndex, level: Uint8Array): void {
  const { faces, faceKinds, flags, lens } = columns;
  const fronts = texts.lens.where((name) => FRONT.test(fold(name)));
  for (let at = 0; at < level.length; at++) {
    const kinds = faceKinds[at] as number;
    if (faces[at] === 0 || (kinds & (FACES_NEAR | FACES_AT_ARMS_LENGTH)) === 0) continue;
    const number = lens[at] as number;
    if (fronts[number] === 1 || ((flags[at] as number) & NAMED_SELFIE) !== 0) level[at] = LIKELY;
    else if ((kinds & FACES_AT_ARMS_LENGTH) !== 0 && number === NO_TEXT) level[at] = POSSIBLE;
  }
}
