import type { ReactNode } from 'react';
import type { PhotoDetails } from '../../../src/api/contract.ts';
import type { Language } from '../../../src/domain/label.ts';
import { quoteWord } from '../../../src/query/print-query.ts';
import { useLanguage } from '../../client/contexts.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';

interface Props {
  readonly details: PhotoDetails;
  readonly onSearch: (text: string) => void;
}

/** Metadata of the photo's file. */
export function PhotoFacts({ details, onSearch }: Props): ReactNode {
  const { t, language } = useLanguage();
  const { takenAt, camera, lens, location, albums, keywords, rating, format, width, height } = details;
  const search = (text: string, shown: string): ReactNode => (
    <button type="button" className="link" title={t.searchFor(shown)} onClick={() => onSearch(text)}>
      <span translate="no">{shown}</span>
    </button>
  );
  return (
    <ul className="plain facts">
      {takenAt !== null && (
        <Fact icon="calendar" name={t.takenAt}>
          {search(`date:${takenAt.local.slice(0, 10)}`, t.day(takenAt.local))} {t.time(takenAt.local)}
          {takenAt.from === 'file-time' && <small>{t.fromFileTime}</small>}
          {takenAt.from === 'file-name' && <small>{t.fromFileName}</small>}
        </Fact>
      )}
      {(camera !== null || lens !== null) && (
        <Fact icon="camera" name={t.camera}>
          {camera !== null && search(`camera:${quoteWord(camera)}`, camera)}
          {lens !== null && <small translate="no">{lens}</small>}
        </Fact>
      )}
      {location !== null && (
        <Fact icon="place" name={t.location}>
          {inOrder(location.places, language).map((place) => (
            <span key={place.en} className="place">
              {search(`in:${quoteWord(place[language])}`, place[language])}
            </span>
          ))}
          <small>{t.coordinates(location.latitude, location.longitude)}</small>
        </Fact>
      )}
      {albums.length > 0 && (
        <Fact icon="album" name={t.albums}>
          {albums.map(({ album, name }) => (
            <span key={album} className="keyword">
              {search(`album:${quoteWord(name)}`, name)}
            </span>
          ))}
        </Fact>
      )}
      {keywords.length > 0 && (
        <Fact icon="tag" name={t.keywords}>
          {keywords.map((keyword) => (
            <span key={keyword} className="keyword">
              {search(quoteWord(keyword), keyword)}
            </span>
          ))}
        </Fact>
      )}
      {rating !== null && (
        <Fact icon="star" name={t.rating}>
          {rating < 0 ? t.rejected : t.stars(rating)}
        </Fact>
      )}
      <Fact icon="picture" name={t.size}>
        {t.pixels(width, height)} · <span translate="no">{format.toUpperCase()}</span>
      </Fact>
    </ul>
  );
}

/** Places as the language names them: the narrowest first in English, the widest first in Chinese. */
const inOrder = <T,>(places: readonly T[], language: Language): readonly T[] =>
  language === 'zh' ? places.toReversed() : places;

function Fact({
  icon,
  name,
  children,
}: {
  readonly icon: IconName;
  readonly name: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <li title={name}>
      <Icon name={icon} />
      <span>{children}</span>
    </li>
  );
}
