import { describe, expect, it } from 'vitest';
import { parseRoute } from '../../../renderer/app/route.ts';
import { mapAddress, printMapItem, readMapItem } from '../../../renderer/features/map/map-item.ts';
import {
  areaInView,
  clampView,
  movedView,
  pixelOf,
  pointAt,
  viewOfArea,
  viewOfPlace,
  zoomedView,
} from '../../../renderer/features/map/map-view.ts';
import { type LabelCandidate, placeLabels } from '../../../renderer/features/map/place-labels.ts';
import { readCoordinates } from '../../../renderer/features/map/read-coordinates.ts';
import { wholeTiles } from '../../../renderer/features/map/whole-tiles.ts';
import { isInArea } from '../../../src/domain/geo-area.ts';
import { mapPointOf } from '../../../src/domain/mercator.ts';
import fc from '../../support/properties.ts';

const SIZE = { width: 800, height: 600 };
const PARIS = { latitude: 48.8566, longitude: 2.3522 };
const SUVA = { latitude: -18.14, longitude: 178.44 };

describe('the view of the map', () => {
  it('keeps the place under the pointer when it is zoomed, and under the hand when it is moved', () => {
    const view = viewOfPlace(PARIS, 8, SIZE);
    const at = { left: 200, top: 450 };
    const before = pointAt(view, SIZE, at);
    const after = pointAt(zoomedView(view, SIZE, 10.3, at), SIZE, at);
    expect([after.x, after.y]).toEqual([expect.closeTo(before.x, 9), expect.closeTo(before.y, 9)]);
    const moved = movedView(view, SIZE, { x: 30, y: -12 });
    const there = pointAt(moved, SIZE, { left: at.left + 30, top: at.top - 12 });
    expect([there.x, there.y]).toEqual([expect.closeTo(before.x, 9), expect.closeTo(before.y, 9)]);
  });

  it('goes round the world, and ends in the north and the south', () => {
    const view = movedView(viewOfPlace(SUVA, 6, SIZE), SIZE, { x: -400, y: 0 });
    expect(view.x).toBeGreaterThanOrEqual(0);
    expect(view.x).toBeLessThan(0.5);
    expect(pixelOf(view, SIZE, mapPointOf(SUVA)).left).toBeCloseTo(0, 4);
    expect(clampView({ x: 0.5, y: -3, zoom: -2 }, SIZE).zoom).toBeCloseTo(Math.log2(800 / 256), 9);
    expect(clampView({ x: 0.5, y: -3, zoom: 5 }, SIZE).y).toBeCloseTo(300 / 8192, 9);
  });

  it('has the whole of an area in it, over the 180th meridian too', () => {
    for (const area of [
      { south: 41, west: -5, north: 51, east: 9 },
      { south: -20, west: 177, north: -15, east: -178 },
      { south: 48, west: 2, north: 48, east: 2 },
    ]) {
      const shown = areaInView(viewOfArea(area, SIZE), SIZE);
      for (const longitude of [area.west, area.east])
        for (const latitude of [area.south, area.north])
          expect(isInArea(shown, { latitude, longitude })).toBe(true);
    }
  });

  it('asks the host for whole tiles around it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 2, max: 17, noNaN: true }),
        (x, y, zoom) => {
          const view = clampView({ x, y, zoom }, SIZE);
          const shown = areaInView(view, SIZE);
          const asked = wholeTiles(shown, view.zoom);
          for (const left of [1, 400, 799])
            for (const top of [1, 300, 599]) {
              const { x: east, y: south } = pointAt(view, SIZE, { left, top });
              const latitude = (Math.atan(Math.sinh(Math.PI * (1 - 2 * south))) * 180) / Math.PI;
              const longitude = (east - Math.floor(east)) * 360 - 180;
              expect(isInArea(asked, { latitude, longitude })).toBe(true);
            }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the address of the map', () => {
  it('is read as it was printed, with the list and the search', () => {
    for (const list of [null, { of: 'unplaced' }, { of: 'cluster', zoom: 11, photo: 42 }] as const)
      for (const text of ['', 'dog ~ "a/b" 2019']) {
        const item = { latitude: 48.8566, longitude: -2.3522, zoom: 11.25, list, text };
        expect(readMapItem(printMapItem(item))).toEqual(item);
      }
    for (const bad of ['', '1,2', 'a,b,c', '91,0,1', '0,181,1']) expect(readMapItem(bad)).toBeNull();
  });

  it('of a photo is one of the screen', () => {
    const { screen, item } = parseRoute(mapAddress(PARIS));
    expect(screen).toBe('map');
    expect(readMapItem(item ?? '')).toMatchObject({ ...PARIS, list: null });
  });
});

describe('names on the map', () => {
  const candidate = (left: number, top: number, stands: LabelCandidate['stands']): LabelCandidate => ({
    name: `${left} ${top}`,
    at: { left, top },
    stands,
    width: 70,
    height: 12,
  });

  it('overlap neither each other nor an obstacle nor the edge, the first of them are there', () => {
    const place = fc.tuple(
      fc.integer({ min: 0, max: 800 }),
      fc.integer({ min: 0, max: 600 }),
      fc.constantFrom('beside', 'amid'),
    );
    const obstacle = { left: 300, top: 200, width: 54, height: 54 };
    fc.assert(
      fc.property(fc.array(place, { maxLength: 80 }), (places) => {
        const placed = placeLabels(
          places.map((one) => candidate(...one)),
          [obstacle],
          SIZE,
        );
        const boxes = [obstacle, ...placed.map(({ box }) => box)];
        boxes.forEach((one, at) => {
          expect(one.left >= 0 && one.left + one.width <= SIZE.width).toBe(true);
          for (const other of boxes.slice(at + 1)) {
            const isApart =
              one.left + one.width <= other.left ||
              other.left + other.width <= one.left ||
              one.top + one.height <= other.top ||
              other.top + other.height <= one.top;
            expect(isApart).toBe(true);
          }
        });
      }),
    );
    const [first] = placeLabels([candidate(400, 300, 'beside'), candidate(401, 301, 'amid')], [], SIZE);
    expect(first?.candidate.name).toBe('400 300');
  });

  it('go to the other side of their point where the first is taken', () => {
    const taken = { left: 404, top: 280, width: 100, height: 40 };
    const [placed] = placeLabels([candidate(400, 300, 'beside')], [taken], SIZE);
    expect(placed?.box.left).toBe(400 - 6 - 70);
  });
});

describe('coordinates as people copy them', () => {
  it.each([
    ['48.86, 2.35', 48.86, 2.35],
    ['-33.87 151.21', -33.87, 151.21],
    ['33.87° S, 151.21° E', -33.87, 151.21],
    ['40.7N 74W', 40.7, -74],
  ])('are read from %j', (text, latitude, longitude) => {
    expect(readCoordinates(text)).toEqual({ latitude, longitude });
  });
  it.each(['Paris', '48.86', '95, 3', '3, 190', '48.86, 2.35, 7'])('are not read from %j', (text) => {
    expect(readCoordinates(text)).toBeNull();
  });
});
