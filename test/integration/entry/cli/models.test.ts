import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packManifestSchema } from '../../../../src/domain/pack.ts';
import { madePack } from '../../../support/made-pack.ts';
import { ROOT } from '../../../support/paths.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const MAIN = path.join(ROOT, 'src', 'entry', 'cli', 'main.ts');

/** Runs `beachcomb models` of the real command line. */
function models(...args: readonly string[]) {
  const all = ['--disable-warning=ExperimentalWarning', MAIN, 'models', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('models list', () => {
  it('prints what each pack is for, its size, licence and figures', () => {
    const { status, stdout } = models('list');
    expect(status).toBe(0);
    for (const text of ['beachcomb-photo 2', 'Text in photos', 'MIT']) expect(stdout).toContain(text);
    expect(stdout).toMatch(/\d+ files, \d+\.\d MB, Apache-2\.0/);
  });

  it('--json prints one manifest a line', () => {
    const { status, stdout } = models('list', '--json');
    expect(status).toBe(0);
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => packManifestSchema.parse(JSON.parse(line)).id);
    expect(ids).toEqual(['mtcnn-dlib-faces', 'pp-ocr-tiny', 'beachcomb-photo', 'beachcomb-phrases']);
  });
});

describe('models check', () => {
  it('finds what is installed whole', () => {
    const { status, stdout } = models('check');
    expect([
      status,
      stdout
        .trim()
        .split('\n')
        .map((line) => line.slice(0, 2)),
    ]).toEqual([0, ['ok', 'ok', 'ok', 'ok']]);
  });

  it('lists what is wrong with a pack in a folder, and ends with 1', () => {
    const folder = madePack();
    expect(models('check', folder)).toMatchObject({
      status: 0,
      stdout: 'ok    made-pack 1.0: 3 files, 0.0 MB\n',
    });
    writeFileSync(path.join(folder, 'network.onnx'), 'another');
    rmSync(path.join(folder, 'LICENSE.txt'));
    expect(models('check', folder)).toMatchObject({
      status: 1,
      stdout:
        'WRONG made-pack/network.onnx: network.onnx is damaged or was changed: size or SHA-256 is not the listed one.\n' +
        'WRONG made-pack/LICENSE.txt: LICENSE.txt is missing.\n',
    });
    const { faults } = JSON.parse(models('check', folder, '--json').stdout);
    expect(faults).toMatchObject([{ code: 'pack-file-changed' }, { code: 'pack-file-missing' }]);
  });

  it.each(['clip', 'clip-immich', 'siglip', 'chinese-clip'])(
    'loads and runs both networks of a model in the layout of another program: %s',
    (name) => {
      const folder = path.join(ROOT, 'test', 'fixtures', 'packs', name);
      expect(models('check', folder)).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(
          /^ok {4}\S+ [0-9a-f]{12}: 3 files, .*\n {2}embeddings of \d+ numbers; .* not measured here/,
        ),
      });
      const { tried } = JSON.parse(models('check', folder, '--json').stdout);
      expect(tried).toMatchObject({
        size: { clip: 24, 'clip-immich': 512, siglip: 20, 'chinese-clip': 16 }[name],
      });
    },
  );

  it('refuses two networks that share no space, and a folder without a model, with one sentence', () => {
    const folder = path.join(tempFolder(), 'mixed');
    const fixtures = path.join(ROOT, 'test', 'fixtures', 'packs');
    cpSync(path.join(fixtures, 'clip'), folder, { recursive: true });
    cpSync(
      path.join(fixtures, 'chinese-clip', 'onnx', 'vision_model.onnx'),
      path.join(folder, 'onnx', 'vision_model.onnx'),
    );
    expect(models('check', folder)).toEqual({
      ...{ status: 2, stdout: '' },
      stderr: 'The model in this folder cannot be used: A photo has 16 numbers, a text 24.\n',
    });
    expect(models('check', path.join(folder, 'none'))).toMatchObject({
      ...{ status: 2, stdout: '', stderr: expect.stringContaining('There is no model in this folder') },
    });
  });

  it('refuses a manifest that is not valid with one sentence, and ends with 2', () => {
    const folder = madePack((valid) => ({
      ...valid,
      files: [{ path: '../\u001b[2Jout', bytes: 1, sha256: '0'.repeat(64) }],
    }));
    expect(models('check', folder)).toEqual({
      status: 2,
      stdout: '',
      stderr: '“../\\u{1b}[2Jout” is not a valid path of a file in the folder of the model.\n',
    });
  });
});
