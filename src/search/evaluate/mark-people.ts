import { assertNever } from '../../domain/assert-never.ts';
import { fold } from '../../domain/fold.ts';
import type { PeopleFilter, PeopleKind } from '../../domain/query.ts';
import { NAMED_SELFIE } from '../../knowledge/labels/name-hints.ts';
import { FACES_AT_ARMS_LENGTH, FACES_NEAR, GROUP_OF_FACES, ONE_LARGE_FACE } from '../index/face-kinds.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { LIKELY } from './scored-set.ts';

/** How phones name their lenses: "iPhone 12 front camera 2.71mm f/2.2". */
const FRONT = /\bfront\b|truedepth|前置/u;
const BACK = /\b(?:back|rear)\b|后置/u;

/** Marks the photos whose faces fulfil a filter; none of those in which faces were never looked for. */
export function markPeople(filter: PeopleFilter, index: PhotoIndex, level: Uint8Array): void {
  if ('kind' in filter) {
    markKind(filter.kind, index, level);
    return;
  }
  const { faces } = index.columns;
  // The column holds the number plus one.
  const [first, last] = [Math.max(0, filter.from) + 1, filter.to + 1];
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

/** A face fills so much of the picture only at arm's length; smaller ones need a front camera or a name that says so. */
function markSelfies({ columns, texts }: PhotoIndex, level: Uint8Array): void {
  const { faces, faceKinds, flags, lens } = columns;
  const fronts = texts.lens.where((name) => FRONT.test(fold(name)));
  const backs = texts.lens.where((name) => BACK.test(fold(name)));
  for (let at = 0; at < level.length; at++) {
    const kinds = faceKinds[at] as number;
    if (faces[at] === 0 || (kinds & (FACES_NEAR | FACES_AT_ARMS_LENGTH)) === 0) continue;
    const number = lens[at] as number;
    const isFront = fronts[number] === 1 || ((flags[at] as number) & NAMED_SELFIE) !== 0;
    if (isFront || ((kinds & FACES_AT_ARMS_LENGTH) !== 0 && backs[number] !== 1)) level[at] = LIKELY;
  }
}
