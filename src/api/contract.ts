import * as z from 'zod';
import { deviceSchema } from '../domain/device.ts';
import { engineReasonSchema } from '../domain/engine-reason.ts';
import { ERROR_KINDS } from '../domain/error.ts';
import { OTHER_KINDS, PHOTO_FORMATS } from '../domain/file.ts';
import { INDEX_MODES } from '../domain/index-mode.ts';
import { LANGUAGES } from '../domain/label.ts';
import { TAKEN_AT_SOURCES } from '../domain/metadata.ts';
import { PAUSED_BY } from '../domain/paused-by.ts';
import { PROBLEM_KINDS } from '../domain/problem.ts';
import { call } from './call.ts';

/**
 * Every call that crosses a process, with its schemas. The client, the handlers and the allow-list derive
 * from this table. No path of a file crosses to the window: photos, files and folders are named by id, and
 * `name` and `directory` are for showing only.
 */

const id = z.int().positive();
const count = z.int().nonnegative();
const level = z.enum(['likely', 'possible', 'unlikely']);
const nothing = z.strictObject({});
const score = z.number().min(0).max(1);
const searchText = z.string().max(2000);
const inBoth = z.strictObject({ en: z.string(), zh: z.string() });
/** A name that a person gives: one line, no control characters, none that turn the direction of a line. */
const givenName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*$/u);
/** A label's key: of the vocabulary, or `own:3`. */
const labelKey = z.string().min(1).max(200);
/** "onnx-webgpu" */
const engineId = z.string().min(1).max(64);
const photos = z.array(id).min(1).max(10_000);

export const themeSchema = z.enum(['system', 'light', 'dark']);
export const settingsSchema = z.strictObject({
  /** null follows the system. */
  language: z.enum(LANGUAGES).nullable(),
  theme: themeSchema,
});

export const indexingSchema = z.strictObject({
  mode: z.enum(INDEX_MODES),
  /** Not in the mode `full`. */
  pauseOnBattery: z.boolean(),
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

export const libraryAboutSchema = z.strictObject({
  /** The path of its file, "~" for the person's home: for showing only, no call takes it. */
  place: z.string(),
  /** What the library, and the small pictures beside it, take of the disk. */
  bytes: count,
  thumbnailBytes: count,
});

/** A library was found damaged, or gone, and was made anew; see src/domain/recovery.ts. */
export const recoverySchema = z.strictObject({
  at: z.int(),
  reason: z.enum(['damaged', 'missing']),
  /** For showing. */
  keptAs: z.string().nullable(),
  folders: count,
  statements: count,
  complete: z.boolean(),
});

/** What became of trying an engine: a program that runs the photo network. */
export const engineSchema = z.strictObject({
  id: engineId,
  /** As people know it: "WebGPU". */
  title: z.string(),
  /** What it runs on; null where that is not known before it was opened. */
  device: deviceSchema.nullable(),
  /** A graphics card really computes. */
  gpu: z.boolean(),
  state: z.enum(['works', 'fails', 'impossible', 'not-tried']),
  /** Why it cannot be used; null where it works or was not tried. */
  trouble: engineReasonSchema.nullable(),
  loadSeconds: z.number().nullable(),
  /** In the batch that pays most. */
  photosPerSecond: z.number().nullable(),
  batch: z.int().positive().nullable(),
  /** Largest difference of its answers from those of the processor: 0 is none, 1 the most there can be. */
  difference: z.number().nullable(),
});

export const enginesSchema = z.strictObject({
  /** What the person chose: `auto`, or an engine's id. */
  choice: engineId,
  /** What the environment says instead; null where it says nothing. */
  override: z.string().nullable(),
  /** The one that looks at photos, or, while none does, would. */
  used: engineId,
  engines: z.array(engineSchema),
  /** TensorFlow is not made for this system, its package is missing, it can be added, or it is there. */
  tensorflow: z.enum(['impossible', 'missing', 'to-add', 'there']),
  /** What is being done about them just now. */
  work: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('comparing'),
        /** The one that is being tried; null before the first. */
        engine: z.string().nullable(),
        done: count,
        of: count,
      }),
      /** The last line of the program that adds TensorFlow, in English. */
      z.strictObject({ kind: z.literal('adding'), line: z.string() }),
    ])
    .nullable(),
  /** Why the last work failed; null where it did not. */
  failure: engineReasonSchema.nullable(),
});

