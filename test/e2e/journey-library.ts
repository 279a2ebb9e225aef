import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { MODELS, ROOT } from '../support/paths.ts';

const SAMPLES = path.join(MODELS, 'samples');
/** Files of each kind that the journeys are about. */
export const JOURNEY_FILES = { copied: 10, copies: 5, scans: 40, bad: 12 } as const;

interface Facts {
  /** `YYYY:MM:DD HH:MM:SS` */
  readonly taken?: string;
  /** Degrees north and east, as EXIF has them. */
  readonly place?: readonly [latitude: string, longitude: string];
  readonly person?: string;
}

const PARIS: Facts['place'] = ['48/1 51/1 30/1', '2/1 21/1 0/1'];
const BRUGES: Facts['place'] = ['51/1 12/1 30/1', '3/1 13/1 30/1'];
/** What the samples do not say of themselves. */
const FACTS: Readonly<Record<string, Facts>> = {
  beach: { taken: '2019:07:06 12:00:00' },
  sea: { taken: '2019:07:07 12:00:00' },
  dog: { taken: '2018:03:01 12:00:00' },
  puppies: { taken: '2018:03:02 12:00:00' },
  'old-town': { taken: '2017:05:01 12:00:00', place: PARIS },
  house: { taken: '2017:05:02 12:00:00', place: PARIS },
  bus: { taken: '2016:05:02 12:00:00', place: BRUGES },
  kayak: { taken: '2015:08:02 12:00:00', place: BRUGES, person: 'Anna Example' },
  sailing: { taken: '2014:08:02 12:00:00', person: 'Anna Example' },
  winter: { taken: '2010:01:02 12:00:00' },
};

async function writeWith(name: string, { taken, place, person }: Facts, to: string): Promise<void> {
  const gps =
    place === undefined
      ? {}
      : { GPSLatitudeRef: 'N', GPSLatitude: place[0], GPSLongitudeRef: 'E', GPSLongitude: place[1] };
  const image = sharp(path.join(SAMPLES, `${name}.jpg`), { failOn: 'none' }).withExif({
    ...(taken === undefined ? {} : { IFD2: { DateTimeOriginal: taken } }),
    IFD3: gps,
  });
  if (person !== undefined)
    image.withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>${person}</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage></rdf:Description></rdf:RDF></x:xmpmeta>`,
    );
  await image.jpeg({ quality: 90 }).toFile(to);
}

/** Different parts of one sample: as many photos of it. */
async function writeParts(name: string, parts: number, folder: string): Promise<void> {
  mkdirSync(folder);
  const { width = 0, height = 0 } = await sharp(path.join(SAMPLES, `${name}.jpg`)).metadata();
  for (let at = 0; at < parts; at += 1)
    await sharp(path.join(SAMPLES, `${name}.jpg`))
      .extract({ left: at, top: at, width: width - 2 * parts, height: height - 2 * parts })
      .withExif({ IFD2: { DateTimeOriginal: `2021:06:15 12:${String(at).padStart(2, '0')}:00` } })
      .jpeg()
      .toFile(path.join(folder, `${path.basename(folder)} ${String(at + 1).padStart(2, '0')}.jpg`));
}

/** Fills a folder with what the journeys need: samples with dates, places and a person, copies, scans, a film, a broken file. */
export async function fillJourneyFolder(folder: string): Promise<void> {
  const names = readdirSync(SAMPLES)
    .filter((name) => name.endsWith('.jpg'))
    .map((name) => name.slice(0, -'.jpg'.length));
  for (const name of names) await writeWith(name, FACTS[name] ?? {}, path.join(folder, `${name}.jpg`));
  for (let copy = 1; copy <= JOURNEY_FILES.copies; copy += 1) {
    mkdirSync(path.join(folder, `Copy ${copy}`));
    for (const name of names.slice(0, JOURNEY_FILES.copied))
      copyFileSync(path.join(folder, `${name}.jpg`), path.join(folder, `Copy ${copy}`, `${name}.jpg`));
  }
  await writeParts('dog', JOURNEY_FILES.scans, path.join(folder, 'Scans'));
  await writeParts('cactus', JOURNEY_FILES.bad, path.join(folder, 'Bad'));
  copyFileSync(path.join(ROOT, 'test', 'fixtures', 'films', 'h264.mp4'), path.join(folder, 'h264.mp4'));
  writeFileSync(path.join(folder, 'broken.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]));
}
