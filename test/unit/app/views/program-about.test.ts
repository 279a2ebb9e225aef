import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { programAbout } from '../../../../src/app/views/program-about.ts';
import { MODELS, ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

it('the program tells its version, the network as its card calls it, and what it runs on', async () => {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  expect(await programAbout(MODELS)).toEqual({
    version,
    network: 'beachcomb-photo-2',
    runtime: `Node ${process.versions.node}, ${process.platform}-${process.arch}`,
  });
  await expect(programAbout(tempFolder())).rejects.toMatchObject({ kind: 'not-found' });
});
