import { describe, expect, it } from 'vitest';
import type { Metadata, TakenAt } from '../../../../src/domain/metadata.ts';
import { type FIELD_SOURCES, mergeMetadata } from '../../../../src/indexing/companions/merge-metadata.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const date = (local: string, from: TakenAt['from']): TakenAt => ({
  local,
  precision: 'second',
  offset: null,
  from,
});
const merge = (
  ...sources: readonly [Parameters<typeof mergeMetadata>[0][number]['kind'], Partial<Metadata>][]
) =>
  mergeMetadata(
    sources.map(([kind, metadata]) => ({ kind, metadata: { keywords: [], ...metadata } })),
    [],
    NOW,
  );

/** A value of each field that has sources. */
const OF_EACH_FIELD: Required<Pick<Metadata, keyof typeof FIELD_SOURCES>> = {
  takenAt: date('2010-01-02T03:04:05', 'exif-original'),
  location: { latitude: 48.1, longitude: 11.6 },
  rating: 3,
  caption: 'a',
  keywords: ['b'],
  camera: 'c',
  lens: 'd',
  people: [{ name: 'e', area: null }],
  placeNames: ['f'],
};

describe('sources of metadata', () => {
  it('give every field that one of them has, and nothing else', () => {
    expect(merge(['own', OF_EACH_FIELD])).toEqual(OF_EACH_FIELD);
    expect(merge(['own', {}], ['older-sidecar', OF_EACH_FIELD])).toEqual(OF_EACH_FIELD);
  });

  it('a sidecar edited after its photo wins for keywords, rating and caption, an older one fills', () => {
    const own = { keywords: ['old'], rating: 1, caption: 'before' };
    const sidecar = { keywords: ['new'], rating: 5, caption: 'after' };
    expect(merge(['own', own], ['newer-sidecar', sidecar])).toEqual(sidecar);
    expect(merge(['own', own], ['older-sidecar', sidecar])).toEqual(own);
    expect(merge(['own', {}], ['older-sidecar', sidecar])).toEqual(sidecar);
  });

  it('a sidecar without a field leaves that of the file', () => {
    expect(merge(['own', { rating: 3, keywords: ['a'] }], ['newer-sidecar', { caption: 'b' }])).toEqual({
      rating: 3,
      keywords: ['a'],
      caption: 'b',
    });
  });

  it('the date of a camera is above that of Takeout, that of a sidecar above both', () => {
    const camera = { takenAt: date('2010-01-02T03:04:05', 'exif-original') };
    const takeout = { takenAt: date('2011-01-02T03:04:05', 'takeout') };
    const sidecar = { takenAt: date('2012-01-02T03:04:05', 'sidecar') };
    expect(merge(['own', camera], ['takeout', takeout]).takenAt?.from).toBe('exif-original');
    expect(merge(['own', camera], ['takeout', takeout], ['older-sidecar', sidecar]).takenAt?.from).toBe(
      'sidecar',
    );
  });

  it('an edited photo has the date of its original before the time of its file', () => {
    const copied = { takenAt: date('2024-01-02T03:04:05', 'file-time') };
    const original = { takenAt: date('2016-01-02T03:04:05', 'exif-original'), keywords: ['sea'] };
    expect(merge(['own', copied], ['original', original])).toMatchObject(original);
  });

  it('people of all sources are joined, each with the area that is known', () => {
    const area = { left: 0, top: 0, width: 0.5, height: 0.5 };
    const people = merge(
      ['own', { people: [{ name: 'Ann', area: null }] }],
      ['picasa', { people: [{ name: 'ann', area }] }],
      ['takeout', { people: [{ name: 'Bo', area: null }] }],
    ).people;
    expect(people).toEqual([
      { name: 'Ann', area },
      { name: 'Bo', area: null },
    ]);
  });

  it('a description of Takeout is a further line, unless it is there already', () => {
    expect(merge(['own', { caption: 'Lake' }], ['takeout', { caption: 'In the rain' }]).caption).toBe(
      'Lake\nIn the rain',
    );
    expect(merge(['own', { caption: 'Lake in the rain' }], ['takeout', { caption: 'Lake' }]).caption).toBe(
      'Lake in the rain',
    );
  });
});
