import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ScanOptions, scan } from '../../../../src/indexing/scan/scan.ts';
import { ScanRootError } from '../../../../src/indexing/scan/scan-root-error.ts';
import { HAS_PHOTOS, PHOTOS } from '../../../support/paths.ts';
import { rejection } from '../../../support/rejection.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { withoutPrivileges } from '../../../support/without-privileges.ts';
import { bytes, make, scanned, shown } from '../../../unit/indexing/scan/scanned.ts';

const JPEG = Buffer.from('\xff\xd8\xff\xe0 and so on', 'latin1');
const posix = process.platform !== 'win32';
const options = (): ScanOptions => ({ excluded: [], signal: new AbortController().signal });

/** A folder that everyone may enter, so that what is refused is refused for its own sake. */
function folder(...names: (string | Uint8Array)[]): string {
  const root = tempFolder();
  chmodSync(root, 0o755);
  for (const name of names) make(root, name, JPEG);
  return root;
}

const tryRead = (link: string): string => {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
};

describe('what is found', () => {
  it('photos, videos, RAW and other pictures in all directories, and nothing else', async () => {
    const root = folder('a.jpg', 'b/c.WMV', 'b/d/e.3FR', 'f/g.psd', 'notes.txt', 'b/photo.jpg.part');
    mkdirSync(path.join(root, 'named-like-a-photo.jpg'));
    const { files } = await scanned(root);
    expect(files.map(({ path: file, kind }) => [shown(file), kind]).sort()).toEqual([
      ['a.jpg', 'photo'],
      ['b/c.WMV', 'video'],
      ['b/d/e.3FR', 'raw'],
      ['f/g.psd', 'other-image'],
    ]);
  });

  it('with its size, and its time to the microsecond', async () => {
    const root = folder();
    writeFileSync(path.join(root, 'a.jpg'), Buffer.alloc(12_345, 1));
    if (posix) execFileSync('touch', ['-d', '2019-06-14T12:00:00.123456789Z', path.join(root, 'a.jpg')]);
    else utimesSync(path.join(root, 'a.jpg'), 0, 1_560_513_600.123456);
    expect((await scanned(root)).files).toMatchObject([
      { size: 12_345, mtime: 1_560_513_600_123_456, cloudOnly: false },
    ]);
  });

  it.skipIf(!posix)('from before 1970 too', async () => {
    const root = folder('old.jpg');
    execFileSync('touch', ['-d', '1965-01-01T00:00:00Z', path.join(root, 'old.jpg')]);
    expect((await scanned(root)).files[0]?.mtime).toBe(Date.UTC(1965, 0, 1) * 1000);
  });

  it('an empty folder has nothing, and that is no error', async () => {
    expect(await scanned(folder())).toMatchObject({ files: [], unreadable: [] });
  });

  it('a file without an extension counts when it begins as a photo does', async () => {
    const root = folder('IMG_1', 'b/photo');
    make(root, 'README', 'BM, not a picture, but long enough for one');
    make(root, 'empty', '');
    const { files, paths } = await scanned(root);
    expect(paths).toEqual(['IMG_1', 'b/photo']);
    expect(files.every(({ kind }) => kind === 'photo')).toBe(true);
  });

  it.skipIf(!posix)('a root that is a link is the folder behind it', async () => {
    const root = folder('real/a.jpg');
    symlinkSync('real', path.join(root, 'link'));
    expect((await scanned(path.join(root, 'link'))).paths).toEqual(['a.jpg']);
    expect((await scanned(`${root}/real/`)).paths).toEqual(['a.jpg']);
  });
});

