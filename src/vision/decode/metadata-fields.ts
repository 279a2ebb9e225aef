import type { TakenAtSource } from '../../domain/metadata.ts';

/** Where a field of metadata lies: `group:tag`, by the tag names of the metadata library. */
export type TagName = `${'exif' | 'iptc' | 'xmp' | 'png'}:${string}` | 'jpeg:comment';

/** A date: its tag, that of the time where it has one, those of the UTC offset. */
interface DateField {
  readonly from: TakenAtSource;
  readonly date: TagName;
  readonly time?: TagName;
  readonly offset?: readonly TagName[];
}

/** Dates of a file, the most trusted first. What is chosen of them: src/knowledge/dates/choose-date.ts. */
export const DATE_FIELDS: readonly DateField[] = [
  {
    from: 'exif-original',
    date: 'exif:DateTimeOriginal',
    offset: ['exif:OffsetTimeOriginal', 'exif:OffsetTime'],
  },
  { from: 'exif-digitized', date: 'exif:DateTimeDigitized', offset: ['exif:OffsetTimeDigitized'] },
  { from: 'xmp', date: 'xmp:DateTimeOriginal' },
  { from: 'xmp', date: 'xmp:DateTimeDigitized' },
  { from: 'xmp', date: 'xmp:DateCreated' },
  { from: 'xmp', date: 'xmp:CreateDate' },
  { from: 'iptc', date: 'iptc:Date Created', time: 'iptc:Time Created' },
  { from: 'iptc-digital', date: 'iptc:Digital Creation Date', time: 'iptc:Digital Creation Time' },
  { from: 'png-text', date: 'png:Creation Time' },
  { from: 'png-text', date: 'png:create-date' },
  { from: 'gps', date: 'exif:GPSDateStamp', time: 'exif:GPSTimeStamp' },
  { from: 'exif-modified', date: 'exif:DateTime', offset: ['exif:OffsetTime'] },
  { from: 'exif-modified', date: 'xmp:ModifyDate' },
  { from: 'png-modified', date: 'png:Modify Date' },
];

/** Fields of one or several texts. */
export const TEXT_FIELDS = {
  camera: { takes: 'first', tags: ['exif:Model', 'xmp:Model'] },
  maker: { takes: 'first', tags: ['exif:Make', 'xmp:Make'] },
  lens: { takes: 'first', tags: ['exif:LensModel', 'xmp:LensModel', 'xmp:Lens'] },
  title: {
    takes: 'first',
    tags: ['xmp:title', 'iptc:Object Name', 'xmp:Headline', 'iptc:Headline', 'exif:XPTitle', 'png:Title'],
  },
  description: {
    takes: 'first',
    tags: ['xmp:description', 'iptc:Caption/Abstract', 'exif:ImageDescription', 'png:Description'],
  },
  /** Further texts, each of which counts. */
  comments: {
    takes: 'all',
    tags: [
      // In all their languages.
      'xmp:title',
      'xmp:description',
      'xmp:Headline',
      'iptc:Headline',
      'exif:ImageDescription',
      'exif:XPTitle',
      'exif:XPSubject',
      'exif:XPComment',
      'exif:UserComment',
      'xmp:UserComment',
      'xmp:AltTextAccessibility',
      'xmp:ExtDescrAccessibility',
      'xmp:ImageDescription',
      'xmp:Event',
      // Of ACDSee.
      'xmp:caption',
      'xmp:notes',
      'png:Comment',
      'jpeg:comment',
    ] as TagName[],
  },
  sublocation: { takes: 'first', tags: ['xmp:Location', 'iptc:Sub-location'] },
  city: { takes: 'first', tags: ['xmp:City', 'iptc:City'] },
  state: { takes: 'first', tags: ['xmp:State', 'iptc:Province/State'] },
  country: { takes: 'first', tags: ['xmp:Country', 'xmp:CountryName', 'iptc:Country/Primary Location Name'] },
  countryCode: { takes: 'first', tags: ['xmp:CountryCode', 'iptc:Country/Primary Location Code'] },
  people: { takes: 'all', tags: ['xmp:PersonInImage'] },
} as const satisfies Readonly<
  Record<string, { readonly takes: 'first' | 'all'; readonly tags: readonly TagName[] }>
>;
export type MetadataTextField = keyof typeof TEXT_FIELDS;

/** The tags of a group in the tables above, and `others`. */
export function tagsOfGroup(group: 'exif' | 'iptc' | 'xmp' | 'png', others: readonly TagName[]): string[] {
  const all = [
    ...DATE_FIELDS.flatMap(({ date, time, offset = [] }) => [date, ...(time ? [time] : []), ...offset]),
    ...Object.values(TEXT_FIELDS).flatMap(({ tags }): readonly TagName[] => tags),
    ...others,
  ];
  const prefix = `${group}:`;
  return [...new Set(all.filter((tag) => tag.startsWith(prefix)).map((tag) => tag.slice(prefix.length)))];
}
