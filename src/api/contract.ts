import type * as z from 'zod';
import { albumCalls, type albumSchema } from './contract/album-calls.ts';
import { commandLineCalls } from './contract/command-line-calls.ts';
import { copyCalls } from './contract/copy-calls.ts';
import { duplicateCalls } from './contract/duplicate-calls.ts';
import { editCalls } from './contract/edit-calls.ts';
import { engineCalls, type engineSchema, type enginesSchema } from './contract/engine-calls.ts';
import { type cardSchema, exploreCalls } from './contract/explore-calls.ts';
import { filmCalls } from './contract/film-calls.ts';
import { folderCalls, type folderSchema } from './contract/folder-calls.ts';
import type { hitSchema } from './contract/hit.ts';
import { imageTextCalls } from './contract/image-text-calls.ts';
import { indexingCalls, type indexingSchema, type statusSchema } from './contract/indexing-calls.ts';
import { type customLabelSchema, labelCalls, type labelCorrectionSchema } from './contract/label-calls.ts';
import { logCalls } from './contract/log-calls.ts';
import { type clusterSchema, mapCalls, type mapNameSchema } from './contract/map-calls.ts';
import { memoryCalls, type memorySchema } from './contract/memory-calls.ts';
import { packCalls } from './contract/pack-calls.ts';
import { peopleCalls } from './contract/people-calls.ts';
import { photoCalls, type photoSchema } from './contract/photo-calls.ts';
import { problemCalls, type problemRowSchema } from './contract/problem-calls.ts';
import { type libraryAboutSchema, programCalls } from './contract/program-calls.ts';
import {
  type interpretationSchema,
  type otherInterpretationSchema,
  searchCalls,
  type suggestionSchema,
} from './contract/search-calls.ts';
import { settingsCalls, type settingsSchema } from './contract/settings-calls.ts';
import { trashCalls } from './contract/trash-calls.ts';
import { updateCalls } from './contract/update-calls.ts';
import { userDataCalls } from './contract/user-data-calls.ts';
import { joinCalls } from './join-calls.ts';

/**
 * Every call that crosses a process, with its schemas: the joined calls of all subjects. The client, the handlers and
 * the allow-list derive from this table. No file path crosses to the window: photos, files and folders are identified
 * by id; `name` and `directory` are for display only.
 */
export const contract = joinCalls(
  settingsCalls,
  folderCalls,
  programCalls,
  updateCalls,
  indexingCalls,
  engineCalls,
  filmCalls,
  packCalls,
  imageTextCalls,
  searchCalls,
  exploreCalls,
  mapCalls,
  memoryCalls,
  photoCalls,
  peopleCalls,
  labelCalls,
  albumCalls,
  editCalls,
  duplicateCalls,
  userDataCalls,
  copyCalls,
  trashCalls,
  problemCalls,
  logCalls,
  commandLineCalls,
);

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
export type MapCluster = z.infer<typeof clusterSchema>;
export type MapName = z.infer<typeof mapNameSchema>;
export type MemoryView = z.infer<typeof memorySchema>;
export type Suggestion = z.infer<typeof suggestionSchema>;
export type Hit = z.infer<typeof hitSchema>;
export type LabelCorrection = z.infer<typeof labelCorrectionSchema>;
export type CustomLabelView = z.infer<typeof customLabelSchema>;
export type AlbumView = z.infer<typeof albumSchema>;
export type PhotoDetails = z.infer<typeof photoSchema>;
export type ProblemRow = z.infer<typeof problemRowSchema>;
