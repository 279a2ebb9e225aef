import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { filesToAdd, pathsIn, sections } from '../../support/how-to-add.ts';
import { ROOT } from '../../support/paths.ts';

interface Edit {
  readonly file: string;
  /** What stands there, once, and what takes its place; null: the file is created. */
  readonly from: string | null;
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
    from: 'QUERY_FIELDS = [\n',
    to: "QUERY_FIELDS = [\n  'planted',\n",
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
    from: 'PHOTO_STATES = [\n',
    to: "PHOTO_STATES = [\n  'planted',\n",
    // The catalogues too, by the message that names it.
    rejected: [
      'src/query/photo-states.ts',
      'src/search/evaluate/filter-markers.ts',
      'src/app/views/search-view.ts',
    ],
    round: 1,
  },
  {
    name: 'a plain property',
    file: 'src/domain/plain-property.ts',
    from: 'PLAIN_PROPERTIES = [\n',
    to: "PLAIN_PROPERTIES = [\n  'planted',\n",
    rejected: ['src/knowledge/labels/appearance-words.ts', 'src/search/evaluate/plain-properties.ts'],
    round: 2,
  },
  {
    name: 'a named colour',
    file: 'src/domain/appearance.ts',
    from: "  'grey',\n]",
    to: "  'grey',\n  'planted',\n]",
    // The catalogues too, by the message that names it.
    rejected: [
      'src/knowledge/labels/appearance-words.ts',
      'src/knowledge/labels/foreign-colours.ts',
      'src/search/evaluate/colour-score.ts',
    ],
    round: 1,
  },
  {
    name: 'a part of a photo that is kept in memory',
    file: 'src/store/library-rows.ts',
    from: '  readonly takenFrom: TakenAtSource | null;\n',
    to: '  readonly takenFrom: TakenAtSource | null;\n  readonly planted: number;\n',
    rejected: ['src/store/library-reader.ts'],
    round: 1,
  },
  {
    name: 'a fact of a hit',
    file: 'src/api/contract/hit.ts',
    from: '  favourite: z.boolean(),\n',
    to: '  favourite: z.boolean(),\n  planted: z.boolean(),\n',
    rejected: ['renderer/features/timeline/grid-row.tsx'],
    round: 1,
  },
  {
    name: 'a command of the indexer',
    file: 'src/indexing/process/message.ts',
    from: "  z.strictObject({ command: z.literal('pause') }),\n",
    to: "  z.strictObject({ command: z.literal('pause') }),\n  z.strictObject({ command: z.literal('planted') }),\n",
    rejected: ['src/indexing/process/supervise.ts', 'src/indexing/process/indexing-runs.ts'],
    round: 2,
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
    from: "'jxl', 'heic',",
    to: "'jxl', 'heic', 'planted',",
    rejected: [
      'src/domain/photo-format.ts',
      'src/vision/decode/format-readers.ts',
      'src/vision/decode/without-metadata.ts',
    ],
    round: 1,
  },
  {
    name: 'an action',
    file: 'src/api/photo-actions.ts',
    from: "  copy: { on: 'one',",
    to: "  planted: { on: 'any', key: 'q', surface: 'everywhere', needs: null, group: 'file' },\n  copy: { on: 'one',",
    rejected: ['renderer/features/actions/photo-action-rows.ts', 'renderer/i18n/strings.ts'],
    round: 1,
  },
  {
    name: 'a format that a decoder of our own reads',
    file: 'src/vision/decode/format-readers.ts',
    from: "gif: {\n    metadataPart: wholeFile,\n    sizeInHead: sizeOfGif,\n    pixels: { failOn: 'warning', hasPreview: false, pixelWeight: fullWeight, heldBytes: heldWhole },\n  }",
    to: "gif: { metadataPart: wholeFile, sizeInHead: sizeOfGif, pixels: 'thread' }",
    rejected: ['src/vision/decode/decoder-worker.ts'],
    round: 2,
  },
  {
    name: 'a kind of suggestion',
    file: 'src/domain/suggestion-kind.ts',
    from: 'SUGGESTION_KINDS = [\n',
    to: "SUGGESTION_KINDS = [\n  'planted',\n",
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
    rejected: ['src/search/evaluate/score-similar.ts', 'src/search/search-hit.ts'],
    round: 1,
  },
  {
    name: 'a metadata field',
    file: 'src/domain/metadata.ts',
    from: '  readonly lens?: string;',
    to: '  readonly lens?: string;\n  readonly planted?: number;',
    rejected: [
      'src/domain/metadata.ts',
      'src/vision/decode/read-metadata.ts',
      'src/store/metadata-columns.ts',
    ],
    round: 2,
  },
  {
    name: 'a metadata field that is shown, and that companions have',
    file: 'src/domain/metadata.ts',
    from: "contentId: { version: 2, from: 'file', shown: 'not' }",
    to: "contentId: { version: 2, from: 'companions', shown: 'as-kept' }",
    rejected: ['src/api/contract/photo-calls.ts', 'src/indexing/companions/merge-metadata.ts'],
    round: 1,
  },
  {
    name: 'an error with data',
    file: 'src/domain/error-reason.ts',
    from: "  z.strictObject({ code: z.literal('port-unusable')",
    to: "  z.strictObject({ code: z.literal('planted'), planted: z.int() }),\n  z.strictObject({ code: z.literal('port-unusable')",
    rejected: ['src/i18n/sentences.ts'],
    round: 2,
  },
  {
    name: 'a table of user data',
    file: 'src/store/user-data-tables.ts',
    from: '  declined_imports: {',
    to: '  planted: { isStatement: true },\n  declined_imports: {',
    rejected: [
      'src/store/photos-with-statements.ts',
      'src/store/statement-stamps.ts',
      'src/app/merge-statements.ts',
    ],
    round: 1,
  },
  {
    name: 'a list of user data',
    file: 'src/domain/user-data.ts',
    from: '  readonly savedSearches: readonly SavedSearch[];\n',
    to: '  readonly savedSearches: readonly SavedSearch[];\n  readonly planted: readonly string[];\n',
    rejected: [
      'src/domain/user-data.ts',
      'src/store/statement-writer.ts',
      'src/transfer/export-schema.ts',
      'src/transfer/in-order.ts',
      'src/transfer/user-data-fields.ts',
      'src/transfer/user-data-from-json.ts',
      'src/transfer/user-data-from-sidecars.ts',
      'src/transfer/user-data-to-json.ts',
    ],
    round: 1,
  },
  {
    name: 'a setting',
    file: 'src/api/contract/settings-calls.ts',
    from: '  theme: z.enum(THEMES),\n',
    to: '  theme: z.enum(THEMES),\n  planted: z.boolean(),\n',
    rejected: ['src/api/contract/settings-calls.ts', 'src/app/diagnostics.ts'],
    round: 1,
  },
  {
    name: 'a kind of companion file',
    file: 'src/indexing/companions/companion-name.ts',
    from: '  picasa: {',
    to: '  planted: { maxBytes: 1, isShared: true },\n  picasa: {',
    rejected: ['src/indexing/companions/complete-photos.ts', 'src/indexing/companions/read-companion.ts'],
    round: 1,
  },
  {
    name: 'a kind of companion file of one photo',
    file: 'src/indexing/companions/companion-name.ts',
    from: "  'takeout-album': {",
    to: "  planted: { maxBytes: 1, isShared: false },\n  'takeout-album': {",
    rejected: ['src/indexing/companions/relate-companions.ts'],
    round: 2,
  },
  {
    name: 'an analyser',
    file: 'src/domain/analyser.ts',
    from: "ANALYSER_IDS = ['embedding', ",
    to: "ANALYSER_IDS = ['planted', 'embedding', ",
    rejected: [
      'src/domain/analyser.ts',
      'src/indexing/analysis/analysers.ts',
      'src/store/analysis-writer.ts',
      'src/api/contract/indexing-calls.ts',
      'renderer/i18n/strings.ts',
    ],
    round: 2,
  },
  {
    name: 'a desktop call',
    file: 'src/api/contract/desktop.ts',
    from: '  openPhoto: {',
    to: '  planted: { input: id, output: done, changes: null },\n  openPhoto: {',
    rejected: ['electron/desktop-handlers.ts'],
    round: 1,
  },
  {
    name: 'a desktop call that changes what the window shows',
    file: 'src/api/contract/desktop.ts',
    from: 'copyPhoto: { input: id, output: done, changes: null }',
    to: "copyPhoto: { input: id, output: done, changes: 'packs.add' }",
    rejected: ['renderer/client/window-session.ts'],
    round: 1,
  },
  {
    name: 'an order of results',
    file: 'src/domain/query.ts',
    from: 'SORTS = [',
    to: "SORTS = ['planted', ",
    rejected: ['src/search/searcher.ts', 'renderer/features/search/sort-choice.tsx'],
    round: 1,
  },
  {
    name: 'a command of the menu',
    file: 'src/api/bridge.ts',
    from: 'WINDOW_COMMANDS = [\n',
    to: "WINDOW_COMMANDS = [\n  'planted',\n",
    rejected: ['renderer/app/use-commands.ts'],
    round: 1,
  },
  {
    name: 'a key of the viewer',
    file: 'renderer/features/viewer/viewer-keys.ts',
    from: 'VIEWER_KEYS = [\n',
    to: "VIEWER_KEYS = [\n  'planted',\n",
    rejected: ['renderer/features/viewer/viewer-keys.ts'],
    round: 1,
  },
  {
    name: 'a list of user data that is counted when it is imported',
    file: 'src/domain/user-data.ts',
    from: '  savedSearches: null,',
    to: "  savedSearches: 'planted',",
    rejected: ['src/api/contract/user-data-calls.ts', 'src/i18n/restored-text.ts'],
    round: 2,
  },
  {
    name: 'a field of a photo that the details show',
    file: 'src/api/contract/photo-calls.ts',
    from: '  favourite: z.boolean(),\n  turn:',
    to: '  favourite: z.boolean(),\n  planted: z.boolean(),\n  turn:',
    rejected: ['src/app/views/photo-view.ts', 'renderer/features/viewer/photo-facts.tsx'],
    round: 2,
  },
  {
    name: 'a phase of indexing',
    file: 'src/domain/indexing-phase.ts',
    from: 'INDEXING_PHASES = [',
    to: "INDEXING_PHASES = ['planted', ",
    rejected: ['src/app/indexing-state.ts', 'src/entry/cli/run-index.ts'],
    round: 1,
  },
  {
    name: 'a speed of indexing',
    file: 'src/domain/index-mode.ts',
    from: 'INDEX_MODES = [',
    to: "INDEX_MODES = ['planted', ",
    rejected: [
      'src/indexing/pipeline/concurrency.ts',
      'src/indexing/process/supervise.ts',
      'renderer/features/indexing/speed-choice.tsx',
    ],
    round: 1,
  },
  {
    name: 'a cause of a pause',
    file: 'src/domain/paused-by.ts',
    from: 'PAUSED_BY = [',
    to: "PAUSED_BY = ['planted', ",
    rejected: ['renderer/features/indexing/status-sentence.ts', 'src/indexing/process/indexing-runs.ts'],
    round: 1,
  },
  {
    name: 'a theme',
    file: 'src/domain/theme.ts',
    from: 'THEMES = [',
    to: "THEMES = ['planted', ",
    rejected: ['src/domain/theme.ts', 'renderer/features/settings/settings-page.tsx'],
    round: 2,
  },
  {
    name: 'an edit of a photo',
    file: 'src/domain/photo-edit.ts',
    from: '  hidden: z.literal(true),',
    to: '  hidden: z.literal(true),\n  planted: z.literal(true),',
    rejected: [
      'src/domain/photo-edit.ts',
      'src/store/photo-edits.ts',
      'src/api/contract/edit-calls.ts',
      'src/app/handlers/edit-handlers.ts',
    ],
    round: 1,
  },
  {
    name: 'a phase of adding a pack',
    file: 'src/domain/pack.ts',
    from: 'ADDING_PHASES = [',
    to: "ADDING_PHASES = ['planted', ",
    rejected: ['src/entry/cli/run-models-add.ts'],
    round: 2,
  },
  {
    name: 'a list that photos take over',
    file: 'src/api/contract/duplicate-calls.ts',
    from: '        favourites: z.array(id),\n',
    to: '        favourites: z.array(id),\n        planted: z.array(id),\n',
    rejected: ['src/app/merge-statements.ts', 'renderer/client/write-merge.ts'],
    round: 2,
  },
];

