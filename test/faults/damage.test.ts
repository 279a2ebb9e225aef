import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BeachcombError } from '../../src/domain/error.ts';
import { damagedMarker } from '../../src/store/damaged-marker.ts';
import { journalPath } from '../../src/store/journal-path.ts';
import { storeError } from '../../src/store/open-database.ts';
import { recoverLibrary } from '../../src/store/recover-library.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { dumpIndex } from '../support/dump-index.ts';
import { random } from '../support/random.ts';
import { recordAttempt } from '../support/record-attempt.ts';
import { removeFolder } from '../support/remove-folder.ts';
import { rounds } from '../support/rounds.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { makeUserDataLibrary, userDataOf } from '../support/user-data-library.ts';

/** A library of 120 photos, and the means to damage a copy of it again and again. */
function prepare() {
  const root = tempFolder();
  const whole = path.join(root, 'whole.sqlite');
  makeUserDataLibrary(whole, path.join(root, 'photos'), 120);
  const withUserData = userDataOf(whole);
  const content = dumpIndex(whole);
  const bytes = readFileSync(whole);
  const folder = path.join(root, 'round');
  const library = path.join(folder, 'library.sqlite');

  /** What became of the library after the damage; throws where anything that was said is lost. */
  const tryOnce = (damage: (library: string) => void): string => {
    removeFolder(folder);
    mkdirSync(folder);
    writeFileSync(library, bytes);
    copyFileSync(journalPath(whole), journalPath(library));
    damage(library);
    const damaged = readFileSync(library);
    try {
      let recovery = recoverLibrary(library, true, 0);
      const isMet = recovery === null && met(library);
      // As the program does where it meets damage in an open library.
      if (isMet) {
        damagedMarker(library).put();
        recovery = recoverLibrary(library, true, 0);
      }
      if (recovery === null) {
        expect(isMet).toBe(false);
        expect(userDataOf(library)).toEqual(withUserData);
        return JSON.stringify(dumpIndex(library)) === JSON.stringify(content)
          ? 'whole'
          : 'with one value of the scan or the network changed unseen';
      }
      // Nothing of it was thrown away, and all that was said is there.
      expect(recovery.complete).toBe(true);
      const kept = readFileSync(path.join(folder, recovery.keptAs ?? ''));
      // SQLite may have written to what it could still open; its size stays.
      expect(kept.length).toBeGreaterThanOrEqual(damaged.length);
      expect(userDataOf(library)).toEqual(withUserData);
      return isMet ? 'rebuilt when it was met' : 'rebuilt';
    } catch (error) {
      if (!(error instanceof BeachcombError)) throw error;
      expect(error.kind).toBe('library-newer');
      // Refused with a sentence, and not touched.
      expect(readFileSync(library).equals(damaged)).toBe(true);
      return `refused as ${error.kind}, untouched`;
    }
  };
  return { bytes, tryOnce };
}

/** Whether reading everything in a library meets damage. */
function met(library: string): boolean {
  try {
    dumpIndex(library);
    return false;
  } catch (error) {
    expect(storeError(error)).toMatchObject({ kind: 'library-damaged' });
    return true;
  }
}

const counted = (outcomes: readonly string[]): string =>
  [...Map.groupBy(outcomes, (outcome) => outcome)]
    .map(([outcome, all]) => `${all.length} ${outcome}`)
    .sort()
    .join(', ');

