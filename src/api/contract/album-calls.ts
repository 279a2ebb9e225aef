import * as z from 'zod';
import { ALBUM_ORDERS } from '../../domain/user-data.ts';
import { call } from '../call.ts';
import { givenName, id, keptSearch, natural, nothing, photoIds } from './primitives.ts';

/** Maximum number of photos of an album that is put in order by hand. */
const MOST_ARRANGED = 100_000;
const order = z.enum(ALBUM_ORDERS);
/** Photos of an album in their order by hand. */
const arranged = z.array(id).max(MOST_ARRANGED);
/** `YYYY-MM-DDTHH:mm:ss`, or what is known of it. */
const date = z.string().nullable();

export const albumSchema = z.strictObject({
  album: id,
  name: z.string(),
  /** null for an album filled by hand. */
  search: z.string().nullable(),
  /** Named by a file beside photos (Google Takeout, Picasa), not by the user. */
  imported: z.boolean(),
  /** The id that it had as long as only another program named it; addresses may have it. */
  importedId: id.nullable(),
  photos: natural,
  /** The photo on its cover, and whether the user chose it. */
  cover: id.nullable(),
  isCoverChosen: z.boolean(),
  order,
  /** The dates of its first and its last photo with a date; null without one. */
  from: date,
  to: date,
  /** When the user changed it last, ms since 1970; 0 where only another program names it. */
  changedAt: natural,
});

/** What an album was before it was put in order: `albums.arrange` takes it back. */
const arrangement = z.strictObject({ album: id, order, photos: arranged.nullable() });

/** Albums and favourites. An album that only another program names becomes the user's own by any change. */
export const albumCalls = {
  /** The favourites whose files are there, hidden ones too, newest first. */
  'favourites.list': call(nothing, z.strictObject({ photos: z.array(id) })),
  'favourites.set': call(
    z.strictObject({ photos: photoIds, on: z.boolean() }),
    z.strictObject({ changed: z.array(id) }),
  ),
  'albums.list': call(nothing, z.array(albumSchema)),
  'albums.add': call(
    z.strictObject({ name: givenName, search: keptSearch.nullable().default(null) }),
    albumSchema,
  ),
  /** The id and the name that it had. */
  'albums.rename': call(
    z.strictObject({ album: id, name: givenName }),
    z.strictObject({ album: id, before: z.string() }),
  ),
  /** Deletes an album; its photos stay. `albums.restore` puts it back by the number. */
  'albums.remove': call(z.strictObject({ album: id }), z.strictObject({ undo: natural })),
  'albums.restore': call(z.strictObject({ undo: natural }), nothing),
  /** `arranged`: the order by hand before, where it is the album's. */
  'albums.set': call(
    z.strictObject({ album: id, photos: photoIds, on: z.boolean() }),
    z.strictObject({ changed: z.array(id), arranged: arranged.nullable() }),
  ),
  /** Chooses the order; with `photos` that is the order by hand. */
  'albums.arrange': call(arrangement, z.strictObject({ before: arrangement })),
  /** Moves photos within the order by hand, which becomes the album's: before a photo, or to the end (null). */
  'albums.move': call(
    z.strictObject({
      album: id,
      photos: photoIds,
      to: z.union([z.enum(['earlier', 'later']), z.strictObject({ before: id.nullable() })]),
    }),
    z.strictObject({ moved: natural, before: arrangement }),
  ),
  /** Chooses the cover; null leaves the choice to the program. */
  'albums.cover': call(
    z.strictObject({ album: id, photo: id.nullable() }),
    z.strictObject({ before: id.nullable() }),
  ),
  /** Changes the search of an album that is a kept search. */
  'albums.search': call(
    z.strictObject({ album: id, search: keptSearch }),
    z.strictObject({ before: z.string() }),
  ),
} as const;
