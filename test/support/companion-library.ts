import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { MODELS } from './paths.ts';

/** Seconds since 1970: the day on which all photos of the made library were copied, and that of their companions. */
const COPIED_AT = 1_715_000_000;
const EDITED_AT = COPIED_AT + 100;

export const xmp = (
  attributes: string,
  elements: string,
  head = '<?xpacket begin="\uFEFF" id="W5M0"?>',
): string =>
  `${head}
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:digiKam="http://www.digikam.org/ns/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
 xmlns:darktable="http://darktable.sf.net/" ${attributes}>${elements}</rdf:Description></rdf:RDF></x:xmpmeta>`;
export const bag = (tag: string, list: string, words: readonly string[]): string =>
  `<${tag}><rdf:${list}>${words.map((word) => `<rdf:li>${word}</rdf:li>`).join('')}</rdf:${list}></${tag}>`;
const said = (tag: string, text: string): string =>
  `<${tag}><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></${tag}>`;
const face = (name: string): string =>
  `<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag><rdf:li rdf:parseType="Resource"><mwg-rs:Name>${name}</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Area stArea:x="0.5" stArea:y="0.4" stArea:w="0.2" stArea:h="0.3" stArea:unit="normalized"/></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`;

/** The JSON of Takeout. @param taken seconds since 1970 */
export const takeout = (title: string, taken: number, more: object = {}): string =>
  JSON.stringify({
    title,
    description: '',
    photoTakenTime: { timestamp: String(taken), formatted: 'x' },
    geoData: { latitude: 0, longitude: 0 },
    geoDataExif: { latitude: 0, longitude: 0 },
    ...more,
  });

/** 2011-04-05 12:11:12 UTC: 14:11:12 in Paris. */
const APRIL = 1_302_005_472;
export const PARIS = { geoData: { latitude: 48.8584, longitude: 2.2945 } };
const LONG = 'a very long name of a photo that Google cuts off somewhere';

/** Sample photo, where it goes. */
const PHOTOS: Readonly<Record<string, string>> = {
  'Takeout/Photos from 2011/IMG_A.jpg': 'beach',
  'Takeout/Photos from 2011/IMG_B.jpg': 'bus',
  'Takeout/Photos from 2011/IMG_C(1).jpg': 'cactus',
  'Takeout/Photos from 2011/IMG_D.jpg': 'dog',
  'Takeout/Photos from 2011/IMG_D-edited.jpg': 'hibiscus',
  'Takeout/Photos from 2011/IMG_D-bearbeitet.jpg': 'house',
  [`Takeout/Photos from 2011/${LONG.slice(0, 47)}.jpg`]: 'kayak',
  'Takeout/Photos from 2011/IMG_20110405_a_longer_name_X.jpg': 'parrots',
  'Takeout/Trip to Zanzibar/IMG_A.jpg': 'beach',
  'digiKam/harbour.jpg': 'lighthouse',
  'digiKam/darkroom.jpg': 'motorbikes',
  'Lightroom/peak.jpg': 'mountains',
  'Lightroom/SESSION.JPG': 'old-town',
  'iPhone/IMG_1234.JPG': 'pancakes',
  'iPhone/IMG_E1234.JPG': 'puppies',
  'Picasa/boat.jpg': 'rafting',
};

