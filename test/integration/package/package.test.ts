import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { extractFile, listPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDeb } from '../../../scripts/package/build-deb.ts';
import { bundlesTensorflow, IN_BUNDLES, IN_TENSORFLOW } from '../../../scripts/package/bundled-packages.ts';
import { readFuses, setFuses, wantedFuses } from '../../../scripts/package/fuses.ts';
import { SYSTEM_PACKAGES } from '../../../scripts/package/linux-dependencies.ts';
import { writeLinuxTree } from '../../../scripts/package/linux-tree.ts';
import { measureParts } from '../../../scripts/package/package-parts.ts';
import { programFacts } from '../../../scripts/package/program-facts.ts';
import { ownSize, sizeBudget } from '../../../scripts/package/size-budget.ts';
import { type Packaged, packageProgram } from '../../../scripts/package.ts';
import { openDisplay } from '../../e2e/display.ts';
import { ELECTRON } from '../../e2e/find-browsers.ts';
import { findProcesses } from '../../e2e/find-processes.ts';
import { type LaunchedElectron, launchElectron } from '../../e2e/launch-electron.ts';
import { MODELS, ROOT } from '../../support/paths.ts';
import { removeFolder } from '../../support/remove-folder.ts';
import { requestOf, securityChecklist } from '../electron/security-checklist.ts';
import { enterServer } from '../entry/http/enter-server.ts';
import { launchPackaged } from './launch-packaged.ts';

/** The packaged program of this system (Linux), made here and used as it is shipped. */

const SAMPLES = ['beach.jpg', 'bus.jpg', 'dog.jpg', 'receipt.jpg'];
const isThere = ELECTRON !== null && process.platform === 'linux';
const namesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(path.join(folder, name)).isFile(),
  );

