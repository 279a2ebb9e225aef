import ExifReader from 'exifreader';
import { type CompressedText, compressedTexts, rawProfile } from './compressed-texts.ts';
import { gifTexts } from './gif-texts.ts';
import { JPEG_HEAD, jpegSegments } from './jpeg-segments.ts';
import { type TagName, tagsOfGroup } from './metadata-fields.ts';
import { packetOfXmp } from './xmp-packet.ts';

/** A tag as the metadata library has it. */
export interface Tag {
  readonly value: unknown;
  readonly description?: unknown;
}
type Group = Readonly<Partial<Record<string, unknown>>>;

/** What a file, or an XMP packet, states of itself, by the groups of its tags. */
export interface MetadataGroups {
  readonly exif: Group;
  readonly iptc: Group;
  readonly xmp: Group;
  readonly png: Group;
  /** The comment segment of a JPEG, the comments of a GIF. */
  readonly comment: string;
}

/** Limits in bytes of a comment, and in UTF-16 units of any other text. */
const LONGEST_COMMENT = 64 * 1024;
const LONGEST = 20_000;
const COMMENT = 0xfe;

/** Bidirectional marks, with which a text could pose as another. */
const TURNS = /[\u202A-\u202E\u2066-\u2069]/gu;

/** Which tags are read, by their groups. */
type IncludedTags = Readonly<Record<'exif' | 'iptc' | 'xmp' | 'png', string[]>>;

/** The tags of the tables of metadata-fields.ts, and others. */
export const includedTags = (others: readonly TagName[]): IncludedTags => ({
  exif: tagsOfGroup('exif', others),
  iptc: tagsOfGroup('iptc', others),
  xmp: tagsOfGroup('xmp', others),
  png: tagsOfGroup('png', others),
});

/**
 * Reads the tags of a photo file, or of an XMP packet or sidecar. Never throws because of its content: a damaged file
 * has none.
 */
export function metadataGroups(bytes: Uint8Array, includeTags: IncludedTags): MetadataGroups {
  const groups = loadedGroups(bytes, includeTags);
  const gif = gifTexts(bytes);
  const texts = compressedTexts(bytes);
  const inner = [gif.xmp === null ? null : packetOfXmp(decodeText(gif.xmp)), ...texts.map(metadataInText)];
  const others = inner.filter((packet) => packet !== null).map((packet) => loadedGroups(packet, includeTags));
  const png = Object.fromEntries(
    texts.map(({ keyword, bytes, isUtf8 }) => {
      const value = isUtf8 ? bytes.toString('utf8') : decodeText(bytes);
      return [keyword, { value, description: value }];
    }),
  );
  return {
    exif: Object.assign({}, ...others.map(({ exif }) => exif), groups.exif),
    iptc: Object.assign({}, ...others.map(({ iptc }) => iptc), groups.iptc),
    xmp: Object.assign({}, ...others.map(({ xmp }) => xmp), groups.xmp),
    png: { ...png, ...groups.png },
    comment: jpegComment(bytes) || decodeText(gif.comment),
  };
}

const RAW_PROFILE = /^Raw profile type (?:exif|APP1|xmp)$/u;
const EXIF = Buffer.from('Exif\0\0', 'latin1');

/** The EXIF or XMP that a compressed text of a PNG holds, as the metadata library takes it. */
function metadataInText({ keyword, bytes }: CompressedText): Buffer | null {
  if (keyword === 'XML:com.adobe.xmp') return packetOfXmp(decodeText(bytes));
  if (!RAW_PROFILE.test(keyword)) return null;
  const profile = rawProfile(bytes.toString('latin1'));
  return profile.subarray(0, EXIF.length).equals(EXIF)
    ? profile.subarray(EXIF.length)
    : packetOfXmp(decodeText(profile));
}

function loadedGroups(bytes: Uint8Array, includeTags: IncludedTags): Omit<MetadataGroups, 'comment'> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const loaded = ExifReader.load(buffer, { expanded: true, includeTags });
    const { exif, iptc, xmp, png, pngText } = loaded;
    return { exif: { ...exif }, iptc: { ...iptc }, xmp: { ...xmp }, png: { ...png, ...pngText } };
  } catch {
    // Expected of a damaged file, which is found without what it states of itself.
    return { exif: {}, iptc: {}, xmp: {}, png: {} };
  }
}

function jpegComment(bytes: Uint8Array): string {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return '';
  for (const { marker, start, end } of jpegSegments(bytes.subarray(0, JPEG_HEAD)))
    if (marker === COMMENT)
      return decodeText(bytes.subarray(start + 4, Math.min(end, start + LONGEST_COMMENT)));
  return '';
}

