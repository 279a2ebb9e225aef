import type { mapCalls } from '../../api/contract/map-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { citiesInArea } from '../../knowledge/places/cities-in-area.ts';
import { findCities } from '../../knowledge/places/find-cities.ts';
import { allPlaces, containing, type PlaceRow, placeName } from '../../knowledge/places/gazetteer.ts';
import type { PlaceName } from '../../knowledge/places/place.ts';
import { placesAt } from '../../knowledge/places/places-at.ts';
import { PhotoMap } from '../../search/map/photo-map.ts';
import type { LibraryParts } from '../library-parts.ts';
import { hitsView } from '../views/hits-view.ts';

/** Clusters that are in view at once, at most: the fullest. */
const MOST_CLUSTERS = 500;
const MOST_FOUND = 8;
const COUNTRY = 'country:';

/** Of several places that contain a point, the narrowest. */
function nameAt(latitude: number, longitude: number): PlaceName | null {
  const [narrowest] = placesAt(latitude, longitude);
  return narrowest === undefined ? null : placeName(narrowest);
}

const cityView = ({ name, latitude, longitude, population }: PlaceRow) => ({
  name,
  latitude,
  longitude,
  population,
});

export function mapHandlers({
  searcher,
  reader,
}: Pick<LibraryParts, 'searcher' | 'reader'>): Pick<Handlers, keyof typeof mapCalls> {
  const { index } = searcher;
  const map = new PhotoMap(searcher);
  return {
    'map.extent': ({ text }) => map.extent(text),
    'map.clusters': async ({ text, zoom, area }) => {
      const clusters = await map.clusters(text, zoom, area, MOST_CLUSTERS);
      return clusters.map(({ cover, count, place, ...others }) => ({
        ...others,
        photos: count,
        cover: index.columns.id[cover] as number,
        turn: index.turnOf(cover),
        name: place === null ? null : placeName(place),
      }));
    },
    'map.photos': async ({ text, list, offset, limit }) => {
      const photos =
        list.of === 'unplaced'
          ? await map.unplaced(text)
          : await map.photosOfCluster(text, list.zoom, list.photo);
      const hits = searcher.hitsOf(photos.slice(offset, offset + limit));
      return { total: photos.length, hits: hitsView(reader, hits), revision: index.revision };
    },
    'map.cities': ({ area, most }) => citiesInArea(area, most).map(cityView),
    'map.countries': () =>
      [...allCountries()].map(({ key, name }) => ({ code: key.slice(COUNTRY.length), name })),
    'map.find': ({ typed }) =>
      findCities(typed, MOST_FOUND).map((city) => ({
        ...cityView(city),
        within: containing(city.key).map(placeName),
      })),
    'map.at': ({ latitude, longitude }) => placesAt(latitude, longitude).map(placeName),
    'map.near': ({ photos }) =>
      map.nearInTime(photos).map((near) => ({ ...near, name: nameAt(near.latitude, near.longitude) })),
  };
}

/** The countries, which are the first of all places. */
function* allCountries(): Generator<{ readonly key: string; readonly name: PlaceName }> {
  for (const place of allPlaces()) {
    if (!place.key.startsWith(COUNTRY)) return;
    yield place;
  }
}
