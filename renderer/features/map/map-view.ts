import type { GeoArea } from '../../../src/domain/geo-area.ts';
import { locationOf, type MapPoint, mapPointOf } from '../../../src/domain/mercator.ts';
import type { Location } from '../../../src/domain/metadata.ts';

/** What of the map is in view: the point in the middle, and how large the world is. */
export interface MapView extends MapPoint {
  /** At 0 the world is 256 pixels wide; each step doubles it. */
  readonly zoom: number;
}

/** Pixels. */
export interface MapSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels from the top left of what is in view. */
export interface MapPixel {
  readonly left: number;
  readonly top: number;
}

const WORLD = 256;
/** At 18, a street fills the view. */
export const MOST_ZOOM = 18;
/** Nothing is brought nearer than this by itself: a few places alone in the middle of nothing show little. */
const MOST_FITTED_ZOOM = 12;
/** Pixels around an area that is brought into view. */
const MARGIN = 60;

/** Width and height of the world in pixels. */
export const worldOf = ({ zoom }: Pick<MapView, 'zoom'>): number => WORLD * 2 ** zoom;

/** The smallest zoom: the world is as wide as the view. */
export const leastZoom = ({ width }: MapSize): number => Math.log2(Math.max(width, WORLD) / WORLD);

/** The view without what lies beyond the world: it goes round in the west and the east, and ends in the north and south. */
export function clampView(view: MapView, size: MapSize): MapView {
  const zoom = Math.min(MOST_ZOOM, Math.max(leastZoom(size), view.zoom));
  const half = size.height / 2 / worldOf({ zoom });
  const y = half >= 0.5 ? 0.5 : Math.min(1 - half, Math.max(half, view.y));
  return { x: view.x - Math.floor(view.x), y, zoom };
}

/** The point at a pixel; its `x` may lie outside of the world, beyond the 180th meridian. */
export const pointAt = (view: MapView, size: MapSize, { left, top }: MapPixel): MapPoint => ({
  x: view.x + (left - size.width / 2) / worldOf(view),
  y: view.y + (top - size.height / 2) / worldOf(view),
});

/** The pixel of a point, of the copies of the world on the one nearest to the middle of the view. */
export function pixelOf(view: MapView, size: MapSize, { x, y }: MapPoint): MapPixel {
  const east = x - view.x;
  return {
    left: size.width / 2 + (east - Math.round(east)) * worldOf(view),
    top: size.height / 2 + (y - view.y) * worldOf(view),
  };
}

/** The view with what is at a pixel somewhere else. @param by pixels that the map is drawn to the right and down */
export const movedView = (
  view: MapView,
  size: MapSize,
  by: { readonly x: number; readonly y: number },
): MapView =>
  clampView({ ...view, x: view.x - by.x / worldOf(view), y: view.y - by.y / worldOf(view) }, size);

/** The view at another zoom, in which the same point is at a pixel. */
export function zoomedView(view: MapView, size: MapSize, zoom: number, at: MapPixel): MapView {
  const next = Math.min(MOST_ZOOM, Math.max(leastZoom(size), zoom));
  const point = pointAt(view, size, at);
  const world = worldOf({ zoom: next });
  return clampView(
    {
      zoom: next,
      x: point.x - (at.left - size.width / 2) / world,
      y: point.y - (at.top - size.height / 2) / world,
    },
    size,
  );
}

/** What is in view as an area of the earth. @param around pixels beyond each side */
export function areaInView(view: MapView, size: MapSize, around = 0): GeoArea {
  return areaBetween(
    pointAt(view, size, { left: -around, top: -around }),
    pointAt(view, size, { left: size.width + around, top: size.height + around }),
  );
}

/** The area between two opposite corners; all of the earth round where they lie that far apart. */
export function areaBetween(one: MapPoint, other: MapPoint): GeoArea {
  const [north, south] = [Math.min(one.y, other.y), Math.max(one.y, other.y)].map((y) =>
    y <= 0 ? 90 : y >= 1 ? -90 : locationOf({ x: 0, y }).latitude,
  );
  const [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)];
  const sides = { south: south ?? -90, north: north ?? 90 };
  if (right - left >= 1) return { ...sides, west: -180, east: 180 };
  const longitudeOf = (x: number): number => locationOf({ x, y: 0.5 }).longitude;
  return { ...sides, west: longitudeOf(left), east: longitudeOf(right) };
}

/** The view with the whole of an area in it, as near as that can be. */
export function viewOfArea({ south, west, north, east }: GeoArea, size: MapSize): MapView {
  const [low, high] = [
    mapPointOf({ latitude: north, longitude: west }),
    mapPointOf({ latitude: south, longitude: east }),
  ];
  const across = east >= west ? high.x - low.x : high.x - low.x + 1;
  const down = high.y - low.y;
  const zoomFor = (part: number, pixels: number): number =>
    Math.log2(Math.max(pixels - 2 * MARGIN, 100) / WORLD / Math.max(part, 1e-9));
  const zoom = Math.min(MOST_FITTED_ZOOM, zoomFor(across, size.width), zoomFor(down, size.height));
  return clampView({ x: low.x + across / 2, y: low.y + down / 2, zoom }, size);
}

/** The view with a place in the middle. */
export const viewOfPlace = (place: Location, zoom: number, size: MapSize): MapView =>
  clampView({ ...mapPointOf(place), zoom }, size);
