import * as z from 'zod';
import type { CallName } from '../../api/contract.ts';
import { SORTS } from '../../domain/query.ts';

/** What an assistant can do with a library by one call of the contract, whose schemas are those of the tool. */
interface ContractTool<N extends CallName> {
  readonly call: N;
  readonly title: string;
  /** For the assistant, which reads English. */
  readonly description: string;
  /** Whether it changes what is kept of the user; offered only by `--write`. */
  readonly writes: boolean;
}

const reads = <N extends CallName>(call: N, title: string, description: string): ContractTool<N> => ({
  call,
  title,
  description,
  writes: false,
});
const writes = <N extends CallName>(call: N, title: string, description: string): ContractTool<N> => ({
  call,
  title,
  description,
  writes: true,
});

const BY_ID = 'Photos are named by the number `photo` of search_photos.';

/** Every tool that is one call of the contract, by its name. */
export const CONTRACT_TOOLS = {
  get_photo: reads(
    'photo.get',
    'Photo details',
    `All that is known of one photo: date, place, camera, labels with their scores, people, text in it, albums. ${BY_ID}`,
  ),
  explore: reads(
    'explore.get',
    'Overview',
    'What the library shows most: labels, places, years, cameras, with counts.',
  ),
  list_albums: reads('albums.list', 'Albums', 'All albums with their number of photos.'),
  list_people: reads(
    'people.list',
    'People',
    'People that faces were grouped into; without a name until the user gives one.',
  ),
  list_folders: reads('folders.list', 'Folders', 'The folders whose photos are indexed.'),
  get_status: reads(
    'status.get',
    'Status',
    'How many photos and files there are, and what indexing has still to do.',
  ),
  set_favourites: writes(
    'favourites.set',
    'Favourites',
    `Makes photos favourites, or takes that back. ${BY_ID}`,
  ),
  make_album: writes('albums.add', 'New album', 'Makes an empty album and returns its id.'),
  set_album_photos: writes(
    'albums.set',
    'Photos of an album',
    `Adds photos to an album (on: true) or takes them out of it. The album is named by its id of list_albums. ${BY_ID}`,
  ),
} as const;
export type ContractToolName = keyof typeof CONTRACT_TOOLS;

/** Photos that one search returns at most: what an assistant reads costs it. */
const MOST_PHOTOS = 200;
const FEW_PHOTOS = 20;

/** The search tool: what a search found, with paths, which no call of the contract gives to a window. */
export const SEARCH_TOOL = {
  name: 'search_photos',
  title: 'Search photos',
  description:
    'Finds photos by what they show and what is known of them. Words are one text: labels ("beach"), colours ("red car"), dates ("2019", "summer 2020"), places, people by name, cameras, text in photos, captions; "-word" leaves out; in some twenty languages. Fields are strict: is:favourite, type:video, album:"Trip", person:Anna, date:2019-07, camera:, similar:PHOTO. An empty text finds every photo, newest first. Best first; level "likely" is sure, "possible" is not.',
  input: z.strictObject({
    text: z.string(),
    sort: z.enum(SORTS).default('relevance'),
    limit: z.int().positive().max(MOST_PHOTOS).default(FEW_PHOTOS),
  }),
  output: z.object({
    likely: z.int(),
    possible: z.int(),
    photos: z.array(
      z.looseObject({ photo: z.int(), path: z.string(), level: z.string(), score: z.number() }),
    ),
  }),
} as const;

/** The tool that shows a photo. */
export const VIEW_TOOL = {
  name: 'view_photo',
  title: 'View a photo',
  description: `A small picture of a photo, at most 320 pixels high. ${BY_ID}`,
  input: z.strictObject({ photo: z.int().positive() }),
} as const;