/** The end of the list of migrations, on one line or on several. */
const LIST_END =
  /,?\s*\];\s*$/u.exec(readFileSync(path.join(ROOT, 'src/store/migrations/all.ts'), 'utf8'))?.[0] ?? '';

const LAST_MIGRATION =
  /(\w+),?\s*\];\s*$/u.exec(readFileSync(path.join(ROOT, 'src/store/migrations/all.ts'), 'utf8'))?.[1] ?? '';

/** The f-number of EXIF, read, kept and searched by `fnumber:7.1`. */
const METADATA_FIELD: readonly Edit[] = [
  {
    file: 'src/domain/metadata.ts',
    from: '  readonly lens?: string;',
    to: '  readonly lens?: string;\n  /** Focal length by aperture: 2.8. */\n  readonly fNumber?: number;',
  },
  {
    file: 'src/domain/metadata.ts',
    from: '  lens: { version',
    to: "  fNumber: { version: 4, from: 'file', shown: 'not' },\n  lens: { version",
  },
  {
    file: 'src/vision/decode/read-metadata.ts',
    from: "'exif:Rating',",
    to: "'exif:FNumber', 'exif:Rating',",
  },
  {
    file: 'src/vision/decode/read-metadata.ts',
    from: '    rating: ratingOf(groups),',
    to: `    rating: ratingOf(groups),
    fNumber: Number(/\\d+(?:\\.\\d+)?/u.exec(textOf(groups, 'exif:FNumber'))?.[0] ?? Number.NaN) || undefined,`,
  },
  {
    file: 'src/store/migrations/9999-f-number.ts',
    from: null,
    to: 'export const fNumber = `ALTER TABLE photos ADD COLUMN f_number REAL`;\n',
  },
  {
    file: 'src/store/migrations/all.ts',
    from: '\n/** One step:',
    to: "import { fNumber } from './9999-f-number.ts';\n\n/** One step:",
  },
  { file: 'src/store/migrations/all.ts', from: LIST_END, to: ', fNumber];\n' },
  {
    file: 'src/store/metadata-columns.ts',
    from: "  rating: { column: 'rating'",
    to: `  fNumber: { column: 'f_number', as: 'number', memory: 'number', of: (m) => m.fNumber },
  rating: { column: 'rating'`,
  },
  { file: 'src/domain/query.ts', from: "  'lens',\n", to: "  'lens',\n  'fnumber',\n" },
  {
    file: 'src/domain/query.ts',
    from: "  | { readonly field: 'is';",
    to: "  | { readonly field: 'fnumber'; readonly number: number }\n  | { readonly field: 'is';",
  },
  {
    file: 'src/query/fields.ts',
    from: "  rating: {\n    name: { en: 'rating'",
    to: `  fnumber: {
    name: { en: 'f-number', zh: '光圈' },
    aliases: ['光圈'],
    suggests: [],
    example: 'fnumber:2.8',
    finds: 'photos taken with that aperture',
    read: (value: string): Filter | null =>
      Number(value) > 0 ? { field: 'fnumber', number: Number(value) } : null,
    pins: null,
    reason: 'is',
    shows: 'its-value',
  },
  rating: {
    name: { en: 'rating'`,
  },
  {
    file: 'src/search/evaluate/filter-markers.ts',
    from: '  rating: ({ from, to }',
    to: `  fnumber: ({ number }, { index: { columns }, level }) =>
    markWhere(level, (at) => columns.fNumber[at] === number),
  rating: ({ from, to }`,
  },
];

