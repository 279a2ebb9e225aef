import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { packManifestSchema } from '../../../../src/domain/pack.ts';
import { hasNvidiaCard } from '../../../../src/vision/classify/why-no-graphics-card.ts';
import { CLI_MAIN } from '../../../support/cli-main.ts';
import { keptCommandLine } from '../../../support/kept-command-line.ts';
import { madePack, withTextOnly, withTowers } from '../../../support/made-pack.ts';
import { modelHost } from '../../../support/model-host.ts';
import { ownDataHome } from '../../../support/own-data-home.ts';
import { ROOT } from '../../../support/paths.ts';
import { rounds } from '../../../support/rounds.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const beachcomb = keptCommandLine();

/** Runs `beachcomb models` of the real command line, while this process answers, as a server. */
async function models(...args: readonly string[]) {
  const { code, out, err } = await beachcomb(['models', ...args]);
  return { status: code, stdout: out, stderr: err };
}

const data = ownDataHome();
beforeAll(() => data.use());
afterAll(() => data.remove());
/** Sizes of files whose download is not at its end. */
const partSizes = (): number[] => {
  const folder = path.join(data.folder, 'beachcomb', 'packs');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.part'))
    .map((name) => statSync(path.join(folder, name)).size);
};
const added = (): string[] => {
  const folder = path.join(data.folder, 'beachcomb', 'packs');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
};
const FIXTURES = path.join(ROOT, 'test', 'fixtures', 'packs');

describe('models list', () => {
  it('prints what each pack is for, its size, licence and figures', async () => {
    const { status, stdout } = await models('list');
    expect(status).toBe(0);
    for (const part of ['beachcomb-photo 2', 'Text in photos', 'MIT']) expect(stdout).toContain(part);
    expect(stdout).toMatch(/\d+ files, \d+\.\d MB, Apache-2\.0/);
  });

  it('--json prints one manifest a line', async () => {
    const { status, stdout } = await models('list', '--json');
    expect(status).toBe(0);
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => packManifestSchema.parse(JSON.parse(line)).id);
    expect(ids).toEqual(['mtcnn-dlib-faces', 'pp-ocr-tiny', 'beachcomb-photo', 'beachcomb-phrases']);
  });
});

describe('models check', () => {
  it('finds what is installed whole', async () => {
    const { status, stdout } = await models('check');
    expect([
      status,
      stdout
        .trim()
        .split('\n')
        .map((line) => line.slice(0, 2)),
    ]).toEqual([0, ['ok', 'ok', 'ok', 'ok']]);
  });

  it('lists what is wrong with a pack in a folder, and ends with 1', async () => {
    const folder = madePack();
    expect(await models('check', folder)).toMatchObject({
      status: 0,
      stdout: 'ok    made-pack 1.0: 3 files, 0.0 MB\n',
    });
    writeFileSync(path.join(folder, 'network.onnx'), 'another');
    rmSync(path.join(folder, 'LICENSE.txt'));
    expect(await models('check', folder)).toMatchObject({
      status: 1,
      stdout:
        'WRONG made-pack/network.onnx: network.onnx is damaged or was changed: size or SHA-256 is not the listed one.\n' +
        'WRONG made-pack/LICENSE.txt: LICENSE.txt is missing.\n',
    });
    const { faults } = JSON.parse((await models('check', folder, '--json')).stdout);
    expect(faults).toMatchObject([{ code: 'pack-file-changed' }, { code: 'pack-file-missing' }]);
  });

  it.each(['clip', 'clip-immich', 'siglip', 'chinese-clip'])(
    'loads and runs both networks of a model in the layout of another program: %s',
    async (name) => {
      const folder = path.join(ROOT, 'test', 'fixtures', 'packs', name);
      expect(await models('check', folder)).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(
          /^ok {4}\S+ [0-9a-f]{12}: 3 files, .*\n {2}embeddings of \d+ numbers; .* not measured here/,
        ),
      });
      const { tried } = JSON.parse((await models('check', folder, '--json')).stdout);
      expect(tried).toMatchObject({
        size: { clip: 24, 'clip-immich': 512, siglip: 20, 'chinese-clip': 16 }[name],
      });
    },
  );

  it('refuses two networks that share no space, and a folder without a model, with one sentence', async () => {
    const folder = path.join(tempFolder(), 'mixed');
    const fixtures = path.join(ROOT, 'test', 'fixtures', 'packs');
    cpSync(path.join(fixtures, 'clip'), folder, { recursive: true });
    cpSync(
      path.join(fixtures, 'chinese-clip', 'onnx', 'vision_model.onnx'),
      path.join(folder, 'onnx', 'vision_model.onnx'),
    );
    expect(await models('check', folder)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'The model in this folder cannot be used: A photo has 16 numbers, a text 24.\n',
    });
    expect(await models('check', path.join(folder, 'none'))).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('There is no model in this folder'),
    });
  });

  it('refuses a manifest that is not valid with one sentence, and ends with 2', async () => {
    const folder = madePack((valid) => ({
      ...valid,
      files: [{ path: '../\u001b[2Jout', bytes: 1, sha256: '0'.repeat(64) }],
    }));
    expect(await models('check', folder)).toEqual({
      status: 2,
      stdout: '',
      stderr: '“../\\u{1b}[2Jout” is not a valid path of a file in the folder of the model.\n',
    });
  });
});

