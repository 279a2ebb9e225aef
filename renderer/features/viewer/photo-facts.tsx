import type { ReactNode } from 'react';
import type { PhotoDetails } from '../../../src/api/contract.ts';
import type { Language } from '../../../src/domain/label.ts';
import type { Localized } from '../../../src/domain/localized.ts';
import type { DatePrecision } from '../../../src/domain/metadata.ts';
import { quoteWord } from '../../../src/query/print-query.ts';
import { useLanguage } from '../../client/contexts.ts';
import { clockLength } from '../../i18n/clock-length.ts';
import type { Strings } from '../../i18n/strings.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { albumAddress } from '../albums/album-address.ts';
import { mapAddress } from '../map/map-item.ts';

interface Props {
  readonly details: PhotoDetails;
  readonly onSearch: (text: string) => void;
}

interface FactContext {
  readonly t: Strings;
  readonly language: Language;
  /** A link that searches for a text. */
  readonly search: (text: string, shown: string) => ReactNode;
}

/** By which row of FACTS each field of a photo is shown; `elsewhere`: in another part of the window. */
const FACT_OF = {
  takenAt: 'takenAt',
  camera: 'camera',
  lens: 'camera',
  location: 'location',
  edited: 'location',
  placeNames: 'placeNames',
  people: 'people',
  albums: 'albums',
  keywords: 'keywords',
  rating: 'rating',
  framesSeen: 'film',
  framesUnreadable: 'film',
  durationMs: 'film',
  codec: 'film',
  width: 'size',
  height: 'size',
  format: 'size',
  // In photo-details-panel.tsx, in the picture and in its bar.
  photo: 'elsewhere',
  caption: 'elsewhere',
  favourite: 'elsewhere',
  turn: 'elsewhere',
  hidden: 'elsewhere',
  missingSince: 'elsewhere',
  warning: 'elsewhere',
  text: 'elsewhere',
  labels: 'elsewhere',
  places: 'elsewhere',
  raws: 'elsewhere',
  films: 'elsewhere',
  reasons: 'elsewhere',
} as const satisfies Record<keyof PhotoDetails, string>;
type FactName = Exclude<(typeof FACT_OF)[keyof PhotoDetails], 'elsewhere'>;
type FieldsOf<N extends FactName> = {
  [F in keyof PhotoDetails]: (typeof FACT_OF)[F] extends N ? F : never;
}[keyof PhotoDetails];

interface FactRow<N extends FactName> {
  readonly icon: IconName;
  readonly name: (t: Strings) => string;
  /** Null where the photo has nothing to show. */
  readonly show: (details: Pick<PhotoDetails, FieldsOf<N>>, context: FactContext) => ReactNode;
}

/** How many characters of the wall clock each precision covers; a time of the day stands apart. */
const DATE_LENGTH = {
  year: 4,
  month: 7,
  day: 10,
  minute: 10,
  second: 10,
} as const satisfies Record<DatePrecision, number>;

function TakenAt({
  takenAt,
  t,
  search,
}: Pick<FactContext, 't' | 'search'> & {
  readonly takenAt: NonNullable<PhotoDetails['takenAt']>;
}): ReactNode {
  const { local, precision, from } = takenAt;
  const known = local.slice(0, DATE_LENGTH[precision]);
  const shown = t.knownDate(known.length === 10 ? local : known);
  const source = t.dateSources[from];
  return (
    <>
      {/* The time of the file is no date: a search for it would not find the photo. */}
      {from === 'file-time' ? shown : search(`date:${known}`, shown)}
      {(precision === 'minute' || precision === 'second') && ` ${t.time(local)}`}
      {source !== null && <small>{source}</small>}
    </>
  );
}

