import { deepEqual } from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { journalPath } from '../../../src/store/journal-path.ts';
import { recoverLibrary } from '../../../src/store/recover-library.ts';
import { UserDataWriter } from '../../../src/store/user-data-writer.ts';
import { ForgettingFiles } from '../../support/forgetting-files.ts';
import { random } from '../../support/random.ts';
import { removeFolder } from '../../support/remove-folder.ts';

/** What was last acknowledged about one subject: its value (null: removed) and when. */
interface Said {
  readonly at: number;
  readonly value: string | null;
  /** The album of a photo. */
  readonly whole?: string;
}
type Model = ReadonlyMap<string, Said>;
/** A statement, and the model after it. */
interface Deed {
  readonly make: (userData: UserDataWriter) => void;
  readonly after: Model;
}

/** Joins two models: the later statement counts; a later photo keeps its album. */
function joinModels(a: Model, b: Model): Model {
  const joined = new Map(a);
  const alive = (said: Said | undefined): boolean => said !== undefined && said.value !== null;
  for (const [subject, said] of b) {
    const there = joined.get(subject);
    if (there === undefined || said.at > there.at) joined.set(subject, said);
  }
  for (const [subject, said] of joined) {
    if (said.whole !== undefined || said.value !== null) continue;
    const last = Math.max(
      0,
      ...[...joined.values()].filter((one) => one.whole === subject && alive(one)).map(({ at }) => at),
    );
    const kept = [a.get(subject), b.get(subject)].find(alive);
    if (last > said.at && kept !== undefined) joined.set(subject, kept);
  }
  for (const [subject, said] of joined)
    if (said.whole !== undefined && alive(said) && !alive(joined.get(said.whole)))
      joined.set(subject, { ...said, value: null, at: Math.max(said.at, joined.get(said.whole)?.at ?? 0) });
  return joined;
}

/** A photo of the template, 1 to 3. */
const hashOf = (photo: number): Buffer => Buffer.alloc(32, photo);
const PHOTOS = [1, 2, 3];

/** A library with three photos and its journal, to be copied. */
export function makeTemplate(folder: string): string {
  const library = path.join(folder, 'template.sqlite');
  new UserDataWriter(library).close();
  const db = new Sqlite(library);
  for (const photo of PHOTOS)
    db.prepare("INSERT INTO photos (id, hash, format) VALUES (?, ?, 'jpeg')").run(photo, hashOf(photo));
  db.pragma('journal_mode = DELETE');
  db.close();
  return library;
}

/** What a library states, as a model without times. */
function stateOf(userData: UserDataWriter): Map<string, string> {
  const { corrections, customLabels, favourites, albums, savedSearches } = userData.statements.read();
  const state = new Map<string, string>();
  const photo = (hash: Uint8Array): number => hash[0] ?? 0;
  for (const one of corrections) state.set(`dog ${photo(one.photo)}`, String(one.applies));
  for (const { name } of customLabels) state.set(`label ${name.split('-')[0]}`, name);
  for (const one of favourites) state.set(`favourite ${photo(one.photo)}`, 'yes');
  for (const { text } of savedSearches) state.set(`search ${text}`, 'yes');
  for (const { name, photos } of albums) {
    const subject = `album ${name.split('-')[0]}`;
    state.set(subject, name);
    for (const hash of photos) state.set(`${subject} photo ${photo(hash)}`, 'yes');
  }
  return state;
}

const statedBy = (model: Model): Map<string, string> =>
  new Map([...model].flatMap(([subject, { value }]) => (value === null ? [] : [[subject, value] as const])));
const sorted = (state: ReadonlyMap<string, string>): [string, string][] =>
  [...state].sort(([a], [b]) => (a < b ? -1 : 1));

const copyPair = (from: string, to: string): void => {
  for (const file of [to, `${to}-wal`, `${to}-shm`, journalPath(to)]) rmSync(file, { force: true });
  copyFileSync(from, to);
  copyFileSync(journalPath(from), journalPath(to));
};