describe('a damaged library', () => {
  it('of which one bit is flipped is whole or rebuilt, and nothing that was said is lost', () => {
    const { bytes, tryOnce } = prepare();
    const next = random(2000);
    const times = rounds(50, 2000, 20);
    for (const [where, from, size] of [
      ['in the header', 0, 100],
      ['in its pages', 100, bytes.length - 100],
    ] as const) {
      const outcomes: string[] = [];
      for (let i = 0; i < times / 2; i += 1) {
        const at = from + Math.floor(next() * size);
        const bit = 1 << Math.floor(next() * 8);
        outcomes.push(
          tryOnce((library) => {
            const damaged = Buffer.from(bytes);
            damaged.writeUInt8((damaged[at] ?? 0) ^ bit, at);
            writeFileSync(library, damaged);
          }),
        );
      }
      recordAttempt({
        suite: 'faults',
        what: `One bit flipped in the library, ${where}`,
        times: outcomes.length,
        outcome: counted(outcomes),
        lost: 0,
      });
    }
  }, 600_000);

  it('that was cut short, or of which a page is nonsense, is rebuilt with all that was said', () => {
    const { bytes, tryOnce } = prepare();
    const next = random(77);
    const cut: string[] = [];
    const torn: string[] = [];
    for (let i = 0; i < rounds(8, 50); i += 1) {
      const length = 1 + Math.floor(next() * (bytes.length - 1));
      cut.push(tryOnce((library) => truncateSync(library, length)));
      const page = Math.floor((next() * bytes.length) / 4096);
      torn.push(
        tryOnce((library) => {
          const damaged = Buffer.from(bytes);
          for (let at = page * 4096; at < (page + 1) * 4096; at += 1) damaged[at] = Math.floor(next() * 256);
          writeFileSync(library, damaged);
        }),
      );
    }
    expect(cut.filter((outcome) => outcome !== 'rebuilt')).toEqual([]);
    // A page of the free list may be anything.
    expect(torn.filter((outcome) => outcome !== 'rebuilt' && outcome !== 'whole')).toEqual([]);
    recordAttempt({
      suite: 'faults',
      what: 'Library cut short',
      times: cut.length,
      outcome: counted(cut),
      lost: 0,
    });
    recordAttempt({
      suite: 'faults',
      what: 'A page of the library overwritten with noise',
      times: torn.length,
      outcome: counted(torn),
      lost: 0,
    });
  }, 600_000);

  it('together with its journal gives what can be read, and says that it may not be all', () => {
    const next = random(5);
    const times = rounds(4, 40);
    let lines = 0;
    for (let i = 0; i < times; i += 1) {
      const root = tempFolder();
      const library = path.join(root, 'library.sqlite');
      makeUserDataLibrary(library, path.join(root, 'photos'), 30);
      const before = userDataOf(library);
      const journal = readFileSync(journalPath(library));
      const at = Math.floor(next() * (journal.length - 1));
      journal.writeUInt8((journal[at] ?? 0) ^ (1 << Math.floor(next() * 8)), at);
      writeFileSync(journalPath(library), journal);
      rmSync(library);
      const recovery = recoverLibrary(library, true, 0);
      expect(recovery?.complete).toBe(false);
      lines += 1;
      // Of one line at most is anything missing, and nothing is there that was not said.
      const after = userDataOf(library);
      const known = new Set(before.statements.corrections.map((one) => JSON.stringify(one)));
      expect(after.statements.corrections.filter((one) => !known.has(JSON.stringify(one)))).toEqual([]);
      expect(readdirSync(root).length).toBeGreaterThan(1);
    }
    recordAttempt({
      suite: 'faults',
      what: 'Library gone and one bit flipped in its journal',
      times,
      outcome: `${lines} rebuilt, each told that not all could be read`,
    });
  }, 600_000);

  it('by a clock that jumps back, the word that was said last counts, also from the journal', () => {
    const root = tempFolder();
    const library = path.join(root, 'library.sqlite');
    makeUserDataLibrary(library, path.join(root, 'photos'), 5);
    const userData = new UserDataWriter(library);
    userData.statements.correct([{ photo: 1, label: 'cat', applies: true }], Date.UTC(2090, 0));
    userData.statements.correct([{ photo: 1, label: 'cat', applies: false }], Date.UTC(1970, 0));
    userData.close();
    const withUserData = userDataOf(library);
    expect(withUserData.statements.corrections.find(({ label }) => label === 'cat')).toMatchObject({
      applies: false,
    });
    rmSync(library);
    recoverLibrary(library, true, Date.UTC(1980, 0));
    expect(userDataOf(library)).toEqual(withUserData);
    recordAttempt({
      suite: 'faults',
      what: 'Clock jumps back by 120 years between two answers',
      times: 1,
      outcome: 'the answer said last counts',
      lost: 0,
    });
  });
});