const SCREEN: readonly Edit[] = [
  {
    file: 'renderer/features/added-page.tsx',
    from: null,
    to: `import type { ReactNode } from 'react';
import { useLanguage } from '../client/contexts.ts';
import { Page, type PageScroll } from '../ui/page.tsx';

export function AddedPage({ scroll }: { readonly scroll: PageScroll }): ReactNode {
  const { t } = useLanguage();
  return (
    <Page title={t.added} scroll={scroll}>
      {t.added}
    </Page>
  );
}
`,
  },
  {
    file: 'renderer/app/screens.tsx',
    from: 'import { AlbumsPage } from',
    to: `import { AddedPage } from '../features/added-page.tsx';
import { AlbumsPage } from`,
  },
  { file: 'renderer/app/screens.tsx', from: "  'settings',\n", to: "  'added',\n  'settings',\n" },
  {
    file: 'renderer/app/screens.tsx',
    from: '  settings: {',
    to: `  added: {
    icon: 'info',
    name: (t) => t.added,
    content: { kind: 'page', page: ({ scroll }) => <AddedPage scroll={scroll} /> },
  },
  settings: {`,
  },
  { file: 'src/i18n/en.json', from: '  "about":', to: '  "added": "Added",\n  "about":' },
  { file: 'src/i18n/zh.json', from: '  "about":', to: '  "added": "新增",\n  "about":' },
];

const DIALOG: readonly Edit[] = [
  {
    file: 'renderer/features/added-sheet.tsx',
    from: null,
    to: `import type { ReactNode } from 'react';
import { useLanguage } from '../client/contexts.ts';
import { Sheet } from '../ui/sheet.tsx';

export function AddedSheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useLanguage();
  return (
    <Sheet title={t.added} onClose={onClose} size="small">
      {t.added}
    </Sheet>
  );
}
`,
  },
  {
    file: 'renderer/app/open-dialog.tsx',
    from: 'import { IndexingSheet }',
    to: `import { AddedSheet } from '../features/added-sheet.tsx';
import { IndexingSheet }`,
  },
  { file: 'renderer/app/open-dialog.tsx', from: "['about',", to: "['added', 'about'," },
  {
    file: 'renderer/app/open-dialog.tsx',
    from: '  about: (',
    to: `  added: ({ onClose }) => <AddedSheet onClose={onClose} />,
  about: (`,
  },
  { file: 'src/i18n/en.json', from: '  "about":', to: '  "added": "Added",\n  "about":' },
  { file: 'src/i18n/zh.json', from: '  "about":', to: '  "added": "新增",\n  "about":' },
];

