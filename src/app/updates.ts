import { readFileSync } from 'node:fs';
import process from 'node:process';
import * as z from 'zod';
import { isNewerVersion } from '../domain/newer-version.ts';
import { dataFolder } from '../platform/files/data-folder.ts';
import { log } from '../platform/log/log.ts';
import { fetchRelease } from '../platform/updates/fetch-release.ts';
import {
  type KnownRelease,
  readUpdateState,
  type UpdateState,
  writeUpdateState,
} from '../platform/updates/update-state.ts';
import { programVersion } from './program-version.ts';

const PACKAGE = new URL('../../package.json', import.meta.url);
const packageSchema = z.object({ homepage: z.string().optional() });
const DAY_MS = 24 * 60 * 60_000;
const CHECK_AGAIN_AFTER_MS = 7 * DAY_MS;

/** What is known of new versions. */
export interface Updates {
  /** Whether they are checked for, once a week. */
  readonly checks: boolean;
  /** The last check that worked, as an ISO time; null before the first. */
  readonly checkedAt: string | null;
  /** The version that runs. */
  readonly version: string;
  /** The newest release, if it is newer than that. */
  readonly newer: KnownRelease | null;
  /** False if this build has no address of its releases. */
  readonly canCheck: boolean;
}

/** Address of the feed: BEACHCOMB_RELEASE_FEED, or that of the repository that the package was made in. */
function feedAddress(): string | null {
  const named = process.env['BEACHCOMB_RELEASE_FEED'];
  if (named !== undefined && named !== '') return named;
  const { homepage } = packageSchema.parse(JSON.parse(readFileSync(PACKAGE, 'utf8')));
  return homepage === undefined ? null : `${homepage}/releases/latest/download/release.json`;
}

function shown({ checks, checkedAt, newest }: UpdateState): Updates {
  const version = programVersion();
  const newer = newest !== null && isNewerVersion(newest.version, version) ? newest : null;
  return { checks, checkedAt, version, newer, canCheck: feedAddress() !== null };
}

/** @param folder where it is kept, by default the user's data folder */
export const knownUpdates = (folder: string = dataFolder()): Updates => shown(readUpdateState(folder));

/** Sets whether new versions are checked for. Turned off, nothing that was found is kept. */
export function setChecksForUpdates(checks: boolean, folder: string = dataFolder()): Updates {
  const state = readUpdateState(folder);
  const changed = checks ? { ...state, checks } : { checks, checkedAt: null, newest: null };
  writeUpdateState(folder, changed);
  return shown(changed);
}

/**
 * Looks for a new version now, whether or not this is done by itself too.
 * @param proxy that the user chose for downloads; null: that of the environment, if any
 * @throws BeachcombError `unavailable`
 */
export async function checkForUpdate(proxy: string | null, folder: string = dataFolder()): Promise<Updates> {
  const newest = await fetchRelease(feedAddress() ?? '', proxy);
  // It may have been turned on or off meanwhile.
  const state = { ...readUpdateState(folder), checkedAt: new Date().toISOString(), newest };
  writeUpdateState(folder, state);
  return shown(state);
}

/** Gets the proxy that the user chose for downloads in the library, once that is open; null if none. */
type ChosenProxy = () => Promise<string | null>;

/** Looks for a new version if the user wants that and a week has passed. Never rejects. */
export async function checkIfDue(
  nowMs: number,
  proxy: ChosenProxy,
  folder: string = dataFolder(),
): Promise<void> {
  const { checks, checkedAt } = readUpdateState(folder);
  if (!checks || feedAddress() === null) return;
  if (checkedAt !== null && nowMs - Date.parse(checkedAt) < CHECK_AGAIN_AFTER_MS) return;
  try {
    await checkForUpdate(await proxy(), folder);
  } catch (error) {
    log.info('the check for updates failed', { error });
  }
}

/** Looks when it is due, as long as this process runs. @returns how to stop */
export function keepChecking(proxy: ChosenProxy, folder: string = dataFolder()): () => void {
  void checkIfDue(Date.now(), proxy, folder);
  const timer = setInterval(() => void checkIfDue(Date.now(), proxy, folder), DAY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