describe.skipIf(!posix)('names are bytes (systems that have bytes for names)', () => {
  const names = [
    'plage \u00e9t\u00e9.jpg',
    'plage e\u0301te\u0301.jpg',
    '🏖️ пляж 海辺 شاطئ.jpg',
    'new\nline.jpg',
    '-rf.jpg',
    'tab\t bell\x07 esc\x1b[31m.jpg',
    'back\\slash.jpg',
    '%41%2e%2e%2f?a=1#frag.jpg',
    `quote'"\`$(id);.jpg`,
    ' lead and trail .jpg',
    `${'l'.repeat(246)}.jpg`,
    '\uFEFFmark.jpg',
    '~.jpg',
  ];
  it.each(names)('%j comes out as it is on disk, as a file and as a directory', async (name) => {
    const wanted = [name, `d ${name.slice(2)}/${name}`].sort();
    expect((await scanned(folder(...wanted))).paths).toEqual(wanted);
  });

  it('invalid UTF-8 does too, and two names that show alike stay two', async () => {
    const wanted = ['\xff.jpg', '\xfe.jpg', 'caf\xe9/\x80\x81.jpg'].map((name) =>
      Buffer.from(name, 'latin1'),
    );
    const { files } = await scanned(folder(...wanted));
    expect(files.map((file) => Buffer.from(file.path)).sort(Buffer.compare)).toEqual(
      [...wanted].sort(Buffer.compare),
    );
    for (const file of files) expect(file.path).toBeInstanceOf(Uint8Array);
  });

  it.skipIf(!HAS_PHOTOS)('so do all hostile names of the torture set (needs ../shared/photos)', async () => {
    const root = folder();
    const archive = path.join(PHOTOS, 'torture.tar');
    const parts = ['generated/names', 'generated/unicode', 'generated/deep', 'generated/dir-named.jpg'];
    execFileSync('tar', ['xf', archive, '-C', root, ...parts]);
    const listed = execFileSync('tar', ['tf', archive, '--quoting-style=literal', ...parts])
      .toString('utf8')
      .split('\n');
    const wanted = listed.filter((name) => /\.jpe?g$/i.test(name) && !/\/\.[^/]*$/.test(name)).sort();
    expect(wanted.length).toBeGreaterThan(15);
    expect((await scanned(root)).paths).toEqual(wanted);
  });
});

describe('what is left alone', () => {
  it('hidden files and directories, and the files that copy programs hide', async () => {
    expect(
      (
        await scanned(
          folder('.hidden.jpg', '..hidden.jpg', '._a.jpg', '.git/a.jpg', '.Trash-1000/files/a.jpg', 'a.jpg'),
        )
      ).paths,
    ).toEqual(['a.jpg']);
  });

  it('recycle bins, previews of NAS boxes and the like, however they are written', async () => {
    const system = [
      '$RECYCLE.BIN',
      '$Recycle.Bin',
      'System Volume Information',
      '@eaDir',
      '#recycle',
      'lost+found',
      'node_modules',
      'AppData',
      '__MACOSX',
    ];
    const root = folder(
      'a.jpg',
      'recycle/b.jpg',
      ...system.flatMap((name) => [`${name}/x.jpg`, `deep/${name}/y/x.jpg`]),
    );
    expect((await scanned(root)).paths).toEqual(['a.jpg', 'recycle/b.jpg']);
  });

  it('in a photo library everything but its originals', async () => {
    const root = folder(
      'P.photoslibrary/originals/0/A.heic',
      'P.photoslibrary/resources/derivatives/masters/0/A.jpeg',
      'P.photoslibrary/cover.jpg',
      'Old.PhotosLibrary/Masters/2014/B.jpg',
      'Old.PhotosLibrary/Thumbnails/B.jpg',
      'A.aplibrary/Masters/C.jpg',
      'A.aplibrary/Previews/C.jpg',
      'L.lrlibrary/0a1b/originals/2019/D.jpg',
      'L.lrlibrary/0a1b/previews/D.jpg',
      'E Previews.lrdata/E.jpg',
      'not.photoslibrary.really/resources/G.jpg',
    );
    const wanted = [
      'A.aplibrary/Masters/C.jpg',
      'L.lrlibrary/0a1b/originals/2019/D.jpg',
      'Old.PhotosLibrary/Masters/2014/B.jpg',
      'P.photoslibrary/originals/0/A.heic',
      'not.photoslibrary.really/resources/G.jpg',
    ];
    expect((await scanned(root)).paths).toEqual(wanted);
    expect((await scanned(path.join(root, 'P.photoslibrary'))).paths).toEqual(['originals/0/A.heic']);
    expect((await scanned(path.join(root, 'Old.PhotosLibrary'))).paths).toEqual(['Masters/2014/B.jpg']);
  });

  it('but what a person chose is read, also where its name is hidden or reserved', async () => {
    const root = folder('.hidden/a.jpg', 'Preview.app/b.jpg', 'node_modules/c.jpg');
    expect((await scanned(path.join(root, '.hidden'))).paths).toEqual(['a.jpg']);
    expect((await scanned(path.join(root, 'Preview.app'))).paths).toEqual(['b.jpg']);
    expect((await scanned(path.join(root, 'node_modules'))).paths).toEqual(['c.jpg']);
  });

  it('excluded directories, by their bytes and their whole path', async () => {
    const hostile = Buffer.from('d\xff', 'latin1');
    const root = folder(
      'a/x.jpg',
      'b/a/x.jpg',
      'b/x.jpg',
      'ab/x.jpg',
      ...(posix ? [Buffer.concat([hostile, bytes('/x.jpg')])] : []),
    );
    const excluded = [bytes('a'), hostile];
    expect((await scanned(root, { excluded })).paths).toEqual(['ab/x.jpg', 'b/a/x.jpg', 'b/x.jpg']);
    expect((await scanned(root, { excluded: [bytes('b/a'), bytes('ab'), hostile] })).paths).toEqual([
      'a/x.jpg',
      'b/x.jpg',
    ]);
  });

  it.skipIf(!posix)('links to files and to directories, so that loops end', async () => {
    const root = folder('a.jpg', 'd/b.jpg');
    symlinkSync('a.jpg', path.join(root, 'link.jpg'));
    symlinkSync('.', path.join(root, 'd/loop'));
    symlinkSync(root, path.join(root, 'd/up'));
    symlinkSync('gone', path.join(root, 'dangling.jpg'));
    symlinkSync('self', path.join(root, 'self'));
    // What leads nowhere is given, so that its reason can be stated.
    expect(await scanned(root)).toMatchObject({
      paths: ['a.jpg', 'd/b.jpg', 'dangling.jpg'],
      unreadable: [],
    });
  });

  it('programs, which are directories on macOS; elsewhere such a directory is one of the user', async () => {
    const root = folder('Preview.app/Contents/Resources/F.png');
    const wanted = process.platform === 'darwin' ? [] : ['Preview.app/Contents/Resources/F.png'];
    expect((await scanned(root)).paths).toEqual(wanted);
  });

  it.skipIf(!posix)('pipes and sockets, which are never waited for', async () => {
    const root = folder('a.jpg');
    for (const name of ['pipe.jpg', 'pipe']) execFileSync('mkfifo', [path.join(root, name)]);
    for (const name of ['socket.jpg', 'socket']) {
      const server = net.createServer();
      await new Promise<void>((resolve) => server.listen(path.join(root, name), resolve));
      onTestFinished(() => void server.close());
      expect(lstatSync(path.join(root, name)).isSocket()).toBe(true);
    }
    expect((await scanned(root)).paths).toEqual(['a.jpg']);
  });
});

