import { describe, expect, it } from 'vitest';
import { type FaceToGroup, groupFaces } from '../../../../src/search/people/group-faces.ts';
import { madeDescriptor } from '../../../support/made-face.ts';

/** A face of a made person: two of one person are 0.3 apart, of two people more than 0.8. */
const face = (person: number, variant: number, more: Partial<FaceToGroup> = {}): FaceToGroup => ({
  ...{ photo: 1000 * person + variant, score: 0.99, person: null, notPeople: [] },
  descriptor: madeDescriptor(person, variant),
  ...more,
});
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

  it('take a doubtful face in, and are never founded by one', () => {
    expect(sameGroup([face(1, 1, { score: 0.85 }), face(1, 2)])).toEqual([0, 0]);
    expect(sameGroup([face(1, 1, { score: 0.85 }), face(1, 2, { score: 0.85 })])).toEqual([null, null]);
  });

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
    const near = (variant: number, shift: number): FaceToGroup => {
      const descriptor = madeDescriptor(1, 1).slice();
      descriptor[100] = (descriptor[100] ?? 0) + shift;
      return face(1, variant, { descriptor });
    };
    const { groups, questions } = groupFaces([near(1, 0), near(2, 0.01), near(3, 0.5), near(4, 0.51)]);
    expect(groups).toEqual([0, 0, 2, 2]);
    expect(questions.map(({ faces }) => faces)).toEqual([[0, 2]]);
    expect(questions[0]?.distance).toBeCloseTo(0.5, 1);
    expect(groupFaces([near(1, 0), near(2, 0.01), near(3, 0.5), near(4, 0.51)], [[0, 2]]).questions).toEqual(
      [],
    );
  });
});