const COMPANIONS: Readonly<Record<string, string | Buffer>> = {
  'Takeout/Photos from 2011/IMG_A.jpg.supplemental-metadata.json': takeout('IMG_A.jpg', APRIL, {
    ...PARIS,
    description: 'Xylograph at the quay',
    people: [{ name: 'Maria Example' }],
    favorited: true,
  }),
  'Takeout/Photos from 2011/IMG_B.jpg.json': takeout('IMG_B.jpg', APRIL),
  'Takeout/Photos from 2011/IMG_C.jpg.supplemental-metadata(1).json': takeout('IMG_C.jpg', APRIL),
  'Takeout/Photos from 2011/IMG_D.jpg.supplemental-metad.json': takeout('IMG_D.jpg', APRIL, PARIS),
  [`Takeout/Photos from 2011/${LONG.slice(0, 46)}.json`]: takeout(`${LONG}.jpg`, APRIL),
  'Takeout/Photos from 2011/IMG_20110405_a_longer_name_X.jpg.suppl.json': takeout('x.jpg', APRIL),
  'Takeout/Photos from 2011/metadata.json': JSON.stringify({ title: 'Photos from 2011' }),
  'Takeout/Trip to Zanzibar/IMG_A.jpg.supplemental-metadata.json': takeout('IMG_A.jpg', APRIL, PARIS),
  'Takeout/Trip to Zanzibar/metadata.json': JSON.stringify({
    title: 'Trip to Zanzibar',
    access: 'protected',
  }),
  'digiKam/harbour.jpg.xmp': xmp(
    'xmp:Rating="4" exif:DateTimeOriginal="2012-06-07T08:09:10" exif:GPSLatitude="48,51.5N" exif:GPSLongitude="2,21.0E"',
    bag('digiKam:TagsList', 'Seq', ['Zoo/Zebrafinch', 'People/Anna Quill']) +
      bag('dc:subject', 'Bag', ['Zebrafinch']) +
      said('dc:description', 'Vespertine harbour') +
      face('Anna Quill'),
  ),
  // darktable: without a packet, two versions.
  'digiKam/darkroom.jpg.xmp': xmp(
    'exif:DateTimeOriginal="2013:06:07 08:09:10" xmp:Rating="2" darktable:history_end="3"',
    bag('dc:subject', 'Bag', ['quagga']),
    '<?xml version="1.0" encoding="UTF-8"?>',
  ),
  'digiKam/darkroom_01.jpg.xmp': xmp('xmp:Rating="5"', bag('dc:subject', 'Bag', ['okapi'])),
  // Lightroom: in UTF-16.
  'Lightroom/peak.xmp': Buffer.from(
    `\uFEFF${xmp(
      'xmp:Rating="3" xmp:ModifyDate="2020-01-01T00:00:00" exif:DateTimeOriginal="2014-06-07T08:09:10"',
      bag('lr:hierarchicalSubject', 'Bag', ['Places|Summit|Matterhornlet']) +
        said('dc:title', 'Brumal ridge'),
    )}`,
    'utf16le',
  ),
  'Lightroom/SESSION.XMP': xmp(
    'xmp:Rating="1" photoshop:DateCreated="2015-06-07T08:09:10"',
    bag('dc:subject', 'Bag', ['Kestrelyard']),
    '<?xml version="1.0"?>',
  ),
  'iPhone/IMG_1234.xmp': xmp(
    'exif:DateTimeOriginal="2016-06-07T08:09:10"',
    bag('dc:subject', 'Bag', ['Ibexfield']),
  ),
  'iPhone/IMG_1234.AAE': '<?xml version="1.0"?><plist version="1.0"><dict/></plist>',
  'Picasa/.picasa.ini':
    '[Picasa]\r\nname=Picasa\r\n[Contacts2]\r\n8e62398ebda8c1a5=Bert Tallow;;\r\n[.album:0a1b]\r\nname=Regatta of Lund\r\n[boat.jpg]\r\nstar=yes\r\ncaption=Gossamer sail\r\nkeywords=Loftwing,Skiff\r\nfaces=rect64(3f845bcb59418507),8e62398ebda8c1a5\r\nalbums=0a1b\r\n',
};

/** Writes a library as people have it: of Google Takeout, digiKam, darktable, Lightroom, an iPhone and Picasa. */
export async function writeCompanionLibrary(root: string): Promise<void> {
  for (const [name, sample] of Object.entries(PHOTOS)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    // Without metadata of its own.
    writeFileSync(
      file,
      await sharp(path.join(MODELS, 'samples', `${sample}.jpg`), { failOn: 'none' })
        .resize(400)
        .jpeg()
        .toBuffer(),
    );
    utimesSync(file, COPIED_AT, COPIED_AT);
  }
  for (const [name, text] of Object.entries(COMPANIONS)) {
    const file = path.join(root, name);
    writeFileSync(file, text);
    utimesSync(file, EDITED_AT, EDITED_AT);
  }
}

/** Every file below a folder, relative to it. */
export const filesBelow = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();

/** Name, content and time of change of every file below a folder. */
export const stateOf = (root: string): string[] =>
  filesBelow(root).map((name) => {
    const file = path.join(root, name);
    return `${name} ${createHash('sha256').update(readFileSync(file)).digest('hex')} ${statSync(file).mtimeMs}`;
  });