describe.skipIf(!posix)('a link (systems that have links)', () => {
  it('into a part of the folder that is not scanned otherwise is followed once', async () => {
    const root = folder('.store/x/a.jpg', '.store/y/b.jpg', 'album/c.jpg');
    symlinkSync('../.store/x/a.jpg', path.join(root, 'album/a.jpg'));
    symlinkSync('.store/y', path.join(root, 'first'));
    symlinkSync('.store/y', path.join(root, 'second'));
    symlinkSync('.', path.join(root, '.store/y/loop'));
    const { paths, files } = await scanned(root);
    expect(paths.filter((name) => !/^(first|second)/.test(name))).toEqual(['album/a.jpg', 'album/c.jpg']);
    expect(paths.filter((name) => name.endsWith('/b.jpg'))).toHaveLength(1);
    // As large as what it leads to.
    expect(files.every(({ size }) => size === JPEG.length)).toBe(true);
  });

  it('out of the folder is given, for its reason, unless another folder of the library has its target', async () => {
    const elsewhere = folder('d/e.jpg', 'f.jpg', 'g.wmv', 'h.txt');
    const root = folder('a.jpg');
    for (const name of ['d', 'f.jpg', 'g.wmv', 'h.txt'])
      symlinkSync(path.join(elsewhere, name), path.join(root, name));
    expect((await scanned(root)).paths).toEqual(['a.jpg', 'd', 'f.jpg']);
    expect((await scanned(root, { otherFolders: [bytes(elsewhere)] })).paths).toEqual(['a.jpg']);
  });

  it('to an excluded directory is not followed', async () => {
    const root = folder('private/a.jpg', 'b.jpg');
    symlinkSync('private', path.join(root, 'link'));
    symlinkSync('private/a.jpg', path.join(root, 'a.jpg'));
    expect((await scanned(root, { excluded: [bytes('private')] })).paths).toEqual(['b.jpg']);
  });
});

