import { describe, expect, it } from 'vitest';
import { type FaceToGroup, groupFaces, placingOrder } from '../../../../src/search/people/group-faces.ts';
import { madeDescriptor } from '../../../support/made-face.ts';
import { random } from '../../../support/random.ts';

/** A face of a made person: two of one person are 0.3 apart, of two people more than 0.8. */
const face = (person: number, variant: number, more: Partial<FaceToGroup> = {}): FaceToGroup => ({
  photo: 1000 * person + variant,
  mayFound: true,
  person: null,
  notPeople: [],
  descriptor: madeDescriptor(person, variant),
  ...more,
});
/** So far from the first variant of the first person. */
function shifted(by: number): Float32Array {
  const descriptor = madeDescriptor(1, 1).slice();
  descriptor[100] = (descriptor[100] ?? 0) + by;
  return descriptor;
}
/** Of a made person with so much noise that some are nearer to each other than others. */
const blurred = (person: number, next: () => number): Float32Array =>
  madeDescriptor(person, 0).map((value) => value * 0.5 + 0.065 * (next() - 0.5));
const sameGroup = (faces: readonly FaceToGroup[], different: (readonly [number, number])[] = []) =>
  groupFaces(faces, different).groups;

describe('groups of faces', () => {
  it('are the people, whatever the order in which their faces come', () => {
    const faces = [face(1, 1), face(2, 1), face(1, 2), face(2, 2), face(1, 3)];
    expect(sameGroup(faces)).toEqual([0, 1, 0, 1, 0]);
    expect(sameGroup(faces.toReversed())).toEqual([0, 1, 0, 1, 0]);
  });

  it('keep two faces of one photo apart, near as they may be', () => {
    const [one, other] = sameGroup([face(1, 1, { photo: 5 }), face(1, 2, { photo: 5 })]);
    expect(one).not.toBe(other);
  });

  it('keep faces apart that the user told apart', () => {
    const [one, other] = sameGroup([face(1, 1), face(1, 2)], [[0, 1]]);
    expect(one).not.toBe(other);
  });

  it('of two faces or more take in a face that begins none, and one that looks less like them with every face', () => {
    const unsure = { mayFound: false };
    expect(sameGroup([face(1, 1, unsure), face(1, 2), face(1, 3)])).toEqual([0, 0, 0]);
    expect(sameGroup([face(1, 1, unsure), face(1, 2)])).toEqual([null, 1]);
    expect(sameGroup([face(1, 1, unsure), face(1, 2, unsure), face(1, 3, unsure)])).toEqual([
      null,
      null,
      null,
    ]);
    const far = face(1, 9, { descriptor: shifted(0.42) });
    const near = [1, 2, 3].map((variant) => face(1, variant, { descriptor: shifted(variant / 1000) }));
    expect(sameGroup([...near, far])).toEqual([0, 0, 0, 0]);
    expect(sameGroup([...near.slice(1), far])).toEqual([0, 0, 2]);
  });

  it.each([1, 2, 3, 4, 5])(
    'are the same from seed %i where the faces that were placed before are not looked for again',
    (seed) => {
      const next = random(seed);
      const faces = Array.from({ length: 150 }, (_, at) =>
        face(at % 9, Math.floor(next() * 28), {
          photo: Math.floor(at / 2),
          mayFound: next() < 0.8,
          descriptor: blurred(at % 9, next),
          person: at % 31 === 0 ? 'anna' : null,
        }),
      );
      for (const count of [1, 60, 100, 149]) {
        const before = groupFaces(faces.slice(0, count));
        // Faces that come behind the others: known ones would come before them.
        const more = faces.map((one, at) => (at < count ? one : { ...one, person: null }));
        const placed = placingOrder(faces.slice(0, count)).map((at) => before.seeds[at] ?? 0);
        expect(groupFaces(more, [], placed)).toEqual(groupFaces(more));
      }
      expect(new Set(groupFaces(faces).groups).size).toBeLessThan(placingOrder(faces).length / 2);
      expect(new Set(groupFaces(faces).groups).size).toBeGreaterThan(9);
    },
  );

  it('give a new face the person of the faces that it is near to, and never one that it is not', () => {
    const anna = [face(1, 1, { person: 'anna' }), face(1, 2, { person: 'anna' })];
    expect(groupFaces([...anna, face(1, 3)]).people).toEqual(['anna', 'anna', 'anna']);
    expect(groupFaces([...anna, face(1, 3, { notPeople: ['anna'] })]).people[2]).toBeNull();
  });

  it('keep the faces of one person together that look like two, without drawing others in', () => {
    const people = [face(1, 1), face(1, 2), face(2, 1), face(2, 2)].map((one) => ({
      ...one,
      person: 'anna',
    }));
    const { people: named } = groupFaces([...people, face(1, 3), face(2, 3), face(3, 1)]);
    expect(named).toEqual([...people.map(() => 'anna'), 'anna', 'anna', null]);
  });

  it('do not change for faces that come behind them', () => {
    const faces = [1, 2, 3, 4, 5].flatMap((person) => [1, 2, 3].map((variant) => face(person, variant)));
    const before = sameGroup(faces);
    const more = [6, 7].flatMap((person) => [1, 2, 3].map((variant) => face(person, variant)));
    expect(sameGroup([...faces, ...more]).slice(0, faces.length)).toEqual(before);
  });

  it('are asked about where their distance leaves it open', () => {
    const near = (variant: number, shift: number): FaceToGroup =>
      face(1, variant, { descriptor: shifted(shift) });
    const { groups, questions } = groupFaces([near(1, 0), near(2, 0.01), near(3, 0.5), near(4, 0.51)]);
    expect(groups).toEqual([0, 0, 2, 2]);
    expect(questions.map(({ faces }) => faces)).toEqual([[0, 2]]);
    expect(questions[0]?.distance).toBeCloseTo(0.5, 1);
    expect(groupFaces([near(1, 0), near(2, 0.01), near(3, 0.5), near(4, 0.51)], [[0, 2]]).questions).toEqual(
      [],
    );
  });
});
