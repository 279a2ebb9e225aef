import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { HAS_PHOTOS, PHOTOS } from '../support/paths.ts';

const BEACHES = path.join(PHOTOS, 'scenes', 'beach');
const OTHERS = path.join(PHOTOS, 'userlike', 'kodak');
/** The one among the others that shows a beach. */
const BEACH_AMONG_OTHERS = 'kodim12.png';

/** Copies four beaches, under names that start with "wave", and eight other photos, where there are any. */
export function copyPhotos(folder: string): number {
  if (!HAS_PHOTOS) return 0;
  mkdirSync(folder, { recursive: true });
  const beaches = readdirSync(BEACHES).sort().slice(0, 4);
  const others = readdirSync(OTHERS)
    .sort()
    .filter((name) => name !== BEACH_AMONG_OTHERS)
    .slice(0, 8);
  for (const name of beaches) copyFileSync(path.join(BEACHES, name), path.join(folder, `wave-${name}`));
  for (const name of others) copyFileSync(path.join(OTHERS, name), path.join(folder, name));
  return beaches.length + others.length;
}
