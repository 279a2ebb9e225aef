import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesToAdd } from '../../support/how-to-add.ts';
import { ROOT } from '../../support/paths.ts';

interface Edit {
  readonly file: string;
  /** What stands there, once, and what takes its place. */
  readonly from: string;
  readonly to: string;
}

/** A member that is added to a union and nowhere else, and the files that the type check must then reject. */
interface Plant extends Edit {
  readonly name: string;
  readonly rejected: readonly string[];
  /** Members of a round are planted together, for one run of the compiler: each must be rejected in files of its own. */
  readonly round: 1 | 2;
}

const PLANTS: readonly Plant[] = [
  {
    name: 'a query field',
    file: 'src/domain/query.ts',
    from: "  'date',\n] as const;",
    to: "  'date',\n  'planted',\n] as const;",
    rejected: ['src/query/fields.ts'],
    round: 1,
  },
  {
    name: 'a filter',
    file: 'src/domain/query.ts',
    from: "  | { readonly field: 'rating'",
    to: "  | { readonly field: 'date'; readonly planted: number }\n  | { readonly field: 'rating'",
    rejected: ['src/search/evaluate/filter-markers.ts'],
    round: 2,
  },
  {
    name: 'a photo state',
    file: 'src/domain/query.ts',
    from: "  'duplicate',\n] as const;",
    to: "  'duplicate',\n  'planted',\n] as const;",
    rejected: ['src/query/photo-states.ts', 'src/search/evaluate/filter-markers.ts'],
    round: 1,
  },
  {
    name: 'a kind of interpretation',
    file: 'src/domain/query.ts',
    from: "  | { readonly as: 'similar'; readonly photo: number };",
    to: "  | { readonly as: 'similar'; readonly photo: number }\n  | { readonly as: 'planted' };",
    rejected: [
      'src/app/views/search-view.ts',
      'src/domain/query.ts',
      'src/query/other-interpretations.ts',
      'src/search/evaluate/condition-marker.ts',
      'src/search/evaluate/evaluator.ts',
      'src/search/evaluate/reasons.ts',
      'src/search/evaluate/word-evidence.ts',
    ],
    round: 2,
  },
  {
    name: 'a photo format',
    file: 'src/domain/photo-format.ts',
    from: "'heic'] as const",
    to: "'heic', 'planted'] as const",
    rejected: ['src/domain/photo-format.ts', 'src/vision/decode/format-readers.ts'],
    round: 1,
  },
  {
    name: 'a format that a decoder of our own reads',
    file: 'src/vision/decode/format-readers.ts',
    from: "gif: {\n    metadataPart: none,\n    pixels: { failOn: 'warning', hasPreview: false, pixelWeight: fullWeight, heldBytes: heldWhole },\n  }",
    to: "gif: { metadataPart: none, pixels: 'thread' }",
    rejected: ['src/vision/decode/decoder-worker.ts'],
    round: 2,
  },
  {
    name: 'a kind of suggestion',
    file: 'src/domain/suggestion-kind.ts',
    from: "  'field',\n] as const;",
    to: "  'field',\n  'planted',\n] as const;",
    rejected: ['src/domain/suggestion-kind.ts', 'renderer/features/search/suggestion-list.tsx'],
    round: 1,
  },
  {
    name: 'a kind of problem',
    file: 'src/domain/problem.ts',
    from: "  'empty',",
    to: "  'planted',\n  'empty',",
    rejected: ['src/i18n/sentences.ts'],
    round: 1,
  },
  {
    name: 'a confidence level',
    file: 'src/domain/label.ts',
    from: "'likely' | 'possible' | 'unlikely'",
    to: "'likely' | 'possible' | 'unlikely' | 'planted'",
    rejected: ['src/search/evaluate/evaluator.ts', 'src/search/search-hit.ts'],
    round: 1,
  },
  {
    name: 'a desktop call',
    file: 'src/api/contract/desktop.ts',
    from: '  openPhoto: {',
    to: '  planted: { input: id, output: done },\n  openPhoto: {',
    rejected: ['electron/desktop-handlers.ts'],
    round: 1,
  },
];

