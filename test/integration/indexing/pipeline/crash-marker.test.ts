import path from 'node:path';
import { expect, it } from 'vitest';
import { CrashMarker } from '../../../../src/indexing/pipeline/crash-marker.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

it('the crash marker names the files that are being decoded, and none after a clean exit', async () => {
  const file = path.join(tempFolder(), 'library.sqlite.decoding');
  const marker = new CrashMarker(file);
  await marker.during(7, async () => {
    await marker.during(9, async () => {
      expect(CrashMarker.read(file).sort()).toEqual([7, 9]);
    });
    expect(CrashMarker.read(file)).toEqual([7]);
  });
  marker.close();
  expect(CrashMarker.read(file)).toEqual([]);
});