/** Two computers with copies of one library, and everything that may happen to them. */
class World {
  readonly #random: () => number;
  readonly #files: ForgettingFiles;
  readonly #folder: string;
  #clock = 1000;
  /** What each computer, and each backup, was told and has acknowledged. */
  readonly #models = new Map<string, Model>();
  readonly trace: string[] = [];

  constructor(folder: string, template: string, seed: number) {
    this.#random = random(seed);
    this.#files = new ForgettingFiles(this.#random);
    this.#folder = folder;
    mkdirSync(folder);
    for (const name of ['a', 'b', 'backup']) {
      copyPair(template, this.#library(name));
      this.#models.set(name, new Map());
    }
  }

  #library(name: string): string {
    return path.join(this.#folder, `${name}.sqlite`);
  }

  #model(name: string): Model {
    return this.#models.get(name) ?? new Map();
  }

  #pick<T>(all: readonly T[]): T {
    const one = all[Math.floor(this.#random() * all.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  #open(name: string): UserDataWriter {
    const library = this.#library(name);
    // Of a library that was closed it checks the header only, which costs a fifth of the whole test.
    if (!existsSync(library) || this.#random() < 0.1) recoverLibrary(library, false, this.#clock);
    return new UserDataWriter(library, null, {
      files: this.#files,
      branch: name,
      now: () => this.#clock,
      careful: this.#random() < 0.5,
      growthBytes: 3000,
    });
  }

  #expectSame(state: unknown, model: Model): void {
    try {
      deepEqual(state, sorted(statedBy(model)));
    } catch (error) {
      throw new Error(this.trace.join('\n'), { cause: error });
    }
  }

  /** Opens a library, checks that it states what its model states, and closes it. */
  #check(name: string): void {
    const userData = this.#open(name);
    try {
      this.#expectSame(sorted(stateOf(userData)), this.#model(name));
    } finally {
      userData.close();
    }
  }

