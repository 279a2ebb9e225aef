import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { makeOwnFolder, writePrivateFile } from '../files/private-files.ts';
import { log } from '../log/log.ts';

const MOST_VERSION = 50;
const MOST_ADDRESS = 500;

/** A release as its feed describes it. */
export const releaseSchema = z.object({
  version: z.string().max(MOST_VERSION),
  /** "2026-11-29". */
  date: z.iso.date(),
  /** Address of a page for a browser. */
  page: z.url({ protocol: /^https?$/ }).max(MOST_ADDRESS),
});
export type KnownRelease = z.infer<typeof releaseSchema>;

const stateSchema = z.object({
  /** Whether the user wants new versions to be checked for. */
  checks: z.boolean(),
  /** The last check that worked, as an ISO time; null before the first. */
  checkedAt: z.iso.datetime().nullable(),
  /** The newest release at that time. */
  newest: releaseSchema.nullable(),
});
export type UpdateState = z.infer<typeof stateSchema>;

const OFF: UpdateState = { checks: false, checkedAt: null, newest: null };

const stateFile = (folder: string): string => path.join(folder, 'updates.json');

/** What is kept of new versions. Nothing is checked for before the user wants it, nor after an error of the file. */
export function readUpdateState(folder: string): UpdateState {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(stateFile(folder), 'utf8')));
  } catch (error) {
    // There is no file before the user turns that on.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn('what is known of new versions cannot be read', { error });
    return OFF;
  }
}

/** @throws Error of the file system */
export function writeUpdateState(folder: string, state: UpdateState): void {
  makeOwnFolder(folder);
  writePrivateFile(stateFile(folder), `${JSON.stringify(state)}\n`);
}
