import { describe, expect, it } from 'vitest';
import type { FaceBox } from '../../../src/domain/face.ts';
import {
  FACES_AT_ARMS_LENGTH,
  FACES_NEAR,
  facesOf,
  GROUP_OF_FACES,
  ONE_LARGE_FACE,
} from '../../../src/search/index/face-kinds.ts';

/** A square of this side, the nth of its row. */
const face = (side: number, nth = 0, top = 0): FaceBox => ({
  left: 0.01 + nth * 0.16,
  top,
  right: 0.01 + nth * 0.16 + side,
  bottom: top + side,
});
const boxes = (part: Partial<Parameters<typeof facesOf>[0]>) =>
  facesOf({ photo: 1, isSeen: true, found: [], regions: [], denied: [], ...part });
const kinds = (...found: FaceBox[]): number => boxes({ found }).kinds;

describe('the number of faces in a photo', () => {
  it('is unknown where nobody looked, and none where nothing was found', () => {
    expect(boxes({ isSeen: false }).count).toBeNull();
    expect(boxes({}).count).toBe(0);
  });

  it('is that of the named regions where nobody looked', () => {
    expect(boxes({ isSeen: false, regions: [face(0.1), face(0.1, 1)] }).count).toBe(2);
  });

  it('counts a face once that was found and named, and a named one that was not found', () => {
    expect(boxes({ found: [face(0.1)], regions: [face(0.12), face(0.1, 3)] }).count).toBe(2);
  });

  it('leaves out what the user said is no face, wherever its box was moved', () => {
    expect(boxes({ found: [face(0.1), face(0.1, 1)], denied: [face(0.11)] }).count).toBe(1);
    expect(boxes({ found: [face(0.1)], denied: [face(0.1, 4)] }).count).toBe(1);
    expect(boxes({ isSeen: false, regions: [face(0.1)], denied: [face(0.1)] }).count).toBe(0);
  });

  it('ends at what a byte holds', () => {
    const found = Array.from({ length: 300 }, (_, nth) => face(0.01, nth % 6, nth / 400));
    expect(boxes({ found }).count).toBe(254);
  });
});

describe('what faces make of a photo', () => {
  it('three or more of similar size are a group, whoever is too small to count or stands in front', () => {
    expect(kinds(face(0.1), face(0.12, 1), face(0.09, 2)) & GROUP_OF_FACES).not.toBe(0);
    expect(kinds(face(0.1), face(0.1, 1)) & GROUP_OF_FACES).toBe(0);
    expect(kinds(face(0.15), face(0.04, 1), face(0.01, 2)) & GROUP_OF_FACES).toBe(0);
    const three = [face(0.1), face(0.1, 1), face(0.1, 2)];
    expect(kinds(...three, face(0.02, 3), face(0.02, 4), face(0.02, 5)) & GROUP_OF_FACES).not.toBe(0);
    expect(kinds(...three, face(0.05, 3), face(0.05, 4)) & GROUP_OF_FACES).toBe(0);
    expect(kinds(face(0.16), face(0.06, 1), face(0.06, 2), face(0.05, 3)) & GROUP_OF_FACES).not.toBe(0);
    expect(kinds(face(0.02), face(0.02, 1), face(0.02, 2)) & GROUP_OF_FACES).toBe(0);
  });

  it('one large face is a portrait, with people far behind it too; a small one and two are not', () => {
    expect(kinds(face(0.25)) & ONE_LARGE_FACE).not.toBe(0);
    expect(kinds(face(0.25), face(0.05, 3)) & ONE_LARGE_FACE).not.toBe(0);
    expect(kinds(face(0.17)) & ONE_LARGE_FACE).toBe(0);
    expect(kinds(face(0.25), face(0.25, 2)) & ONE_LARGE_FACE).toBe(0);
  });

  it('one to three faces that fill the picture are at arm’s length', () => {
    expect(kinds(face(0.35)) & FACES_AT_ARMS_LENGTH).not.toBe(0);
    expect(kinds(face(0.35), face(0.3, 3), face(0.2, 5)) & FACES_AT_ARMS_LENGTH).not.toBe(0);
    expect(kinds(face(0.35), face(0.05, 3)) & FACES_AT_ARMS_LENGTH).toBe(0);
    expect(kinds(face(0.2))).toBe(ONE_LARGE_FACE | FACES_NEAR);
  });
});