  /** The power is cut while a library is brought together with its journal. */
  #cutWhileOpening(name: string): void {
    this.trace.push(`${name}: power cut while it is opened`);
    this.#files.cutAfter(Math.floor(this.#random() * 40));
    try {
      this.#open(name).close();
    } catch (error) {
      if (!String(error).includes('the power is cut')) throw error;
    }
    this.#files.restart();
  }

  /** A statement to make, and the model after it. */
  #statement(model: Model): Deed {
    this.#clock += 1 + Math.floor(this.#random() * 3);
    const at = this.#clock;
    const after = new Map(model);
    const photo = this.#pick(PHOTOS);
    const existing = (kind: string): string[] =>
      [...model]
        .filter(([key, one]) => key.startsWith(kind) && one.whole === undefined && one.value !== null)
        .map(([key]) => key);
    const kind = Math.floor(this.#random() * 8);
    if (kind === 0) {
      const text = this.#pick(['dog', 'beach', 'snow']);
      const on = this.#random() < 0.6;
      if (on || model.get(`search ${text}`)?.value === 'yes')
        after.set(`search ${text}`, { at, value: on ? 'yes' : null });
      return {
        after,
        make: ({ statements }) => (on ? statements.saveSearch(text, at) : statements.removeSavedSearch(text)),
      };
    }
    if (kind === 1) {
      const on = this.#random() < 0.6;
      const subject = `favourite ${photo}`;
      // What is so already is no change.
      if ((model.get(subject)?.value === 'yes') !== on) after.set(subject, { at, value: on ? 'yes' : null });
      return { after, make: ({ statements }) => void statements.setFavourite([photo], on, at) };
    }
    if (kind === 2) {
      const says = this.#pick([true, false, null]);
      if (says !== null || (model.get(`dog ${photo}`)?.value ?? null) !== null)
        after.set(`dog ${photo}`, { at, value: says === null ? null : String(says) });
      return {
        after,
        make: ({ statements }) => void statements.correct([{ photo, label: 'dog', applies: says }], at),
      };
    }
    const [album] = existing('album').sort(() => this.#random() - 0.5);
    if (kind <= 4 && album !== undefined) return this.#albumStatement(model, album, photo);
    const [label] = existing('label').sort(() => this.#random() - 0.5);
    if (kind === 5 && label !== undefined) return this.#labelStatement(model, label);
    const name = `n${at}`;
    if (kind === 6) {
      after.set(`label ${name}`, { at, value: name });
      return { after, make: ({ statements }) => void statements.addCustomLabel(name, at) };
    }
    after.set(`album ${name}`, { at, value: name });
    return { after, make: ({ statements }) => void statements.addAlbum(name, null, at) };
  }

  #albumStatement(model: Model, subject: string, photo: number): Deed {
    const at = this.#clock;
    const after = new Map(model);
    const idIn = ({ statements }: UserDataWriter): number =>
      statements.read().albums.find(({ name }) => name === model.get(subject)?.value)?.id ?? 0;
    const part = `${subject} photo ${photo}`;
    const chance = this.#random();
    if (chance < 0.25) {
      after.set(subject, { at, value: null });
      for (const [key, one] of model)
        if (one.whole === subject && one.value !== null) after.set(key, { ...one, at, value: null });
      return { after, make: (userData) => userData.statements.removeAlbum(idIn(userData)) };
    }
    if (chance < 0.5) {
      const name = `${subject.split(' ')[1]}-${at}`;
      after.set(subject, { at, value: name });
      return { after, make: (userData) => userData.statements.renameAlbum(idIn(userData), name) };
    }
    const on = this.#random() < 0.7;
    if ((model.get(part)?.value === 'yes') !== on)
      after.set(part, { at, value: on ? 'yes' : null, whole: subject });
    return { after, make: (userData) => void userData.statements.setInAlbum(idIn(userData), [photo], on) };
  }

  #labelStatement(model: Model, subject: string): Deed {
    const at = this.#clock;
    const after = new Map(model);
    const keyIn = ({ statements }: UserDataWriter): string =>
      statements.read().customLabels.find(({ name }) => name === model.get(subject)?.value)?.key ?? '';
    if (this.#random() < 0.4) {
      after.set(subject, { at, value: null });
      return { after, make: (userData) => userData.statements.removeCustomLabel(keyIn(userData)) };
    }
    const name = `${subject.split(' ')[1]}-${at}`;
    after.set(subject, { at, value: name });
    return { after, make: (userData) => userData.statements.renameCustomLabel(keyIn(userData), name) };
  }

  /** Makes some statements; the power may be cut during any of them, or while the library is being opened. */
  state(name: string): void {
    const isCut = this.#random() < 0.5;
    this.#clock += 1;
    let pending: Model | null = null;
    let userData: UserDataWriter | null = null;
    try {
      if (isCut && this.#random() < 0.3) this.#files.cutAfter(Math.floor(this.#random() * 20));
      userData = this.#open(name);
      const count = 1 + Math.floor(this.#random() * 4);
      for (let n = 0; n < count; n += 1) {
        const { make, after } = this.#statement(this.#model(name));
        if (isCut && n === count - 1) this.#files.cutAfter(Math.floor(this.#random() * 12));
        pending = after;
        make(userData);
        this.#models.set(name, after);
        pending = null;
      }
    } catch (error) {
      if (!String(error).includes('the power is cut')) throw error;
    } finally {
      userData?.close();
    }
    this.trace.push(
      `${name}: ${isCut ? 'power cut' : 'statements'}${pending === null ? '' : ', one not acknowledged'}`,
    );
    if (isCut) this.#restart(name, pending);
  }

  /** After a power cut, what was acknowledged is there, also if the library itself is lost. */
  #restart(name: string, pending: Model | null): void {
    this.#files.restart();
    if (this.#random() < 0.5) this.lose(name);
    if (pending === null) {
      this.#check(name);
      return;
    }
    const userData = this.#open(name);
    const state = JSON.stringify(sorted(stateOf(userData)));
    userData.close();
    // A statement that was not acknowledged may be there or not.
    const possible = [this.#model(name), pending];
    const found = possible.find((model) => JSON.stringify(sorted(statedBy(model))) === state);
    if (found === undefined) this.#expectSame(JSON.parse(state), this.#model(name));
    else this.#models.set(name, found);
  }

  lose(name: string): void {
    this.trace.push(`${name}: the library is lost`);
    this.#files.syncAll();
    for (const end of ['', '-wal', '-shm']) rmSync(this.#library(name) + end, { force: true });
    // The photos are in the library only.
    recoverLibrary(this.#library(name), false, this.#clock);
    const db = new Sqlite(this.#library(name));
    for (const photo of PHOTOS)
      db.prepare("INSERT INTO photos (id, hash, format) VALUES (?, ?, 'jpeg')").run(photo, hashOf(photo));
    db.close();
  }

  /** Copies a library with its journal: a backup is made or restored, a folder is copied to the other computer. */
  copy(from: string, to: string): void {
    this.trace.push(`${from} is copied to ${to}`);
    this.#files.syncAll();
    copyPair(this.#library(from), this.#library(to));
    this.#models.set(to, this.#model(from));
  }

  /** A program that synchronises folders puts the journal of one computer over that of the other. */
  join(from: string, to: string): void {
    this.trace.push(`the journal of ${from} comes to ${to}`);
    this.#files.syncAll();
    copyFileSync(journalPath(this.#library(from)), journalPath(this.#library(to)));
    this.#clock += 1;
    this.#models.set(to, joinModels(this.#model(to), this.#model(from)));
    if (this.#random() < 0.5) this.#cutWhileOpening(to);
    this.#check(to);
  }

  /** The library is replaced by that of a backup, or of the other computer; its journal stays. */
  restoreLibrary(from: string, to: string): void {
    this.trace.push(`the library of ${from} comes to ${to}`);
    this.#files.syncAll();
    const library = this.#library(to);
    for (const end of ['-wal', '-shm']) rmSync(library + end, { force: true });
    copyFileSync(this.#library(from), library);
    this.#clock += 1;
    this.#models.set(to, joinModels(this.#model(to), this.#model(from)));
    if (this.#random() < 0.5) this.#cutWhileOpening(to);
    this.#check(to);
  }

  step(): void {
    const [one, other] = this.#random() < 0.5 ? ['a', 'b'] : ['b', 'a'];
    const chance = this.#random();
    if (chance < 0.55) this.state(one);
    else if (chance < 0.62) this.copy(one, 'backup');
    else if (chance < 0.66) this.copy('backup', one);
    else if (chance < 0.72) this.copy(one, other);
    else if (chance < 0.84) this.join(this.#pick([other, 'backup']), one);
    else if (chance < 0.96) this.restoreLibrary(this.#pick([other, 'backup']), one);
    else this.lose(one);
  }

  /** Both computers exchange their journals, and state the same. */
  settle(): void {
    this.join('a', 'b');
    this.join('b', 'a');
    // Both were opened and compared with their models since their last change.
    this.#expectSame(sorted(statedBy(this.#model('a'))), this.#model('b'));
  }
}

const STEPS = 8;

/**
 * Runs the interleaving of a seed, in a folder of its own that is gone afterwards.
 * @throws an error with the trace of all steps, if anything acknowledged is lost
 */
export function runInterleaving(folder: string, template: string, seed: number): void {
  const at = path.join(folder, `${seed}`);
  const world = new World(at, template, seed * 7919);
  world.trace.push(`seed ${seed}`);
  try {
    for (let step = 0; step < STEPS; step += 1) world.step();
    world.settle();
  } finally {
    removeFolder(at);
  }
}
