import type { CompanionField, Metadata, NamedPerson, TakenAt } from '../../domain/metadata.ts';
import { chooseDate } from '../../knowledge/dates/choose-date.ts';

/**
 * Sources of a photo's metadata. A sidecar is newer if it was changed at or after the last change of the photo's file.
 * `original` is the photo of which this one is an edited version.
 */
export type MetadataSourceKind =
  | 'newer-sidecar'
  | 'own'
  | 'older-sidecar'
  | 'takeout'
  | 'picasa'
  | 'original';

/** Metadata of a photo by its sources; several of one kind are in their order. */
export type SourcedMetadata = readonly { readonly kind: MetadataSourceKind; readonly metadata: Metadata }[];

interface FieldSources {
  /** The first of these that has the field. */
  readonly first: readonly MetadataSourceKind[];
  /** Further ones, which add to it. */
  readonly added: readonly MetadataSourceKind[];
  /** Where none of the above has it. */
  readonly else: readonly MetadataSourceKind[];
}

const FILE_AND_SIDECAR = ['newer-sidecar', 'own', 'older-sidecar'] as const;

/** Fields of which the values of several sources are joined; of another field, the first one counts. */
const JOINED = ['takenAt', 'caption', 'keywords', 'people'] as const satisfies readonly CompanionField[];

/** Where each field comes from that METADATA_FIELDS gives to companions too. The table is that of docs/decisions/0014-metadata-of-companions.md. */
export const FIELD_SOURCES = {
  // All of them are candidates: TAKEN_AT_SOURCES orders dates by the field that they were read from.
  takenAt: { first: [], added: [...FILE_AND_SIDECAR, 'takeout'], else: ['original'] },
  location: { first: [...FILE_AND_SIDECAR, 'takeout'], added: [], else: ['original'] },
  rating: { first: FILE_AND_SIDECAR, added: [], else: ['original'] },
  caption: { first: FILE_AND_SIDECAR, added: ['takeout', 'picasa'], else: ['original'] },
  keywords: { first: FILE_AND_SIDECAR, added: ['picasa'], else: ['original'] },
  people: { first: [], added: [...FILE_AND_SIDECAR, 'picasa', 'takeout'], else: ['original'] },
  placeNames: { first: FILE_AND_SIDECAR, added: [], else: ['original'] },
  camera: { first: ['own', 'newer-sidecar', 'older-sidecar'], added: [], else: ['original'] },
  lens: { first: ['own', 'newer-sidecar', 'older-sidecar'], added: [], else: ['original'] },
} as const satisfies Readonly<Record<CompanionField, FieldSources>>;

const SINGLE_FIELDS = (Object.keys(FIELD_SOURCES) as CompanionField[]).filter(
  (field) => !JOINED.some((joined) => joined === field),
);

/**
 * The metadata of a photo from all its sources.
 * @param dates further dates: those that the names of its files state
 * @param now ms since 1970
 */
export function mergeMetadata(sources: SourcedMetadata, dates: readonly TakenAt[], now: number): Metadata {
  const takenAt = takenAtOf(sources, dates, now);
  const caption = linesOf(valuesOf('caption', sources));
  const people = uniquePeople(valuesOf('people', sources).flat());
  const single = SINGLE_FIELDS.map((field) => [field, valuesOf(field, sources)[0]] as const);
  const known = single.filter(([, value]) => value !== undefined);
  const ofOwn = Object.assign({}, ...sources.map(({ kind, metadata }) => (kind === 'own' ? metadata : {})));
  const others = Object.entries(ofOwn).filter(([field]) => !(field in FIELD_SOURCES));
  return {
    ...Object.fromEntries([...others, ...known]),
    keywords: uniqueTexts(valuesOf('keywords', sources).flat()),
    ...(takenAt === undefined ? {} : { takenAt }),
    ...(caption === '' ? {} : { caption }),
    ...(people.length === 0 ? {} : { people }),
  };
}

/** The values of a field that count, in their order. */
function valuesOf<Field extends CompanionField>(
  field: Field,
  sources: SourcedMetadata,
): NonNullable<Metadata[Field]>[] {
  const { first, added, else: others }: FieldSources = FIELD_SOURCES[field];
  const of = (kinds: readonly MetadataSourceKind[]): NonNullable<Metadata[Field]>[] =>
    kinds.flatMap((kind) =>
      sources.flatMap(({ kind: found, metadata }) => {
        const value = metadata[field];
        const isEmpty = value === undefined || value === null || (Array.isArray(value) && value.length === 0);
        return found !== kind || isEmpty ? [] : [value];
      }),
    );
  const found = [...of(first).slice(0, 1), ...of(added)];
  return found.length > 0 ? found : of(others).slice(0, 1);
}

/** The date of the original counts where this photo has no more than the time of its file. */
function takenAtOf(sources: SourcedMetadata, dates: readonly TakenAt[], now: number): TakenAt | undefined {
  const { added, else: others }: FieldSources = FIELD_SOURCES.takenAt;
  const of = (kinds: readonly MetadataSourceKind[]): TakenAt[] =>
    sources.flatMap(({ kind, metadata: { takenAt } }) =>
      kinds.includes(kind) && takenAt !== undefined ? [takenAt] : [],
    );
  const best = chooseDate([...of(added), ...dates], now);
  if (best !== undefined && best.from !== 'file-time') return best;
  return chooseDate([...of(others), ...(best === undefined ? [] : [best])], now);
}

/** Captions a line each, without what another holds already. */
const linesOf = (texts: readonly string[]): string =>
  texts
    .filter((text, at) => !texts.some((other, before) => before < at && other.includes(text)))
    .join('\n')
    .slice(0, 2000);

function uniqueTexts(texts: readonly string[]): string[] {
  const unique = new Map<string, string>();
  for (const text of texts) if (!unique.has(text.toLowerCase())) unique.set(text.toLowerCase(), text);
  return [...unique.values()].slice(0, 200);
}

/** Each name once, with the first area that is known of it. */
function uniquePeople(people: readonly NamedPerson[]): NamedPerson[] {
  const unique = new Map<string, NamedPerson>();
  for (const { name, area } of people) {
    const key = name.toLowerCase();
    const known = unique.get(key);
    unique.set(key, known === undefined ? { name, area } : { name: known.name, area: known.area ?? area });
  }
  return [...unique.values()].slice(0, 200);
}
