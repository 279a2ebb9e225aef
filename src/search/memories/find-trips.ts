/** A photo with a day and a place. */
export interface PlacedPhoto {
  /** Days since 1970. */
  readonly day: number;
  /** Degrees. */
  readonly latitude: number;
  readonly longitude: number;
}

/** Days since 1970, both ends included. */
export interface Trip {
  readonly from: number;
  readonly to: number;
  readonly photos: number;
}

/** Further from home than this, kilometres, is away. */
const AWAY_KM = 60;
/** Days without a photo that a trip may have between two with one. */
const MOST_QUIET_DAYS = 3;
/** Whoever is away for longer lives there. */
const LONGEST_DAYS = 60;
/** Fewer days are an outing, unless many photos were taken. */
const SHORTEST_DAYS = 2;
const MANY_PHOTOS = 25;
const FEWEST_PHOTOS = 8;
/** Parts of a degree that are one neighbourhood when home is looked for. */
const PARTS_OF_DEGREE = 2;
/** Home is looked for in the season, the one before and the one after: somebody may move. */
const SEASON_DAYS = 91.3125;
const SEASONS_AROUND = 1;

interface DayOfPhotos {
  readonly day: number;
  readonly photos: readonly PlacedPhoto[];
}

const RADIUS_KM = 6371;
/** Whoever is further to the north or south than this is away, however the longitudes are; degrees. */
const AWAY_LATITUDE = (AWAY_KM / (RADIUS_KM * Math.PI)) * 180;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres. */
export function distanceKm(
  one: Pick<PlacedPhoto, 'latitude' | 'longitude'>,
  other: Pick<PlacedPhoto, 'latitude' | 'longitude'>,
): number {
  const [a, b] = [radians(one.latitude), radians(other.latitude)];
  const across = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * across;
  return 2 * RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

const seasonOf = (day: number): number => Math.floor(day / SEASON_DAYS);

/**
 * Runs of days away from home, which is where photos were taken on most days of the season.
 * @param photos in the order in which they were taken
 */
export function findTrips(photos: readonly PlacedPhoto[]): Trip[] {
  const days: DayOfPhotos[] = [...Map.groupBy(photos, ({ day }) => day)].map(([day, of]) => ({
    day,
    photos: of,
  }));
  const home = homesOf(days);
  const trips: Trip[] = [];
  let run: DayOfPhotos[] = [];
  const end = (): void => {
    const [first, last] = [run[0], run.at(-1)];
    const taken = run.reduce((sum, { photos: of }) => sum + of.length, 0);
    if (first !== undefined && last !== undefined) {
      const length = last.day - first.day + 1;
      const isLongEnough = length >= SHORTEST_DAYS || taken >= MANY_PHOTOS;
      if (isLongEnough && length <= LONGEST_DAYS && taken >= FEWEST_PHOTOS)
        trips.push({ from: first.day, to: last.day, photos: taken });
    }
    run = [];
  };
  for (const one of days) {
    const before = run.at(-1);
    if (before !== undefined && one.day - before.day - 1 > MOST_QUIET_DAYS) end();
    if (isAway(one, home)) run.push(one);
    else end();
  }
  end();
  return trips;
}

/** Whether most photos of a day were taken away from home. */
function isAway({ day, photos }: DayOfPhotos, home: ReturnType<typeof homesOf>): boolean {
  const place = home(day);
  if (place === null) return false;
  let away = 0;
  for (const photo of photos) if (isFar(photo, place)) away += 1;
  return 2 * away > photos.length;
}

const isFar = (photo: PlaceOfHome, home: PlaceOfHome): boolean =>
  Math.abs(photo.latitude - home.latitude) > AWAY_LATITUDE || distanceKm(photo, home) > AWAY_KM;

/** A neighbourhood, the days with photos of it, and the middle of these photos. */
interface Neighbourhood {
  days: number;
  lastDay: number;
  photos: number;
  latitude: number;
  longitude: number;
}

/** Where home was on a day: in the neighbourhood with photos on the most days around it; null without any. */
function homesOf(days: readonly DayOfPhotos[]): (day: number) => PlaceOfHome | null {
  const bySeason = Map.groupBy(days, ({ day }) => seasonOf(day));
  const known = new Map<number, PlaceOfHome | null>();
  return (day) => {
    const season = seasonOf(day);
    const there = known.get(season);
    if (there !== undefined) return there;
    const around: DayOfPhotos[] = [];
    for (let at = season - SEASONS_AROUND; at <= season + SEASONS_AROUND; at++)
      around.push(...(bySeason.get(at) ?? []));
    const found = homeOf(around);
    known.set(season, found);
    return found;
  };
}

type PlaceOfHome = Pick<PlacedPhoto, 'latitude' | 'longitude'>;

function homeOf(days: readonly DayOfPhotos[]): PlaceOfHome | null {
  const cells = new Map<number, Neighbourhood>();
  for (const { day, photos } of days)
    for (const { latitude, longitude } of photos) {
      const key =
        Math.round(latitude * PARTS_OF_DEGREE) * 1000 * PARTS_OF_DEGREE +
        Math.round(longitude * PARTS_OF_DEGREE);
      const cell = cells.get(key) ?? { days: 0, lastDay: Number.NaN, photos: 0, latitude: 0, longitude: 0 };
      cells.set(key, cell);
      if (cell.lastDay !== day) cell.days += 1;
      cell.lastDay = day;
      cell.photos += 1;
      cell.latitude += latitude;
      cell.longitude += longitude;
    }
  const [best] = [...cells.values()].sort((a, b) => b.days - a.days || b.photos - a.photos);
  return best === undefined
    ? null
    : { latitude: best.latitude / best.photos, longitude: best.longitude / best.photos };
}
