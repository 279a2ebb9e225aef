import { describe, expect, it } from 'vitest';
import { inZone, movedBy, photoEditsOf, turnedBy } from '../../../src/domain/photo-edit.ts';
import { toUpright, turnedOrientation } from '../../../src/domain/turned-area.ts';

const date = (local: string, offset: number | null = null) => ({
  local,
  precision: 'second' as const,
  offset,
});

describe('edits of a photo', () => {
  it('are read from their rows, without what is of no known field or no valid value', () => {
    expect(
      photoEditsOf([
        { field: 'turn', value: '90' },
        { field: 'rating', value: '9' },
        { field: 'hidden', value: 'not JSON' },
        { field: 'planted', value: '1' },
        { field: 'taken', value: '{"local":"2019-13-01T00:00:00","precision":"day","offset":null}' },
      ]),
    ).toEqual({ turn: 90 });
  });

  it('turn a picture upright again after four quarters', () => {
    expect(turnedBy(null, 90)).toBe(90);
    expect(turnedBy(270, 180)).toBe(90);
    expect(turnedBy(90, 270)).toBeNull();
  });

  it('move a date over the ends of months and years', () => {
    expect(movedBy(date('2019-12-31T23:59:30'), 60).local).toBe('2020-01-01T00:00:30');
    expect(movedBy(date('2020-03-01T00:00:00'), -1).local).toBe('2020-02-29T23:59:59');
  });

  it('change the time zone by what the photo says of its own, else by that of the camera', () => {
    expect(inZone(date('2019-06-15T12:00:00', 120), 540, 0)).toEqual(date('2019-06-15T19:00:00', 540));
    expect(inZone(date('2019-06-15T12:00:00'), 540, 60)).toEqual(date('2019-06-15T20:00:00', 540));
    expect(inZone(date('2019-06-15T12:00:00'), 540, null)).toEqual(date('2019-06-15T12:00:00', 540));
  });
});

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'the orientation %i turned clockwise puts the same point there',
  (stored) => {
    const [x, y, w, h] = [0.2, 0.1, 0.04, 0.02] as const;
    const [ux, uy, uw, uh] = toUpright(stored, [x, y, w, h]);
    const turned = toUpright(turnedOrientation(stored, 90), [x, y, w, h]);
    // A quarter clockwise: the top becomes the right side.
    for (const [at, value] of [1 - uy, ux, uh, uw].entries()) expect(turned[at]).toBeCloseTo(value);
    expect(turnedOrientation(turnedOrientation(stored, 180), 180)).toBe(stored);
  },
);