describe('files that are not opened', () => {
  const LONG_AGO = 1_000_000_000;
  const readTime = (file: Buffer): number => lstatSync(file).atimeMs / 1000;
  const keepsReadTimes = (): boolean => {
    const probe = make(tempFolder(), 'probe');
    utimesSync(probe, LONG_AGO, LONG_AGO);
    readFileSync(probe);
    return readTime(probe) > LONG_AGO;
  };

  it('all that have an extension, as the time of their last reading shows; the others are opened', async ({
    skip,
  }) => {
    skip(!keepsReadTimes(), 'this disk does not keep the time of the last reading');
    const root = folder();
    const touched = ['a.jpg', 'b.wmv', 'c.dng', 'd.psd', 'e.txt', 'photo'].map((name) =>
      make(root, name, JPEG),
    );
    touched.push(make(root, 'small-placeholder', ''));
    truncateSync(path.join(root, 'small-placeholder'), 100);
    for (const file of touched) utimesSync(file, LONG_AGO, LONG_AGO);
    expect((await scanned(root)).files.length).toBe(5);
    expect(
      touched.filter((file) => readTime(file) !== LONG_AGO).map((file) => path.basename(file.toString())),
    ).toEqual(['photo']);
  });

  it('placeholders of files in the cloud, which are flagged', async () => {
    const root = folder('here.jpg', '.stub.HEIC.icloud', '.notes.txt.icloud', '.stub.icloud');
    for (const name of ['sparse.jpg', 'sparse']) {
      make(root, name, '');
      truncateSync(path.join(root, name), 3_000_000);
    }
    const { files } = await scanned(root);
    expect(files.map((file) => [shown(file.path), file.kind, file.cloudOnly]).sort()).toEqual([
      ['.stub.HEIC.icloud', 'photo', true],
      ['here.jpg', 'photo', false],
      ['sparse.jpg', 'photo', true],
    ]);
  });
});

describe('what cannot be looked at is told, and the scan goes on', () => {
  it.skipIf(!posix)('a directory that may not be listed', async () => {
    const root = folder('a.jpg', 'shut/b.jpg', 'c/d.jpg');
    chmodSync(path.join(root, 'shut'), 0o000);
    onTestFinished(() => chmodSync(path.join(root, 'shut'), 0o755));
    const { paths, unreadable } = await withoutPrivileges(() => scanned(root));
    expect(paths).toEqual(['a.jpg', 'c/d.jpg']);
    expect(unreadable.map((directory) => shown(directory.path))).toEqual(['shut']);
    expect(unreadable[0]?.reason).toEqual({ code: 'no-permission' });
    rmSync(path.join(root, 'a.jpg'));
    rmSync(path.join(root, 'c'), { recursive: true });
    expect((await withoutPrivileges(() => scanned(root))).unreadable).toEqual(unreadable);
  });

  it.skipIf(!posix)('a directory that may be listed but not entered, told once', async () => {
    const root = folder('a.jpg', 'listed/b.jpg', 'listed/c.jpg', 'listed/d/e.jpg');
    chmodSync(path.join(root, 'listed'), 0o444);
    onTestFinished(() => chmodSync(path.join(root, 'listed'), 0o755));
    const { paths, unreadable } = await withoutPrivileges(() => scanned(root));
    expect(paths).toEqual(['a.jpg']);
    expect(unreadable.map((directory) => shown(directory.path)).sort()).toEqual(['listed', 'listed/d']);
  });

  it('a directory that goes away before it is entered', async () => {
    const root = folder(
      ...Array.from({ length: 600 }, (_, i) => `${i}.jpg`),
      ...Array.from({ length: 600 }, (_, i) => `d/${i}.jpg`),
      'd/gone/x.jpg',
    );
    const unreadable: string[] = [];
    let first = true;
    for await (const batch of scan(bytes(root), options())) {
      unreadable.push(...batch.unreadable.map((directory) => shown(directory.path)));
      if (first) rmSync(path.join(root, 'd'), { recursive: true });
      first = false;
    }
    // Not taken for files that are gone: the next scan will know.
    expect(unreadable).toEqual(['d']);
  });

  it('but a file that goes away before it is looked at is simply gone', async () => {
    const root = folder(...Array.from({ length: 600 }, (_, i) => `${i}.jpg`));
    const files = scan(bytes(root), options());
    await files.next();
    for (const name of readdirSync(root)) rmSync(path.join(root, name));
    for await (const batch of files) expect(batch.unreadable).toEqual([]);
  });

  it.skipIf(!posix)('a path that is longer than the system can say', async () => {
    const root = folder('a.jpg');
    const nest = `for (let i = 0; i < 30; i++) { fs.writeFileSync('p.jpg', ''); fs.mkdirSync('n'.repeat(200)); process.chdir('n'.repeat(200)); }`;
    execFileSync(process.execPath, ['-e', nest], { cwd: root });
    onTestFinished(() => void execFileSync('rm', ['-rf', root]));
    const { paths, unreadable } = await scanned(root);
    expect(paths.length).toBeGreaterThan(15);
    expect(unreadable.length).toBe(1);
    expect(unreadable[0]?.reason).toEqual({ code: 'name-too-long' });
  });

  it('directories 300 deep are no such path', async () => {
    const deep = `${'d/'.repeat(300)}a.jpg`;
    expect(await scanned(folder(deep))).toMatchObject({ paths: [deep], unreadable: [] });
  });
});

