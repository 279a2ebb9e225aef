import { existsSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { RENDERER } from '../../src/entry/host/paths.ts';
import { ROOT } from './paths.ts';

/** Builds the renderer where there is none yet, for tests that serve it and do not look at it. */
export async function buildRendererOnce(): Promise<void> {
  if (existsSync(path.join(RENDERER, 'index.html'))) return;
  await build({ configFile: path.join(ROOT, 'renderer', 'vite.config.ts'), logLevel: 'warn' });
}
