import { describe, expect, it } from 'vitest';
import { isInArea, printArea, readArea } from '../../../src/domain/geo-area.ts';
import { locationOf, mapPointOf } from '../../../src/domain/mercator.ts';
import fc from '../../support/properties.ts';

const latitude = fc.double({ min: -90, max: 90, noNaN: true });
const longitude = fc.double({ min: -180, max: 180, noNaN: true });
const area = fc
  .tuple(latitude, latitude, longitude, longitude)
  .map(([a, b, west, east]) => ({ south: Math.min(a, b), north: Math.max(a, b), west, east }));

describe('an area of the earth', () => {
  it('is read again as it was printed, to ten metres, and never smaller', () => {
    fc.assert(
      fc.property(area, (given) => {
        const read = readArea(printArea(given));
        if (read === null) throw new Error(`${printArea(given)} cannot be read`);
        for (const side of ['south', 'west', 'north', 'east'] as const)
          expect(Math.abs(read[side] - given[side])).toBeLessThan(0.0002);
        expect(read.south <= given.south + 1e-9 && read.north >= given.north - 1e-9).toBe(true);
        expect(readArea(printArea(read))).toEqual(read);
      }),
    );
  });

  it('has what lies between its sides, over the 180th meridian too', () => {
    const fiji = { south: -20, west: 176, north: -15, east: -178 };
    const inside = (one: number, other: number) => isInArea(fiji, { latitude: one, longitude: other });
    expect([inside(-17, 178), inside(-17, -179), inside(-17, 180), inside(-17, -180)]).toEqual(
      Array(4).fill(true),
    );
    expect([inside(-17, 0), inside(-17, 175), inside(-17, -177), inside(-21, 178)]).toEqual(
      Array(4).fill(false),
    );
    expect(inside(Number.NaN, Number.NaN)).toBe(false);
  });

  it.each(['', '1,2,3', '1,2,3,4,5', 'a,b,c,d', '10,0,5,1', '0,0,91,1', '0,-181,1,1', '0,0,1e3,1'])(
    'is not read from %j',
    (text) => {
      expect(readArea(text)).toBeNull();
    },
  );
});

describe('the Mercator map', () => {
  it('has each place at one point, and the place of each point', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -85, max: 85, noNaN: true }),
        fc.double({ min: -180, max: 179.999, noNaN: true }),
        (north, east) => {
          const back = locationOf(mapPointOf({ latitude: north, longitude: east }));
          expect(back.latitude).toBeCloseTo(north, 6);
          expect(back.longitude).toBeCloseTo(east, 6);
        },
      ),
    );
    expect(locationOf({ x: 1.25, y: 0.5 })).toEqual({ latitude: 0, longitude: -90 });
  });
});