/** A note on a photo. */
const USER_DATA: readonly Edit[] = [
  {
    file: 'src/store/migrations/9998-notes.ts',
    from: null,
    to: 'export const notes = `CREATE TABLE notes (hash BLOB PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL) STRICT`;\n',
  },
  {
    file: 'src/store/migrations/all.ts',
    from: '\n/** One step:',
    to: "import { notes } from './9998-notes.ts';\n\n/** One step:",
  },
  {
    file: 'src/store/migrations/all.ts',
    from: `  ${LAST_MIGRATION}`,
    to: `  ${LAST_MIGRATION},\n  notes`,
  },
  {
    file: 'src/store/user-data-tables.ts',
    from: '  declined_imports: {',
    to: '  notes: { isStatement: true },\n  declined_imports: {',
  },
  {
    file: 'src/store/statement-stamps.ts',
    from: "  declined_imports: ['hash',",
    to: "  notes: ['hash'],\n  declined_imports: ['hash',",
  },
  {
    file: 'src/store/photos-with-statements.ts',
    from: "  declined_imports: ['hash'],",
    to: "  notes: ['hash'],\n  declined_imports: ['hash'],",
  },
  {
    file: 'src/app/merge-statements.ts',
    from: '  memory_exclusions: null,',
    to: '  notes: null,\n  memory_exclusions: null,',
  },
  {
    file: 'src/domain/user-data.ts',
    from: '  readonly savedSearches: readonly SavedSearch[];\n',
    to: `  readonly savedSearches: readonly SavedSearch[];
  readonly notes: readonly { readonly photo: Uint8Array; readonly text: string; readonly at: number }[];\n`,
  },
  {
    file: 'src/domain/user-data.ts',
    from: '  savedSearches: null,',
    to: '  savedSearches: null,\n  notes: null,',
  },
  {
    file: 'src/store/statement-writer.ts',
    from: '  /** Creates a custom label or finds',
    to: `  setNote(photo: number, text: string, at: number): void {
    this.#write(() =>
      this.#sql(
        'INSERT INTO notes (hash, text, at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET text = excluded.text, at = excluded.at',
      ).run(this.#hash(photo), text, at),
    );
  }

  /** Creates a custom label or finds`,
  },
  {
    file: 'src/store/statement-writer.ts',
    from: "      savedSearches: all('",
    to: "      notes: all('SELECT hash AS photo, text, at FROM notes ORDER BY at, hash'),\n      savedSearches: all('",
  },
  {
    file: 'src/store/statement-writer.ts',
    from: 'photoEdits, ...others }',
    to: 'photoEdits, notes, ...others }',
  },
  {
    file: 'src/store/statement-writer.ts',
    from: '      for (const { text, at } of savedSearches)',
    to: `      for (const { photo, text, at } of notes)
        this.#sql(
          \`INSERT INTO notes (hash, text, at) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET text = excluded.text, at = excluded.at WHERE excluded.at > at\`,
        ).run(photo, text, at);
      for (const { text, at } of savedSearches)`,
  },
  {
    file: 'src/transfer/in-order.ts',
    from: '  savedSearches: userData',
    to: '  notes: userData.notes.toSorted((a, b) => Buffer.compare(a.photo, b.photo)),\n  savedSearches: userData',
  },
  {
    file: 'src/transfer/user-data-fields.ts',
    from: "  savedSearches: 'savedSearches',",
    to: "  savedSearches: 'savedSearches',\n  notes: 'notes',",
  },
  {
    file: 'src/transfer/user-data-to-json.ts',
    from: 'savedSearches, photoEdits }',
    to: 'savedSearches, photoEdits, notes }',
  },
  {
    file: 'src/transfer/user-data-to-json.ts',
    from: '    savedSearches: savedSearches.map(',
    to: '    notes: notes.map(({ photo, text, at }) => ({ photo: hex(photo), text, at: iso(at) })),\n    savedSearches: savedSearches.map(',
  },
  {
    file: 'src/transfer/user-data-from-json.ts',
    from: '  savedSearches: z.object(',
    to: '  notes: z.object({ photo: hash, text: name, at: time }),\n  savedSearches: z.object(',
  },
  {
    file: 'src/transfer/user-data-from-json.ts',
    from: '      savedSearches: rowsOf(',
    to: "      notes: rowsOf('notes', rowSchemas.notes, lists['notes'] ?? []),\n      savedSearches: rowsOf(",
  },
  {
    file: 'src/transfer/export-schema.ts',
    from: '  savedSearches: z.array(rowSchemas.savedSearches),\n',
    to: '  savedSearches: z.array(rowSchemas.savedSearches),\n  notes: z.array(rowSchemas.notes).optional(),\n',
  },
  {
    file: 'src/transfer/user-data-from-sidecars.ts',
    from: '    savedSearches: [],\n',
    to: '    savedSearches: [],\n    notes: [],\n',
  },
];

/** When a photo became a favourite is in sidecars already; here, who made it one. */
const IN_SIDECAR: readonly Edit[] = [
  {
    file: 'src/transfer/sidecar-record.ts',
    from: '  readonly favourite: number | null;\n',
    to: '  readonly favourite: number | null;\n  readonly shade: string | null;\n',
  },
  {
    file: 'src/app/export-sidecars.ts',
    from: 'corrections: of,',
    to: "corrections: of, shade: 'dark',",
  },
  {
    file: 'src/transfer/xmp-of.ts',
    from: "  ].join(' ');\n  const body",
    to: `    ...(userData === null || userData.shade === null ? [] : [\`beachcomb:Shade="\${escapeXml(userData.shade)}"\`]),
  ].join(' ');
  const body`,
  },
  {
    file: 'src/transfer/read-xmp.ts',
    from: '    corrections,\n    faces,\n    edits,\n  };',
    to: "    corrections,\n    faces,\n    edits,\n    shade: itemsOf(xmpName('beachcomb:Shade'))[0]?.text ?? null,\n  };",
  },
  {
    file: 'src/transfer/user-data-from-sidecars.ts',
    from: '    const { photo, favourite } = userData;',
    to: "    const { photo, favourite, shade } = userData;\n    if (shade === 'dark') favourites.push({ photo, at: 0 });",
  },
];

/** descript.ion, in which IrfanView and others keep a caption of each file of a directory: its name, then the text. */
const COMPANION: readonly Edit[] = [
  {
    file: 'src/indexing/companions/companion-name.ts',
    from: '  picasa: {',
    to: '  captions: { maxBytes: MEGABYTE, isShared: true },\n  picasa: {',
  },
  {
    file: 'src/indexing/companions/companion-name.ts',
    from: "  if (compared.startsWith('.'))",
    to: "  if (compared === 'descript.ion') return 'captions';\n  if (compared.startsWith('.'))",
  },
  {
    file: 'src/indexing/companions/read-captions.ts',
    from: null,
    to: `import { cleanCaption, type CompanionFacts, NO_FACTS } from './companion-facts.ts';
import { comparedName } from './companion-name.ts';
import { decodeText } from './decode-text.ts';

export function readCaptions(bytes: Uint8Array): (photo: Uint8Array) => CompanionFacts {
  const captions = new Map(
    decodeText(bytes)
      .split(/\\r?\\n/u)
      .map((line) => {
        const [, quoted, plain, text = ''] = /^(?:"([^"]+)"|(\\S+)) (.+)$/u.exec(line) ?? [];
        return [(quoted ?? plain ?? '').normalize('NFC').toLowerCase(), cleanCaption(text)] as const;
      }),
  );
  return (photo) => {
    const caption = captions.get(comparedName(photo));
    return caption === undefined ? NO_FACTS : { ...NO_FACTS, metadata: { keywords: [], caption } };
  };
}
`,
  },
  {
    file: 'src/indexing/companions/read-companion.ts',
    from: 'import { readPicasa }',
    to: "import { readCaptions } from './read-captions.ts';\nimport { readPicasa }",
  },
  {
    file: 'src/indexing/companions/read-companion.ts',
    from: "      case 'picasa':",
    to: "      case 'captions':\n        return readCaptions(bytes);\n      case 'picasa':",
  },
  {
    file: 'src/indexing/companions/complete-photos.ts',
    from: "    case 'picasa':\n",
    to: "    case 'captions':\n    case 'picasa':\n",
  },
];

const ERROR: readonly Edit[] = [
  {
    file: 'src/domain/error-reason.ts',
    from: "  z.strictObject({ code: z.literal('port-unusable')",
    to: "  z.strictObject({ code: z.literal('photo-too-old'), year: z.int() }),\n  z.strictObject({ code: z.literal('port-unusable')",
  },
  {
    file: 'src/i18n/sentences.ts',
    from: "    case 'port-unusable':",
    to: "    case 'photo-too-old':\n      return format('why.photo-too-old', { year: String(reason.year) });\n    case 'port-unusable':",
  },
  {
    file: 'src/i18n/message-arguments.ts',
    from: "  'why.port-unusable': [",
    to: "  'why.photo-too-old': ['year: text'],\n  'why.port-unusable': [",
  },
  {
    file: 'src/i18n/en.json',
    from: '  "why.port-unusable":',
    to: '  "why.photo-too-old": "The photo is of {year}.",\n  "why.port-unusable":',
  },
  {
    file: 'src/i18n/zh.json',
    from: '  "why.port-unusable":',
    to: '  "why.photo-too-old": "照片拍摄于 {year} 年。",\n  "why.port-unusable":',
  },
];