/** What is shown of a photo's file, in this order: one row a fact. */
const FACTS: { readonly [N in FactName]: FactRow<N> } = {
  takenAt: {
    icon: 'calendar',
    name: (t) => t.takenAt,
    show: ({ takenAt }, { t, search }) => takenAt && <TakenAt takenAt={takenAt} t={t} search={search} />,
  },
  camera: {
    icon: 'camera',
    name: (t) => t.camera,
    show: ({ camera, lens }, { search }) =>
      (camera !== null || lens !== null) && (
        <>
          {camera !== null && search(`camera:${quoteWord(camera)}`, camera)}
          {lens !== null && <small translate="no">{lens}</small>}
        </>
      ),
  },
  location: {
    icon: 'place',
    name: (t) => t.location,
    show: ({ location, edited }, { t, language, search }) =>
      location && (
        <>
          {inOrder(location.places, language).map((place, at) => (
            <span key={place.en}>
              {at > 0 && PLACES[language].separator}
              {search(`in:${quoteWord(place[language])}`, place[language])}
            </span>
          ))}
          <small>
            <a href={mapAddress(location)} title={t.showOnMap}>
              {t.coordinates(location.latitude, location.longitude)}
            </a>
          </small>
          {edited.includes('place') && <small>{t.yourPlace}</small>}
        </>
      ),
  },
  placeNames: {
    icon: 'place',
    name: (t) => t.placeNames,
    show: ({ placeNames }, { search }) =>
      words(placeNames.map((name) => [name, search(quoteWord(name), name)])),
  },
  people: {
    icon: 'person',
    name: (t) => t.people,
    show: ({ people }, { search }) => words(people.map((name) => [name, search(quoteWord(name), name)])),
  },
  albums: {
    icon: 'album',
    name: (t) => t.albums,
    show: ({ albums }, { t }) =>
      words(
        albums.map(({ album, name }) => [
          album,
          <a key={album} className="link" href={albumAddress(album)} title={t.openAlbumPage(name)}>
            <span translate="no">{name}</span>
          </a>,
        ]),
      ),
  },
  keywords: {
    icon: 'tag',
    name: (t) => t.keywords,
    show: ({ keywords }, { search }) =>
      words(keywords.map((keyword) => [keyword, search(quoteWord(keyword), keyword)])),
  },
  rating: {
    icon: 'star',
    name: (t) => t.rating,
    show: ({ rating }, { t }) => rating !== null && (rating < 0 ? t.rejected : t.stars(rating)),
  },
  film: {
    icon: 'play',
    name: (t) => t.videoAlt,
    show: ({ framesSeen, framesUnreadable, durationMs, codec }, { t }) =>
      framesSeen !== null && (
        <>
          {durationMs !== null && clockLength(durationMs)}{' '}
          {codec !== null && <span translate="no">{codec.toUpperCase()}</span>}
          {framesSeen === 0 && (
            <small>
              {framesUnreadable
                ? `${t.framesUnreadable}: ${t.framesUnreadableNote((codec ?? '').toUpperCase())}`
                : `${t.framesNotSeen}: ${t.framesNotSeenNote}`}
            </small>
          )}
        </>
      ),
  },
  size: {
    icon: 'picture',
    name: (t) => t.size,
    show: ({ width, height, format }, { t }) => (
      <>
        {t.pixels(width, height)} · <span translate="no">{format.toUpperCase()}</span>
      </>
    ),
  },
};

/** Metadata of the photo's file. */
export function PhotoFacts({ details, onSearch }: Props): ReactNode {
  const { t, language } = useLanguage();
  const search = (text: string, shown: string): ReactNode => (
    <button type="button" className="link" title={t.searchFor(shown)} onClick={() => onSearch(text)}>
      <span translate="no">{shown}</span>
    </button>
  );
  return (
    <ul className="plain facts">
      {Object.values(FACTS).map(({ icon, name, show }) => {
        const shown = show(details, { t, language, search });
        return shown === null || shown === false ? null : (
          <li key={name(t)} title={name(t)}>
            <Icon name={icon} />
            <span>{shown}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** How a language names a place by the narrow and the wide ones that it is in. */
const PLACES: Localized<{ readonly widestFirst: boolean; readonly separator: string }> = {
  en: { widestFirst: false, separator: ', ' },
  zh: { widestFirst: true, separator: ' ' },
};

const inOrder = <T,>(places: readonly T[], language: Language): readonly T[] =>
  PLACES[language].widestFirst ? places.toReversed() : places;

/** Several words beside each other, by their keys; null for none. */
const words = (shown: readonly (readonly [key: string | number, word: ReactNode])[]): ReactNode =>
  shown.length === 0
    ? null
    : shown.map(([key, word]) => (
        <span key={key} className="keyword">
          {word}
        </span>
      ));
