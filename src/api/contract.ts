import * as z from 'zod';
import { OTHER_KINDS, PHOTO_FORMATS } from '../domain/file.ts';
import { LANGUAGES } from '../domain/label.ts';
import { TAKEN_AT_SOURCES } from '../domain/metadata.ts';
import { PROBLEM_KINDS } from '../domain/problem.ts';
import { call } from './call.ts';

/**
 * Every call that crosses a process, with its schemas. The client, the handlers and the allow-list derive
 * from this table. No path of a file crosses to the window: photos, files and folders are named by id, and
 * `name` and `directory` are for showing only.
 */

const id = z.int().positive();
const count = z.int().nonnegative();
const tier = z.enum(['likely', 'possible', 'unlikely']);
const nothing = z.strictObject({});
const score = z.number().min(0).max(1);

export const themeSchema = z.enum(['system', 'light', 'dark']);
export const settingsSchema = z.strictObject({
  /** null follows the system. */
  language: z.enum(LANGUAGES).nullable(),
  theme: themeSchema,
});

export const folderSchema = z.strictObject({
  id,
  /** Its last part, for showing. */
  name: z.string(),
  state: z.enum(['ready', 'scanning', 'unreachable', 'many-missing']),
  /** Photos of it that can be searched, wait to be looked at, or have a problem. */
  photos: count,
  waiting: count,
  problems: count,
  /** Recognised but not searched yet, by kind. */
  others: z.record(z.enum(OTHER_KINDS), count),
  cloudOnly: count,
  /** Known files that the last scan did not find, while `many-missing` waits for an answer. */
  missing: count,
  /** Excluded subfolders, with `/` between the parts. */
  excluded: z.array(z.string()),
});

export const statusSchema = z.strictObject({
  phase: z.enum(['idle', 'scanning', 'indexing', 'paused', 'stopped']),
  /** Photos found, looked at (problems included), with a problem. */
  found: count,
  done: count,
  problems: count,
  photosPerSecond: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative().nullable(),
  /** The device in plain words, "CPU (2 cores)"; null before it is known. */
  device: z.string().nullable(),
  /** Grows with every change of what a search could find. */
  revision: count,
  /** How often the indexer had to be started again since the host started. */
  restarts: count,
});

/** One part of the search text and how it was read. */
export const readingSchema = z.strictObject({
  /** The part as typed, and where it stands in the text (UTF-16 units). */
  text: z.string(),
  start: count,
  end: count,
  negated: z.boolean(),
  as: z.enum(['label', 'date', 'filter', 'text', 'nothing']),
  /** What it was read as, for showing, in English and Chinese. */
  meaning: z.strictObject({ en: z.string(), zh: z.string() }),
  /** More than one meaning: their names. */
  ambiguous: z.array(z.string()),
  /** Photos at the likely line for this part alone. */
  photos: count,
});

export const reasonSchema = z.strictObject({
  /** The word that was asked for, and the label (or field) that answered. */
  word: z.string(),
  label: z.string(),
  name: z.strictObject({ en: z.string(), zh: z.string() }),
  score,
});

export const hitSchema = z.strictObject({
  photo: id,
  tier,
  score,
  /** Upright, pixels. */
  width: count,
  height: count,
  takenAt: z.string().nullable(),
});

export const photoSchema = z.strictObject({
  photo: id,
  format: z.enum(PHOTO_FORMATS),
  width: count,
  height: count,
  takenAt: z
    .strictObject({
      local: z.string(),
      offset: z.int().nullable(),
      from: z.enum(TAKEN_AT_SOURCES),
    })
    .nullable(),
  camera: z.string().nullable(),
  lens: z.string().nullable(),
  location: z.strictObject({ latitude: z.number(), longitude: z.number() }).nullable(),
  keywords: z.array(z.string()),
  rating: z.int().nullable(),
  caption: z.string().nullable(),
  warning: z.string().nullable(),
  /** What it shows, best first, down to the possible line. */
  labels: z.array(
    z.strictObject({
      label: z.string(),
      name: z.strictObject({ en: z.string(), zh: z.string() }),
      score,
      tier,
    }),
  ),
  /** Where it lies: the same content may be in several places. */
  places: z.array(
    z.strictObject({ folder: id, folderName: z.string(), directory: z.array(z.string()), name: z.string() }),
  ),
  /** Why it was found, where a search text was given. */
  reasons: z.array(reasonSchema),
});

export const problemRowSchema = z.strictObject({
  file: id,
  folderName: z.string(),
  directory: z.array(z.string()),
  name: z.string(),
  kind: z.enum(PROBLEM_KINDS),
  detail: z.string(),
  tries: count,
});

const page = { offset: count.default(0), limit: z.int().positive().max(5000).default(500) };

export const contract = {
  'settings.get': call(nothing, settingsSchema),
  'settings.set': call(settingsSchema, settingsSchema),

  'folders.list': call(nothing, z.array(folderSchema)),
  /** Adds a folder by its path: the browser has no native dialog, the shell answers one. */
  'folders.add': call(z.strictObject({ path: z.string().min(1).max(4096) }), folderSchema, [
    'browser',
    'shell',
  ]),
  /** Adds the sample photos that come with the program. */
  'folders.addSamples': call(nothing, folderSchema),
  'folders.remove': call(z.strictObject({ folder: id }), nothing),
  /** Subfolders that photos were found in, with `/` between the parts, for choosing what to exclude. */
  'folders.directories': call(z.strictObject({ folder: id }), z.array(z.string())),
  'folders.exclude': call(
    z.strictObject({ folder: id, excluded: z.array(z.string().max(4096)).max(1000) }),
    folderSchema,
  ),
  /** Answers `many-missing`: forget the missing files, or keep them and look again later. */
  'folders.answerMissing': call(z.strictObject({ folder: id, forget: z.boolean() }), nothing),

  'status.get': call(nothing, statusSchema),
  'index.pause': call(nothing, nothing),
  'index.resume': call(nothing, nothing),
  'index.rescan': call(nothing, nothing),

  /** An empty text finds every photo, newest first. */
  'search.run': call(
    z.strictObject({
      text: z.string().max(2000),
      sort: z.enum(['relevance', 'date']).default('relevance'),
      ...page,
    }),
    z.strictObject({
      readings: z.array(readingSchema),
      likely: count,
      possible: count,
      hits: z.array(hitSchema),
      /** The revision of the library that this answers for. */
      revision: count,
    }),
  ),

  'photo.get': call(z.strictObject({ photo: id, text: z.string().max(2000).default('') }), photoSchema),

  'problems.list': call(
    z.strictObject(page),
    z.strictObject({ total: count, rows: z.array(problemRowSchema) }),
  ),
  /** Looks at these files again, or at all of them. */
  'problems.retry': call(z.strictObject({ files: z.array(id).max(10_000).nullable() }), nothing),

  /** For the shell only: where a photo lies, as base64 of the path's bytes. */
  'photo.path': call(z.strictObject({ photo: id }), z.strictObject({ path: z.base64() }), ['shell']),
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type Input<N extends CallName> = z.input<Contract[N]['input']>;
export type ParsedInput<N extends CallName> = z.output<Contract[N]['input']>;
export type Output<N extends CallName> = z.output<Contract[N]['output']>;

export type Settings = z.infer<typeof settingsSchema>;
export type Folder = z.infer<typeof folderSchema>;
export type Status = z.infer<typeof statusSchema>;
export type Reading = z.infer<typeof readingSchema>;
export type Hit = z.infer<typeof hitSchema>;
export type PhotoDetails = z.infer<typeof photoSchema>;
export type ProblemRow = z.infer<typeof problemRowSchema>;