export const statusSchema = z.strictObject({
  phase: z.enum(['idle', 'scanning', 'indexing', 'paused', 'stopped']),
  /** Photos found, looked at (problems included), with a problem. */
  found: count,
  done: count,
  problems: count,
  photosPerSecond: z.number().nonnegative(),
  secondsLeft: z.number().nonnegative().nullable(),
  /** Null before it is known. */
  device: deviceSchema.nullable(),
  /** What is known of it; null before anything was compared. */
  engine: z
    .strictObject({
      used: engineId,
      gpu: z.boolean(),
      /** The engines are being compared; the index waits. */
      comparing: z.boolean(),
      /** The one that was given up last in this run, and why. */
      failed: z.strictObject({ device: deviceSchema, reason: engineReasonSchema }).nullable(),
      /** Why not the others, or how fast they were. */
      others: z.array(
        z.strictObject({
          device: deviceSchema,
          trouble: engineReasonSchema.nullable(),
          photosPerSecond: z.number().nullable(),
        }),
      ),
    })
    .nullable(),
  /** Why it is paused. */
  pausedBy: z.enum(PAUSED_BY).nullable(),
  /** Why it is stopped, where it ended by itself. */
  stoppedBy: z.enum(ERROR_KINDS).nullable(),
  /** How changes in the folders become known: at once, or by looking now and then. Null: not known yet. */
  watching: z.enum(['watching', 'looking-now-and-then']).nullable(),
  /** Grows with every change of what a search could find. */
  revision: count,
  /** How often the indexer had to be started again since the host started. */
  restarts: count,
  /** What a person should know happened, until they have said that they do. */
  recovered: recoverySchema.nullable(),
});

/** The kind of a reading: see Reading in src/domain/query.ts. */
const readAs = z.enum([
  'label',
  'date',
  'place',
  'filter',
  'text',
  'colour',
  'property',
  'meaning',
  'similar',
]);

/** One part of the search text and how it was read. */
export const interpretationSchema = z.strictObject({
  /** The part as typed, and where it stands in the text (UTF-16 units). */
  text: z.string(),
  start: count,
  end: count,
  negated: z.boolean(),
  as: readAs,
  /** What it was read as, for showing: all of its meanings in one line. */
  meaning: inBoth,
  /** Each of its meanings, in the order of its readings; none where only the phrase around it says what it means. */
  meanings: z.array(z.strictObject({ as: readAs, name: inBoth })),
  /** The labels that mean the same as the part, which can be answered yes or no; no wider ones. */
  labels: z.array(z.strictObject({ label: labelKey, name: inBoth })),
  /** Photos at the likely line for this part alone; where all is asked that could not be read, its files too. */
  photos: count,
});

/** Another way to read a part: the search text to put in its place. */
export const otherInterpretationSchema = z.strictObject({
  text: z.string(),
  as: interpretationSchema.shape.as,
  meaning: inBoth,
  /** Photos at the likely line; null where counting would take long. */
  photos: count.nullable(),
});

export const suggestionSchema = z.strictObject({
  kind: z.enum([
    'label',
    'own-label',
    'place',
    'camera',
    'lens',
    'keyword',
    'folder',
    'album',
    'saved',
    'recent',
    'field',
  ]),
  /** What goes into the box. */
  text: z.string(),
  /** What it is called, in the language asked for. */
  name: z.string(),
  /** The word that matched, where the name does not show it: 沙滩 for 海滩, "hai tan". */
  matched: z.string(),
  /** The end of what was typed that it stands for; see completeText in query/typed-word.ts. */
  typed: z.string(),
  photos: count,
});

/** Something that a library has photos of. */
export const cardSchema = z.strictObject({
  name: z.string(),
  /** The search text that finds them. */
  text: z.string(),
  photos: count,
  cover: id,
});

export const reasonSchema = z.strictObject({
  /** The word that was asked for, and the label (or field) that answered. */
  word: z.string(),
  label: z.string(),
  name: inBoth,
  /** It is a field (`caption`, `colour`, `meaning`), no label. */
  isField: z.boolean(),
  score,
  /** The person said so. */
  confirmed: z.boolean(),
});

