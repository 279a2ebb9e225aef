import { type GeoProjection, geoMercator, geoPath } from 'd3-geo';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { MapPoint } from '../../../src/domain/mercator.ts';
import type { MapSize, MapView } from './map-view.ts';
import { worldOf } from './map-view.ts';

/** Countries of Natural Earth (public domain) at one scale. */
export type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

/** The scales, the coarsest first: from which zoom on each is drawn, and its file, which is loaded when it is needed. */
const DETAILS = [
  { from: 0, load: () => import('world-atlas/countries-110m.json', { with: { type: 'json' } }) },
  { from: 2.8, load: () => import('world-atlas/countries-50m.json', { with: { type: 'json' } }) },
  { from: 5.5, load: () => import('world-atlas/countries-10m.json', { with: { type: 'json' } }) },
] as const;
const MIDDLE = 1;

/** A country on the map of the world, whose sides are 1 long. */
export interface Country {
  /** ISO 3166-1 numeric; null where it has none. */
  readonly id: string | null;
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
  readonly path: () => Path2D;
  /** Where its name stands: amid its largest part, and how wide and high that is. */
  readonly middle: MapPoint & { readonly width: number; readonly height: number };
}

/** Colours as the canvas takes them. */
export interface MapColours {
  readonly sea: string;
  readonly land: string;
  readonly border: string;
  readonly text: string;
  readonly muted: string;
  readonly halo: string;
}

/** The whole world as a square whose sides are 1 long. */
const projectionOfWorld = (): GeoProjection =>
  geoMercator()
    .scale(1 / (2 * Math.PI))
    .translate([0.5, 0.5])
    .precision(0);

type CountryFeature = Feature<Polygon | MultiPolygon>;

/** The largest part of a country on the map: its middle and its size. */
function largestPart({ geometry }: CountryFeature): Country['middle'] {
  const path = geoPath(projectionOfWorld());
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let [most, best] = [-1, { x: 0.5, y: 0.5, width: 0, height: 0 }];
  for (const coordinates of parts) {
    const part: Polygon = { type: 'Polygon', coordinates };
    const area = path.area(part);
    if (area <= most) continue;
    const [[left, top], [right, bottom]] = path.bounds(part);
    const [x, y] = path.centroid(part);
    [most, best] = [area, { x, y, width: right - left, height: bottom - top }];
  }
  return best;
}

function pathOf(country: CountryFeature): Path2D {
  const path = new Path2D();
  geoPath(projectionOfWorld(), {
    // A new path has begun.
    beginPath: () => {},
    moveTo: (x, y) => path.moveTo(x, y),
    lineTo: (x, y) => path.lineTo(x, y),
    arc: (x, y, radius, from, to) => path.arc(x, y, radius, from, to),
    closePath: () => path.closePath(),
  })(country);
  return path;
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** The countries of a file. @param near those of a coarser file, by whose extent a fine one is drawn only where it is in view */
function countriesOf(world: Atlas, near: ReadonlyMap<string, Country>): Country[] {
  return world.objects.countries.geometries.flatMap((geometry): Country[] => {
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return [];
    const id = typeof geometry.id === 'string' ? geometry.id : null;
    const shape = once((): CountryFeature => feature(world, geometry) as CountryFeature);
    const path = once(() => pathOf(shape()));
    const known = id === null ? undefined : near.get(id);
    if (known !== undefined) return [{ ...known, path }];
    const [[west, north], [east, south]] = geoPath(projectionOfWorld()).bounds(shape());
    return [{ id, west, north, east, south, path, middle: largestPart(shape()) }];
  });
}

/** The land of the world, in the detail that the zoom needs as soon as it is loaded. */
export interface BaseMap {
  /** The countries for a zoom, in the finest detail that is here; loads what is better. Empty before the first is here. */
  readonly countries: (zoom: number) => readonly Country[];
  /** With names: of the middle detail, the coarsest with every country. */
  readonly named: () => readonly Country[];
}

/**
 * Loads the map piece by piece.
 * @param onLoaded something finer can be drawn
 * @param onError a file of the program cannot be read
 */
export function createBaseMap(onLoaded: () => void, onError: (error: unknown) => void): BaseMap {
  const loaded: (readonly Country[] | undefined)[] = [];
  const wanted = new Set<number>();
  const byId = (countries: readonly Country[] | undefined): ReadonlyMap<string, Country> =>
    new Map(countries?.flatMap((country) => (country.id === null ? [] : [[country.id, country] as const])));
  const load = (at: number): void => {
    const detail = DETAILS[at];
    if (detail === undefined || wanted.has(at)) return;
    wanted.add(at);
    detail.load().then(({ default: world }) => {
      loaded[at] = countriesOf(world, at > MIDDLE ? byId(loaded[MIDDLE]) : new Map());
      onLoaded();
    }, onError);
  };
  load(0);
  return {
    countries: (zoom) => {
      const best = DETAILS.findLastIndex(({ from }) => zoom >= from);
      // The finest takes its extents from the middle one.
      if (loaded[0] !== undefined) load(Math.min(best, MIDDLE));
      if (loaded[MIDDLE] !== undefined) load(best);
      return loaded.slice(0, best + 1).findLast((one) => one !== undefined) ?? [];
    },
    named: () => loaded[MIDDLE] ?? loaded[0] ?? [],
  };
}

/** The copies of the world that are in view, by how far they lie to the right of the one with the middle. */
export function copiesInView(view: MapView, size: MapSize): number[] {
  const half = size.width / 2 / worldOf(view);
  const [first, last] = [Math.floor(view.x - half), Math.floor(view.x + half)];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

/** Draws sea, land and borders. @param density of pixels of the screen to those of the view */
export function drawBaseMap(
  context: CanvasRenderingContext2D,
  countries: readonly Country[],
  {
    view,
    size,
    density,
    colours,
  }: {
    readonly view: MapView;
    readonly size: MapSize;
    readonly density: number;
    readonly colours: MapColours;
  },
): void {
  const world = worldOf(view);
  const [halfWidth, halfHeight] = [size.width / 2 / world, size.height / 2 / world];
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = colours.sea;
  context.fillRect(0, 0, size.width * density, size.height * density);
  context.fillStyle = colours.land;
  context.strokeStyle = colours.border;
  context.lineWidth = 1 / world;
  context.lineJoin = 'round';
  for (const copy of copiesInView(view, size)) {
    const scale = world * density;
    const [left, top] = [size.width / 2 + (copy - view.x) * world, size.height / 2 - view.y * world];
    context.setTransform(scale, 0, 0, scale, left * density, top * density);
    for (const country of countries) {
      const isInView =
        country.east + copy >= view.x - halfWidth &&
        country.west + copy <= view.x + halfWidth &&
        country.south >= view.y - halfHeight &&
        country.north <= view.y + halfHeight;
      if (!isInView) continue;
      context.fill(country.path());
      context.stroke(country.path());
    }
  }
  context.setTransform(density, 0, 0, density, 0, 0);
}
