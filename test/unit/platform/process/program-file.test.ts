import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { programBundle } from '../../../../src/platform/process/program-file.ts';
import { ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const PLACE = ['src', 'platform', 'process'];
const PROGRAM = 'indexing/process/main.ts';

/** A checkout of this one module, with a bundle of one program. */
async function checkout() {
  const root = tempFolder();
  const bundles = path.join(root, 'dist', 'cli');
  for (const folder of [bundles, path.join(root, ...PLACE)]) mkdirSync(folder, { recursive: true });
  const module = path.join(root, ...PLACE, 'program-file.ts');
  copyFileSync(path.join(ROOT, ...PLACE, 'program-file.ts'), module);
  writeFileSync(path.join(bundles, programBundle(PROGRAM)), '');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { programFile } = (await import(
    pathToFileURL(module).href
  )) as typeof import('../../../../src/platform/process/program-file.ts');
  const source = (name: string, of = root): URL => pathToFileURL(path.join(of, 'src', name));
  return { root, bundles, programFile, source };
}

describe('the file of a program', () => {
  it('is its bundle where there is one of these sources', async () => {
    const { bundles, programFile, source } = await checkout();
    vi.stubEnv('BEACHCOMB_PROGRAMS', bundles);
    expect(programFile(source(PROGRAM)).href).toBe(
      pathToFileURL(path.join(bundles, 'indexing-process-main.mjs')).href,
    );
  });

  it('is its bundle where the checkout is reached by a link', async () => {
    const { root, programFile, source } = await checkout();
    const link = path.join(tempFolder(), 'link');
    symlinkSync(root, link, 'junction');
    const bundles = path.join(link, 'dist', 'cli');
    vi.stubEnv('BEACHCOMB_PROGRAMS', bundles);
    expect(programFile(source(PROGRAM)).href).toBe(
      pathToFileURL(path.join(bundles, 'indexing-process-main.mjs')).href,
    );
  });

  it('is its source where it is not bundled, lies elsewhere, or nothing is said of bundles', async () => {
    const { root, bundles, programFile, source } = await checkout();
    const other = await checkout();
    const stays = (script: URL): void => expect(programFile(script).href).toBe(script.href);
    vi.stubEnv('BEACHCOMB_PROGRAMS', bundles);
    stays(source('indexing/process/other.ts'));
    stays(pathToFileURL(path.join(root, 'test', PROGRAM)));
    stays(other.source(PROGRAM));
    stays(new URL('data:text/javascript,0'));
    vi.stubEnv('BEACHCOMB_PROGRAMS', other.bundles);
    stays(source(PROGRAM));
    vi.stubEnv('BEACHCOMB_PROGRAMS', undefined);
    stays(source(PROGRAM));
  });
});