/** UTF-8, else Latin-1. */
function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Expected of an old program.
    return Buffer.from(bytes).toString('latin1');
  }
}

/** A tag as the metadata library has it; undefined where the file has none. */
export const tagIn = (groups: MetadataGroups, group: 'exif' | 'xmp', name: string): unknown =>
  groups[group][name];

export const isTag = (tag: unknown): tag is Tag => typeof tag === 'object' && tag !== null && 'value' in tag;

/** A field of a structure of XMP; undefined where there is none. */
export function fieldOf(structure: unknown, name: string): unknown {
  const inner = isTag(structure) ? structure.value : structure;
  return typeof inner === 'object' && inner !== null
    ? Object.entries(inner).find(([key]) => key === name)?.[1]
    : undefined;
}

/** All texts of a tag, in order: one of a plain tag, several of a list. */
export function textsOf(groups: MetadataGroups, name: TagName): string[] {
  if (name === 'jpeg:comment') return texts(groups.comment);
  const colon = name.indexOf(':');
  const tag = name.slice(colon + 1);
  switch (name.slice(0, colon)) {
    case 'exif':
      return tag === 'UserComment' ? userComment(groups.exif[tag]) : texts(groups.exif[tag]);
    case 'iptc':
      return texts(groups.iptc[tag]);
    case 'xmp':
      return texts(groups.xmp[tag]);
    default:
      return texts(groups.png[tag]);
  }
}

/** The first text of a tag on one line, or ''. */
export const textOf = (groups: MetadataGroups, name: TagName): string =>
  (textsOf(groups, name)[0] ?? '').replace(/\s+/g, ' ');

/** The texts of a tag of the library, cleaned of control characters and of marks that turn the direction. */
export function texts(tag: unknown): string[] {
  if (Array.isArray(tag)) return tag.slice(0, 1000).flatMap(texts);
  if (typeof tag === 'string') {
    const clean = (tag.slice(0, LONGEST).split('\0', 1)[0] ?? '')
      .replace(/[^\P{Cc}\n]+|[\p{Zl}\p{Zp}]+/gu, ' ')
      .replace(TURNS, '')
      .trim();
    return clean === '' ? [] : [clean];
  }
  if (typeof tag !== 'object' || tag === null) return [];
  const { value, description } = tag as Tag;
  // EXIF texts are split at NUL, and the first part is the value. The list of an XMP array has its items in `value`;
  // other values are formatted in `description`.
  if (Array.isArray(value) && typeof value[0] === 'string') return texts(value[0]);
  return Array.isArray(value) &&
    value.some((item) => typeof item === 'object' && item !== null && 'value' in item)
    ? texts(value.toSorted((a, b) => Number(isDefault(b)) - Number(isDefault(a))))
    : texts(typeof description === 'string' ? description : value);
}

/** Whether an item of XMP is the one of its languages that stands for all. */
function isDefault(item: unknown): boolean {
  if (typeof item !== 'object' || item === null || !('attributes' in item)) return false;
  const { attributes } = item;
  return (
    typeof attributes === 'object' &&
    attributes !== null &&
    'lang' in attributes &&
    attributes.lang === 'x-default'
  );
}

/** Eight bytes name the character set; the byte order of UTF-16 is not given, so the likelier one is taken. */
function userComment(tag: unknown): string[] {
  if (typeof tag !== 'object' || tag === null) return [];
  const { value } = tag as Tag;
  if (!Array.isArray(value)) return texts(tag);
  const bytes = Uint8Array.from(value.slice(0, LONGEST * 2), Number);
  const charset = Buffer.from(bytes.subarray(0, 8))
    .toString('latin1')
    .replaceAll('\0', '')
    .trim()
    .toUpperCase();
  const body = bytes.subarray(8);
  switch (charset) {
    case 'UNICODE':
      return texts(utf16(body));
    case 'JIS':
      return texts(new TextDecoder('iso-2022-jp').decode(body));
    case 'ASCII':
    case '':
      return texts(decodeText(body));
    default:
      // Written without a character set.
      return texts(decodeText(bytes));
  }
}

function utf16(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // Spaces and Latin letters have a zero as their high byte.
  let [little, big] = [0, 0];
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    if (bytes[at + 1] === 0) little += 1;
    if (bytes[at] === 0) big += 1;
  }
  return new TextDecoder(little >= big ? 'utf-16le' : 'utf-16be').decode(bytes);
}
