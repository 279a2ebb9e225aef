import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLibrary } from '../../src/app/open-library.ts';
import { serve } from '../../src/entry/http/serve.ts';
import { readPhoto } from '../../src/platform/files/read-photo.ts';
import { enterServer } from '../integration/entry/http/enter-server.ts';
import { indexFolder } from '../support/index-folder.ts';
import { MODELS } from '../support/paths.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { tempFolder } from '../support/temp-folder.ts';

const MOST = 2 ** 29;

/** A picture that no photo of the library is. */
async function secretPicture(file: string): Promise<void> {
  await sharp({ create: { width: 640, height: 480, channels: 3, background: '#ff00ff' } })
    .jpeg()
    .toFile(file);
}

/** What takes a photo's place after it was indexed. */
const REPLACED: readonly (readonly [string, (file: string, secret: string) => void])[] = [
  ['a link to a picture outside', (file, secret) => symlinkSync(secret, file)],
  ['a relative link to it', (file, secret) => symlinkSync(path.relative(path.dirname(file), secret), file)],
  ['a link to a system file', (file) => symlinkSync('/etc/passwd', file)],
  ['a link to itself', (file) => symlinkSync(file, file)],
  ['a link to nothing', (file) => symlinkSync('/nowhere/at/all', file)],
  ['a link to a device', (file) => symlinkSync('/dev/zero', file)],
  ['a directory', (file) => mkdirSync(file)],
  ['a pipe', (file) => void execFileSync('mkfifo', [file])],
  [
    'a directory on the way that is a link outside',
    (file, secret) => {
      const folder = path.dirname(file);
      renameSync(folder, `${folder}-before`);
      const other = path.join(path.dirname(secret), 'same-names');
      mkdirSync(other, { recursive: true });
      copyFileSync(secret, path.join(other, path.basename(file)));
      symlinkSync(other, folder);
    },
  ],
];

describe.skipIf(process.platform === 'win32')('a photo that was replaced after it was indexed', () => {
  it.each(REPLACED)('by %s is not given, not indexed and not waited for', async (_what, replace) => {
    const root = tempFolder();
    const photos = path.join(root, 'photos');
    const folder = path.join(photos, 'summer');
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, 'beach.jpg');
    copyFileSync(path.join(MODELS, 'samples', 'beach.jpg'), file);
    copyFileSync(path.join(MODELS, 'samples', 'dog.jpg'), path.join(photos, 'dog.jpg'));
    const secret = path.join(root, 'outside', 'secret.jpg');
    mkdirSync(path.dirname(secret));
    await secretPicture(secret);
    const libraryPath = path.join(root, 'library.sqlite');
    await indexFolder(libraryPath, photos);

    const library = await openLibrary({
      path: libraryPath,
      models: MODELS,
      samples: null,
      indexing: false,
      log: () => {},
    });
    onTestFinished(() => library.close());
    const renderer = path.join(root, 'renderer');
    mkdirSync(renderer);
    writeFileSync(path.join(renderer, 'index.html'), '');
    const server = await serve(library, { port: 0, rendererFolder: renderer, log: () => {} });
    onTestFinished(() => server.close());
    const entered = await enterServer(server.address);
    const found = await library.handlers['search.run']({
      text: 'folder:summer',
      sort: 'relevance',
      offset: 0,
      limit: 5,
    });
    const photo = found.hits[0]?.photo ?? 0;
    const get = () => entered.picture('original', photo);
    expect((await get()).status).toBe(200);

    rmSync(file);
    replace(file, secret);
    const answered = await get();
    expect(answered.status).toBe(404);
    expect(answered.body).not.toContain('JFIF');
    await expect(library.handlers['photo.why']({ photo, label: 'beach' })).rejects.toMatchObject({
      kind: 'not-found',
    });
    expect(await readPhoto(Buffer.from(photos), Buffer.from('summer/beach.jpg'), MOST)).toMatchObject({
      kind: expect.stringMatching(/vanished|read-error|no-permission/),
    });
    // Nor is it copied out under the photo's name.
    const copies = path.join(root, 'copies');
    mkdirSync(copies);
    await library.handlers['copies.start']({
      path: copies,
      photos: [photo],
      labels: false,
      language: 'en',
      jpeg: null,
      metadata: 'all',
      names: 'original',
      numbered: false,
      files: [],
      search: '',
    });
    await expect
      .poll(async () => library.handlers['copies.get']({}))
      .toMatchObject({ working: false, copied: 0, failed: 1 });
    expect(readdirSync(copies)).toEqual([]);
    // The other photo is as it was.
    expect(Buffer.isBuffer(await readPhoto(Buffer.from(photos), Buffer.from('dog.jpg'), MOST))).toBe(true);
    const { summary } = await indexFolder(libraryPath, photos);
    expect(summary.indexed).toBe(0);
    recordAttempt({
      suite: 'security',
      what: 'a photo replaced after it was indexed (link outside, of a directory on the way, pipe, device)',
      times: 1,
      outcome: '404, not indexed again',
      lost: 0,
    });
  });

  it('is still given where it only moved within its folder by a link, or the folder itself is a link', async () => {
    const root = tempFolder();
    const real = path.join(root, 'drive', 'photos');
    mkdirSync(path.join(real, 'a'), { recursive: true });
    await secretPicture(path.join(real, 'a', 'x.jpg'));
    symlinkSync(path.join(real, 'a'), path.join(real, 'b'));
    symlinkSync(real, path.join(root, 'linked'));
    for (const [folder, file] of [
      [real, 'a/x.jpg'],
      [path.join(root, 'linked'), 'a/x.jpg'],
      // It lies in the folder all the same.
      [real, 'b/x.jpg'],
    ] as const)
      expect(Buffer.isBuffer(await readPhoto(Buffer.from(folder), Buffer.from(file), MOST)), file).toBe(true);
    // A name that only begins as the folder does lies outside.
    mkdirSync(`${real}-other`);
    await secretPicture(path.join(`${real}-other`, 'y.jpg'));
    symlinkSync(`${real}-other`, path.join(real, 'c'));
    expect(await readPhoto(Buffer.from(real), Buffer.from('c/y.jpg'), MOST)).toMatchObject({
      kind: 'vanished',
    });
    expect(await readPhoto(Buffer.from(real), Buffer.from('../photos-other/y.jpg'), MOST)).toMatchObject({
      kind: 'vanished',
    });
    expect(await readPhoto(Buffer.from(real), Buffer.from('a/x.jpg'), 10)).toMatchObject({
      kind: 'too-large',
    });
    // A link to a file of the folder is that file; one that leads out of it through another link is not.
    symlinkSync('../a/x.jpg', path.join(real, 'a', 'same.jpg'));
    symlinkSync('c/y.jpg', path.join(real, 'through.jpg'));
    expect(Buffer.isBuffer(await readPhoto(Buffer.from(real), Buffer.from('a/same.jpg'), MOST))).toBe(true);
    expect(await readPhoto(Buffer.from(real), Buffer.from('through.jpg'), MOST)).toMatchObject({
      kind: 'vanished',
    });
    // A second name of the same file is a file of the folder.
    linkSync(path.join(`${real}-other`, 'y.jpg'), path.join(real, 'hard.jpg'));
    expect(Buffer.isBuffer(await readPhoto(Buffer.from(real), Buffer.from('hard.jpg'), MOST))).toBe(true);
  });
});
