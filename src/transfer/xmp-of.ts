import { cleanText } from '../domain/clean-text.ts';
import type { BeachcombError } from '../domain/error.ts';
import type { DatePrecision } from '../domain/metadata.ts';
import type { GivenDate, GivenPlace } from '../domain/photo-edit.ts';
import { refusal } from './refusal.ts';
import type { SidecarContent, SidecarCorrection, SidecarFace, SidecarUserData } from './sidecar-record.ts';
import { XMP_NAMESPACES, xmpName } from './xmp-name.ts';
import { markOfProperty, regionsElement, regionsMark } from './xmp-regions.ts';
import {
  addNodes,
  buildXmp,
  escapeXml,
  parseNodes,
  parseXmp,
  takeNodes,
  takeProperties,
  type XmpItem,
  type XmpProperty,
} from './xmp-tree.ts';

const EMPTY = `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Beachcomb">
 <rdf:RDF xmlns:rdf="${XMP_NAMESPACES.rdf}">
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
`;

/**
 * Lists shared between programs. What Beachcomb adds is recorded in a list of its own, whose local name is unique,
 * because many programs compare only local names.
 */
const SHARED = [
  {
    name: 'dc:subject',
    container: 'Bag',
    added: 'beachcomb:AddedSubject',
    isKeyword: true,
    of: ({ keywords }: SidecarContent) => keywords.map((keyword) => cleanText(keyword)),
  },
  {
    name: 'lr:hierarchicalSubject',
    container: 'Bag',
    added: 'beachcomb:AddedHierarchicalSubject',
    isKeyword: true,
    of: ({ paths }: SidecarContent) => paths.map((path) => joined(path, '|', /\|/g, '/')),
  },
  {
    name: 'digiKam:TagsList',
    container: 'Seq',
    added: 'beachcomb:AddedTagsList',
    isKeyword: true,
    // digiKam writes a slash within a name the same way.
    of: ({ paths }: SidecarContent) => paths.map((path) => joined(path, '/', /[/|]/g, '\\')),
  },
  {
    name: 'Iptc4xmpExt:PersonInImage',
    container: 'Bag',
    added: 'beachcomb:AddedPersonInImage',
    isKeyword: false,
    of: ({ regions }: SidecarContent) => (regions?.faces ?? []).map(({ name }) => cleanText(name)),
  },
] as const;

const joined = (path: readonly string[], separator: string, within: RegExp, instead: string): string =>
  path
    .map((part) => cleanText(part).replace(within, instead))
    .filter(Boolean)
    .join(separator);

/**
 * Builds an XMP packet: keywords and hierarchical keywords for other programs, and the exact user data in Beachcomb's
 * namespace. `readXmp` returns the same record, except that `|` in a name becomes `/` in hierarchies.
 *
 * In an existing sidecar everything of other programs stays, including keywords and rating; only what Beachcomb wrote
 * before is replaced.
 * @throws {BeachcombError} `bad-request` if the existing sidecar cannot be read or preserved
 */
export function xmpOf(record: SidecarContent, existing = EMPTY): string {
  const tree = parseXmp(existing);
  if (essence(buildXmp(tree)) !== essence(existing)) throw notKept();
  const find = (name: string) => tree.properties.find((property) => property.name === name);
  const taken = new Set(tree.properties.filter(({ name }) => name.startsWith(XMP_NAMESPACES.beachcomb)));
  const shared = SHARED.map((list) => {
    const property = find(xmpName(list.name));
    const before = new Set(find(xmpName(list.added))?.items.map(({ text }) => text));
    const texts = property?.items.map(({ text }) => text) ?? [];
    return { ...list, property, before, others: texts.filter((text) => text !== '' && !before.has(text)) };
  });
  const hasOthers = shared.some(({ others, isKeyword }) => isKeyword && others.length > 0);
  let body = '';
  for (const { name, container, added, isKeyword, of, property, before, others } of shared) {
    // digiKam reads only the richest existing list: a new one would hide the keywords of other programs.
    const isHiding = hasOthers && isKeyword && others.length === 0 && name !== 'dc:subject';
    const known = new Set(others);
    const ours = isHiding ? [] : [...new Set(of(record))].filter((text) => text !== '' && !known.has(text));
    if (others.length > 0 && property?.list) intoList(property.list, property.items, ours, before);
    else {
      if (property?.items.some(({ fields }) => fields.size > 0)) throw notKept();
      if (property !== undefined) taken.add(property);
      body += list(name, container, [...others, ...ours].map(item));
    }
    body += list(added, 'Bag', ours.map(item));
  }
  const ours = oursIn(find);
  for (const property of ours.taken) taken.add(property);
  takeProperties(tree, taken);
  const description = ownDescription(
    {
      ...record,
      rating: ours.isRating ? record.rating : null,
      regions: ours.areRegions ? (record.regions ?? null) : null,
      taken: ours.isTaken ? (record.taken ?? null) : null,
      place: ours.isPlace ? (record.place ?? null) : null,
    },
    { about: tree.about, isTurnOurs: ours.isTurn },
    body,
  );
  if (description !== null) addNodes(tree.descriptions, parseNodes(description), 2);
  // UTF-16 is rewritten as UTF-8.
  return buildXmp(tree).replace(/^(<\?xml[^>]*?encoding=")[^"]*/, '$1UTF-8');
}

