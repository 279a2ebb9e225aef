import { describe, expect, it } from 'vitest';
import { dateAtPlace } from '../../../src/store/date-at-place.ts';
import { withEdits } from '../../../src/store/photo-edits.ts';

const TOKYO = { latitude: 35.6895, longitude: 139.6917 };
const row = {
  width: 4,
  height: 3,
  rating: null,
  latitude: null,
  longitude: null,
  takenAt: '2019-07-06T12:00:00',
  takenPrecision: 'second' as const,
  takenOffset: 120,
};

describe('the date of a photo that was given a place', () => {
  it('is on the clock of that place where its source states a moment', () => {
    expect(dateAtPlace({ ...row, takenFrom: 'film-moment' }, TOKYO)).toEqual({
      local: '2019-07-06T19:00:00',
      precision: 'second',
      offset: 540,
    });
    expect(withEdits({ ...row, takenFrom: 'film-moment' }, { place: TOKYO })).toMatchObject({
      takenAt: '2019-07-06T19:00:00',
      takenOffset: 540,
      ...TOKYO,
    });
  });

  it('stays what a camera or the user states', () => {
    expect(dateAtPlace({ ...row, takenFrom: 'exif-original' }, TOKYO)).toBeNull();
    const taken = { local: '1974-01-01T00:00:00', precision: 'year', offset: null } as const;
    expect(withEdits({ ...row, takenFrom: 'film-moment' }, { place: TOKYO, taken })).toMatchObject({
      takenAt: '1974-01-01T00:00:00',
      takenFrom: 'user',
      ...TOKYO,
    });
  });
});