/** What docs/how-to-add.md says, done: by its section, an addition to each file that it lists. */
const ADDITIONS: Readonly<Record<string, readonly Edit[]>> = {
  'A query field over data in memory': [
    { file: 'src/domain/query.ts', from: "  'date',\n] as const;", to: "  'date',\n  'added',\n] as const;" },
    {
      file: 'src/domain/query.ts',
      from: "  | { readonly field: 'rating'",
      to: "  | { readonly field: 'added'; readonly least: number }\n  | { readonly field: 'rating'",
    },
    {
      file: 'src/query/fields.ts',
      from: '} as const satisfies Record<QueryField, FieldRow>;',
      to: `  added: {
    name: { en: 'width', zh: '宽度' },
    aliases: ['width'],
    suggests: [],
    example: 'added:3000',
    finds: 'photos of so many pixels from left to right',
    read: (value: string): Filter => ({ field: 'added', least: Number(value) }),
    pins: null,
    reason: 'is',
  },
} as const satisfies Record<QueryField, FieldRow>;`,
    },
    {
      file: 'src/search/evaluate/filter-markers.ts',
      from: '  album: ({ value }',
      to: `  added: ({ least }, { index: { columns }, level }) =>
    markWhere(level, (at) => (columns.width[at] as number) >= least),
  album: ({ value }`,
    },
  ],
  'A photo state': [
    {
      file: 'src/domain/query.ts',
      from: "  'duplicate',\n] as const;",
      to: "  'duplicate',\n  'wide',\n] as const;",
    },
    {
      file: 'src/query/photo-states.ts',
      from: '  rated: {',
      to: "  wide: { aliases: ['宽'], words: [] },\n  rated: {",
    },
    {
      file: 'src/search/evaluate/filter-markers.ts',
      from: '  rated: ({',
      to: `  wide: ({ index: { columns }, level }) => markWhere(level, (at) => (columns.width[at] as number) > 3000),
  rated: ({`,
    },
  ],
  'A format': [
    {
      file: 'src/domain/photo-format.ts',
      from: "'heic'] as const",
      to: "'heic', 'jp2'] as const",
    },
    {
      file: 'src/domain/photo-format.ts',
      from: '  webp: {',
      to: `  jp2: {
    extensions: ['jp2'],
    rareExtensions: [],
    begins: match(/^....jP/s),
    surelyBegins: match(/^....jP/s),
    browserType: null,
    duplicateRank: 9,
    screenshots: 'none',
  },
  webp: {`,
    },
    {
      file: 'src/vision/decode/format-readers.ts',
      from: '  webp: {',
      to: `  jp2: { metadataPart: wholeFile, pixels: { failOn: 'error', hasPreview: false, pixelWeight: fullWeight, heldBytes: heldWhole } },
  webp: {`,
    },
  ],
  'A desktop call': [
    {
      file: 'src/api/contract/desktop.ts',
      from: '  openPhoto: {',
      to: '  printPhoto: { input: id, output: done },\n  openPhoto: {',
    },
    {
      file: 'electron/desktop-handlers.ts',
      from: '    openPhoto: async',
      to: `    printPhoto: async (photo) => {
      await photoPath(photo);
      return {};
    },
    openPhoto: async`,
    },
  ],
};

const TYPED = /\.(?:tsx?|json|css)$/u;
const CONFIG = {
  extends: `${ROOT}/renderer/tsconfig.json`,
  compilerOptions: { incremental: true, tsBuildInfoFile: './checked.tsbuildinfo' },
  include: ['src', 'electron', 'renderer'],
  exclude: [],
};

let folder = '';
/** The files that the type check rejects in the copy of the tree, relative to it. */
const rejectedFiles = (): Promise<string[]> =>
  new Promise((resolve, reject) => {
    const tsc = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    execFile(
      process.execPath,
      [tsc, '-p', folder, '--pretty', 'false'],
      { cwd: folder, timeout: 230_000, maxBuffer: 2 ** 24 },
      (error, output) => {
        const files = [...output.matchAll(/^([^\s(][^(]*)\(\d+,\d+\): error TS/gmu)].map(
          ([, file]) => file ?? '',
        );
        // It ended for a reason of its own: nothing was checked.
        if (error !== null && files.length === 0) reject(new Error(`${error.message}\n${output}`));
        else resolve([...new Set(files)]);
      },
    );
  });

/** The same after some edits, each of a text that stands in its file once. */
async function rejectedAfter(edits: readonly Edit[]): Promise<string[]> {
  const originals = new Map(
    edits.map(({ file }) => [file, readFileSync(path.join(folder, file), 'utf8')] as const),
  );
  const edited = new Map(originals);
  for (const { file, from, to } of edits) {
    const text = edited.get(file) ?? '';
    expect(text.split(from), `${file}: ${from}`).toHaveLength(2);
    edited.set(
      file,
      text.replace(from, () => to),
    );
  }
  for (const [file, text] of edited) writeFileSync(path.join(folder, file), text);
  const files = await rejectedFiles();
  for (const [file, text] of originals) writeFileSync(path.join(folder, file), text);
  return files;
}

describe('the type check', () => {
  const results = new Map<Plant['round'], Promise<string[]>>();
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-planted-'));
    for (const name of ['src', 'electron', 'renderer'])
      cpSync(path.join(ROOT, name), path.join(folder, name), {
        recursive: true,
        filter: (from) => statSync(from).isDirectory() || TYPED.test(from),
      });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(CONFIG));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('accepts the tree as it is', { timeout: 240_000 }, async () => {
    expect(await rejectedFiles()).toEqual([]);
  });

  it.each([1, 2] as const)('can tell the members of round %i apart by the files that it rejects', (round) => {
    const files = PLANTS.filter((plant) => plant.round === round).flatMap(({ rejected }) => rejected);
    expect(files).toEqual([...new Set(files)]);
  });

  it.each(PLANTS)('rejects $name without what belongs to it', { timeout: 240_000 }, async (plant) => {
    const result =
      results.get(plant.round) ?? rejectedAfter(PLANTS.filter(({ round }) => round === plant.round));
    results.set(plant.round, result);
    expect(await result).toEqual(expect.arrayContaining([...plant.rejected]));
  });

  it.each(Object.entries(ADDITIONS))(
    'the files that "%s" edits here are those of its list',
    (heading, edits) => {
      expect([...new Set(edits.map(({ file }) => file))]).toEqual(filesToAdd(heading));
    },
  );

  it('accepts a field, a state, a format and a desktop call that are added as docs/how-to-add.md says', {
    timeout: 240_000,
  }, async () => {
    expect(await rejectedAfter(Object.values(ADDITIONS).flat())).toEqual([]);
  });
});