/** What of single properties is not of another program: written by Beachcomb before, or not there. */
function oursIn(find: (name: string) => XmpProperty | undefined): {
  readonly isRating: boolean;
  readonly isTurn: boolean;
  readonly isTaken: boolean;
  readonly isPlace: boolean;
  readonly areRegions: boolean;
  readonly taken: readonly XmpProperty[];
} {
  const text = (property: XmpProperty | undefined): string | undefined => property?.items[0]?.text;
  const rating = find(xmpName('xmp:Rating'));
  const turn = find(xmpName('tiff:Orientation'));
  const regions = find(xmpName('mwg-rs:Regions'));
  const taken = find(xmpName('exif:DateTimeOriginal'));
  const isTaken = taken === undefined || text(taken) === text(find(xmpName('beachcomb:AddedDate')));
  const place = [find(xmpName('exif:GPSLatitude')), find(xmpName('exif:GPSLongitude'))];
  const isPlace =
    place.every((property) => property === undefined) ||
    place.map(text).join(' ') === text(find(xmpName('beachcomb:AddedPlace')));
  const isRating = rating === undefined || text(rating) === text(find(xmpName('beachcomb:AddedRating')));
  const isTurn = turn === undefined || text(turn) === text(find(xmpName('beachcomb:AddedOrientation')));
  const areRegions =
    regions === undefined || markOfProperty(regions) === text(find(xmpName('beachcomb:AddedRegions')));
  const ours = [
    isRating ? rating : undefined,
    isTurn ? turn : undefined,
    isTaken ? taken : undefined,
    areRegions ? regions : undefined,
    ...(isPlace ? place : []),
  ];
  return {
    isRating,
    isTurn,
    isTaken,
    isPlace,
    areRegions,
    taken: ours.filter((property) => property !== undefined),
  };
}

/** Replaces the texts that Beachcomb added to a shared list before. */
function intoList(
  { children, itemTag }: NonNullable<XmpProperty['list']>,
  items: readonly XmpItem[],
  ours: readonly string[],
  before: ReadonlySet<string>,
): void {
  const old = items.flatMap(({ text, node }) => (before.has(text) && node !== null ? [node] : []));
  takeNodes(children, new Set(old));
  for (const text of ours) addNodes(children, [{ [itemTag]: [{ '#text': escapeXml(text) }] }], 5);
}

