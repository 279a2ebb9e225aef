import type { NamedPerson, PictureArea } from '../../domain/metadata.ts';
import { toUpright } from '../../domain/turned-area.ts';
import { fieldOf, isTag, type MetadataGroups, tagIn, texts } from './metadata-groups.ts';

/** Limits of one photo. */
const MOST_PEOPLE = 200;
const LONGEST_NAME = 200;

/** Types of regions that are no people. */
const PET = /^pet$/i;
const NO_PERSON = /^(?:pet|focus|barcode)$/i;

/** Names of pets in MWG regions. */
export const petsOf = (groups: MetadataGroups): string[] =>
  itemsIn(tagIn(groups, 'xmp', 'Regions'), 'RegionList').flatMap((region) =>
    PET.test(texts(fieldOf(region, 'Type'))[0] ?? '') ? texts(fieldOf(region, 'Name')).slice(0, 1) : [],
  );

/**
 * The people of MWG regions (digiKam, Picasa, Lightroom), of Microsoft regions, of IPTC regions, and of lists of names
 * without areas, each name once, in this order.
 * @param names names alone (PersonInImage)
 */
export function peopleOf(
  groups: MetadataGroups,
  names: readonly string[],
  orientation: number,
): NamedPerson[] {
  const found = [
    ...itemsIn(tagIn(groups, 'xmp', 'Regions'), 'RegionList').flatMap((region) =>
      mwgPerson(region, orientation),
    ),
    ...itemsIn(tagIn(groups, 'xmp', 'RegionInfo'), 'Regions').flatMap((region) =>
      microsoftPerson(region, orientation),
    ),
    ...itemsOf(tagIn(groups, 'xmp', 'ImageRegion')).flatMap((region) => iptcPeople(region, orientation)),
    ...[...names, ...itemsOf(tagIn(groups, 'xmp', 'PersonInImageWDetails')).flatMap(detailedName)].map(
      (name): NamedPerson => ({ name, area: null }),
    ),
  ];
  const people = new Map<string, NamedPerson>();
  for (const { name, area } of found) {
    const clean = name.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME);
    const key = clean.toLowerCase();
    if (key !== '' && !people.has(key)) people.set(key, { name: clean, area });
    if (people.size === MOST_PEOPLE) break;
  }
  return [...people.values()];
}

const itemsIn = (structure: unknown, name: string): readonly unknown[] => itemsOf(fieldOf(structure, name));

function itemsOf(list: unknown): readonly unknown[] {
  const items = isTag(list) ? list.value : list;
  return Array.isArray(items) ? items.slice(0, 1000) : items === undefined ? [] : [items];
}

const numberIn = (structure: unknown, name: string): number =>
  Number.parseFloat(texts(fieldOf(structure, name))[0] ?? '');

function mwgPerson(region: unknown, orientation: number): NamedPerson[] {
  const name = texts(fieldOf(region, 'Name'))[0];
  const type = texts(fieldOf(region, 'Type'))[0] ?? 'Face';
  if (name === undefined || NO_PERSON.test(type)) return [];
  const area = fieldOf(region, 'Area');
  const unit = texts(fieldOf(area, 'unit'))[0] ?? 'normalized';
  const [x, y, w, h] = ['x', 'y', 'w', 'h'].map((side) => numberIn(area, side));
  return [{ name, area: unit === 'normalized' ? areaAround(orientation, x, y, w, h) : null }];
}

function microsoftPerson(region: unknown, orientation: number): NamedPerson[] {
  const name = texts(fieldOf(region, 'PersonDisplayName'))[0];
  if (name === undefined) return [];
  const sides = (texts(fieldOf(region, 'Rectangle'))[0] ?? '').split(',').map(Number.parseFloat);
  const [left = Number.NaN, top = Number.NaN, w = Number.NaN, h = Number.NaN] = sides;
  return [{ name, area: areaAround(orientation, left + w / 2, top + h / 2, w, h) }];
}

const detailedName = (person: unknown): string[] => texts(fieldOf(person, 'PersonName')).slice(0, 1);

/** The people of a region of the IPTC; the area of one of them where it is a rectangle, from its left upper corner. */
function iptcPeople(region: unknown, orientation: number): NamedPerson[] {
  const names = [
    ...texts(fieldOf(region, 'PersonInImage')),
    ...itemsIn(region, 'PersonInImageWDetails').flatMap(detailedName),
  ];
  const boundary = fieldOf(region, 'RegionBoundary');
  const [shape, unit] = ['rbShape', 'rbUnit'].map((name) => texts(fieldOf(boundary, name))[0]);
  const [x = Number.NaN, y = Number.NaN, w = Number.NaN, h = Number.NaN] = ['rbX', 'rbY', 'rbW', 'rbH'].map(
    (side) => numberIn(boundary, side),
  );
  const isKnown = names.length === 1 && shape === 'rectangle' && unit === 'relative';
  const area = isKnown ? areaAround(orientation, x + w / 2, y + h / 2, w, h) : null;
  return names.map((name) => ({ name, area }));
}

/** The upright area around a middle, cut at the edges of the picture; null for numbers that make none. */
function areaAround(
  orientation: number,
  x = Number.NaN,
  y = Number.NaN,
  w = Number.NaN,
  h = Number.NaN,
): PictureArea | null {
  const [middleX, middleY, width, height] = toUpright(orientation, [x, y, w, h]);
  const left = Math.max(0, middleX - width / 2);
  const top = Math.max(0, middleY - height / 2);
  const right = Math.min(1, middleX + width / 2);
  const bottom = Math.min(1, middleY + height / 2);
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : null;
}
