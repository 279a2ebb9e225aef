import { describe, expect, it } from 'vitest';
import { dayNumber, dayText } from '../../../../src/domain/memory.ts';
import { distanceKm, findTrips, type PlacedPhoto } from '../../../../src/search/memories/find-trips.ts';

const BERLIN = { latitude: 52.52, longitude: 13.4 };
const POTSDAM = { latitude: 52.4, longitude: 13.06 };
const PARIS = { latitude: 48.86, longitude: 2.35 };
const SYDNEY = { latitude: -33.87, longitude: 151.21 };

type Place = Pick<PlacedPhoto, 'latitude' | 'longitude'>;

/** Photos at a place, so many on each day. */
const stay = (place: Place, from: string, days: number, perDay: number): PlacedPhoto[] =>
  Array.from({ length: days * perDay }, (_, at) => ({
    ...place,
    day: dayNumber(from) + Math.floor(at / perDay),
  }));
/** A photo every fourth day of a year. */
const homeIn = (place: Place, year: number): PlacedPhoto[] =>
  Array.from({ length: 91 }, (_, at) => ({ ...place, day: dayNumber(`${year}-01-01`) + 4 * at }));

const trips = (photos: readonly PlacedPhoto[]): string[] =>
  findTrips(photos.toSorted((a, b) => a.day - b.day)).map(
    ({ from, to, photos: taken }) => `${dayText(from)} ${dayText(to)} ${taken}`,
  );

describe('trips', () => {
  it('are runs of days far from where the photos of the season are taken', () => {
    const photos = [
      ...homeIn(BERLIN, 2019).filter(
        ({ day }) => day < dayNumber('2019-07-03') || day > dayNumber('2019-07-10'),
      ),
      ...stay(PARIS, '2019-07-03', 8, 40),
    ];
    expect(trips(photos)).toEqual(['2019-07-03 2019-07-10 320']);
  });

  it('are not in the neighbourhood, and not a day with few photos', () => {
    const home = homeIn(BERLIN, 2019);
    expect(trips([...home, ...stay(POTSDAM, '2019-05-02', 3, 20)])).toEqual([]);
    expect(trips([...home, ...stay(PARIS, '2019-05-02', 1, 8)])).toEqual([]);
  });

  it('have days without photos, and end after more than three of them', () => {
    const home = [...stay(BERLIN, '2019-04-01', 20, 1), ...stay(BERLIN, '2019-06-01', 20, 1)];
    const away = [...stay(PARIS, '2019-05-01', 2, 5), ...stay(PARIS, '2019-05-06', 2, 5)];
    expect(trips([...home, ...away])).toEqual(['2019-05-01 2019-05-07 20']);
    expect(trips([...home, ...away, ...stay(PARIS, '2019-05-12', 2, 5)])).toEqual([
      '2019-05-01 2019-05-07 20',
      '2019-05-12 2019-05-13 10',
    ]);
  });

  it('end with a day at home', () => {
    const home = stay(BERLIN, '2019-04-01', 28, 1);
    const photos = [
      ...home,
      ...stay(PARIS, '2019-05-01', 2, 5),
      ...stay(BERLIN, '2019-05-03', 1, 5),
      ...stay(PARIS, '2019-05-04', 2, 5),
    ];
    expect(trips(photos)).toEqual(['2019-05-01 2019-05-02 10', '2019-05-04 2019-05-05 10']);
  });

  it('follow somebody who moved: the new home is not a trip', () => {
    const photos = [
      ...homeIn(BERLIN, 2016),
      ...homeIn(BERLIN, 2017),
      ...homeIn(SYDNEY, 2018),
      ...homeIn(SYDNEY, 2019),
    ];
    expect(trips(photos).every((trip) => trip < '2018-03')).toBe(true);
    // With the photo of that day that was taken before the flight.
    expect(trips([...photos, ...stay(BERLIN, '2019-06-02', 3, 20)])).toContain('2019-06-02 2019-06-04 61');
  });

  it('are over the date line as near as they are', () => {
    expect(distanceKm({ latitude: 0, longitude: 179.9 }, { latitude: 0, longitude: -179.9 })).toBeCloseTo(
      22.2,
      0,
    );
    expect(distanceKm(BERLIN, PARIS)).toBeCloseTo(878, -1);
  });

  it('are none without a place', () => {
    expect(findTrips([])).toEqual([]);
  });
});
