/*
 * Live and motion photos as phones write them, by public descriptions of the formats: a real JPEG, with the segments and
 * trailers that refer to a film.
 */

export const LIVE_ID = '4636F170-F379-42AC-9CEA-20233E95936F';

const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number): Buffer => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]);
const u32le = (value: number): Buffer => u32(value).reverse();
const entry = (tag: number, type: number, count: number, value: number): Buffer =>
  Buffer.concat([u16(tag), u16(type), u32(count), u32(value)]);

/** A JPEG with a segment behind its start. */
function withSegment(jpeg: Buffer, content: Buffer): Buffer {
  const head = Buffer.concat([Buffer.from([0xff, 0xe1]), u16(content.length + 2)]);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

/** The photo of an iPhone: its maker's notes have a content identifier. @param date as EXIF writes it */
export function applePhoto(jpeg: Buffer, contentId: string, date: string): Buffer {
  const id = Buffer.from(`${contentId}\0`, 'latin1');
  const taken = Buffer.from(`${date}\0`, 'latin1');
  const note = Buffer.concat([
    Buffer.from('Apple iOS\0\0\x01MM', 'latin1'),
    u16(1),
    entry(0x11, 2, id.length, 14 + 2 + 12 + 4),
    u32(0),
    id,
  ]);
  // Header, a directory of one entry, one of two, and their values.
  const [exifAt, valuesAt] = [8 + 2 + 12 + 4, 8 + 2 + 12 + 4 + 2 + 24 + 4];
  const tiff = Buffer.concat([
    Buffer.from('MM\0*', 'latin1'),
    u32(8),
    u16(1),
    entry(0x8769, 4, 1, exifAt),
    u32(0),
    u16(2),
    entry(0x9003, 2, taken.length, valuesAt),
    entry(0x927c, 7, note.length, valuesAt + taken.length),
    u32(0),
    taken,
    note,
  ]);
  return withSegment(jpeg, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));
}

const withXmp = (jpeg: Buffer, attributes: string, inside = ''): Buffer =>
  withSegment(
    jpeg,
    Buffer.from(
      `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" xmlns:Container="http://ns.google.com/photos/1.0/container/" xmlns:Item="http://ns.google.com/photos/1.0/container/item/" ${attributes}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`,
    ),
  );

/** Google's first form: the film's length from the end. */
export const microVideo = (jpeg: Buffer, film: Buffer): Buffer =>
  Buffer.concat([withXmp(jpeg, `GCamera:MicroVideo="1" GCamera:MicroVideoOffset="${film.length}"`), film]);

/** Google's second form: a directory of what lies in the file. @param behind what lies behind the film */
export function motionPhoto(jpeg: Buffer, film: Buffer, behind = Buffer.alloc(0)): Buffer {
  const item = (semantic: string, type: string, length: number): string =>
    `<rdf:li rdf:parseType="Resource"><Container:Item Item:Mime="${type}" Item:Semantic="${semantic}" Item:Length="${length}" Item:Padding="0"/></rdf:li>`;
  const items = [
    item('Primary', 'image/jpeg', 0),
    item('MotionPhoto', 'video/mp4', film.length),
    ...(behind.length === 0 ? [] : [item('Other', 'image/jpeg', behind.length)]),
  ].join('');
  const directory = `<Container:Directory><rdf:Seq>${items}</rdf:Seq></Container:Directory>`;
  return Buffer.concat([withXmp(jpeg, 'GCamera:MotionPhoto="1"', directory), film, behind]);
}

/** Samsung's form: blocks with names, and a directory of them at the end. */
export function samsungPhoto(jpeg: Buffer, film: Buffer): Buffer {
  const block = (name: string, content: Buffer): Buffer =>
    Buffer.concat([Buffer.from([0, 0, 0x30, 0x0a]), u32le(name.length), Buffer.from(name), content]);
  const blocks = [block('Image_UTC_Data', Buffer.from('1562926282000')), block('MotionPhoto_Data', film)];
  const entries = blocks.map((one, at) => {
    const offset = blocks.slice(at).reduce((sum, { length }) => sum + length, 0);
    return Buffer.concat([Buffer.from([0, 0, 0x30, 0x0a]), u32le(offset), u32le(one.length)]);
  });
  const directory = Buffer.concat([Buffer.from('SEFH'), u32le(106), u32le(entries.length), ...entries]);
  return Buffer.concat([jpeg, ...blocks, directory, u32le(directory.length), Buffer.from('SEFT')]);
}

/** A HEIC with the film in a box at its end. */
export const heicWithFilm = (heic: Buffer, film: Buffer): Buffer =>
  Buffer.concat([heic, u32(film.length + 8), Buffer.from('mpvd'), film]);
