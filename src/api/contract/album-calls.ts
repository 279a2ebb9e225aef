import * as z from 'zod';
import { call } from '../call.ts';
import { givenName, id, keptSearch, natural, nothing, photoIds } from './primitives.ts';

export const albumSchema = z.strictObject({
  album: id,
  name: z.string(),
  /** null for an album filled by hand. */
  search: z.string().nullable(),
  /** Named by a file beside photos (Google Takeout, Picasa), not by the user. */
  imported: z.boolean(),
  photos: natural,
  cover: id.nullable(),
});

/** Albums and favourites. */
export const albumCalls = {
  'favourites.set': call(
    z.strictObject({ photos: photoIds, on: z.boolean() }),
    z.strictObject({ changed: z.array(id) }),
  ),
  'albums.list': call(nothing, z.array(albumSchema)),
  'albums.add': call(
    z.strictObject({ name: givenName, search: keptSearch.nullable().default(null) }),
    albumSchema,
  ),
  'albums.rename': call(z.strictObject({ album: id, name: givenName }), nothing),
  'albums.remove': call(z.strictObject({ album: id }), nothing),
  'albums.set': call(
    z.strictObject({ album: id, photos: photoIds, on: z.boolean() }),
    z.strictObject({ changed: z.array(id) }),
  ),
} as const;
