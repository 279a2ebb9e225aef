import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { toBeachcombError } from '../../../../src/domain/error.ts';
import type { ErrorReason } from '../../../../src/domain/error-reason.ts';
import { packBytes } from '../../../../src/domain/pack.ts';
import {
  type InstallOptions,
  installPackFromFolder,
  listInstalledPacks,
  type PackProgress,
  removePack,
} from '../../../../src/platform/packs/installed-packs.ts';
import { readPack } from '../../../../src/platform/packs/read-pack.ts';
import { madePack, withTextOnly, withTowers } from '../../../support/made-pack.ts';
import { ROOT } from '../../../support/paths.ts';
import { rejection } from '../../../support/rejection.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const CLIP = path.join(ROOT, 'test', 'fixtures', 'packs', 'clip');

/** Everything in a data folder, dots included. */
const namesIn = (data: string): string[] => readdirSync(path.join(data, 'packs')).sort();

async function refusal(data: string, folder: string, options?: InstallOptions): Promise<ErrorReason | null> {
  const thrown = await rejection(installPackFromFolder(data, folder, options));
  return thrown === null ? null : toBeachcombError(thrown).reason;
}

describe('a pack that is added from a folder', () => {
  it('is listed with its manifest, whole, private and without what the manifest does not list', async () => {
    const data = path.join(tempFolder(), 'data');
    const folder = madePack(withTowers);
    writeFileSync(path.join(folder, 'notes.txt'), 'not of the pack');
    const steps: PackProgress[] = [];
    const pack = await installPackFromFolder(data, folder, { onProgress: (step) => steps.push(step) });
    expect(path.relative(data, pack.folder)).toBe(path.join('packs', 'made-pack@1.0'));
    expect((await listInstalledPacks(data)).packs).toEqual([pack]);
    expect(await readPack(pack.folder)).toEqual(pack);
    expect(readdirSync(pack.folder).sort()).toEqual(['LICENSE.txt', 'network.onnx', 'pack.json', 'text']);
    expect(steps.at(-1)).toEqual({ done: packBytes(pack.manifest), of: packBytes(pack.manifest) });
    if (process.platform !== 'win32')
      expect(statSync(path.join(pack.folder, 'network.onnx')).mode & 0o777).toBe(0o600);
  });

  it('in the layout of another program gets the manifest that the reader made, with its content as version', async () => {
    const data = tempFolder();
    const pack = await installPackFromFolder(data, CLIP);
    expect(pack.manifest).toMatchObject({ id: 'clip', version: expect.stringMatching(/^[0-9a-f]{12}$/) });
    expect(namesIn(data)).toEqual([`clip@${pack.manifest.version}`]);
    expect(JSON.parse(readFileSync(path.join(pack.folder, 'pack.json'), 'utf8'))).toEqual(pack.manifest);
    // The same again changes nothing; other content is another version beside it.
    expect(await installPackFromFolder(data, CLIP)).toEqual(pack);
    const other = path.join(tempFolder(), 'clip');
    cpSync(CLIP, other, { recursive: true });
    writeFileSync(path.join(other, 'LICENSE'), 'MIT');
    await installPackFromFolder(data, other);
    expect(namesIn(data)).toHaveLength(2);
    expect((await removePack(data, 'clip')).map(({ id }) => id)).toEqual(['clip', 'clip']);
    expect(namesIn(data)).toEqual([]);
  });

  it('takes the place of a damaged one, and of no other pack with its name', async () => {
    const data = tempFolder();
    const folder = madePack(withTowers);
    const { folder: installed } = await installPackFromFolder(data, folder);
    writeFileSync(path.join(installed, 'network.onnx'), 'damaged');
    await installPackFromFolder(data, folder);
    expect(readFileSync(path.join(installed, 'network.onnx'), 'utf8')).toBe('content of network.onnx');
    const other = madePack(withTowers, ['network.onnx', 'text/tokenizer.json', 'more.onnx']);
    expect(await refusal(data, other)).toEqual({ code: 'pack-exists', name: 'made-pack@1.0' });
    expect(namesIn(data)).toEqual(['made-pack@1.0']);
  });

  it('with a file of other content, a missing one or a link is refused, and nothing is left', async () => {
    const data = tempFolder();
    const isPosix = process.platform !== 'win32';
    const cases: readonly [ErrorReason['code'], (file: string) => void][] = [
      ['pack-file-changed', (file) => writeFileSync(file, 'CONTENT of network.onnx')],
      ['pack-file-changed', (file) => writeFileSync(file, 'short')],
      ['pack-file-missing', () => {}],
      ['pack-file-not-plain', (file) => void mkdirSync(file)],
      ...(isPosix
        ? ([
            ['pack-file-not-plain', (file) => symlinkSync('LICENSE.txt', file)],
            ['pack-file-not-plain', (file) => void spawnSync('mkfifo', [file])],
          ] as const satisfies [string, (file: string) => void][])
        : []),
    ];
    for (const [code, replace] of cases) {
      const folder = madePack(withTowers);
      rmSync(path.join(folder, 'network.onnx'));
      replace(path.join(folder, 'network.onnx'));
      expect(await refusal(data, folder)).toEqual({ code, file: 'network.onnx' });
    }
    expect(namesIn(data)).toEqual([]);
  });

  it('of a purpose that cannot be added, or with the id of one that ships, is refused', async () => {
    const data = tempFolder();
    expect(await refusal(data, madePack())).toEqual({ code: 'pack-not-addable', name: 'made-pack' });
    expect(await refusal(data, madePack(withTextOnly))).toEqual({
      code: 'pack-without-image-network',
      name: 'made-pack',
    });
    expect(await refusal(data, madePack(withTowers), { reserved: ['made-pack'] })).toEqual({
      code: 'pack-reserved',
      name: 'made-pack',
    });
    expect(await refusal(data, tempFolder())).toEqual({ code: 'pack-not-found' });
  });

  it('whose proof fails, or that is stopped, leaves nothing', async () => {
    const data = tempFolder();
    const folder = madePack(withTowers);
    const failure = new Error('It does not load.');
    const prove = (): Promise<void> => Promise.reject(failure);
    expect(await rejection(installPackFromFolder(data, folder, { prove }))).toBe(failure);
    for (const after of [0, 1, 2]) {
      const stop = new AbortController();
      let steps = 0;
      const onProgress = (): void => {
        if (steps++ === after) stop.abort();
      };
      const thrown = await rejection(
        installPackFromFolder(data, folder, { signal: stop.signal, onProgress }),
      );
      expect(thrown).toBe(stop.signal.reason);
    }
    expect(namesIn(data)).toEqual([]);
  });
});