/** The description with Beachcomb's own properties; null if there are none. */
function ownDescription(
  { rating, userData, regions, orientation = null, taken = null, place = null }: SidecarContent,
  { about, isTurnOurs }: { readonly about: string; readonly isTurnOurs: boolean },
  lists: string,
): string | null {
  const areas = regions === null || regions === undefined ? '' : regionsElement(regions);
  const upright = orientation ?? (areas === '' ? null : (regions?.picture?.orientation ?? null));
  const turn = isTurnOurs ? upright : null;
  const date = taken === null ? null : xmpDate(taken);
  const at = place === null ? null : xmpPlace(place);
  const attributes = [
    ...(rating === null ? [] : [`xmp:Rating="${rating}"`, `beachcomb:AddedRating="${rating}"`]),
    ...(turn === null ? [] : [`tiff:Orientation="${turn}"`, `beachcomb:AddedOrientation="${turn}"`]),
    ...(date === null ? [] : [`exif:DateTimeOriginal="${date}"`, `beachcomb:AddedDate="${date}"`]),
    ...(at === null
      ? []
      : [
          `exif:GPSLatitude="${at.latitude}"`,
          `exif:GPSLongitude="${at.longitude}"`,
          `beachcomb:AddedPlace="${at.latitude} ${at.longitude}"`,
        ]),
    ...(areas === '' ? [] : [`beachcomb:AddedRegions="${regionsMark(areas)}"`]),
    ...(userData === null ? [] : [`beachcomb:Photo="${Buffer.from(userData.photo).toString('hex')}"`]),
    ...(userData === null || userData.favourite === null
      ? []
      : [`beachcomb:Favourite="${iso(userData.favourite)}"`]),
  ].join(' ');
  const body =
    lists +
    areas +
    list('beachcomb:Answers', 'Bag', (userData?.corrections ?? []).map(correctionItem)) +
    list('beachcomb:Faces', 'Bag', (userData?.faces ?? []).map(faceItem)) +
    list('beachcomb:Edits', 'Bag', (userData?.edits ?? []).map(editItem));
  if (attributes + body === '') return null;
  const declarations = Object.entries(XMP_NAMESPACES)
    .filter(([prefix]) => prefix === 'rdf' || (attributes + body).includes(`${prefix}:`))
    .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
    .join(' ');
  return `<rdf:Description rdf:about="${about}" ${declarations} ${attributes}>${body}\n  </rdf:Description>`;
}

const notKept = (): BeachcombError => refusal({ code: 'sidecar-not-preserved' });

const iso = (at: number): string => new Date(at).toISOString();

const item = (text: string): string => `<rdf:li>${escapeXml(text)}</rdf:li>`;

const correctionItem = ({ label, name, applies, at }: SidecarCorrection): string =>
  `<rdf:li beachcomb:Label="${escapeXml(label)}" beachcomb:Name="${escapeXml(cleanText(name))}" beachcomb:Says="${applies ? 'yes' : 'no'}" beachcomb:At="${iso(at)}"/>`;

const faceItem = ({ name, box, at }: SidecarFace): string =>
  `<rdf:li beachcomb:Name="${escapeXml(cleanText(name))}" beachcomb:Box="${box}" beachcomb:At="${iso(at)}"/>`;

const editItem = ({ field, value, at }: SidecarUserData['edits'][number]): string =>
  `<rdf:li beachcomb:Field="${field}" beachcomb:Value="${escapeXml(value)}" beachcomb:At="${iso(at)}"/>`;

/** Characters of a date that are known, by its precision. */
const KNOWN_CHARACTERS = { year: 4, month: 7, day: 10, minute: 16, second: 19 } as const satisfies Record<
  DatePrecision,
  number
>;

/** A date as XMP writes it: as much of it as is known, with the offset where there is a time. */
function xmpDate({ local, precision, offset }: GivenDate): string {
  const known = local.slice(0, KNOWN_CHARACTERS[precision]);
  if (offset === null || !known.includes('T')) return known;
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${known}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}

/** Coordinates as XMP writes them: degrees, minutes with their decimals, and the side. */
function xmpPlace({ latitude, longitude }: GivenPlace): {
  readonly latitude: string;
  readonly longitude: string;
} {
  const angle = (value: number, [positive, negative]: readonly [string, string]): string => {
    const minutes = Math.round(Math.abs(value) * 60 * 1e6) / 1e6;
    const degrees = Math.floor(minutes / 60);
    return `${degrees},${(minutes - degrees * 60).toFixed(6)}${value < 0 ? negative : positive}`;
  };
  return { latitude: angle(latitude, ['N', 'S']), longitude: angle(longitude, ['E', 'W']) };
}

const list = (name: string, container: string, items: readonly string[]): string =>
  items.length === 0
    ? ''
    : `\n   <${name}>\n    <rdf:${container}>\n     ${items.join('\n     ')}\n    </rdf:${container}>\n   </${name}>`;

/** Normalises XML for comparison: quotes, white space and empty elements make no difference. */
const essence = (xmp: string): string =>
  xmp.replace(/<([^\s<>/]+)(?=[\s>])([^<>]*)><\/\1\s*>/g, '<$1$2/>').replace(/&quot;|&apos;|["'\s]/g, '');
