import { describe, expect, it } from 'vitest';
import { PHOTO_FORMATS, type PhotoFormat } from '../../../src/domain/photo-format.ts';
import { stackKey, stacksOf } from '../../../src/search/index/photo-stacks.ts';
import fc from '../../support/properties.ts';

interface Photo {
  readonly format: PhotoFormat;
  /** Paths; a file that is not there begins with "?". */
  readonly files: readonly string[];
}

/** The stacks of photos: for each that is shown, itself and its RAW photos, by their place in the list. */
function stacks(photos: readonly Photo[]): number[][] {
  const directories = new Map<string, number>();
  const files = photos.flatMap(({ files: of }, ordinal) =>
    of.map((file) => {
      const [directory = '', name = ''] = file.replace('?', '').split('/');
      if (!directories.has(directory)) directories.set(directory, directories.size + 1);
      const key = stackKey(directories.get(directory) ?? 0, Buffer.from(name));
      return { ordinal, key: file.startsWith('?') ? -key : key };
    }),
  );
  const found = stacksOf(
    {
      count: files.length,
      ordinals: Int32Array.from(files, ({ ordinal }) => ordinal),
      keys: Float64Array.from(files, ({ key }) => key),
    },
    {
      count: photos.length,
      format: Uint8Array.from(photos, ({ format }) => PHOTO_FORMATS.indexOf(format)),
      id: Int32Array.from(photos, (_, at) => at + 1),
      current: new Uint8Array(photos.length).fill(1),
      isMissing: (at) => photos[at]?.files.every((file) => file.startsWith('?')) ?? false,
      // Those whose names have "live".
      isFilmOf: (film) => photos[film]?.files.some((file) => file.includes('live')) ?? false,
    },
  );
  return [...photos.keys()]
    .filter((at) => found.shown(at) === at)
    .map((at) => [at, ...[...found.rawsOf(at)].sort((a, b) => a - b)]);
}

describe('stacks of live photos', () => {
  it('are a picture with the film whose name has _HEVC more, as iCloud for Windows names it', () => {
    expect(
      stacks([
        { format: 'heic', files: ['a/live_1.HEIC'] },
        { format: 'mov', files: ['a/live_1_HEVC.MOV'] },
        { format: 'mov', files: ['a/live_2_hevc.mov'] },
        { format: 'heic', files: ['a/live_3.HEIC'] },
        { format: 'mp4', files: ['a/live_3_HEVC.MP4'] },
        { format: 'mov', files: ['a/_HEVC.MOV'] },
      ]),
    ).toEqual([[0, 1], [2], [3], [4], [5]]);
  });

  it('are a picture of a Pixel phone with the film that Google Takeout names without .jpg', () => {
    expect(
      stacks([
        { format: 'jpeg', files: ['a/live_1.MP.jpg'] },
        { format: 'mp4', files: ['a/live_1.MP'] },
        { format: 'mp4', files: ['a/live_1.MP4'] },
      ]),
    ).toEqual([[0, 1], [2]]);
  });

  it('are a picture with the film that is its own, beside any RAW', () => {
    expect(
      stacks([
        { format: 'heic', files: ['a/live.HEIC'] },
        { format: 'mov', files: ['a/live.MOV'] },
        { format: 'dng', files: ['a/live.DNG'] },
      ]),
    ).toEqual([[0, 1, 2]]);
  });

  it('are none of a film that is another one, or has no picture', () => {
    expect(
      stacks([
        { format: 'heic', files: ['a/1.HEIC'] },
        { format: 'mov', files: ['a/1.MOV'] },
        { format: 'mov', files: ['b/live.MOV'] },
      ]),
    ).toEqual([[0], [1], [2]]);
  });
});

describe('stacks of RAW and developed pictures', () => {
  it('are the same where both files lie in several directories', () => {
    expect(
      stacks([
        { format: 'jpeg', files: ['a/1.jpg', 'b/1.jpg', 'c/1.jpg'] },
        { format: 'nef', files: ['a/1.nef', 'b/1.nef'] },
        { format: 'dng', files: ['b/1.dng'] },
      ]),
    ).toEqual([[0, 1, 2]]);
  });

  it('are none where a RAW lies beside different pictures, or alone elsewhere', () => {
    const pictures: Photo[] = [
      { format: 'jpeg', files: ['a/1.jpg'] },
      { format: 'jpeg', files: ['b/1.jpg'] },
    ];
    expect(stacks([...pictures, { format: 'nef', files: ['a/1.nef', 'b/1.nef', 'a/1.nef'] }])).toHaveLength(
      3,
    );
    expect(stacks([...pictures, { format: 'nef', files: ['a/1.nef', 'c/1.nef'] }])).toHaveLength(3);
  });

  it('ignore the missing files of photos that are there', () => {
    const picture: Photo = { format: 'heic', files: ['a/1.heic', '?b/1.heic'] };
    expect(stacks([picture, { format: 'cr3', files: ['?b/1.cr3', '?c/1.cr3', 'a/1.cr3'] }])).toEqual([
      [0, 1],
    ]);
    expect(stacks([picture, { format: 'cr3', files: ['b/1.cr3'] }])).toEqual([[0], [1]]);
    expect(stacks([picture, { format: 'cr3', files: ['?a/1.cr3'] }])).toEqual([[0], [1]]);
  });

  it('are led by JPEG before HEIC and others, and by the older of two', () => {
    const named = (format: PhotoFormat, file: string): Photo => ({ format, files: [file] });
    expect(
      stacks([
        named('tiff', 'a/1.tif'),
        named('heic', 'a/1.heic'),
        named('jpeg', 'a/1.jpg'),
        named('jpeg', 'a/1.jpeg'),
        named('raf', 'a/1.raf'),
        named('gif', 'b/2.gif'),
        named('orf', 'b/2.orf'),
      ]),
    ).toEqual([[0], [1], [2, 4], [3], [5], [6]]);
  });

  it('have every photo once, whatever the names are', () => {
    const file = fc.stringMatching(/^\??[ab]\/[12é](\.x)?\.[a-c]$/u);
    const photo = fc.record({
      format: fc.constantFrom<PhotoFormat>('jpeg', 'heic', 'cr2', 'dng', 'mp4'),
      files: fc.array(file, { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(photo, { maxLength: 12 }), (photos) => {
        const all = stacks(photos).flat();
        expect(all.toSorted((a, b) => a - b)).toEqual([...photos.keys()]);
      }),
    );
  });
});
