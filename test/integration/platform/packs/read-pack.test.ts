import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { BeachcombError } from '../../../../src/domain/error.ts';
import type { ErrorReason } from '../../../../src/domain/error-reason.ts';
import { isPackPath, type PackManifest } from '../../../../src/domain/pack.ts';
import { formatterFor } from '../../../../src/i18n/formatter.ts';
import { errorReasonText } from '../../../../src/i18n/sentences.ts';
import { checkPackFile } from '../../../../src/platform/packs/check-pack-file.ts';
import { listPacks } from '../../../../src/platform/packs/list-packs.ts';
import { readPack } from '../../../../src/platform/packs/read-pack.ts';
import { madePack } from '../../../support/made-pack.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Why a manifest is refused; the reason has a sentence in both languages. */
async function refusal(folder: string): Promise<ErrorReason> {
  const thrown: unknown = await readPack(folder).then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof BeachcombError) || thrown.reason === null)
    return expect.unreachable(String(thrown));
  const { reason } = thrown;
  expect(errorReasonText(formatterFor('en'), reason)).toMatch(/\w+ \w+ \w+/);
  expect(errorReasonText(formatterFor('zh'), reason)).toMatch(/\p{Script=Han}{2}/u);
  return reason;
}

/** What is wrong with each file of a pack. */
async function faultsOf(folder: string): Promise<readonly (ErrorReason | null)[]> {
  const { manifest } = await readPack(folder);
  return Promise.all(manifest.files.map((file) => checkPackFile(folder, file)));
}

const withPath = (wanted: string) => (valid: PackManifest) => ({
  ...valid,
  files: [{ path: wanted, bytes: 1, sha256: '0'.repeat(64) }, ...valid.files],
});

describe('a manifest', () => {
  it('that is valid is read, and its files are whole', async () => {
    const folder = madePack();
    expect(await readPack(folder)).toMatchObject({
      folder,
      manifest: { id: 'made-pack', purpose: 'faces' },
    });
    expect(await faultsOf(folder)).toEqual([null, null, null]);
  });

  it.each([
    ['../outside.onnx'],
    ['text/../../outside.onnx'],
    ['/etc/passwd'],
    ['C:/Windows/win.ini'],
    ['..\\outside.onnx'],
    ['text//tokenizer.json'],
    ['./network.onnx'],
    ['.hidden'],
    ['network.onnx\u0000.txt'],
    ['network.onnx.'],
    ['NUL.txt'],
    ['a/b/c/d/e.onnx'],
    [''],
    [`${'a'.repeat(101)}.onnx`],
  ])('with the path %j is refused', async (file) => {
    expect(isPackPath(file)).toBe(false);
    expect(await refusal(madePack(withPath(file)))).toMatchObject({ code: 'pack-path' });
  });

  it.each<[string, (valid: PackManifest) => unknown, ErrorReason]>([
    [
      'of a later format',
      (valid) => ({ ...valid, format: 7, towers: {} }),
      { code: 'pack-newer', format: 7, supported: 1 },
    ],
    [
      'of an unknown purpose',
      (valid) => ({ ...valid, purpose: 'miner' }),
      { code: 'pack-purpose', purpose: 'miner' },
    ],
    [
      'that is no JSON',
      () => '{ "format": 1, ',
      { code: 'pack-invalid', detail: expect.stringContaining('JSON') },
    ],
    ['that is no object', () => '[1', { code: 'pack-invalid', detail: expect.any(String) }],
    ['of null', () => 'null', { code: 'pack-invalid', detail: 'It is not an object.' }],
    ['nested a million times', () => '['.repeat(1e6), { code: 'pack-invalid', detail: expect.any(String) }],
    ['of two megabytes', () => ' '.repeat(2 << 20), { code: 'pack-manifest-too-large' }],
    [
      'with a negative size',
      (valid) => ({ ...valid, files: [{ path: 'a.onnx', bytes: -1, sha256: '0'.repeat(64) }] }),
      { code: 'pack-invalid', detail: expect.stringContaining('files.0.bytes') },
    ],
    [
      'with a hash of another kind',
      (valid) => ({ ...valid, files: [{ path: 'a.onnx', bytes: 1, sha256: 'md5' }] }),
      { code: 'pack-invalid', detail: expect.stringContaining('files.0.sha256') },
    ],
    [
      'with a file listed twice, in upper and lower case',
      withPath('NETWORK.onnx'),
      { code: 'pack-invalid', detail: expect.stringContaining('twice') },
    ],
    [
      'that lists itself',
      withPath('pack.json'),
      { code: 'pack-invalid', detail: expect.stringContaining('twice') },
    ],
    [
      'with a licence that is not among its files',
      (valid) => ({ ...valid, licence: { spdx: 'MIT', files: ['../LICENSE'] } }),
      { code: 'pack-invalid', detail: expect.stringContaining('not among the files') },
    ],
    [
      'with a source that a program could open as a file',
      (valid) => ({ ...valid, sources: ['file:///etc/passwd'] }),
      { code: 'pack-invalid', detail: expect.stringContaining('sources.0') },
    ],
    [
      'of an image-text pack without towers',
      (valid) => ({ ...valid, purpose: 'image-text' }),
      { code: 'pack-invalid', detail: expect.stringContaining('towers') },
    ],
    [
      'with the tokenizer of a tower outside of the folder',
      (valid) => ({
        ...valid,
        purpose: 'image-text',
        towers: {
          image: { kind: 'output', pack: 'beachcomb-photo', output: 'phrase' },
          text: {
            file: 'network.onnx',
            tokenizer: '../tokenizer.json',
            tokens: { clean: 'none', length: 77, padding: null },
          },
          logitScale: null,
          logitBias: null,
        },
      }),
      { code: 'pack-invalid', detail: expect.stringContaining('not among the files') },
    ],
    [
      'with a field that the format lacks',
      (valid) => ({ ...valid, script: 'install.sh' }),
      { code: 'pack-invalid', detail: expect.stringContaining('script') },
    ],
  ])('%s is refused with a sentence', async (_, manifest, reason) => {
    expect(await refusal(madePack(manifest))).toEqual(reason);
  });

  it('that is missing, a folder or a link is refused', async () => {
    expect(await refusal(tempFolder())).toEqual({ code: 'pack-without-manifest' });
    expect(await refusal(path.join(tempFolder(), 'none'))).toEqual({ code: 'pack-without-manifest' });
    const folder = tempFolder();
    mkdirSync(path.join(folder, 'pack.json'));
    expect(await refusal(folder)).toEqual({ code: 'pack-file-not-plain', file: 'pack.json' });
    if (process.platform === 'win32') return;
    const linked = tempFolder();
    symlinkSync(path.join(madePack(), 'pack.json'), path.join(linked, 'pack.json'));
    expect(await refusal(linked)).toEqual({ code: 'pack-file-not-plain', file: 'pack.json' });
  });
});

