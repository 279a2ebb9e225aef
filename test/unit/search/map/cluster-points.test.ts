import { describe, expect, it } from 'vitest';
import { areaOfPoints } from '../../../../src/search/map/area-of-points.ts';
import { clusterPoints } from '../../../../src/search/map/cluster-points.ts';
import fc from '../../../support/properties.ts';

type Point = readonly [latitude: number, longitude: number];

const cluster = (points: readonly Point[], zoom: number) =>
  clusterPoints(
    {
      count: points.length,
      latitude: (at) => points[at]?.[0] ?? 0,
      longitude: (at) => points[at]?.[1] ?? 0,
    },
    zoom,
  );
const area = (points: readonly Point[]) =>
  areaOfPoints(points.length, (at) => ({ latitude: points[at]?.[0] ?? 0, longitude: points[at]?.[1] ?? 0 }));

const point = fc.tuple(
  fc.double({ min: -90, max: 90, noNaN: true }),
  fc.double({ min: -180, max: 180, noNaN: true }),
);

describe('clusters of points on the map', () => {
  it('hold every point once, the fullest first, at every zoom', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 200 }), fc.integer({ min: 0, max: 20 }), (points, zoom) => {
        const { clusters, pointsOf, clusterOf } = cluster(points, zoom);
        const members = clusters.map((_, number) => pointsOf(number));
        expect(members.flat().toSorted((a, b) => a - b)).toEqual(points.map((_, at) => at));
        expect(clusters.map(({ count }) => count)).toEqual(members.map(({ length }) => length));
        expect(clusters.map(({ count }) => count)).toEqual(
          clusters.map(({ count }) => count).toSorted((a, b) => b - a),
        );
        members.forEach((of, number) => {
          for (const at of of) expect(clusterOf(at)).toBe(number);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('take neighbours on both sides of the 180th meridian together', () => {
    const points: Point[] = [
      [-17, 179.9],
      [-17, -179.9],
      [-17.1, 179.95],
    ];
    expect(cluster(points, 4).clusters.map(({ count }) => count)).toEqual([3]);
    expect(cluster(points, 14).clusters).toHaveLength(3);
  });

  it('part as the map comes nearer', () => {
    const towns: Point[] = [
      [48.8566, 2.3522],
      [48.86, 2.34],
      [50.8503, 4.3517],
    ];
    expect(cluster(towns, 2).clusters).toHaveLength(1);
    expect(cluster(towns, 6).clusters.map(({ count }) => count)).toEqual([2, 1]);
    expect(cluster(towns, 16).clusters).toHaveLength(3);
  });
});

describe('the area of points', () => {
  it('goes over the 180th meridian where that is shorter', () => {
    expect(
      area([
        [-17, 178],
        [-14, -171],
      ]),
    ).toEqual({ south: -17, west: 178, north: -14, east: -171 });
    expect(
      area([
        [10, -20],
        [12, 30],
      ]),
    ).toEqual({ south: 10, west: -20, north: 12, east: 30 });
    expect(area([[5, 180]])).toEqual({ south: 5, west: 180, north: 5, east: 180 });
  });

  it('does not go over it where it would hold half of the earth: the middle of the map would be an ocean', () => {
    const [newYork, paris, tokyo, sydney] = [
      [40.7, -74],
      [48.8, 2.3],
      [35.7, 139.7],
      [-33.9, 151.2],
    ] as const;
    expect(area([newYork, paris, tokyo])).toMatchObject({ west: -74, east: 139.7 });
    expect(area([newYork, paris, sydney])).toMatchObject({ west: -74, east: 151.2 });
    // Without Europe, the Pacific is what lies between.
    expect(area([newYork, tokyo, sydney])).toMatchObject({ west: 139.7, east: -74 });
  });

  it('holds every point', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 50 }), (points) => {
        const { south, west, north, east } = area(points);
        for (const [latitude, longitude] of points) {
          expect(latitude >= south && latitude <= north).toBe(true);
          const isBetween =
            west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
          expect(isBetween).toBe(true);
        }
      }),
    );
  });
});