describe('a folder that cannot be scanned is an error, never an empty folder', () => {
  const reasonOf = async (root: string): Promise<string> => {
    const error = await rejection(scanned(root));
    expect(error).toBeInstanceOf(ScanRootError);
    return error instanceof ScanRootError ? error.reason.code : '';
  };

  it('missing', async () => {
    expect(await reasonOf(path.join(folder(), 'gone'))).toBe('missing');
  });

  it('a file', async () => {
    expect(await reasonOf(path.join(folder('a.jpg'), 'a.jpg'))).toBe('is-a-file');
  });

  it.skipIf(!posix)('not allowed', async () => {
    const root = folder('a.jpg');
    chmodSync(root, 0o000);
    onTestFinished(() => chmodSync(root, 0o755));
    expect(await withoutPrivileges(() => reasonOf(root))).toBe('no-permission');
  });

  it('gone on the way', async () => {
    const root = path.join(folder(...Array.from({ length: 1200 }, (_, i) => `r/${i}.jpg`)), 'r');
    const files = scan(bytes(root), options());
    expect((await files.next()).value?.files.length).toBe(500);
    renameSync(root, `${root}-elsewhere`);
    const rest = (async () => {
      for await (const _ of files);
    })();
    expect(await rejection(rest)).toBeInstanceOf(ScanRootError);
  });

  it.skipIf(!posix)('a root that may be listed but not entered holds nothing that is missing', async () => {
    const root = folder('a.jpg');
    chmodSync(root, 0o444);
    onTestFinished(() => chmodSync(root, 0o755));
    const { files, unreadable } = await withoutPrivileges(() => scanned(root));
    expect(files).toEqual([]);
    expect(unreadable).toMatchObject([{ path: Buffer.alloc(0) }]);
  });
});

describe('a large folder', () => {
  const COUNT = 20_000;
  const names = Array.from({ length: COUNT }, (_, i) => `${i % 40}/IMG_${i}.jpg`);

  it('of 20,000 files comes in batches of at most 500, each file once; an abort stops it at once', async () => {
    const root = folder();
    for (let i = 0; i < 40; i++) mkdirSync(path.join(root, `${i}`));
    for (const name of names) writeFileSync(path.join(root, name), '');
    const { paths, batches } = await scanned(root);
    expect(paths).toEqual([...names].sort());
    expect(Math.max(...batches)).toBe(500);
    expect(batches.length).toBe(COUNT / 500);

    const controller = new AbortController();
    let seen = 0;
    const aborted = (async () => {
      for await (const batch of scan(bytes(root), { excluded: [], signal: controller.signal })) {
        seen += batch.files.length;
        controller.abort();
      }
    })();
    expect(await rejection(aborted)).toBe(controller.signal.reason);
    expect(seen).toBe(500);
  });

  it.skipIf(process.platform !== 'linux')(
    'is let go of when a consumer walks away (needs /proc)',
    async () => {
      const root = folder(...names.slice(0, 600).map((name) => path.basename(name)));
      const open = (): string[] =>
        readdirSync('/proc/self/fd')
          .map((fd) => tryRead(`/proc/self/fd/${fd}`))
          .filter((target) => target.startsWith(root));
      for await (const _ of scan(bytes(root), options())) {
        expect(open()).toEqual([root]);
        break;
      }
      expect(open()).toEqual([]);
    },
  );

  it('without a single photo can be aborted too', async () => {
    const controller = new AbortController();
    const root = folder(...Array.from({ length: 100 }, (_, i) => `${i}/notes.txt`));
    const whole = scanned(root, { signal: controller.signal });
    controller.abort();
    expect(await rejection(whole)).toBe(controller.signal.reason);
  });

  it('that was aborted before it began is not touched', async () => {
    const signal = AbortSignal.abort();
    expect(await rejection(scanned(path.join(folder(), 'not-even-there'), { signal }))).toBe(signal.reason);
  });
});
