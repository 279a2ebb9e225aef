import type { MapName } from '../../../src/api/contract.ts';
import { mapPointOf } from '../../../src/domain/mercator.ts';
import type { Country, MapColours } from './base-map.ts';
import { type MapSize, type MapView, pixelOf, worldOf } from './map-view.ts';
import { type LabelBox, type LabelCandidate, placeLabels } from './place-labels.ts';

/** A name with how it is written. */
interface NameCandidate extends LabelCandidate {
  readonly font: string;
  readonly isCountry: boolean;
  readonly dot: number;
}

/** Zooms from which cities are named, and up to which countries are. */
const [CITIES_FROM, COUNTRIES_UP_TO] = [2.9, 7.5];
/** Countries of less than this many pixels have no room for a name. */
const [LEAST_WIDTH, LEAST_HEIGHT] = [26, 14];
/** Pixels of the view for each city that is named. */
const ROOM = 14_000;

const fontOf = (weight: number, pixels: number, family: string): string => `${weight} ${pixels}px ${family}`;

/** How large a city's name is written, by its people. */
const cityPixels = (population: number): number =>
  population >= 3_000_000 ? 13 : population >= 300_000 ? 12 : 11;

export interface NamesOfMap {
  readonly countries: readonly Country[];
  /** Names of countries by ISO 3166-1 numeric, in the language of the window. */
  readonly countryName: (id: string) => string | null;
  /** The largest first. */
  readonly cities: readonly MapName[];
  readonly cityName: (city: MapName) => string;
  /** What names stand clear of. */
  readonly obstacles: readonly LabelBox[];
  readonly family: string;
}

function countryCandidates(
  context: CanvasRenderingContext2D,
  view: MapView,
  size: MapSize,
  { countries, countryName, family }: NamesOfMap,
): NameCandidate[] {
  if (view.zoom > COUNTRIES_UP_TO) return [];
  const world = worldOf(view);
  return countries
    .toSorted((a, b) => b.middle.width * b.middle.height - a.middle.width * a.middle.height)
    .flatMap((country): NameCandidate[] => {
      const name = country.id === null ? null : countryName(country.id);
      const [width, height] = [country.middle.width * world, country.middle.height * world];
      if (name === null || width < LEAST_WIDTH || height < LEAST_HEIGHT) return [];
      const pixels = width > 260 ? 15 : width > 110 ? 13 : 11;
      const font = fontOf(600, pixels, family);
      context.font = font;
      const written = context.measureText(name).width;
      // A name that is much wider than its country would stand in others.
      if (written > 1.6 * width + 10) return [];
      const at = pixelOf(view, size, country.middle);
      return [{ name, at, stands: 'amid', width: written, height: pixels, font, isCountry: true, dot: 0 }];
    });
}

function cityCandidates(
  context: CanvasRenderingContext2D,
  view: MapView,
  size: MapSize,
  { cities, cityName, family }: NamesOfMap,
): NameCandidate[] {
  if (view.zoom < CITIES_FROM) return [];
  const inView = cities
    .map((city) => ({ city, at: pixelOf(view, size, mapPointOf(city)) }))
    .filter(({ at }) => at.left >= 0 && at.top >= 0 && at.left <= size.width && at.top <= size.height);
  const most = Math.ceil((size.width * size.height) / ROOM);
  return inView.slice(0, most).map(({ city, at }): NameCandidate => {
    const name = cityName(city);
    const pixels = cityPixels(city.population);
    const font = fontOf(city.population >= 300_000 ? 500 : 400, pixels, family);
    context.font = font;
    const { width } = context.measureText(name);
    const dot = city.population >= 1_000_000 ? 3 : 2;
    return { name, at, stands: 'beside', width, height: pixels, font, isCountry: false, dot };
  });
}

/** Writes the names of countries and cities, so that none overlaps another. @returns how many */
export function drawNames(
  context: CanvasRenderingContext2D,
  view: MapView,
  size: MapSize,
  colours: MapColours,
  names: NamesOfMap,
): number {
  const candidates = [
    ...countryCandidates(context, view, size, names),
    ...cityCandidates(context, view, size, names),
  ];
  const placed = placeLabels(candidates, names.obstacles, size);
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = colours.halo;
  for (const { candidate, box } of placed) {
    const { name, at, font, isCountry, dot } = candidate;
    context.font = font;
    context.fillStyle = isCountry ? colours.muted : colours.text;
    if (dot > 0) {
      context.beginPath();
      context.arc(at.left, at.top, dot, 0, 2 * Math.PI);
      context.stroke();
      context.fill();
    }
    context.strokeText(name, box.left, box.top + box.height / 2);
    context.fillText(name, box.left, box.top + box.height / 2);
  }
  return placed.length;
}
