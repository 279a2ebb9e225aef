import * as z from 'zod';
import { givenPlaceSchema, PHOTO_EDITS } from '../../domain/photo-edit.ts';
import { call } from '../call.ts';
import { hitSchema } from './hit.ts';
import { id, localizedText, natural, nothing, page, photoIds, searchText } from './primitives.ts';

/** A part of the earth in degrees; it crosses the 180th meridian where west > east. */
const area = z.strictObject({
  south: z.number().min(-90).max(90),
  west: z.number().min(-180).max(180),
  north: z.number().min(-90).max(90),
  east: z.number().min(-180).max(180),
});

/** Zoom of the map: 0 is the world in 256 pixels, each step doubles it. */
const zoom = z.int().min(0).max(20);

/** Photos that are shown as one. */
export const clusterSchema = z.strictObject({
  ...givenPlaceSchema.shape,
  photos: natural,
  /** The photo that stands for all. */
  cover: id,
  /** Degrees clockwise that the user turned it. */
  turn: PHOTO_EDITS.turn.nullable(),
  /** The smallest area with all of them. */
  area,
  /** The narrowest place that most of them were taken in, else the most common country; null on the ocean. */
  name: localizedText.nullable(),
  /** Many of them were taken elsewhere. */
  isSpread: z.boolean(),
});

/** A name on the map. */
export const mapNameSchema = z.strictObject({
  ...givenPlaceSchema.shape,
  name: localizedText,
  population: natural,
});

/** Which photos a list is of: those of the cluster that a photo is in at a zoom, or those without a place. */
const listed = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('cluster'), zoom, photo: id }),
  z.strictObject({ of: z.literal('unplaced') }),
]);

/** The photos of a search on a map. An empty text is for all photos. */
export const mapCalls = {
  /** `area`: the smallest with all photos that have a place; null for none. */
  'map.extent': call(
    z.strictObject({ text: searchText }),
    z.strictObject({ placed: natural, unplaced: natural, area: area.nullable() }),
  ),
  /** The clusters of an area, the fullest first; those of a zoom are the same whatever the area is. */
  'map.clusters': call(z.strictObject({ text: searchText, zoom, area }), z.array(clusterSchema)),
  'map.photos': call(
    z.strictObject({ text: searchText, list: listed, ...page }),
    z.strictObject({ total: natural, hits: z.array(hitSchema), revision: natural }),
  ),
  /** The largest cities of an area. */
  'map.cities': call(z.strictObject({ area, most: z.int().positive().max(500) }), z.array(mapNameSchema)),
  /** All countries: their ISO 3166-1 codes and names. */
  'map.countries': call(nothing, z.array(z.strictObject({ code: z.string(), name: localizedText }))),
  /** The cities whose names begin with a text, the largest first, with the places that they are in. */
  'map.find': call(
    z.strictObject({ typed: z.string().max(100) }),
    z.array(mapNameSchema.extend({ within: z.array(localizedText) })),
  ),
  /** The names of the places at a point, the narrowest first. */
  'map.at': call(givenPlaceSchema, z.array(localizedText)),
  /** Photos with a place that were taken within an hour of these, one before and one after at most. */
  'map.near': call(
    z.strictObject({ photos: photoIds }),
    z.array(
      z.strictObject({
        ...givenPlaceSchema.shape,
        photo: id,
        /** That it was taken after; negative: before. */
        seconds: z.number(),
        name: localizedText.nullable(),
      }),
    ),
  ),
} as const;
