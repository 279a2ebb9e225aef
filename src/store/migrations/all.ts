import type { Database } from 'better-sqlite3';
import { first } from './0001-first.ts';
import { compact } from './0002-compact.ts';
import { ignoredProblems } from './0003-ignored-problems.ts';
import { phrases } from './0004-phrases.ts';
import { appearance } from './0005-appearance.ts';
import { ctime } from './0006-ctime.ts';
import { histories } from './0007-histories.ts';
import { readProblemsAgain } from './0008-read-problems-again.ts';
import { datePrecision } from './0009-date-precision.ts';
import { people } from './0010-people.ts';
import { companions } from './0011-companions.ts';
import { analyses } from './0012-analyses.ts';
import { silentDirectories } from './0013-silent-directories.ts';
import { films } from './0014-films.ts';
import { faces } from './0015-faces.ts';
import { missingFiles } from './0016-missing-files.ts';
import { listedPhotos } from './0017-listed-photos.ts';
import { missingAnswers } from './0018-missing-answers.ts';
import { faceGroups } from './0019-face-groups.ts';
import { photoEdits } from './0020-photo-edits.ts';
import { fewMissing } from './0021-few-missing.ts';
import { livePhotos } from './0022-live-photos.ts';
import { memoryExclusions } from './0023-memory-exclusions.ts';
import { filmDecodings } from './0024-film-decodings.ts';
import { trashedFiles } from './0025-trashed-files.ts';
import { albumPages } from './0026-album-pages.ts';
import { packEmbeddings } from './0027-pack-embeddings.ts';

/** One step: SQL, or work that SQL alone can't do. It runs in a transaction. */
export type Migration = string | ((db: Database) => void);

/** Every migration, in order: number N brings a library from user_version N-1 to N. Never edit one that shipped. */
export const MIGRATIONS: readonly Migration[] = [
  first,
  compact,
  ignoredProblems,
  phrases,
  appearance,
  ctime,
  histories,
  readProblemsAgain,
  datePrecision,
  people,
  companions,
  analyses,
  silentDirectories,
  films,
  faces,
  missingFiles,
  listedPhotos,
  missingAnswers,
  faceGroups,
  photoEdits,
  fewMissing,
  livePhotos,
  memoryExclusions,
  filmDecodings,
  trashedFiles,
  albumPages,
  packEmbeddings,
];