/** Counts barcodes; what is counted here is nothing. */
const ANALYSER: readonly Edit[] = [
  {
    file: 'src/domain/analyser.ts',
    from: "ANALYSER_IDS = ['embedding', ",
    to: "ANALYSER_IDS = ['barcodes', 'embedding', ",
  },
  {
    file: 'src/domain/analyser.ts',
    from: '  text: { version',
    to: "  barcodes: { version: 1, starts: 'off' },\n  text: { version",
  },
  {
    file: 'src/vision/count-barcodes.ts',
    from: null,
    to: "import type { UprightPicture } from './decode/decode-upright.ts';\n\nexport const countBarcodes = (picture: UprightPicture): number => picture.width * 0;\n",
  },
  {
    file: 'src/indexing/analysis/analysers.ts',
    from: '\n/** How one picture',
    to: "import { countBarcodes } from '../../vision/count-barcodes.ts';\n\n/** How one picture",
  },
  {
    file: 'src/indexing/analysis/analysers.ts',
    from: '  text: async ({ models, threads })',
    to: `  barcodes: async () => ({
    async analyse(picture) {
      const count = countBarcodes(picture);
      return (tables, photo) => tables.barcodes(photo, count);
    },
    close: async () => {},
  }),
  text: async ({ models, threads })`,
  },
  {
    file: 'src/store/migrations/9997-barcodes.ts',
    from: null,
    to: 'export const barcodes = `CREATE TABLE barcodes (photo_id INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT`;\n',
  },
  {
    file: 'src/store/migrations/all.ts',
    from: '\n/** One step:',
    to: "import { barcodes } from './9997-barcodes.ts';\n\n/** One step:",
  },
  { file: 'src/store/migrations/all.ts', from: '  companions,\n', to: '  companions,\n  barcodes,\n' },
  {
    file: 'src/store/analysis-writer.ts',
    from: '  text(photo: number, lines',
    to: '  barcodes(photo: number, count: number): void;\n  text(photo: number, lines',
  },
  {
    file: 'src/store/analysis-writer.ts',
    from: '    text: (photo, lines)',
    to: `    barcodes: (photo, count) =>
      void this.#sql('INSERT OR REPLACE INTO barcodes (photo_id, count) VALUES (?, ?)').run(photo, count),
    text: (photo, lines)`,
  },
  {
    file: 'src/store/analysis-writer.ts',
    from: '  text: (tables, photo)',
    to: '  barcodes: (tables, photo) => tables.barcodes(photo, 0),\n  text: (tables, photo)',
  },
  {
    file: 'src/api/contract/indexing-calls.ts',
    from: '      text: z.boolean()',
    to: '      barcodes: z.boolean().default(false),\n      text: z.boolean()',
  },
  ...(['en', 'zh'] as const).map((language) => ({
    file: `src/i18n/${language}.json`,
    from: '  "analysers.text.name":',
    to: `  "analysers.barcodes.name": "Barcodes",
  "analysers.barcodes.meaning": "Barcodes",
  "analysing.barcodes": "{done, number} {found, number}",
  "cli.index.analyser.barcodes": "Barcodes",
  "cli.index.analysed.barcodes": "{n, number}",
  "analysers.text.name":`,
  })),
  {
    file: 'src/i18n/message-arguments.ts',
    from: "  'analysing.text':",
    to: "  'analysing.barcodes': ['done: number', 'found: number'],\n  'cli.index.analysed.barcodes': ['n: number'],\n  'analysing.text':",
  },
  {
    file: 'renderer/i18n/strings.ts',
    from: '    text: (found: number',
    to: "    barcodes: (found: number, done: number): string => format('analysing.barcodes', { done, found }),\n    text: (found: number",
  },
  {
    file: 'renderer/i18n/strings.ts',
    from: '    text: { name',
    to: "    barcodes: { name: format('analysers.barcodes.name'), meaning: format('analysers.barcodes.meaning') },\n    text: { name",
  },
];