export const hitSchema = z.strictObject({
  photo: id,
  level,
  score,
  /** Upright, pixels. */
  width: count,
  height: count,
  takenAt: z.string().nullable(),
  favourite: z.boolean(),
  /** Its mean colour, 0xRRGGBB, to stand for it until it is here. */
  colour: z.int().min(0).max(0xffffff).nullable(),
});

/** What a person says of one photo and one label; null takes it back. */
export const answerSchema = z.strictObject({ photo: id, label: labelKey, says: z.boolean().nullable() });
const answers = z.array(answerSchema).min(1).max(10_000);

export const customLabelSchema = z.strictObject({
  label: labelKey,
  name: z.string(),
  /** Examples and counter-examples so far. */
  yes: count,
  no: count,
});

export const albumSchema = z.strictObject({
  album: id,
  name: z.string(),
  /** null for one by hand. */
  search: z.string().nullable(),
  photos: count,
  cover: id.nullable(),
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
  location: z
    .strictObject({
      latitude: z.number(),
      longitude: z.number(),
      /** City, region, country, as far as they are known; the narrowest first. */
      places: z.array(inBoth),
    })
    .nullable(),
  favourite: z.boolean(),
  albums: z.array(z.strictObject({ album: id, name: z.string() })),
  keywords: z.array(z.string()),
  rating: z.int().nullable(),
  caption: z.string().nullable(),
  warning: z.string().nullable(),
  /** What it shows, best first, down to the possible line. */
  labels: z.array(
    z.strictObject({
      label: labelKey,
      name: inBoth,
      score,
      level,
      /** What the person said of it. */
      correction: z.boolean().nullable(),
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
  /** The system's own folder for pictures, by its name for showing; null where none is known, or it is here. */
  'folders.pictures': call(nothing, z.strictObject({ name: z.string().nullable() })),
  'folders.addPictures': call(nothing, folderSchema),
  'folders.remove': call(z.strictObject({ folder: id }), nothing),
  /** Subfolders that photos were found in, with `/` between the parts, for choosing what to exclude. */
  'folders.directories': call(z.strictObject({ folder: id }), z.array(z.string())),
  'folders.exclude': call(
    z.strictObject({ folder: id, excluded: z.array(z.string().max(4096)).max(1000) }),
    folderSchema,
  ),
  /** Answers `many-missing`: forget the missing files, or keep them and look again later. */
  'folders.answerMissing': call(z.strictObject({ folder: id, forget: z.boolean() }), nothing),

  'program.about': call(
    nothing,
    z.strictObject({
      version: z.string(),
      /** Name of the network that looks at photos. */
      network: z.string(),
      /** What it runs on: "Node 24.1.0, linux-x64". */
      runtime: z.string(),
    }),
  ),
  'library.about': call(nothing, libraryAboutSchema),
  'status.get': call(nothing, statusSchema),
  /** The person has read what `recovered` says. */
  'status.dismissRecovery': call(nothing, nothing),
  'index.pause': call(nothing, nothing),
  'index.resume': call(nothing, nothing),
  'index.rescan': call(nothing, nothing),
  /** How much of the machine indexing takes. */
  'indexing.get': call(nothing, indexingSchema),
  'indexing.set': call(indexingSchema, indexingSchema),

  /** The engines of this computer and what was measured of them. */
  'engines.get': call(nothing, enginesSchema),
  'engines.choose': call(z.strictObject({ engine: engineId }), nothing),
  /** Tries all anew; engines.get tells how far it is. The index waits meanwhile. */
  'engines.compare': call(nothing, nothing),
  /** Downloads TensorFlow, since the person wants it, and compares again. */
  'engines.addTensorflow': call(nothing, nothing),
  /** Ends what is being done about them. */
  'engines.stop': call(nothing, nothing),

  /** An empty text finds every photo, newest first. */
  'search.run': call(
    z.strictObject({
      text: searchText,
      sort: z.enum(['relevance', 'date']).default('relevance'),
      /** Searches for the text as it is, misspelt or not. */
      verbatim: z.boolean().optional(),
      ...page,
    }),
    z.strictObject({
      interpretations: z.array(interpretationSchema),
      /** The bare words as one phrase, which is compared with every photo; the photos are those it makes likely. */
      phrases: z.array(z.strictObject({ text: z.string(), photos: count })),
      /** Misspelt words were searched for as another text; null where none was. */
      correction: z.strictObject({ typed: z.string(), text: z.string() }).nullable(),
      likely: count,
      possible: count,
      /** Files that could not be read, for `problems.list`, where just they are searched for; else null. */
      unreadable: count.nullable(),
      hits: z.array(hitSchema),
      /** In the order of date: where the months lie among all hits, in their order; with the first page only. */
      months: z.array(z.strictObject({ month: z.string().nullable(), level, count })),
      /** The revision of the library that this answers for. */
      revision: count,
    }),
  ),

  /** All that a part of a search text could mean in this library. */
  'search.others': call(z.strictObject({ part: searchText }), z.array(otherInterpretationSchema)),
  /** What could become of the phrase that is being typed, as the value of a field or not; see wordAt. */
  'search.suggest': call(
    z.strictObject({ typed: searchText, field: z.string().max(200).nullable(), language: z.enum(LANGUAGES) }),
    z.array(suggestionSchema),
  ),
  'searches.list': call(nothing, z.strictObject({ saved: z.array(z.string()), recent: z.array(z.string()) })),
  'searches.save': call(z.strictObject({ text: searchText.min(1) }), nothing),
  'searches.remove': call(z.strictObject({ text: searchText }), nothing),
  /** A search that led somewhere: it is offered again. */
  'searches.note': call(z.strictObject({ text: searchText.min(1) }), nothing),
  'searches.forgetRecent': call(nothing, nothing),

  /** What this library holds, for looking around: each with its photos and one of them to show. */
  'explore.get': call(
    z.strictObject({ language: z.enum(LANGUAGES) }),
    z.strictObject({
      things: z.array(cardSchema),
      places: z.array(cardSchema),
      years: z.array(cardSchema),
      cameras: z.array(cardSchema),
    }),
  ),

  'photo.get': call(z.strictObject({ photo: id, text: searchText.default('') }), photoSchema),

  /** Where in the picture the network saw a label of the vocabulary; `unavailable` where that can't be told. */
  'photo.why': call(
    z.strictObject({ photo: id, label: labelKey }),
    z.strictObject({
      /** Cells a side; `values` are theirs, row by row from the top left, 0 to 1 for the most. */
      side: z.int().positive(),
      values: z.array(score),
      /** The part of the upright picture that the cells cover, as parts of its width and height. */
      area: z.strictObject({ left: score, top: score, width: score, height: score }),
    }),
  ),

  /** Says "this is", "this is not" of photos. The answer, said again, undoes it. */
  'labels.say': call(z.strictObject({ answers }), z.strictObject({ before: z.array(answerSchema) })),
  'labels.own': call(nothing, z.array(customLabelSchema)),
  /** Makes an own label, or finds the one of this name. */
  'labels.add': call(z.strictObject({ name: givenName }), customLabelSchema),
  'labels.rename': call(z.strictObject({ label: labelKey, name: givenName }), nothing),
  /** Forgets an own label and its examples. */
  'labels.remove': call(z.strictObject({ label: labelKey }), nothing),
  /** Labels that a person may mean, whether the library has photos of them or not. */
  'labels.find': call(
    z.strictObject({ text: searchText, language: z.enum(LANGUAGES) }),
    z.array(z.strictObject({ label: labelKey, name: z.string(), own: z.boolean() })),
  ),
  /** Photos that an answer about a label would teach most, or most likely show it. */
  'labels.propose': call(
    z.strictObject({ label: labelKey, limit: z.int().positive().max(100).default(12) }),
    z.array(hitSchema),
  ),

  'favourites.set': call(
    z.strictObject({ photos, on: z.boolean() }),
    z.strictObject({ changed: z.array(id) }),
  ),
  'albums.list': call(nothing, z.array(albumSchema)),
  'albums.add': call(
    z.strictObject({ name: givenName, search: searchText.nullable().default(null) }),
    albumSchema,
  ),
  'albums.rename': call(z.strictObject({ album: id, name: givenName }), nothing),
  'albums.remove': call(z.strictObject({ album: id }), nothing),
  'albums.set': call(
    z.strictObject({ album: id, photos, on: z.boolean() }),
    z.strictObject({ changed: z.array(id) }),
  ),

  /** Groups of the same picture, the best first. Looks for them when asked first; ask again while `working`. */
  'duplicates.list': call(
    z.strictObject(page),
    z.strictObject({
      working: z.boolean(),
      /** 0 to 1, while working. */
      part: score,
      total: count,
      groups: z.array(z.array(hitSchema)),
    }),
  ),

  /** Everything that the person said, as JSON. */
  'userData.export': call(nothing, z.strictObject({ json: z.string() })),
  'userData.import': call(
    z.strictObject({ json: z.string().max(200_000_000) }),
    z.strictObject({ corrections: count, customLabels: count, favourites: count, albums: count }),
  ),
  /** Writes an XMP sidecar for every photo of which something was said, below a chosen folder. */
  'userData.exportSidecars': call(
    z.strictObject({ path: z.string().min(1).max(4096), form: z.enum(['digikam', 'lightroom']) }),
    z.strictObject({
      written: count,
      problems: z.array(z.strictObject({ name: z.string(), problem: z.string() })),
    }),
    ['browser', 'shell'],
  ),
  'userData.importSidecars': call(
    z.strictObject({ path: z.string().min(1).max(4096) }),
    z.strictObject({ read: count, matched: count }),
    ['browser', 'shell'],
  ),

  /**
   * Copies photos into a folder; with `labels`, each with a sidecar that says what it shows, in this language.
   * Nothing is overwritten. copies.get tells how far it is.
   */
  'copies.start': call(
    z.strictObject({
      photos,
      path: z.string().min(1).max(4096),
      labels: z.boolean(),
      language: z.enum(LANGUAGES),
    }),
    nothing,
    ['browser', 'shell'],
  ),
  'copies.get': call(
    nothing,
    z.strictObject({
      working: z.boolean(),
      done: count,
      of: count,
      copied: count,
      failed: count,
      /** The person ended it before the last photo. */
      stopped: z.boolean(),
      /** Of the first that failed. */
      problems: z.array(z.strictObject({ name: z.string(), problem: z.string() })),
      /** Why it ended before the last photo. */
      failure: z.enum(ERROR_KINDS).nullable(),
    }),
  ),
  'copies.stop': call(nothing, nothing),

  'problems.list': call(
    /** `ignored` asks for those that the person ignores instead. */
    z.strictObject({ ...page, ignored: z.boolean().default(false) }),
    z.strictObject({ total: count, ignored: count, rows: z.array(problemRowSchema) }),
  ),
  /** These files are listed and counted no more, until they change; or are, again. */
  'problems.ignore': call(
    z.strictObject({ files: z.array(id).min(1).max(10_000), ignored: z.boolean() }),
    nothing,
  ),
  /** Looks at these files again, or at all of them that are not ignored. */
  'problems.retry': call(z.strictObject({ files: z.array(id).max(10_000).nullable() }), nothing),

  /** For the shell only: where a photo lies, as base64 of the path's bytes. */
  'photo.path': call(z.strictObject({ photo: id }), z.strictObject({ path: z.base64() }), ['shell']),
  /** The same of a file, such as one with a problem. */
  'file.path': call(z.strictObject({ file: id }), z.strictObject({ path: z.base64() }), ['shell']),
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type Input<N extends CallName> = z.input<Contract[N]['input']>;
export type ParsedInput<N extends CallName> = z.output<Contract[N]['input']>;
export type Output<N extends CallName> = z.output<Contract[N]['output']>;

export type Settings = z.infer<typeof settingsSchema>;
export type Indexing = z.infer<typeof indexingSchema>;
export type Folder = z.infer<typeof folderSchema>;
export type LibraryAbout = z.infer<typeof libraryAboutSchema>;
export type EngineView = z.infer<typeof engineSchema>;
export type Engines = z.infer<typeof enginesSchema>;
export type Status = z.infer<typeof statusSchema>;
export type InterpretationView = z.infer<typeof interpretationSchema>;
export type OtherInterpretation = z.infer<typeof otherInterpretationSchema>;
export type Card = z.infer<typeof cardSchema>;
export type Suggestion = z.infer<typeof suggestionSchema>;
export type Hit = z.infer<typeof hitSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type CustomLabel = z.infer<typeof customLabelSchema>;
export type Album = z.infer<typeof albumSchema>;
export type PhotoDetails = z.infer<typeof photoSchema>;
export type ProblemRow = z.infer<typeof problemRowSchema>;
