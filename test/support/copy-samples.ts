import { copyFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { MODELS } from './paths.ts';

const SAMPLES = path.join(MODELS, 'samples');

/** Copies the first sample photos into a folder. */
export function copySamples(folder: string, photos: number): void {
  const names = readdirSync(SAMPLES).filter((name) => name.endsWith('.jpg'));
  for (const name of names.slice(0, photos)) copyFileSync(path.join(SAMPLES, name), path.join(folder, name));
}
