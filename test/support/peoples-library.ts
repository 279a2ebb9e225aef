import { copyFileSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { RawFormat } from '../../src/domain/photo-format.ts';
import { bag, PARIS, takeout, writeCompanionLibrary, xmp } from './companion-library.ts';
import { applePhoto, LIVE_ID, motionPhoto } from './made-live.ts';
import { MADE_RAW } from './made-raw.ts';
import { MODELS, ROOT } from './paths.ts';

/** Seconds since 1970: the day on which all of it was copied from other disks. */
const COPIED_AT = 1_715_000_000;
/** When the live film was taken: 2019-07-12 20:21:22 in Paris. */
const LIVE = 1_562_955_682;
const FIXTURES = path.join(ROOT, 'test/fixtures');
const LIVE_FILM = path.join(FIXTURES, 'live/live.mov');

/** A small JPEG of a sample photo, without metadata; each width makes another content. */
const jpegOf = (sample: string, width: number): Promise<Buffer> =>
  sharp(path.join(MODELS, 'samples', `${sample}.jpg`), { failOn: 'none' })
    .resize(width)
    .jpeg()
    .toBuffer();

/** The same with a date, as a camera writes it. */
const datedJpeg = async (sample: string, width: number, taken: string): Promise<Buffer> =>
  sharp(await jpegOf(sample, width))
    .withExif({ IFD0: { Make: 'Canon', Model: 'Canon EOS R6' }, IFD2: { DateTimeOriginal: taken } })
    .jpeg()
    .toBuffer();

let sensorBytes = 2000;
async function rawOf(format: RawFormat, sample: string): Promise<Buffer> {
  const jpeg = await jpegOf(sample, 380);
  const thumbnail = await sharp(jpeg).resize(60).jpeg().toBuffer();
  // Each has a content of its own.
  sensorBytes += 2;
  return MADE_RAW[format]({ jpeg, thumbnail, orientation: 1, sensorBytes });
}

const film = (name: string) => async (): Promise<Buffer> => readFileSync(path.join(FIXTURES, 'films', name));
const liveFilm = async (): Promise<Buffer> => readFileSync(LIVE_FILM);
/** A film with a content of its own: a box that readers pass over is added. */
const withBox = (read: () => Promise<Buffer>, text: string) => async (): Promise<Buffer> => {
  const box = Buffer.from(`\0\0\0\0free${text}`, 'latin1');
  box.writeUInt32BE(box.length);
  return Buffer.concat([await read(), box]);
};
const text = (content: string) => async (): Promise<Buffer> => Buffer.from(content);

/** Every file, by its place. */
const FILES: Readonly<Record<string, () => Promise<Buffer>>> = {
  // Two formats at once; a JPEG that a program saved without its EXIF; a RAW without a JPEG.
  'Camera/DCIM/100CANON/IMG_0001.JPG': () => datedJpeg('aeroplane', 400, '2019:07:12 16:54:27'),
  'Camera/DCIM/100CANON/IMG_0001.CR2': () => rawOf('cr2', 'aeroplane'),
  'Camera/DCIM/100CANON/IMG_0002.JPG': () => jpegOf('rocky-coast', 400),
  'Camera/DCIM/100CANON/IMG_0002.CR3': () => rawOf('cr3', 'rocky-coast'),
  'Camera/DCIM/100CANON/IMG_0003.CR3': () => rawOf('cr3', 'whale'),
  'Camera/Nikon/DSC_0001.NEF': () => rawOf('nef', 'winter'),
  'Camera/Sony/DSC00001.ARW': () => rawOf('arw', 'winter'),
  'Camera/Fuji/DSCF0001.RAF': () => rawOf('raf', 'winter'),
  'Camera/Fuji/DSCF0001.HEIC': async () => readFileSync(path.join(FIXTURES, 'decode/ten-bit.heic')),
  'Camera/Olympus/P1010001.ORF': () => rawOf('orf', 'winter'),
  'Camera/Panasonic/P1000001.RW2': () => rawOf('rw2', 'winter'),
  'Camera/Pentax/IMGP0001.PEF': () => rawOf('pef', 'winter'),
  'Camera/Pentax/IMGP0002.DNG': () => rawOf('dng', 'winter'),
  'Camera/Samsung/SAM_0001.SRW': () => rawOf('srw', 'winter'),
  'Camera/Sigma/SDIM0001.X3F': () => rawOf('x3f', 'winter'),
  // A live photo by its identifier; one that lost it, as by a converter; films of other lengths.
  'iPhone/IMG_0101.JPG': async () => applePhoto(await jpegOf('puppies', 380), LIVE_ID, '2019:07:12 20:21:22'),
  'iPhone/IMG_0101.MOV': liveFilm,
  'iPhone/IMG_0102.HEIC': async () => readFileSync(path.join(FIXTURES, 'decode/plain.heic')),
  'iPhone/IMG_0102.MOV': withBox(liveFilm, 'IMG_0102'),
  'iPhone/IMG_0103.MOV': film('hevc.mov'),
  'Pixel/PXL_20210712_165427123.MP.jpg': async () => motionPhoto(await jpegOf('bus', 380), await liveFilm()),
  'Takeout/Photos from 2011/IMG_L.HEIC': async () => readFileSync(path.join(FIXTURES, 'decode/grid.heic')),
  'Takeout/Photos from 2011/IMG_L.MP4': withBox(liveFilm, 'IMG_L'),
  'Takeout/Photos from 2011/IMG_L.HEIC.supplemental-metadata.json': text(
    takeout('IMG_L.HEIC', LIVE, { ...PARIS, description: 'Fandango in the square' }),
  ),
  'WhatsApp/IMG-20190712-WA0001.jpg': () => jpegOf('sea', 390),
  'WhatsApp/WhatsApp Image 2019-07-12 at 9.11.12 PM.jpeg': () => jpegOf('sailing', 390),
  'WhatsApp/VID-20190713-WA0002.mp4': withBox(film('mpeg4.mp4'), 'WA0002'),
  'Films/harbour.mp4': film('h264.mp4'),
  'Films/2018-05-06 garden.webm': film('vp9.webm'),
  'Films/leaves.mkv': film('av1.mkv'),
  'Films/2005/07/MVI_0001.avi': film('mjpeg.avi'),
  'digiKam/clip.mp4': film('hevc10.mp4'),
  'digiKam/clip.mp4.xmp': text(
    xmp(
      'xmp:Rating="3" exif:DateTimeOriginal="2012-06-07T09:00:00"',
      bag('dc:subject', 'Bag', ['Tambourine']),
    ),
  ),
  'digiKam/valley.nef': () => rawOf('nef', 'stonehenge'),
  'digiKam/valley.nef.xmp': text(
    xmp(
      'exif:DateTimeOriginal="2012-06-07T10:00:00" exif:GPSLatitude="48,51.5N" exif:GPSLongitude="2,21.0E"',
      bag('dc:subject', 'Bag', ['Dolmenstead']),
    ),
  ),
};

/**
 * Writes a library as people have it, from the free photos: exports of Google Takeout, folders of digiKam, darktable,
 * Lightroom and Picasa, cameras that write RAW and JPEG, phones with live photos and edits, messengers, and films.
 */
export async function writePeoplesLibrary(root: string): Promise<void> {
  await writeCompanionLibrary(root);
  for (const [name, contentOf] of Object.entries(FILES)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, await contentOf());
    utimesSync(file, COPIED_AT, COPIED_AT);
  }
  // A copy under another name, as backups have them.
  copyFileSync(path.join(root, 'WhatsApp/IMG-20190712-WA0001.jpg'), path.join(root, 'WhatsApp/sea.jpg'));
  utimesSync(path.join(root, 'WhatsApp/sea.jpg'), COPIED_AT, COPIED_AT);
}