/** What docs/how-to-add.md says, done: by its section, an addition to each file that it lists. */
const ADDITIONS: Readonly<Record<string, readonly Edit[]>> = {
  'A query field over data in memory': [
    { file: 'src/domain/query.ts', from: 'QUERY_FIELDS = [\n', to: "QUERY_FIELDS = [\n  'added',\n" },
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
    shows: 'its-value',
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
      from: 'PHOTO_STATES = [\n',
      to: "PHOTO_STATES = [\n  'wide',\n",
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
    { file: 'src/i18n/en.json', from: '  "state.rated":', to: '  "state.wide": "wide",\n  "state.rated":' },
    { file: 'src/i18n/zh.json', from: '  "state.rated":', to: '  "state.wide": "宽",\n  "state.rated":' },
  ],
  'A named colour': [
    { file: 'src/domain/appearance.ts', from: "  'grey',\n]", to: "  'grey',\n  'khaki',\n]" },
    {
      file: 'src/domain/appearance.ts',
      from: 'APPEARANCE_VERSION = 1;',
      to: 'APPEARANCE_VERSION = 2;',
    },
    {
      file: 'src/vision/decode/named-colour.ts',
      from: "  if (hue < 168) return 'green';",
      to: "  if (hue < 168) return chroma < 0.06 ? 'khaki' : 'green';",
    },
    {
      file: 'src/search/evaluate/colour-score.ts',
      from: '  green: { turquoise: 0.2 },',
      to: '  green: { turquoise: 0.2 },\n  khaki: { green: 0.2 },',
    },
    {
      file: 'src/knowledge/labels/appearance-words.ts',
      from: "  grey: { en: 'grey'",
      to: "  khaki: { en: 'khaki', zh: '卡其色', shades: true },\n  grey: { en: 'grey'",
    },
    {
      file: 'src/knowledge/labels/foreign-colours.ts',
      from: "      grey: 'grau',",
      to: "      khaki: 'khakifarben',\n      grey: 'grau',",
    },
    {
      file: 'src/knowledge/labels/foreign-colours.ts',
      from: "      grey: 'grijs grijz',",
      to: "      khaki: 'kaki',\n      grey: 'grijs grijz',",
    },
    {
      file: 'src/knowledge/labels/foreign-colours.ts',
      from: '  grey: `gris grise',
      to: "  khaki: 'cachi caqui',\n  grey: `gris grise",
    },
    {
      file: 'renderer/features/search/search.css',
      from: '.swatch.grey {',
      to: '.swatch.khaki {\n  background: #8a8560;\n}\n.swatch.grey {',
    },
    {
      file: 'src/i18n/en.json',
      from: '  "colour.grey": "grey",',
      to: '  "colour.khaki": "khaki",\n  "colour.grey": "grey",',
    },
    {
      file: 'src/i18n/zh.json',
      from: '  "colour.grey": "灰色",',
      to: '  "colour.khaki": "卡其色",\n  "colour.grey": "灰色",',
    },
    {
      file: 'test/unit/vision/decode/named-colour.test.ts',
      from: "  grey: '808080",
      to: "  khaki: '8a8560',\n  grey: '808080",
    },
  ],
  'A plain property': [
    {
      file: 'src/domain/plain-property.ts',
      from: 'PLAIN_PROPERTIES = [\n',
      to: "PLAIN_PROPERTIES = [\n  'added-look',\n",
    },
    {
      file: 'src/search/evaluate/plain-properties.ts',
      from: '  screenshot: isScreenshot,',
      to: `  screenshot: isScreenshot,
  'added-look': ({ columns }, ordinal) => (columns.tint[ordinal] as number) > NO_TINT,`,
    },
    {
      file: 'src/knowledge/labels/appearance-words.ts',
      from: "  screenshot: {\n    en: 'screenshot|",
      to: "  'added-look': { en: 'added look', zh: '新增外观' },\n  screenshot: {\n    en: 'screenshot|",
    },
    {
      file: 'src/i18n/en.json',
      from: '  "property.screenshot":',
      to: '  "property.added-look": "added look",\n  "property.screenshot":',
    },
    {
      file: 'src/i18n/zh.json',
      from: '  "property.screenshot":',
      to: '  "property.added-look": "新增外观",\n  "property.screenshot":',
    },
  ],
  'A problem of a file': [
    { file: 'src/domain/problem.ts', from: "  'damaged', //", to: "  'added-problem',\n  'damaged', //" },
    {
      file: 'src/domain/problem.ts',
      from: "  damaged: 'never',",
      to: "  'added-problem': 'never',\n  damaged: 'never',",
    },
    {
      file: 'src/i18n/en.json',
      from: '  "problem.damaged":',
      to: '  "problem.added-problem": "Added.",\n  "problem.damaged":',
    },
    {
      file: 'src/i18n/zh.json',
      from: '  "problem.damaged":',
      to: '  "problem.added-problem": "新增。",\n  "problem.damaged":',
    },
  ],
  'A format': [
    {
      file: 'src/domain/photo-format.ts',
      from: "'jxl', 'heic',",
      to: "'jxl', 'heic', 'jp2',",
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
    stackRank: null,
  },
  webp: {`,
    },
    {
      file: 'src/vision/decode/without-metadata.ts',
      from: '  gif: null,',
      to: '  gif: null,\n  jp2: null,',
    },
    {
      file: 'src/vision/decode/format-readers.ts',
      from: '  webp: {',
      to: `  jp2: { metadataPart: wholeFile, sizeInHead: sizeUnknown, pixels: { failOn: 'error', hasPreview: false, pixelWeight: fullWeight, heldBytes: heldWhole } },
  webp: {`,
    },
  ],
  'A desktop call': [
    {
      file: 'src/api/contract/desktop.ts',
      from: '  openPhoto: {',
      to: '  printPhoto: { input: id, output: done, changes: null },\n  openPhoto: {',
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
  'An order of results': [
    {
      file: 'src/domain/query.ts',
      from: 'SORTS = [',
      to: "SORTS = ['added', ",
    },
    {
      file: 'src/search/searcher.ts',
      from: '{ relevance: false,',
      to: '{ relevance: false, added: true,',
    },
    {
      file: 'renderer/features/search/sort-choice.tsx',
      from: '  date: (t) => t.newestFirst,',
      to: '  date: (t) => t.newestFirst,\n  added: (t) => t.addedFirst,',
    },
    {
      file: 'src/i18n/en.json',
      from: '  "newestFirst":',
      to: '  "addedFirst": "Added",\n  "newestFirst":',
    },
    { file: 'src/i18n/zh.json', from: '  "newestFirst":', to: '  "addedFirst": "新增",\n  "newestFirst":' },
  ],
  'A source of a date': [
    {
      file: 'src/domain/metadata.ts',
      from: "  'iptc', // IPTC",
      to: "  'xmp-added',\n  'iptc', // IPTC",
    },
    {
      file: 'src/vision/decode/metadata-fields.ts',
      from: "  { from: 'iptc', date: 'iptc:Date Created'",
      to: "  { from: 'xmp-added', date: 'xmp:DateAdded' },\n  { from: 'iptc', date: 'iptc:Date Created'",
    },
    {
      file: 'renderer/i18n/strings.ts',
      from: '    gps: null,\n',
      to: "    'xmp-added': null,\n    gps: null,\n",
    },
  ],
  'An item of the menu of the desktop app': [
    {
      file: 'src/api/bridge.ts',
      from: 'WINDOW_COMMANDS = [\n',
      to: "WINDOW_COMMANDS = [\n  'added',\n",
    },
    {
      file: 'electron/application-menu.ts',
      from: '  const about = command(',
      to: "  const added = command(words('shell.added'), 'added', 'CommandOrControl+Shift+K');\n  const about = command(",
    },
    {
      file: 'electron/application-menu.ts',
      from: '[addFolder, separator, closeWindow]',
      to: '[addFolder, added, separator, closeWindow]',
    },
    {
      file: 'renderer/app/use-commands.ts',
      from: "      about: () => openDialog('about'),",
      to: "      about: () => openDialog('about'),\n      added: () => goTo('photos'),",
    },
    { file: 'src/i18n/en.json', from: '  "shell.find":', to: '  "shell.added": "Added",\n  "shell.find":' },
    { file: 'src/i18n/zh.json', from: '  "shell.find":', to: '  "shell.added": "新增",\n  "shell.find":' },
  ],
  'An action': [
    {
      file: 'src/api/photo-actions.ts',
      from: "  copy: { on: 'one',",
      to: "  added: { on: 'any', key: 'q', surface: 'everywhere', needs: null, group: 'file' },\n  copy: { on: 'one',",
    },
    {
      file: 'renderer/features/actions/photo-action-rows.ts',
      from: "  copy: { icon: 'copies',",
      to: "  added: { icon: 'info', bars: [], run: (_target, { notices }) => void notices.notify('added') },\n  copy: { icon: 'copies',",
    },
    {
      file: 'src/i18n/en.json',
      from: '  "action.copy":',
      to: '  "action.added": "Added",\n  "action.copy":',
    },
    { file: 'src/i18n/zh.json', from: '  "action.copy":', to: '  "action.added": "新增",\n  "action.copy":' },
  ],
  'A setting': [
    {
      file: 'src/api/contract/settings-calls.ts',
      from: '  theme: z.enum(THEMES),\n',
      to: '  theme: z.enum(THEMES),\n  added: z.boolean(),\n',
    },
    {
      file: 'src/api/contract/settings-calls.ts',
      from: "theme: 'system' };",
      to: "theme: 'system', added: false };",
    },
    {
      file: 'src/app/diagnostics.ts',
      from: '  theme: ({ theme })',
      to: '  added: null,\n  theme: ({ theme })',
    },
    {
      file: 'renderer/features/settings/settings-page.tsx',
      from: '      <MemoriesSection',
      to: `      <label className="check">
        <input
          type="checkbox"
          checked={settings.added}
          onChange={() => save({ ...settings, added: !settings.added })}
        />
        {t.addedSetting}
      </label>
      <MemoriesSection`,
    },
    {
      file: 'src/i18n/en.json',
      from: '  "theme":',
      to: '  "addedSetting": "Added",\n  "theme":',
    },
    { file: 'src/i18n/zh.json', from: '  "theme":', to: '  "addedSetting": "新增",\n  "theme":' },
  ],
  'A metadata field': METADATA_FIELD,
  'An error with data': ERROR,
  'A screen': SCREEN,
  'A dialog of the window': DIALOG,
  'An analyser': ANALYSER,
  'A kind of user data': USER_DATA,
  'User data in a sidecar': IN_SIDECAR,
  'A kind of companion file': COMPANION,
};

/** The file of an edit as docs/how-to-add.md names it. */
const listedAs = ({ file, from }: Edit): string =>
  from === null ? path.posix.join(path.posix.dirname(file), `NEW${path.posix.extname(file)}`) : file;

/** Reads two real photos into a library with the program of the folder that it lies in, and searches there. */
const READ_AND_SEARCH = `
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { Searcher } from './src/search/searcher.ts';
import { IndexWriter } from './src/store/index-writer.ts';
import { LibraryReader } from './src/store/library-reader.ts';
import { UserDataWriter } from './src/store/user-data-writer.ts';
import { decode } from './src/vision/decode/decode.ts';
import { madePhoto } from './test/support/made-photo.ts';

const [library = '', photos = '', ...names] = process.argv.slice(2);
const userData = new UserDataWriter(library);
const folder = userData.addFolder(Buffer.from(photos), 0);
userData.close();
const writer = new IndexWriter(library);
writer.scanned.addFiles(
  folder,
  names.map((name) => ({ path: Buffer.from(name), size: 1, mtime: 0, ctime: 0, kind: 'photo', cloudOnly: false })),
);
for (const { id } of writer.queue.waitingFiles(names.length, new Set())) {
  const name = names[id - 1] ?? '';
  const decoded = await decode({ bytes: readFileSync(path.join(photos, name)), name, mtime: 0 });
  writer.photos.save([{ ...madePhoto(id, id), decoded }], 'made');
}
writer.close();
const reader = new LibraryReader(library);
const searcher = new Searcher(reader);
const found = (text) => searcher.search(text, { sort: 'relevance', all: false }).hits(0, 10).map(({ photo }) => photo);
const rows = names.map((_, at) => reader.photo(at + 1)?.fNumber);
console.log(JSON.stringify({ rows, found: [found('fnumber:7.1'), found('fnumber:9'), found('fnumber:3')] }));
reader.close();
`;
/** Makes a note, loses the library, makes it again from the journal, and takes the note to another library. */
const KEEP_NOTE = `
import { rmSync } from 'node:fs';
import process from 'node:process';
import { IndexWriter } from './src/store/index-writer.ts';
import { recoverLibrary } from './src/store/recover-library.ts';
import { UserDataWriter } from './src/store/user-data-writer.ts';
import { readExport } from './src/transfer/read-export.ts';
import { userDataFromJson } from './src/transfer/user-data-from-json.ts';
import { userDataToJson } from './src/transfer/user-data-to-json.ts';
import { madePhoto } from './test/support/made-photo.ts';

const [library = '', other = ''] = process.argv.slice(2);
const userData = new UserDataWriter(library);
const folder = userData.addFolder(Buffer.from('/photos'), 0);
const writer = new IndexWriter(library);
writer.scanned.addFiles(folder, [
  { path: Buffer.from('a.jpg'), size: 1, mtime: 0, ctime: 0, kind: 'photo', cloudOnly: false },
]);
writer.photos.save([madePhoto(1, 1)], 'made');
writer.close();
userData.statements.setNote(1, 'the day it rained', 1);
userData.close();
for (const end of ['', '-wal', '-shm']) rmSync(library + end, { force: true });
const { statements: recovered } = recoverLibrary(library, true, 2);
const again = new UserDataWriter(library);
const json = userDataToJson(again.statements.read(), new Date(3));
again.close();
const theirs = new UserDataWriter(other);
const { userData: read, skipped } = userDataFromJson(readExport(json));
theirs.statements.takeOver(read);
console.log(JSON.stringify({ recovered, skipped, notes: theirs.statements.read().notes.map(({ text, at }) => [text, at]) }));
theirs.close();
`;

/** Writes what a sidecar has of a photo, and reads it again. */
const WRITE_AND_READ = `
import { readXmp } from './src/transfer/read-xmp.ts';
import { userDataFromSidecars } from './src/transfer/user-data-from-sidecars.ts';
import { xmpOf } from './src/transfer/xmp-of.ts';

const userData = { photo: new Uint8Array(32), favourite: null, corrections: [], shade: 'dark' };
const record = readXmp(xmpOf({ keywords: [], paths: [], rating: null, userData }));
console.log(JSON.stringify([record.userData.shade, userDataFromSidecars([record]).favourites.length]));
`;

/** Reads a list of captions beside two photos. */
const READ_COMPANION = `
import { relateCompanions } from './src/indexing/companions/relate-companions.ts';
import { readCompanion } from './src/indexing/companions/read-companion.ts';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const [folder = ''] = process.argv.slice(2);
writeFileSync(path.join(folder, 'descript.ion'), 'a.jpg the first swim\\n"b c.jpg" rain\\n');
const { signal } = new AbortController();
const [{ shared: [found] }] = relateCompanions([Buffer.from('a.jpg')], [Buffer.from('descript.ion')]);
const factsOf = await readCompanion(Buffer.from(folder), found, found, 0, signal);
console.log(JSON.stringify(['a.jpg', 'B C.JPG', 'd.jpg'].map((name) => factsOf(Buffer.from(name)).metadata.caption ?? null)));
`;

/** The labels that a word finds. */
const FIND_WORD = `
import process from 'node:process';
import { findLabels } from './src/knowledge/labels/find.ts';
console.log(JSON.stringify(findLabels(process.argv[2])));
`;
const REAL = path.join(ROOT, 'test', 'fixtures', 'decode', 'real');

const TYPED = /\.(?:tsx?|m[jt]s|json|css)$/u;
/**
 * All that is checked together, or the program without its tests, which takes half of the time: what a member must be
 * given is in the program.
 */
const configOf = (parts: readonly string[]): unknown => ({
  extends: `${ROOT}/renderer/tsconfig.json`,
  include: parts,
  exclude: [],
});
const PROGRAM = ['src', 'electron', 'renderer'];

let folder = '';
/** The files of some parts that the type check rejects in the copy of the tree, relative to it. */
function rejectedFiles(parts: readonly string[]): Promise<string[]> {
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(configOf(parts)));
  return new Promise((resolve, reject) => {
    const tsc = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    execFile(
      process.execPath,
      [tsc, '-p', folder, '--pretty', 'false', '--singleThreaded'],
      { cwd: folder, timeout: 470_000, maxBuffer: 2 ** 24 },
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
}

/** What a program that runs in the copy of the tree prints, as JSON. */
async function outputOf(program: string, ...args: readonly string[]): Promise<unknown> {
  writeFileSync(path.join(folder, 'program.ts'), program);
  const options = { cwd: folder, timeout: 470_000 };
  return JSON.parse((await promisify(execFile)(process.execPath, ['program.ts', ...args], options)).stdout);
}

/** What `work` returns after some edits, each of a text that stands in its file once. They are then undone. */
async function afterEdits<T>(edits: readonly Edit[], work: () => Promise<T>): Promise<T> {
  const originals = new Map(
    edits.map(({ file, from }) => [
      file,
      from === null ? null : readFileSync(path.join(folder, file), 'utf8'),
    ]),
  );
  const edited = new Map<string, string>();
  for (const { file, from, to } of edits) {
    const text = edited.get(file) ?? originals.get(file) ?? '';
    if (from !== null)
      expect(
        text.split(from).length - 1,
        `times that an edit of this test finds its place in ${file}: give it another \`from\` than ${from}`,
      ).toBe(1);
    edited.set(file, from === null ? to : text.replace(from, () => to));
  }
  for (const [file, text] of edited) writeFileSync(path.join(folder, file), text);
  try {
    return await work();
  } finally {
    for (const [file, text] of originals)
      if (text === null) rmSync(path.join(folder, file));
      else writeFileSync(path.join(folder, file), text);
  }
}

const rejectedAfter = (edits: readonly Edit[], parts: readonly string[]): Promise<string[]> =>
  afterEdits(edits, () => rejectedFiles(parts));

describe('the type check', () => {
  const results = new Map<Plant['round'], Promise<string[]>>();
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-planted-'));
    for (const name of ['src', 'electron', 'renderer', 'scripts', 'test'])
      cpSync(path.join(ROOT, name), path.join(folder, name), {
        recursive: true,
        // The program itself runs from the copy, with its tables.
        filter: (from) => name === 'src' || statSync(from).isDirectory() || TYPED.test(from),
      });
    for (const name of ['node_modules', 'models'])
      symlinkSync(path.join(ROOT, name), path.join(folder, name), 'junction');
    cpSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([1, 2] as const)('can tell the members of round %i apart by the files that it rejects', (round) => {
    const files = PLANTS.filter((plant) => plant.round === round).flatMap(({ rejected }) => rejected);
    expect(files).toEqual([...new Set(files)]);
  });

  it.each(PLANTS)('rejects $name without what belongs to it', { timeout: 480_000 }, async (plant) => {
    const together = PLANTS.filter(({ round }) => round === plant.round);
    const result = results.get(plant.round) ?? rejectedAfter(together, PROGRAM);
    results.set(plant.round, result);
    expect(await result).toEqual(expect.arrayContaining([...plant.rejected]));
  });

  it.each(Object.entries(ADDITIONS))(
    'the files that "%s" edits here are those of its list',
    (heading, edits) => {
      expect([...new Set(edits.map(listedAs))]).toEqual(filesToAdd(heading));
    },
  );

  it.each([
    ['A metadata field', 8],
    ['A screen', 4],
  ])('%s needs at most %i files', (heading, most) => {
    expect(filesToAdd(heading).length).toBeGreaterThan(0);
    expect(filesToAdd(heading).length).toBeLessThanOrEqual(most);
  });

  it('lets an added metadata field be read from real photos, kept and found', {
    timeout: 480_000,
  }, async () => {
    const names = ['Nikon D5000.jpg', 'Nikon_D70.jpg', 'wild-2-small.jpg'];
    const output = await afterEdits(METADATA_FIELD, () =>
      outputOf(READ_AND_SEARCH, path.join(folder, 'library.sqlite'), REAL, ...names),
    );
    expect(output).toEqual({ rows: [7.1, 9, null], found: [[1], [2], []] });
  });

  it('lets an added kind of user data survive the loss of the library, and go to another one', {
    timeout: 480_000,
  }, async () => {
    const output = await afterEdits(USER_DATA, () =>
      outputOf(KEEP_NOTE, path.join(folder, 'noted.sqlite'), path.join(folder, 'other.sqlite')),
    );
    expect(output).toEqual({ recovered: 1, skipped: [], notes: [['the day it rained', 1]] });
  });

  it('lets what is added to sidecars be written and read', { timeout: 480_000 }, async () => {
    expect(await afterEdits(IN_SIDECAR, () => outputOf(WRITE_AND_READ))).toEqual(['dark', 1]);
  });

  it('lets an added kind of companion file be read', { timeout: 480_000 }, async () => {
    const photos = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-planted-'));
    onTestFinished(() => rmSync(photos, { recursive: true, force: true }));
    expect(await afterEdits(COMPANION, () => outputOf(READ_COMPANION, photos))).toEqual([
      'the first swim',
      'rain',
      null,
    ]);
  });

  it('lets an added word find its label, by the files that the list names', {
    timeout: 480_000,
  }, async () => {
    const [table, made] = [
      'src/knowledge/labels/data/concepts.tsv',
      'src/knowledge/labels/data/vocabulary.json',
    ];
    expect(filesToAdd('A word of an existing label')).toEqual(expect.arrayContaining([table, made]));
    const before = readFileSync(path.join(folder, made));
    onTestFinished(() => writeFileSync(path.join(folder, made), before));
    const edit = { file: table, from: '\tSurfing\tsurf|', to: '\tSurfing\twave riding|surf|' };
    expect(await outputOf(FIND_WORD, 'wave riding')).toEqual([]);
    const output = await afterEdits([edit], async () => {
      await promisify(execFile)(process.execPath, ['scripts/build-vocabulary.ts'], {
        cwd: folder,
        timeout: 470_000,
      });
      return outputOf(FIND_WORD, 'wave riding');
    });
    expect(output).toEqual(['surfing']);
  });

  // What it rejects without any edit, it rejects here too.
  it('accepts the tree with all that is added as docs/how-to-add.md says', {
    timeout: 480_000,
  }, async () => {
    const rejected = await rejectedAfter(Object.values(ADDITIONS).flat(), [...PROGRAM, 'test']);
    const named = Object.keys(ADDITIONS).flatMap((heading) => pathsIn(sections.get(heading) ?? ''));
    // What wants a value of an addition is a test, and its section names it.
    expect(rejected.filter((file) => !file.startsWith('test/') || !named.includes(file))).toEqual([]);
  });
});
