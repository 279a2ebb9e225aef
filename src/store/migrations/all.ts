import type { Database } from 'better-sqlite3';
import { first } from './0001-first.ts';
import { compact } from './0002-compact.ts';
import { ignoredProblems } from './0003-ignored-problems.ts';
import { phrases } from './0004-phrases.ts';
import { appearance } from './0005-appearance.ts';
import { ctime } from './0006-ctime.ts';
import { analyses } from './0007-analyses.ts';

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
  analyses,
];
