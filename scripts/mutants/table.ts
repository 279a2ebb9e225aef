/** A defence that is broken on purpose. */
export interface Mutant {
  /** What is broken, half a sentence. */
  readonly name: string;
  /** Path relative to the repository. */
  readonly file: string;
  /** Text that occurs exactly once in the file, and what replaces it. */
  readonly text: string;
  readonly replacement: string;
  /** The file of the tests that have to fail. */
  readonly tests: string;
}

const STORE = 'test/integration/store';
const INTERLEAVINGS = `${STORE}/interleavings.test.ts`;
const HISTORIES = `${STORE}/histories.test.ts`;
const CONFLICTS = `${STORE}/conflict-copies.test.ts`;
const JOURNAL = `${STORE}/user-data-journal.test.ts`;

/** Every defence of what a user adds, broken; `npm run test:mutants` expects a failing test for each. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'no sync after an append',
    file: 'src/store/user-data-journal.ts',
    text: '        file.write(bytes, before);\n        file.sync();',
    replacement: '        file.write(bytes, before);',
    tests: INTERLEAVINGS,
  },
  {
    name: 'the journal is rewritten in place',
    file: 'src/platform/files/replace-file.ts',
    text: '}.new`;',
    replacement: '}`;',
    tests: INTERLEAVINGS,
  },
  {
    name: 'a new file is not synced before it is renamed',
    file: 'src/platform/files/replace-file.ts',
    text: '      file.sync();\n',
    replacement: '',
    tests: INTERLEAVINGS,
  },
  {
    name: 'the folder is not synced after a rename',
    file: 'src/platform/files/replace-file.ts',
    text: '  files.syncFolder(path.dirname(target));\n',
    replacement: '',
    tests: INTERLEAVINGS,
  },
  {
    name: 'a failed write is not taken back',
    file: 'src/store/user-data-transactions.ts',
    text: '      this.#takeBack(noted);\n      throw',
    replacement: '      throw',
    tests: HISTORIES,
  },
  {
    name: 'a write is acknowledged before it is in the journal',
    file: 'src/store/user-data-transactions.ts',
    text: 'if (this.#changes.size > 0) noted = this.#note();',
    replacement: '',
    tests: JOURNAL,
  },
  {
    name: 'the library is not compared with its journal',
    file: 'src/store/damage-of.ts',
    text: "    if (differsFromJournal(db, library)) return 'Its user data differs from the journal.';\n",
    replacement: '',
    tests: JOURNAL,
  },
  {
    name: 'damage that is met is not marked for the next start',
    file: 'src/store/damaged-marker.ts',
    text: "        writePrivateFile(file, '');",
    replacement: '',
    tests: JOURNAL,
  },
  {
    name: 'the crash marker is never written',
    file: 'src/indexing/pipeline/crash-marker.ts',
    text: '    writeSync(this.#file, this.#buffer, 0, SLOT_BYTES, slot * SLOT_BYTES);',
    replacement: '    writeSync(this.#file, this.#buffer, 0, 0, slot * SLOT_BYTES);',
    tests: 'test/integration/indexing/pipeline/crash-marker.test.ts',
  },
  {
    name: 'the hash chain is not checked',
    file: 'src/store/journal-line.ts',
    text: 'hash === null || chained(previous, text) === hash',
    replacement: "previous === '' || chained(previous, text) !== ''",
    tests: HISTORIES,
  },
  {
    name: 'checksums are not checked',
    file: 'src/store/journal-line.ts',
    text: '  if (checksum(rest) !== start[1]) return null;\n',
    replacement: '',
    tests: JOURNAL,
  },
  {
    name: 'the last line of the journal is not compared with the library',
    file: 'src/store/journal-reunion.ts',
    text: ' && ends.hash === position.hash;',
    replacement: ';',
    tests: HISTORIES,
  },
  {
    name: 'a foreign encoding is not found',
    file: 'src/store/journal-text.ts',
    text: 'if (isUtf16(part)) return',
    replacement: 'if (part.length === 0) return',
    tests: HISTORIES,
  },
  {
    name: 'the journal is not copied before it is written again',
    file: 'src/store/journal-reunion.ts',
    text: '    replaceFile(files, copy, readParts(files, this.#journal.path));\n',
    replacement: '',
    tests: HISTORIES,
  },
  {
    name: 'the user data of the library is not copied before a join',
    file: 'src/store/journal-reunion.ts',
    text: '    copy.replace(header, this.#tables.rows());\n',
    replacement: '',
    tests: HISTORIES,
  },
  {
    name: 'the user is not asked which history counts',
    file: 'src/store/journal-reunion.ts',
    text: '.run(JSON.stringify(found));',
    replacement: ".run('null');",
    tests: HISTORIES,
  },
  {
    name: 'the journal of another library is taken for this one',
    file: 'src/store/journal-reunion.ts',
    text: ' || there.header.library !== position.library',
    replacement: '',
    tests: JOURNAL,
  },
  {
    name: 'a removal has no stamp',
    file: 'src/store/statement-stamps.ts',
    text: 'change[2] === null ? 1 : 0',
    replacement: '0',
    tests: INTERLEAVINGS,
  },
  {
    name: 'the earlier of two statements counts',
    file: 'src/store/join-histories.ts',
    text: '  if (isLater(one, other)) return true;\n  if (isLater(other, one)) return false;',
    replacement: '  if (isLater(one, other)) return false;\n  if (isLater(other, one)) return true;',
    tests: INTERLEAVINGS,
  },
  {
    name: 'a clock that was set back makes new statements older',
    file: 'src/store/user-data-transactions.ts',
    text: 'Math.max(this.#options.now(), position.at + 1)',
    replacement: 'this.#options.now()',
    tests: HISTORIES,
  },
  {
    name: 'a rebuilt library is called whole although lines are missing',
    file: 'src/store/recover-library.ts',
    text: '!isBehind && unreadable + gaps + reordered + foreign === 0',
    replacement: '!isBehind',
    tests: HISTORIES,
  },
  {
    name: 'the lock of the library is not taken',
    file: 'src/store/library-lock.ts',
    text: "    db.exec('BEGIN EXCLUSIVE');\n",
    replacement: '',
    tests: HISTORIES,
  },
  {
    name: 'the lock lies beside a link, not beside the library',
    file: 'src/store/library-lock.ts',
    text: '{realFile(library)}.lock`;',
    replacement: '{library}.lock`;',
    tests: HISTORIES,
  },
  {
    name: 'the journal of another library is taken over from an earlier version',
    file: 'src/store/library-files.ts',
    text: 'header?.library === own.library',
    replacement: 'header !== own.library',
    tests: HISTORIES,
  },
  {
    name: 'libraries are named without their extension',
    file: 'src/store/journal-path.ts',
    text: '{library}.said.jsonl',
    replacement: "{library.replace('.sqlite', '')}.said.jsonl",
    tests: HISTORIES,
  },
  {
    name: 'the statements of a conflict copy replace those of the library',
    file: 'src/store/user-data-writer.ts',
    text: 'joinHistories(historyOf(this.#db), theirs)',
    replacement: 'theirs',
    tests: CONFLICTS,
  },
  {
    name: 'a conflict copy that was joined is not kept',
    file: 'src/store/user-data-writer.ts',
    text: "    setAside(copy, 'joined', new Date());\n",
    replacement: '',
    tests: CONFLICTS,
  },
  {
    name: 'the journal of another library is joined as a conflict copy',
    file: 'src/store/conflict-copies.ts',
    text: 'id !== null && idOf(copy) === id',
    replacement: 'id !== null',
    tests: CONFLICTS,
  },
  {
    name: 'a later deletion is in doubt because of an earlier one',
    file: 'src/store/scanned-files.ts',
    text: "    const fresh = 'id IN (SELECT id FROM missing) AND missing_since IS NULL';",
    replacement: "    const fresh = 'id IN (SELECT id FROM missing)';",
    tests: `${STORE}/index-writer.test.ts`,
  },
  {
    name: 'missing photos are found like others',
    file: 'src/search/index/photo-table.ts',
    text: 'c.alive[ordinal] = isHere && !photo.hidden ? 1 : 0;',
    replacement: 'c.alive[ordinal] = photo.hidden ? 0 : 1;',
    tests: 'test/integration/app/missing-photos.test.ts',
  },
  {
    name: 'hidden photos are found like others',
    file: 'src/search/index/photo-table.ts',
    text: 'isHere && !photo.hidden ? 1 : 0',
    replacement: 'isHere ? 1 : 0',
    tests: 'test/integration/app/photo-edits.test.ts',
  },
  {
    name: 'hidden photos that are missing are found like others that are',
    file: 'src/search/index/photo-order.ts',
    text: '(!hidden && this.#table.hidden.has(ordinal)) ? 0 : is',
    replacement: 'false ? 0 : is',
    tests: 'test/integration/app/missing-photos.test.ts',
  },
  {
    name: 'a file that is back stays missing',
    file: 'src/store/scanned-files.ts',
    text: "'UPDATE files SET missing_since = NULL WHERE id = ?'",
    replacement: "'UPDATE files SET missing_since = missing_since WHERE id = ?'",
    tests: `${STORE}/index-writer.test.ts`,
  },
  {
    name: 'a damaged library is made again by every program that finds it',
    file: 'src/store/recover-library.ts',
    text: 'const held = lockRecovery(library);',
    replacement: 'const held = { release: (): void => {} };',
    tests: `${STORE}/open-together.test.ts`,
  },
  {
    name: 'what was made again is made again by the program that waited',
    file: 'src/store/recover-library.ts',
    text: '      if (loss === null) return null;\n',
    replacement: "      if (loss === null) return replace(library, 'damaged', now);\n",
    tests: `${STORE}/open-together.test.ts`,
  },
];