const isCudaHere = process.platform === 'linux' && process.arch === 'x64';

describe.skipIf(!isCudaHere || hasNvidiaCard())('engines (Linux on x64 without a card of NVIDIA)', () => {
  it('are offered with what they need, and not fetched where no card is', async () => {
    const { stdout } = await models('available');
    expect(stdout).toMatch(
      /^onnxruntime-cuda\n {2}CUDA for ONNX Runtime\n {2}about 300 MB, MIT\n.*525\.60\.13/m,
    );
    expect(stdout).not.toContain('452.39');
    const { status, stderr } = await models('add', 'onnxruntime-cuda');
    expect([status, stderr.trim().split('\n').at(-1)]).toEqual([
      2,
      'No NVIDIA graphics card was found, so nothing was downloaded.',
    ]);
    expect(added()).toEqual([]);
  });
});

describe('models add and remove', () => {
  it('adds a folder after a trial, lists and checks it, and removes it', async () => {
    const { status, stdout, stderr } = await models('add', path.join(FIXTURES, 'clip'));
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^clip@[0-9a-f]{12} is added\.\n$/)]);
    expect(stderr).toContain('trying the model');
    expect((await models('list')).stdout).toMatch(/\nclip [0-9a-f]{12}\n/);
    expect((await models('check')).stdout.trim().split('\n')).toHaveLength(5);
    expect(await models('remove', 'clip')).toEqual({ status: 0, stdout: 'clip is removed.\n', stderr: '' });
    expect(await models('remove', 'clip')).toMatchObject({
      status: 2,
      stderr: 'No added model is named clip.\n',
    });
    expect(added()).toEqual([]);
  });

  it('adds a zip archive with a folder around its files', async () => {
    const zip = new ZipFile();
    const from = path.join(FIXTURES, 'siglip');
    for (const name of readdirSync(from, { recursive: true, encoding: 'utf8' }))
      if (/\.\w+$/.test(name))
        zip.addBuffer(readFileSync(path.join(from, name)), `My SigLIP/${name.replaceAll(path.sep, '/')}`);
    zip.end();
    const archive = path.join(tempFolder(), 'download (1).zip');
    const parts: Buffer[] = [];
    for await (const part of zip.outputStream as AsyncIterable<Buffer>) parts.push(part);
    writeFileSync(archive, Buffer.concat(parts));
    expect(await models('add', archive, '--json')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('"id":"my-siglip"'),
    });
    expect(added()).toEqual([expect.stringMatching(/^my-siglip@/)]);
    await models('remove', 'my-siglip');
  });

  it('refuses with one sentence what cannot be added, and leaves nothing', async () => {
    const mixed = path.join(tempFolder(), 'mixed');
    cpSync(path.join(FIXTURES, 'clip'), mixed, { recursive: true });
    cpSync(
      path.join(FIXTURES, 'chinese-clip', 'onnx', 'vision_model.onnx'),
      path.join(mixed, 'onnx', 'vision_model.onnx'),
    );
    const archive = path.join(tempFolder(), 'not.zip');
    writeFileSync(archive, 'no archive');
    for (const [what, sentence] of [
      [mixed, /A photo has 16 numbers, a text 24/],
      [archive, /^This archive cannot be used: it is not a zip file, or its end is missing\.$/],
      [tempFolder(), /There is no model in this folder/],
      [path.join(mixed, 'none'), /./],
      [madePack(), /only models for phrases and engines can be/],
      [madePack(withTextOnly), /Searches cannot use made-pack: it has no image network of its own/],
      ['no-such-model', /Beachcomb offers no model named no-such-model/],
    ] as const) {
      const { status, stdout, stderr } = await models('add', what);
      expect([status, stdout], what).toEqual([2, '']);
      expect(stderr.trim().split('\n').at(-1)).toMatch(sentence);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
    expect(added()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('states that a link in a model is not followed', async () => {
    const folder = madePack(withTowers);
    renameSync(path.join(folder, 'network.onnx'), path.join(folder, 'elsewhere.onnx'));
    symlinkSync('elsewhere.onnx', path.join(folder, 'network.onnx'));
    const { status, stderr } = await models('add', folder);
    expect(status).toBe(2);
    expect(stderr.trim().split('\n').at(-1)).toBe(
      'network.onnx is not a regular file. A link is not followed: put the file itself in its place.',
    );
    expect(added()).toEqual([]);
  });

  it('fetches a model of the catalogue by its name from a mirror, with its licence', async () => {
    const host = await modelHost(path.join(FIXTURES, 'clip-immich'), 'immich-app/ViT-B-32__openai');
    const { status, stdout, stderr } = await models('add', 'vit-b-32-openai', '--mirror', host.address);
    expect([status, stdout]).toEqual([0, expect.stringContaining('vit-b-32-openai@')]);
    expect(stderr).toContain('Nothing about you is sent.');
    expect(stderr).toContain('licence MIT');
    const list = (await models('list', '--json')).stdout.trim().split('\n').at(-1) ?? '';
    expect(packManifestSchema.parse(JSON.parse(list))).toMatchObject({
      id: 'vit-b-32-openai',
      licence: { spdx: 'MIT' },
      languages: ['en'],
    });
    expect((await models('remove', 'vit-b-32-openai')).status).toBe(0);
  });

  it('stops at a signal with 130, and resumes at the next call', async () => {
    const host = await modelHost(path.join(FIXTURES, 'clip-immich'), 'immich-app/ViT-B-32__openai');
    host.onFile = ({ name, response, bytes, answer }) => {
      if (name !== 'visual/model.onnx') return answer();
      response.writeHead(200, { 'content-length': bytes.length });
      response.write(bytes.subarray(0, 50));
      void expect
        .poll(partSizes)
        .toContain(50)
        .then(() => child.kill('SIGINT'));
    };
    const all = ['--disable-warning=ExperimentalWarning', CLI_MAIN, 'models', 'add', 'vit-b-32-openai'];
    const child = spawn(process.execPath, [...all, '--mirror', host.address], { stdio: 'ignore' });
    expect((await once(child, 'close'))[0]).toBe(130);
    expect((await models('list', '--json')).stdout).not.toContain('vit-b-32-openai');
    host.onFile = ({ answer }) => answer();
    const again = await models('add', 'vit-b-32-openai', '--mirror', host.address);
    expect(again.stderr).toContain('the download resumes there');
    expect(host.requests).toContainEqual(expect.stringMatching(/visual\/model\.onnx bytes=50-$/));
    expect(again.status).toBe(0);
    await models('remove', 'vit-b-32-openai');
  });

  it.skipIf(process.platform === 'win32')(
    'is whole or not there after a kill at any moment, and is added by the next call (needs signals)',
    async () => {
      const host = await modelHost(path.join(FIXTURES, 'clip-immich'), 'immich-app/ViT-B-32__openai');
      // Slow enough for the kills to meet every step.
      host.onFile = ({ answer }) => void setTimeout(answer, 60);
      const whole = /^vit-b-32-openai@[0-9a-f]{12}$/;
      for (let round = 0; round < rounds(4, 40, 2); round++) {
        const all = ['--disable-warning=ExperimentalWarning', CLI_MAIN, 'models', 'add', 'vit-b-32-openai'];
        const child = spawn(process.execPath, [...all, '--mirror', host.address], { stdio: 'ignore' });
        const ended = once(child, 'close');
        setTimeout(() => child.kill('SIGKILL'), 400 + ((round * 397) % 1400));
        await ended;
        for (const name of added().filter((one) => whole.test(one)))
          expect((await models('check', path.join(data.folder, 'beachcomb', 'packs', name))).status).toBe(0);
        if (added().some((one) => whole.test(one))) await models('remove', 'vit-b-32-openai');
      }
      expect((await models('add', 'vit-b-32-openai', '--mirror', host.address)).status).toBe(0);
      expect(added()).toEqual(['.pinned-vit-b-32-openai.json', expect.stringMatching(whole)]);
      await models('remove', 'vit-b-32-openai');
    },
    240_000,
  );

  it('lists what can be fetched, and what of it was not verified', async () => {
    const { status, stdout } = await models('available');
    expect(status).toBe(0);
    for (const part of ['siglip2-base-patch32-256', 'Apache-2.0', 'Not verified: ', 'Not measured.'])
      expect(stdout).toContain(part);
  });
});
