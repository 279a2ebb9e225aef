import { describe, expect, it } from 'vitest';
import type { TakenAt, TakenAtSource } from '../../../../src/domain/metadata.ts';
import { chooseDate } from '../../../../src/knowledge/dates/choose-date.ts';
import { knownPart, writtenDate } from '../../../../src/knowledge/dates/written-date.ts';

const NOW = Date.parse('2024-05-01T12:00:00Z');

function dated(from: TakenAtSource, text: string, offset: number | null = null): TakenAt {
  const [year = Number.NaN, month, day, hour, minute, second] = text.split(/[-T:]/u).map(Number);
  const parts = { month, day, hour, minute, second };
  const known = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
  const date = writtenDate({ year, ...known, offset });
  if (date === null) throw new Error(`"${text}" is not a date`);
  return { ...date, from };
}

const chosen = (...dates: readonly TakenAt[]): string => {
  const best = chooseDate(dates, NOW);
  return best === undefined ? '-' : `${best.from} ${knownPart(best)}`;
};

describe('the date of a photo among all that are written of it', () => {
  it('no date without a candidate', () => {
    expect(chosen()).toBe('-');
  });

  it('the most trusted source wins, in any order', () => {
    const name = dated('file-name', '2019-07-12');
    const exif = dated('exif-original', '2017-03-04T05:06:07');
    expect(chosen(name, exif)).toBe('exif-original 2017-03-04T05:06:07');
    expect(chosen(exif, name)).toBe('exif-original 2017-03-04T05:06:07');
  });

  it('the time of the last change by a program is before the time of the file, after every name', () => {
    const modified = dated('exif-modified', '2017-03-04T05:06:07');
    expect(chosen(dated('file-time', '2024-05-01T01:02:03'), modified)).toMatch(/^exif-modified/u);
    expect(chosen(dated('folder-name', '2016-07'), modified)).toBe('folder-name 2016-07');
  });

  it('a finer date within a coarser one refines it', () => {
    const year = dated('exif-original', '1985');
    expect(chosen(year, dated('file-name', '1985-07-12'))).toBe('file-name 1985-07-12');
    expect(chosen(year, dated('file-name', '1986-07-12'))).toBe('exif-original 1985');
    expect(chosen(dated('folder-name', '2019'), dated('exif-modified', '2019-08-01T10:00:00'))).toBe(
      'exif-modified 2019-08-01T10:00:00',
    );
  });

  it('the time of the file refines nothing', () => {
    expect(chosen(dated('folder-name', '2019'), dated('file-time', '2019-08-01T10:00:00'))).toBe(
      'folder-name 2019',
    );
  });

  it('of several copies the finest name wins', () => {
    expect(
      chosen(dated('file-name', '2019'), dated('file-name', '2019-07-12'), dated('folder-name', '2018')),
    ).toBe('file-name 2019-07-12');
  });

  it.each(['2002-12-08T12:00:00', '1980-01-01T00:00:01', '1970-01-01T09:00:00', '1904-01-01'])(
    'the factory date %s is below a date in a name',
    (text) => {
      const factory = dated('exif-original', text);
      expect(chosen(factory, dated('file-name', '2013-07-12T16:54:27'))).toBe(
        'file-name 2013-07-12T16:54:27',
      );
      expect(chosen(factory, dated('folder-name', '2013'))).toBe('folder-name 2013');
      expect(chosen(factory, dated('file-time', '2024-05-01T01:02:03'))).toMatch(/^exif-original/u);
    },
  );

  it('the first second of a year of digital cameras is a factory date, the rest of its night is not', () => {
    const name = dated('file-name', '2013-07-12');
    const first: TakenAt = { ...dated('exif-original', '2005-01-01'), local: '2005-01-01T00:00:00' };
    expect(chosen(first, name)).toBe('file-name 2013-07-12');
    expect(chosen(dated('exif-original', '2005-01-01T00:10:00'), name)).toBe(
      'exif-original 2005-01-01T00:10:00',
    );
    expect(chosen(dated('file-name', '2005-01-01'), dated('exif-modified', '2012-01-02T03:04:05'))).toBe(
      'file-name 2005-01-01',
    );
  });

  it('the zero of a clock is no date; the year 1970 is one', () => {
    expect(chosen(dated('exif-original', '1970-01-01'))).toBe('-');
    expect(chosen(dated('folder-name', '1970'))).toBe('folder-name 1970');
  });

  it('no date is before the first photograph, or more than a day ahead of the clock', () => {
    expect(chosen({ ...dated('exif-original', '1826'), local: '1825-12-31T23:59:59' })).toBe('-');
    expect(chosen(dated('exif-original', '2024-05-02T12:00:01'))).toBe('-');
    expect(chosen(dated('exif-original', '2024-05-02T12:00:00'))).not.toBe('-');
    expect(chosen(dated('exif-original', '2024-05-02T20:00:00', 600))).not.toBe('-');
  });
});