describe('a file of a pack', () => {
  it('of another size, of the same size and other content, and a missing one are found', async () => {
    const folder = madePack();
    writeFileSync(path.join(folder, 'network.onnx'), 'longer than it was when it was listed');
    writeFileSync(path.join(folder, 'text', 'tokenizer.json'), 'CONTENT of text/tokenizer.json');
    rmSync(path.join(folder, 'LICENSE.txt'));
    expect(await faultsOf(folder)).toEqual([
      { code: 'pack-file-changed', file: 'network.onnx' },
      { code: 'pack-file-changed', file: 'text/tokenizer.json' },
      { code: 'pack-file-missing', file: 'LICENSE.txt' },
    ]);
  });

  it.skipIf(process.platform === 'win32')(
    'that is a link, lies behind a link or is a pipe is not opened (needs links of POSIX)',
    async () => {
      const folder = madePack();
      const elsewhere = path.join(tempFolder(), 'network.onnx');
      renameSync(path.join(folder, 'network.onnx'), elsewhere);
      symlinkSync(elsewhere, path.join(folder, 'network.onnx'));
      renameSync(path.join(folder, 'text'), path.join(folder, 'other'));
      symlinkSync('other', path.join(folder, 'text'));
      rmSync(path.join(folder, 'LICENSE.txt'));
      expect(spawnSync('mkfifo', [path.join(folder, 'LICENSE.txt')]).status).toBe(0);
      expect(await faultsOf(folder)).toEqual([
        { code: 'pack-file-not-plain', file: 'network.onnx' },
        { code: 'pack-file-not-plain', file: 'text/tokenizer.json' },
        { code: 'pack-file-not-plain', file: 'LICENSE.txt' },
      ]);
    },
  );
});

it('a list of packs has the valid ones, the broken ones with their reasons, and no other folder', async () => {
  const folder = tempFolder();
  renameSync(madePack(), path.join(folder, 'good'));
  renameSync(
    madePack((valid) => ({ ...valid, purpose: 'miner' })),
    path.join(folder, 'bad'),
  );
  mkdirSync(path.join(folder, 'samples'));
  writeFileSync(path.join(folder, 'README.md'), '');
  const { packs, broken } = await listPacks(folder);
  expect(packs.map(({ manifest }) => manifest.id)).toEqual(['made-pack']);
  expect(broken).toEqual([{ name: 'bad', reason: { code: 'pack-purpose', purpose: 'miner' } }]);
});