describe.skipIf(!isThere)('the packaged program (needs Linux and Electron)', () => {
  let folder: string;
  let packaged: Packaged;
  let photos: string;

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'beachcomb-package-')));
    photos = path.join(folder, 'photos');
    for (const name of ['photos', 'home', 'Meine Bilder', 'config']) mkdirSync(path.join(folder, name));
    for (const name of SAMPLES) copyFileSync(path.join(MODELS, 'samples', name), path.join(photos, name));
    packaged = await packageProgram(path.join(folder, 'out'), ['dir']);
  });
  afterAll(() => removeFolder(folder));

  describe('holds', () => {
    const program = (): string => path.join(packaged.resources, 'program');

    it('in its archive the built shell and nothing else: no package, no native code, no test', () => {
      const archive = path.join(packaged.resources, 'app.asar');
      expect(listPackage(archive, { isPack: false }).sort()).toEqual(
        [
          '/dist',
          '/dist/electron',
          ...['film-preload.cjs', 'icon.png', 'main.mjs', 'preload.cjs', 'tray.png', 'tray@2x.png'].map(
            (name) => `/dist/electron/${name}`,
          ),
          '/package.json',
        ].sort(),
      );
      const manifest = JSON.parse(extractFile(archive, 'package.json').toString()) as object;
      expect(Object.keys(manifest)).not.toContain('devDependencies');
      expect(Object.keys(manifest)).not.toContain('scripts');
      expect(readdirSync(packaged.resources).sort()).toEqual([
        'NOTICE.txt',
        'app.asar',
        'bin',
        'node',
        'program',
        'share',
      ]);
    });

    it('beside it the source, the window, the networks and a Node 24', () => {
      for (const name of ['src', 'models']) {
        // The networks for faces are not used yet.
        const isGiven = (file: string): boolean =>
          !file.includes('node_modules') && !file.startsWith('models/faces/');
        const given = execFileSync('git', ['-C', ROOT, 'ls-files', '-z', name], { encoding: 'utf8' })
          .split('\0')
          .filter((file) => file !== '' && isGiven(file) && existsSync(path.join(ROOT, file)));
        const missing = given.filter(
          (file) =>
            !existsSync(path.join(program(), file)) ||
            statSync(path.join(program(), file)).size !== statSync(path.join(ROOT, file)).size,
        );
        expect(missing).toEqual([]);
      }
      expect(readdirSync(path.join(program(), 'dist', 'renderer'))).toContain('index.html');
      const node = path.join(packaged.resources, 'node', 'node');
      expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(/^v24\./);
    });

    it('no test, no source map, no types, nothing that is only for working on it', () => {
      const names = namesOf(program());
      expect(names.filter((name) => /\.(?:map|d\.[cm]?ts)$|\.test\.|__tests__/.test(name))).toEqual([]);
      const { devDependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
        devDependencies: Record<string, string>;
      };
      expect(
        Object.keys(devDependencies).filter((name) => existsSync(path.join(program(), 'node_modules', name))),
      ).toEqual([]);
    });

    it('native code for this system only, and of no other engine', () => {
      const binaries = namesOf(path.join(program(), 'node_modules')).filter((name) =>
        /\.(?:node|dll|dylib|so(?:\.\d+)*|exe|a|lib)$/.test(name),
      );
      const { arch } = process;
      expect(binaries.map((name) => name.replaceAll(path.sep, '/')).sort()).toEqual([
        expect.stringMatching(`^@img/sharp-libvips-linux-${arch}/lib/libvips-cpp\\.so`),
        expect.stringMatching(`^@img/sharp-linux-${arch}/lib/sharp-linux-${arch}.*\\.node$`),
        `better-sqlite3/prebuilds/linux-${arch}.node`,
        `onnxruntime-node/bin/napi-v6/linux/${arch}/libonnxruntime.so.1`,
        `onnxruntime-node/bin/napi-v6/linux/${arch}/onnxruntime_binding.node`,
      ]);
      // Of the second engine the JavaScript alone, and no weights: these are those of model.onnx.
      const tensorflow = namesOf(path.join(program(), 'node_modules', '@tensorflow'));
      expect(tensorflow.filter((name) => name.endsWith('index.js')).length).toBe(arch === 'x64' ? 2 : 0);
      expect(readdirSync(path.join(program(), 'models', 'photo', 'tfjs'))).toEqual([
        'model.json',
        'weights.json',
      ]);
    });

    it('no more than its budget', () => {
      const size = ownSize(packaged.resources);
      expect(size).toBeGreaterThan(200e6);
      expect(size).toBeLessThanOrEqual(sizeBudget(packaged.target));
    });

    it('nothing but the parts that docs/packages.md names, none larger than it states', () => {
      const { bytes, others } = measureParts(packaged.resources);
      expect(others).toEqual([]);
      const sizes = [...bytes].map(([{ place, mostMb }, size]) => ({ place, mostMb, mb: size / 1e6 }));
      expect(sizes.filter(({ mb }) => mb === 0)).toEqual([]);
      expect(sizes.filter(({ mb, mostMb }) => mb > mostMb)).toEqual([]);
      const whole = sizes.reduce((sum, { mb }) => sum + mb, 0);
      expect(whole).toBeCloseTo(ownSize(packaged.resources) / 1e6, 3);
    });

    it('the licences of all that it holds', () => {
      const notice = readFileSync(path.join(packaged.resources, 'NOTICE.txt'), 'utf8');
      const shipped = namesOf(path.join(program(), 'node_modules'))
        .filter((name) => /^(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+\/package\.json$/.test(name))
        .map((name) => JSON.parse(readFileSync(path.join(program(), 'node_modules', name), 'utf8')))
        .filter((manifest): manifest is { name: string; version: string } => 'version' in manifest)
        .map(({ name, version }) => `${name} ${version} (`);
      expect(shipped.length).toBeGreaterThan(25);
      // In the window's one file, hence in no folder: the bundler says what it put there.
      const inBundles = packaged.packages
        .map((name) => name.slice('node_modules/'.length))
        .filter((name) => !existsSync(path.join(program(), 'node_modules', name)));
      const { target } = packaged;
      expect(inBundles).toEqual([...IN_BUNDLES, ...(bundlesTensorflow(target) ? IN_TENSORFLOW : [])].sort());
      for (const title of [
        ...shipped,
        ...inBundles.map((name) => `${name} `),
        'Electron (',
        'Node.js (',
        'WordNet 3.0',
        'Beachcomb (',
      ])
        expect(notice, title).toContain(`\n${title}`);
      expect(notice).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
      expect(notice).toMatch(/libvips +\| LGPLv3/);
      for (const name of ['LICENSE.electron.txt', 'LICENSES.chromium.html'])
        expect(existsSync(path.join(packaged.folder, name)), name).toBe(true);
    });

    it('the fuses as wanted, read from the program itself', async () => {
      expect(await readFuses(packaged.program)).toEqual(wantedFuses(packaged.target));
    });
  });

  it('as it is shipped looks at photos, finds the beach and shows it; what would make it run other code has no effect', async () => {
    const marks = path.join(folder, 'marks');
    mkdirSync(marks);
    const marking = (name: string): string =>
      `require('node:fs').writeFileSync(${JSON.stringify(path.join(marks, name))}, '')`;
    writeFileSync(path.join(folder, 'required.cjs'), marking('required'));
    const launched = await launchPackaged({
      program: packaged.program,
      home: path.join(folder, 'home'),
      words: ['--inspect=0', photos],
      env: {
        ELECTRON_RUN_AS_NODE: '1',
        NODE_OPTIONS: `--require=${path.join(folder, 'required.cjs')}`,
      },
    });
    try {
      const { page } = launched;
      page.setDefaultTimeout(30_000);
      await expect
        .poll(() => page.locator('.status-text').textContent(), { timeout: 60_000 })
        .toBe(`${SAMPLES.length} photos, all up to date`);
      const box = page.getByRole('combobox', { name: 'Search your photos' });
      await box.fill('beach');
      // Its suggestions lie over the photos.
      await box.blur();
      await page.getByRole('button', { name: 'Remove “beach” from the search' }).waitFor();
      await expect.poll(() => page.locator('.cell').count()).toBeGreaterThan(0);
      await page.locator('[data-rank="0"]').click();
      await expect.poll(() => page.locator('.places b').first().textContent()).toBe('beach.jpg');
      await expect
        .poll(() =>
          page
            .locator('dialog.viewer img')
            .evaluateAll((images) =>
              images.some((image) => (image as unknown as { naturalWidth: number }).naturalWidth > 512),
            ),
        )
        .toBe(true);
      expect(readdirSync(marks)).toEqual([]);
      expect(launched.log()).not.toMatch(/Debugger listening/);
    } finally {
      await launched.close();
    }
    await expect.poll(() => findProcesses(packaged.folder)).toEqual([]);
  });

  it('starts nothing where a folder stands in for its archive', async () => {
    const archive = path.join(packaged.resources, 'app.asar');
    const instead = path.join(packaged.resources, 'app');
    const mark = path.join(folder, 'instead');
    mkdirSync(instead);
    writeFileSync(path.join(instead, 'package.json'), '{"main":"main.cjs"}');
    writeFileSync(
      path.join(instead, 'main.cjs'),
      `require('node:fs').writeFileSync(${JSON.stringify(mark)}, ''); process.exit()`,
    );
    renameSync(archive, `${archive}.away`);
    const display = await openDisplay();
    try {
      const started = spawn(packaged.program, process.getuid?.() === 0 ? ['--no-sandbox'] : [], {
        cwd: folder,
        stdio: 'ignore',
        env: { ...process.env, DISPLAY: display.DISPLAY },
      });
      const gone = new Promise((resolve) => started.once('exit', resolve));
      // Where it shows an error and waits, that is an answer as well.
      const late = setTimeout(() => started.kill('SIGKILL'), 5000);
      await gone;
      clearTimeout(late);
      expect(existsSync(mark)).toBe(false);
    } finally {
      display.close();
      renameSync(`${archive}.away`, archive);
      rmSync(instead, { recursive: true });
    }
  });

  it('is the command line too: its own Node serves the window, and offers the folder for pictures', async () => {
    copyFileSync(path.join(photos, 'dog.jpg'), path.join(folder, 'Meine Bilder', 'dog.jpg'));
    writeFileSync(
      path.join(folder, 'config', 'user-dirs.dirs'),
      `XDG_PICTURES_DIR="${path.join(folder, 'Meine Bilder')}"\n`,
    );
    const serving = spawn(
      path.join(packaged.resources, 'bin', 'beachcomb'),
      ['serve', '--library', path.join(folder, 'serve.sqlite')],
      { env: { ...process.env, XDG_CONFIG_HOME: path.join(folder, 'config') } },
    );
    const gone = new Promise((resolve) => serving.once('close', resolve));
    try {
      const address = await new Promise<URL>((resolve, reject) => {
        let text = '';
        serving.once('close', () => reject(new Error(text)));
        for (const stream of [serving.stdout, serving.stderr])
          stream.setEncoding('utf8').on('data', (more: string) => {
            text += more;
            const [found] = /http:\/\/127\S+token=\S+/.exec(text) ?? [];
            if (found !== undefined) resolve(new URL(found));
          });
      });
      const entered = await enterServer(address.href);
      const page = await fetch(address.origin, { headers: { cookie: entered.cookie } });
      expect(await page.text()).toContain('<title>Beachcomb</title>');
      const answered = await entered.call('folders.pictures', {});
      expect(JSON.parse(answered.body)).toEqual({ ok: true, output: { name: 'Meine Bilder' } });
    } finally {
      serving.kill();
      await gone;
    }
  });

  describe('on a shell', () => {
    let library: string;
    let home: NodeJS.ProcessEnv;
    /** Runs the command line by a link on the PATH, as every package has it. */
    const beachcomb = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
      const { status, stdout, stderr } = spawnSync('beachcomb', [...args], {
        cwd: photos,
        encoding: 'utf8',
        env: { ...process.env, ...home, ...env },
      });
      return { status, stdout, stderr };
    };

    beforeAll(() => {
      const bin = path.join(folder, 'bin 照片');
      for (const name of [bin, path.join(folder, 'data')]) mkdirSync(name);
      symlinkSync(path.join(packaged.resources, 'bin', 'beachcomb'), path.join(folder, 'link'));
      symlinkSync('../link', path.join(bin, 'beachcomb'));
      library = path.join(folder, 'data', 'library.sqlite');
      home = {
        PATH: `${bin}${path.delimiter}${process.env['PATH']}`,
        BEACHCOMB_LIBRARY: library,
        XDG_CACHE_HOME: path.join(folder, 'data'),
        // A person's options for another Node have no effect.
        NODE_OPTIONS: '--require=/nothing.cjs',
      };
    });

    it('indexes, searches and says what it is, from its bundle', () => {
      const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
        version: string;
      };
      expect(beachcomb(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
      expect(beachcomb(['index', photos]).status).toBe(0);
      expect(beachcomb(['search', 'beach']).stdout).toContain(path.join(photos, 'beach.jpg'));
      expect(beachcomb(['search', '-0', 'beach'], { LC_ALL: 'zh_CN.UTF-8' }).stdout).toContain('beach.jpg\0');
      // Compiled code of the bundle, not of the sources, is what it kept.
      const program = path.join(packaged.resources, 'program');
      expect(existsSync(path.join(program, 'dist', 'cli', 'main.mjs'))).toBe(true);
      expect(readdirSync(path.join(folder, 'data', 'beachcomb', 'compiled')).length).toBeGreaterThan(0);
    });

    it('answers --version in little processor time', () => {
      const timed = spawnSync('bash', ['-c', "TIMEFORMAT='%U %S'; time beachcomb --version"], {
        encoding: 'utf8',
        env: { ...process.env, ...home },
      });
      const seconds = (timed.stderr.match(/[\d.]+/g) ?? []).map(Number).reduce((a, b) => a + b, 0);
      // 0.05 measured; a machine that is busy with other tests counts more for the same.
      expect(seconds).toBeLessThan(0.25);
    });

    it('shows a photo in the file manager, by path or by a search', () => {
      const desktop = path.join(folder, 'desktop');
      mkdirSync(desktop);
      const shown = path.join(folder, 'shown.txt');
      writeFileSync(path.join(desktop, 'dbus-send'), `#!/bin/sh\nprintf '%s\\n' "$6" >>'${shown}'\n`, {
        mode: 0o755,
      });
      const env = { PATH: `${desktop}${path.delimiter}${home['PATH']}` };
      expect(beachcomb(['reveal', 'dog.jpg'], env)).toMatchObject({ status: 0, stderr: '' });
      expect(beachcomb(['reveal', '--search', 'beach'], env)).toMatchObject({ status: 0 });
      expect(beachcomb(['reveal', 'none.jpg'], env)).toMatchObject({ status: 2 });
      expect(readFileSync(shown, 'utf8')).toBe(
        ['dog.jpg', 'beach.jpg']
          .map((name) => `array:string:${pathToFileURL(path.join(photos, name)).href}\n`)
          .join(''),
      );
    });

    it('opens the window, which then answers it', async () => {
      expect(beachcomb(['open'], { DISPLAY: '', WAYLAND_DISPLAY: '' })).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('no display'),
      });
      expect(beachcomb(['open', 'nowhere'])).toMatchObject({ status: 2 });
      const display = await openDisplay();
      const env = { DISPLAY: display.DISPLAY, XDG_CONFIG_HOME: path.join(folder, 'data', 'config') };
      try {
        expect(beachcomb(['open', photos], env)).toMatchObject({ status: 0, stdout: '', stderr: '' });
        await expect.poll(() => existsSync(`${library}.socket.json`), { timeout: 30_000 }).toBe(true);
        expect(beachcomb(['search', 'dog']).stdout).toContain('dog.jpg');
        // One that is open already takes the folders over, and the new one ends.
        expect(beachcomb(['open', photos], env)).toMatchObject({ status: 0 });
      } finally {
        const windows = (): number[] => findProcesses(packaged.folder);
        await expect
          .poll(
            () => {
              // One that hands its folders over may end meanwhile.
              for (const pid of windows()) spawnSync('kill', [String(pid)]);
              return windows();
            },
            { timeout: 20_000, interval: 1000 },
          )
          .toEqual([]);
        display.close();
      }
    });

    it('runs from the program itself behind --cli, as an AppImage does, without a display', () => {
      const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
      const { status, stdout } = spawnSync(
        packaged.program,
        [...asRoot, '--cli', 'search', '--library', library, 'beach'],
        { encoding: 'utf8', env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' } },
      );
      expect({ status, stdout }).toEqual({ status: 0, stdout: `${path.join(photos, 'beach.jpg')}\n` });
    });

    it('is completed by shells, and has its manual in both languages', () => {
      const share = path.join(packaged.resources, 'share');
      const bash = path.join(share, 'bash-completion', 'completions', 'beachcomb');
      expect(spawnSync('bash', ['-n', bash]).status).toBe(0);
      expect(readFileSync(path.join(share, 'zsh', 'site-functions', '_beachcomb'), 'utf8')).toMatch(
        /^#compdef beachcomb/,
      );
      expect(
        readFileSync(path.join(share, 'fish', 'vendor_completions.d', 'beachcomb.fish'), 'utf8'),
      ).toContain('complete -c beachcomb');
      const manual = (...language: string[]): string =>
        gunzipSync(readFileSync(path.join(share, 'man', ...language, 'man1', 'beachcomb.1.gz'))).toString();
      expect(manual()).toMatch(/^\.TH /m);
      expect(manual()).toContain('.SS beachcomb reveal');
      expect(manual('zh_CN')).toContain('照片');
    });
  });

  describe('as a package of Debian', () => {
    const origin = { homepage: 'https://example.org/beachcomb', maintainer: 'Ann <ann@example.org>' };
    let root: string;

    beforeAll(() => {
      const { target, folder: program } = packaged;
      const tree = path.join(folder, 'tree');
      writeLinuxTree(tree, { root: ROOT, program, made: path.join(folder, 'out', 'made'), origin });
      const output = path.join(folder, 'deb');
      mkdirSync(output);
      const deb = buildDeb({
        tree,
        output,
        target,
        facts: programFacts(ROOT),
        origin,
        compression: 'none',
      });
      root = path.join(folder, 'root');
      expect(spawnSync('dpkg-deb', ['-R', deb, root]).status).toBe(0);
      rmSync(deb);
    });

    it('has the command on the PATH, its manual, its completions, and an entry of the desktop', () => {
      const command = path.join(root, 'usr', 'bin', 'beachcomb');
      expect(execFileSync(command, ['--help'], { encoding: 'utf8' })).toMatch(/^ +reveal /m);
      for (const file of [
        'usr/share/man/man1/beachcomb.1.gz',
        'usr/share/bash-completion/completions/beachcomb',
        'usr/share/zsh/vendor-completions/_beachcomb',
        'usr/share/applications/app.beachcomb.Beachcomb.desktop',
        'usr/share/metainfo/app.beachcomb.Beachcomb.metainfo.xml',
        'usr/share/icons/hicolor/256x256/apps/app.beachcomb.Beachcomb.png',
        'opt/Beachcomb/chrome-sandbox',
      ])
        expect(existsSync(path.join(root, file)), file).toBe(true);
      for (const script of ['postinst', 'prerm'])
        expect(spawnSync('sh', ['-n', path.join(root, 'DEBIAN', script)]).status).toBe(0);
    });

    it('depends on every library that its binaries name and that it does not bring, and on no other', () => {
      const files = namesOf(path.join(root, 'opt')).filter((name) => !name.endsWith('.ts'));
      const isBinary = (name: string): boolean =>
        readFileSync(path.join(root, 'opt', name))
          .subarray(0, 4)
          .toString('latin1') === '\x7fELF';
      const binaries = files.filter(isBinary);
      expect(binaries.length).toBeGreaterThan(8);
      const brought = new Set(binaries.map((name) => path.basename(name)));
      const named = new Set(
        binaries.flatMap((name) =>
          [
            ...execFileSync('readelf', ['-d', path.join(root, 'opt', name)], {
              encoding: 'utf8',
              stdio: ['ignore', 'pipe', 'ignore'],
            }).matchAll(/\(NEEDED\).*\[(.+)\]/g),
          ].map(([, library = '']) => library),
        ),
      );
      const wanted = [...named].filter((library) => !brought.has(library)).sort();
      const known = new Set(SYSTEM_PACKAGES.flatMap(({ libraries }) => libraries));
      expect(wanted.filter((library) => !known.has(library))).toEqual([]);
      const atRunTime = ['libX11-xcb.so.1', 'libnotify.so.4', 'libvulkan.so.1'];
      expect(
        SYSTEM_PACKAGES.filter(
          ({ libraries }) =>
            libraries.length > 0 && !libraries.some((one) => named.has(one) || atRunTime.includes(one)),
        ),
      ).toEqual([]);
    });
  });

  describe('with the one fuse open that lets a test look inside', () => {
    let launched: LaunchedElectron;
    let photo: number;

    beforeAll(async () => {
      await setFuses(packaged.program, { EnableNodeCliInspectArguments: true }, packaged.target);
      expect(await readFuses(packaged.program)).toEqual({
        ...wantedFuses(packaged.target),
        EnableNodeCliInspectArguments: true,
      });
      launched = await launchElectron({ packaged: packaged.program, home: path.join(folder, 'home') });
      const found = (await requestOf(launched.page, 'search.run', { text: 'beach' })) as {
        output: { hits: { photo: number }[] };
      };
      photo = found.output.hits[0]?.photo ?? 0;
      expect(photo).toBeGreaterThan(0);
    });
    afterAll(() => launched?.close());

    it('it says of itself that it is packaged, and gives the page no developer tools', async () => {
      expect(
        await launched.electron.evaluate(({ app, BrowserWindow, Menu }) => {
          const window = BrowserWindow.getAllWindows()[0];
          window?.webContents.openDevTools();
          const roles = Menu.getApplicationMenu()?.items.flatMap(
            (item) => item.submenu?.items.map(({ role }) => role) ?? [],
          );
          return [
            app.isPackaged,
            window?.webContents.isDevToolsOpened(),
            roles?.some((role) => role?.toLowerCase() === 'toggledevtools'),
          ];
        }),
      ).toEqual([true, false, false]);
    });

    securityChecklist(() => ({
      page: launched.page,
      electron: launched.electron,
      photo,
      preload: path.join(packaged.resources, 'app.asar', 'dist', 'electron', 'preload.cjs'),
    }));
  });
});
