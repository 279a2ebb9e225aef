import type { Location } from '../../../src/domain/metadata.ts';

/** Which photos are listed beside the map: those of a cluster, by a photo of it and the zoom, or those without a place. */
export type MapList =
  | { readonly of: 'cluster'; readonly zoom: number; readonly photo: number }
  | { readonly of: 'unplaced' };

/** What the address of the map holds. */
export interface MapItem {
  readonly latitude: number;
  readonly longitude: number;
  readonly zoom: number;
  readonly list: MapList | null;
  /** The search whose photos are shown; empty for all. */
  readonly text: string;
}

/** Between the parts of an item; no number has it, and what follows the last is text. */
const BETWEEN = '~';
const NUMBER = /^-?\d{1,3}(?:\.\d{1,6})?$/u;
const CLUSTER = /^(\d{1,2})\.([1-9]\d{0,14})$/u;
/** Zoom at which a single place is shown: a town with what is around it. */
const PLACE_ZOOM = 12;

const printList = (list: MapList | null): string =>
  list === null ? '' : list.of === 'unplaced' ? 'none' : `${list.zoom}.${list.photo}`;

function readList(text: string): MapList | null {
  if (text === 'none') return { of: 'unplaced' };
  const [, zoom, photo] = CLUSTER.exec(text) ?? [];
  return zoom === undefined || photo === undefined
    ? null
    : { of: 'cluster', zoom: Math.min(20, Number(zoom)), photo: Number(photo) };
}

/** `48.8566,2.3522,11.5`, with a list and a search behind it where there are any. */
export function printMapItem({ latitude, longitude, zoom, list, text }: MapItem): string {
  const place = [latitude.toFixed(4), longitude.toFixed(4), zoom.toFixed(2)].map(Number).join(',');
  if (list === null && text === '') return place;
  return [place, printList(list), ...(text === '' ? [] : [text])].join(BETWEEN);
}

/** Reads what `printMapItem` wrote; null for anything else. */
export function readMapItem(item: string): MapItem | null {
  const [place = '', list = '', ...text] = item.split(BETWEEN);
  const numbers = place.split(',');
  if (numbers.length !== 3 || !numbers.every((number) => NUMBER.test(number))) return null;
  const [latitude = 0, longitude = 0, zoom = 0] = numbers.map(Number);
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return { latitude, longitude, zoom, list: readList(list), text: text.join(BETWEEN) };
}

/** The address of the map at a place. */
export const mapAddress = (place: Location): string =>
  `#/map/${encodeURIComponent(printMapItem({ ...place, zoom: PLACE_ZOOM, list: null, text: '' }))}`;
