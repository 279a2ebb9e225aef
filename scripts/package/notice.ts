import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** Reviewed licences under which this program may ship packages. Any other licence stops the packaging. */
const ALLOWED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0',
  'LGPL-3.0-or-later',
  'MIT',
  // Requires a source offer: the notice contains the address of the source.
  'MPL-2.0',
  'Zlib',
]);

/** Copyright holders of packages without a licence text, looked up by hand. */
const HOLDERS: Readonly<Record<string, string>> = {
  '@nodable/entities': 'Amit Gupta',
  'onnxruntime-common': 'Microsoft Corporation',
  seedrandom: 'David Bau',
  'onnxruntime-node':
    'Microsoft Corporation; what it is built with: https://github.com/microsoft/onnxruntime/blob/main/ThirdPartyNotices.txt',
};

const MIT = (holder: string): string => `Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;
const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  repository: z.union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)]).optional(),
  homepage: z.string().optional(),
});

/** One side of `A OR B` must be allowed, both sides of `A AND B`. */
const isAllowed = (expression: string): boolean =>
  expression
    .replace(/[()]/g, '')
    .split(/\s+OR\s+/)
    .some((all) => all.split(/\s+AND\s+/).every((one) => ALLOWED.has(one)));

/** @throws Error if there is no text and the copyright holder is not in HOLDERS */
function textOf(folder: string, name: string, licence: string): string {
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  // The licences of libvips and its libraries are a table in its README.
  if (files.length === 0 && name.startsWith('@img/sharp-libvips-')) files.push('README.md');
  if (files.length > 0)
    return files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()).join('\n\n');
  if (name.startsWith('@tensorflow/') && licence.startsWith('Apache-2.0')) {
    const apache =
      'Copyright (c) Google LLC\n\nThe text of the Apache License 2.0 is above, at the photo network.';
    return licence === 'Apache-2.0' ? apache : `${apache}\n\n${MIT('the authors of Keras (parts of it)')}`;
  }
  const holder = HOLDERS[name];
  if (holder === undefined || licence !== 'MIT')
    throw new Error(`${name} brings no text of its licence (${licence}): look up whose work it is.`);
  return MIT(holder);
}

interface Section {
  readonly title: string;
  readonly text: string;
}

/**
 * The section for one npm package.
 * @throws Error that names the package if its licence is unknown, not allowed or has no text
 */
function packageSection(root: string, folder: string): Section {
  const manifest = path.join(root, folder, 'package.json');
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(manifest, 'utf8')));
  if (!parsed.success) throw new Error(`${folder} names no licence.`);
  const { name, version, license, repository, homepage } = parsed.data;
  if (!isAllowed(license))
    throw new Error(
      `${name} is under "${license}", which is not among the allowed licences of scripts/package/notice.ts.`,
    );
  const source = (repository ?? homepage ?? '').replace(/^git\+/, '');
  const text = textOf(path.join(root, folder), name, license);
  return { title: `${name} ${version} (${license})`, text: source === '' ? text : `${source}\n\n${text}` };
}

interface Bundled {
  /** The checkout. */
  readonly root: string;
  /** Folders of all npm packages that are at least partly shipped, relative to `root`. */
  readonly packages: readonly string[];
  /** Folder with the licence of Node. */
  readonly node: string;
  /** Folder of the unpacked Electron. */
  readonly electron: string;
}

/**
 * The text of NOTICE.txt: the licences of everything shipped.
 * @throws Error that names the package with a missing licence or one that is not allowed
 */
export function noticeOf({ root, packages, node, electron }: Bundled): string {
  const read = (...place: string[]): string => readFileSync(path.join(...place), 'utf8').trim();
  // The file name depends on how Electron was unpacked.
  const electronLicence = ['LICENSE', 'LICENSE.electron.txt'].find((name) =>
    existsSync(path.join(electron, name)),
  );
  if (electronLicence === undefined) throw new Error(`Electron in ${electron} has no licence.`);
  const sections: Section[] = [
    { title: 'Beachcomb (MIT)', text: read(root, 'LICENSE') },
    {
      title: 'Electron (MIT)',
      text: `${read(electron, electronLicence)}\n\nWhat Chromium is made of: LICENSES.chromium.html, beside the program.`,
    },
    { title: 'Node.js (MIT, and what it is made of)', text: read(node, 'LICENSE') },
    {
      title: 'The photo network (Apache-2.0): models/README.md says whose it is',
      text: read(root, 'models', 'photo', 'LICENSE-APACHE-2.0.txt'),
    },
    {
      title:
        'Text recognition: PP-OCRv6 tiny, (c) PaddlePaddle Authors (Baidu), Apache-2.0; its files are unchanged',
      text: read(root, 'models', 'ocr', 'LICENSE-APACHE-2.0.txt'),
    },
    {
      title: 'The text network is made of multilingual-e5-small (MIT)',
      text: read(root, 'models', 'text-multilingual', 'LICENSE-MIT.txt'),
    },
    {
      title: 'Faces: MTCNN (MIT) and the face network of dlib (public domain)',
      text: read(root, 'models', 'faces', 'LICENSES.txt'),
    },
    { title: 'WordNet 3.0', text: read(root, 'models', 'photo', 'LICENSE-WORDNET-3.0.txt') },
    { title: 'Sample photos: file, source, licence', text: read(root, 'models', 'samples', 'SOURCES.tsv') },
    {
      title: 'Names and coordinates of places',
      text: read(root, 'src', 'knowledge', 'places', 'data', 'CREDITS.md'),
    },
    {
      title: 'Words for labels in other languages',
      text: read(root, 'src', 'knowledge', 'labels', 'data', 'CREDITS.md'),
    },
    { title: 'Known words', text: read(root, 'src', 'search', 'suggestions', 'data', 'CREDITS.md') },
    ...[...packages].sort().map((folder) => packageSection(root, folder)),
    {
      title: 'GNU General Public License 3, which the LGPL 3 above refers to',
      text: read(import.meta.dirname, 'GPL-3.0.txt'),
    },
  ];
  const line = '='.repeat(80);
  return [
    'Beachcomb, and the work of others that it is shipped with.\n',
    ...sections.map(({ title, text }) => `${line}\n${title}\n${line}\n\n${text.replaceAll('\r\n', '\n')}\n`),
  ].join('\n');
}