describe('what a crash left', () => {
  it('is no pack, and is removed by the next change; what a running process works on stays', async () => {
    const data = tempFolder();
    await installPackFromFolder(data, madePack(withTowers));
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    const [left, running] = [`.staging-${ended}-abc`, `.staging-${process.ppid}-abc`];
    for (const name of [left, running])
      cpSync(path.join(data, 'packs', 'made-pack@1.0'), path.join(data, 'packs', name), { recursive: true });
    expect((await listInstalledPacks(data)).packs).toHaveLength(1);
    await installPackFromFolder(data, CLIP);
    expect(namesIn(data)).toEqual([running, expect.stringMatching(/^clip@/), 'made-pack@1.0']);
  });
});

describe('the list of added packs', () => {
  it('is empty where there is no data folder, and has what is broken with its reason', async () => {
    const data = tempFolder();
    expect(await listInstalledPacks(path.join(data, 'none'))).toEqual({ packs: [], broken: [] });
    const { folder } = await installPackFromFolder(data, madePack(withTowers));
    writeFileSync(path.join(folder, 'pack.json'), '{');
    expect(await listInstalledPacks(data)).toMatchObject({
      packs: [],
      broken: [{ name: 'made-pack@1.0', reason: { code: 'pack-invalid' } }],
    });
    expect(await removePack(data, 'made-pack')).toEqual([]);
    expect(namesIn(data)).toEqual([]);
    expect(toBeachcombError(await rejection(removePack(data, 'made-pack'))).reason).toEqual({
      code: 'pack-not-added',
      name: 'made-pack',
    });
  });
});
