import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const MODELS = path.join(ROOT, 'models');

/** Beside the checkout itself: where its path has a # the tests run below a link to it (scripts/vitest.mjs). */
export const SHARED = path.resolve(realpathSync(ROOT), '../shared');

/** Real photos that are not part of the project: tests that need them say so when they are not there. */
const photos = path.join(SHARED, 'photos');
export const PHOTOS = existsSync(photos) ? realpathSync(photos) : photos;
export const HAS_PHOTOS = existsSync(path.join(PHOTOS, 'MANIFEST.tsv'));

/** Small files that other programs handle badly; not part of the project either. */
export const CASES = path.join(SHARED, 'cases');
export const HAS_CASES = existsSync(path.join(CASES, 'CASES.tsv'));

/** Where nothing may be skipped, what is missing is an error. */
if (process.env['BEACHCOMB_REQUIRE_ALL'] === '1' && !(HAS_PHOTOS && HAS_CASES))
  throw new Error('Everything is required here, and ../shared/photos or ../shared/cases is not there.');
