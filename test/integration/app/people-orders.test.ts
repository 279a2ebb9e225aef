import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { peopleHandlers } from '../../../src/app/handlers/people-handlers.ts';
import { LibraryIndexing } from '../../../src/app/library-indexing.ts';
import { openUserData } from '../../../src/app/open-user-data.ts';
import { faceBoxOf } from '../../../src/domain/face-box.ts';
import { groupPeople } from '../../../src/search/people/group-people.ts';
import { type PeopleGroups, storedPeopleGroups } from '../../../src/search/people/people-groups.ts';
import { PeopleIndex, type Person, type PhotoFace } from '../../../src/search/people/people-index.ts';
import { Searcher } from '../../../src/search/searcher.ts';
import { IndexWriter } from '../../../src/store/index-writer.ts';
import { journalPath } from '../../../src/store/journal-path.ts';
import { LibraryReader } from '../../../src/store/library-reader.ts';
import { saveFaceGroups } from '../../../src/store/save-face-groups.ts';
import { madeFace } from '../../support/made-face.ts';
import { madePhoto } from '../../support/made-photo.ts';
import { MODELS } from '../../support/paths.ts';
import { random } from '../../support/random.ts';
import { recordAttempt } from '../../support/record-attempt.ts';
import { removeFolder } from '../../support/remove-folder.ts';
import { rounds } from '../../support/rounds.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const [PHOTOS, PEOPLE, STEPS] = [10, 5, 14];
const NAMES = ['Anna', 'Ben', '李雷', 'Zoë'];

/** The made people in each photo, whose number counts from 1. */
type Cast = readonly (readonly number[])[];
/** A face by the number of its photo and its place there: "3:0". It is the same in every library. */
type FaceLabel = string;

/** What the user does, in terms of faces: each stands for its person or group. */
type Deed =
  | { readonly do: 'name'; readonly face: FaceLabel; readonly name: string }
  | { readonly do: 'merge'; readonly face: FaceLabel; readonly other: FaceLabel }
  | { readonly do: 'split'; readonly faces: readonly FaceLabel[]; readonly name: string | null }
  | { readonly do: 'notFaces'; readonly faces: readonly FaceLabel[] }
  | { readonly do: 'hide'; readonly face: FaceLabel; readonly hidden: boolean }
  | { readonly do: 'birthday'; readonly face: FaceLabel; readonly birthday: string }
  | { readonly do: 'cover'; readonly face: FaceLabel };

const placeOf = (left: number): number => Math.round((left - 0.05) / 0.2);
const shuffled = (numbers: readonly number[], next: () => number): number[] =>
  numbers
    .map((n) => [next(), n] as const)
    .sort(([a], [b]) => a - b)
    .map(([, n]) => n);
const sorted = <T>(values: readonly T[]): T[] =>
  values.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** A library of made photos, to which the program's own parts are opened. */
class World {
  readonly #root: string;
  readonly #cast: Cast;
  readonly #numberOf: ReadonlyMap<string, number>;
  #folders = 0;
  #library = '';
  #parts: ReturnType<World['_open']>;
  /** The network that found the faces; null: none were looked for. */
  network: number | null = null;

  constructor(root: string, cast: Cast) {
    this.#root = root;
    this.#cast = cast;
    this.#numberOf = new Map(
      cast.map((_, at) => [Buffer.from(madePhoto(1, at + 1).hash).toString('hex'), at + 1] as const),
    );
    mkdirSync(root);
    this.#library = this.#nextFolder();
    this.#parts = this._open();
    this.#parts.userData.addFolder(Buffer.from('/photos'), 1);
    this.#index([...cast.keys()].map((at) => at + 1));
    this.find(1);
  }

  #nextFolder(): string {
    this.#folders += 1;
    const folder = path.join(this.#root, `${this.#folders}`);
    mkdirSync(folder);
    return path.join(folder, 'library.sqlite');
  }

  _open() {
    const options = { path: this.#library, models: MODELS, samples: null, indexing: false, log: () => {} };
    const { userData, unwritable } = openUserData(options);
    const reader = new LibraryReader(this.#library);
    const stored = reader.people.groups();
    let [state, groups]: [string, PeopleGroups] = [stored.state ?? '', storedPeopleGroups(stored)];
    // The same as the thread does, when it is asked for.
    const follow = (): void => {
      if (reader.contentState() === state) return;
      state = reader.contentState();
      const { rows, descriptors, before } = reader.people.rowsToGroup();
      const grouped = groupPeople(rows, descriptors, before, state);
      saveFaceGroups(this.#library, grouped);
      groups = storedPeopleGroups(grouped);
    };
    const people = new PeopleIndex(reader, { follow, groups: () => groups, settled: async () => follow() });
    const indexing = new LibraryIndexing(options, {
      reader,
      userData,
      unwritable,
      pack: () => null,
      onDamaged: () => {},
    });
    const searcher = new Searcher(reader);
    return {
      userData,
      reader,
      people,
      calls: peopleHandlers({ people, reader, userData, indexing, searcher }),
    };
  }

  close(): void {
    this.#parts.reader.close();
    this.#parts.userData.close();
  }

  #index(numbers: readonly number[]): void {
    const writer = new IndexWriter(this.#library);
    const [folder] = this.#parts.reader.folders();
    writer.scanned.addFiles(
      folder?.id ?? 0,
      numbers.map((n) => ({
        path: Buffer.from(`${n}.jpg`),
        size: n,
        mtime: n,
        ctime: n,
        kind: 'photo',
        cloudOnly: false,
      })),
    );
    writer.photos.save(
      numbers.map((n, at) => madePhoto(at + 1, n)),
      'm',
    );
    writer.close();
  }

  #photoOf(n: number): number {
    const hash = Buffer.from(madePhoto(1, n).hash).toString('hex');
    for (let id = 1; id <= PHOTOS; id += 1) if (this.#hashOf(id) === hash) return id;
    throw new Error(`Photo ${n} is not in the library.`);
  }

  #hashOf(photo: number): string {
    return Buffer.from(this.#parts.reader.photo(photo)?.hash ?? []).toString('hex');
  }

  /** Looks for faces with one of two networks, whose boxes differ a little. */
  find(network: number): void {
    const writer = new IndexWriter(this.#library);
    const shift = 0.01 * network;
    writer.analyses.save(
      'faces',
      network,
      this.#cast.map((people, at) => {
        const photo = this.#photoOf(at + 1);
        const faces = people.map((person, place) => {
          const { box, ...face } = madeFace(person, at, place);
          return { ...face, box: { ...box, left: box.left + shift, right: box.right + shift } };
        });
        return { photo, outcome: { save: (tables) => tables.faces(photo, faces) } };
      }),
    );
    writer.close();
    this.network = network;
  }

  async forget(): Promise<void> {
    await this.#parts.calls['people.forget']({ names: false });
    const writer = new IndexWriter(this.#library);
    writer.analyses.forget('faces', new AbortController().signal);
    writer.close();
    this.network = null;
  }

  /** Goes on with what a kill leaves behind, half a line that was being written included. */
  crash(hasTornLine: boolean): void {
    const before = this.#library;
    this.#library = this.#nextFolder();
    for (const end of ['', '-wal'])
      if (existsSync(before + end)) copyFileSync(before + end, this.#library + end);
    copyFileSync(journalPath(before), journalPath(this.#library));
    this.close();
    if (hasTornLine) {
      const lines = readFileSync(journalPath(this.#library), 'utf8').trimEnd().split('\n');
      const last = lines.at(-1) ?? '';
      appendFileSync(journalPath(this.#library), last.slice(0, Math.ceil(last.length / 2)));
    }
    this.#parts = this._open();
  }

  /** The library is lost: made again from its journal, and its photos indexed in another order. */
  restore(next: () => number): void {
    this.close();
    for (const end of ['', '-wal', '-shm']) rmSync(this.#library + end, { force: true });
    this.#parts = this._open();
    this.#index(
      shuffled(
        this.#cast.map((_, at) => at + 1),
        next,
      ),
    );
    if (this.network !== null) this.find(this.network);
  }

  #label = ({ photo, box }: Pick<PhotoFace, 'photo' | 'box'>): FaceLabel =>
    `${this.#numberOf.get(this.#hashOf(photo))}:${placeOf(box.left)}`;

  #face(label: FaceLabel): PhotoFace {
    const photo = this.#photoOf(Number(label.split(':')[0]));
    const face = this.#parts.people.inPhoto(photo).find((one) => this.#label(one) === label);
    if (face === undefined) throw new Error(`The face ${label} is not there.`);
    return face;
  }

  #keyOf = (label: FaceLabel): string => this.#face(label).person ?? '';

  async run(deed: Deed, isUndone: boolean): Promise<void> {
    const { calls } = this.#parts;
    const { undo } = await this.#run(deed);
    if (isUndone) await calls['people.undo']({ undo });
  }

  #run(deed: Deed) {
    const { calls } = this.#parts;
    const ids = (labels: readonly FaceLabel[]): string[] => labels.map((label) => this.#face(label).id);
    switch (deed.do) {
      case 'name':
        return calls['people.name']({ person: this.#keyOf(deed.face), name: deed.name });
      case 'merge':
        return calls['people.merge']({ people: [this.#keyOf(deed.face), this.#keyOf(deed.other)] });
      case 'split':
        return calls['people.split']({ faces: ids(deed.faces), name: deed.name });
      case 'notFaces':
        return calls['people.notFaces']({ faces: ids(deed.faces) });
      case 'hide':
        return calls['people.hide']({ person: this.#keyOf(deed.face), hidden: deed.hidden });
      case 'birthday':
        return calls['people.birthday']({ person: this.#keyOf(deed.face), birthday: deed.birthday });
      case 'cover':
        return calls['people.cover']({ person: this.#keyOf(deed.face), face: this.#face(deed.face).id });
    }
  }

  /** All people with faces, each with its faces by rising label. */
  people(): { readonly person: Person; readonly faces: readonly FaceLabel[] }[] {
    const all = this.#parts.people.list().filter(({ faces }) => faces.length > 0);
    return sorted(all.map((person) => ({ faces: person.faces.map(this.#label).sort(), person })));
  }

  /** What is shown, in terms of every library. */
  shown() {
    return sorted(
      this.people().map(({ faces, person }) => ({
        faces,
        name: person.name,
        isHidden: person.isHidden,
        birthday: person.birthday,
        confirmed: person.faces.filter(({ isConfirmed }) => isConfirmed).length,
      })),
    );
  }

  /** What the user said, in terms of every library. */
  statements() {
    const label = ({ photo, box }: { readonly photo: Uint8Array; readonly box: string }): FaceLabel =>
      `${this.#numberOf.get(Buffer.from(photo).toString('hex'))}:${placeOf(faceBoxOf(box).left)}`;
    const { people, notFaces, differentFaces } = this.#parts.userData.people.read();
    return {
      people: sorted(
        people.map(({ name, isHidden, birthday, cover, faces }) => ({
          name,
          isHidden,
          birthday,
          cover: cover === null ? null : label(cover),
          faces: sorted(faces.map((face) => [label(face), face.applies])),
        })),
      ),
      notFaces: notFaces.map(label).sort(),
      different: differentFaces.length,
    };
  }
}

function pickDeed({ people }: { readonly people: ReturnType<World['people']> }, next: () => number): Deed {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  const { faces } = pick(people);
  const face = pick(faces);
  const some = faces.filter((one) => one === face || next() < 0.3);
  const deeds: readonly Deed[] = [
    { do: 'name', face, name: pick(NAMES) },
    { do: 'merge', face, other: pick(pick(people).faces) },
    { do: 'split', faces: some, name: next() < 0.5 ? pick(NAMES) : null },
    { do: 'notFaces', faces: [face] },
    { do: 'hide', face, hidden: next() < 0.6 },
    { do: 'birthday', face, birthday: `20${10 + Math.floor(next() * 10)}-02-0${1 + Math.floor(next() * 9)}` },
    { do: 'cover', face },
  ];
  return pick([...deeds, ...deeds.slice(0, 3)]);
}

/** One library to which all this happens, beside one in which the user only does the same. */
class Round {
  readonly #next: () => number;
  readonly #calm: World;
  readonly #tried: World;
  readonly trace: string[] = [];

  constructor(folder: string, seed: number) {
    this.#next = random(seed);
    const cast = Array.from({ length: PHOTOS }, () =>
      shuffled(
        Array.from({ length: PEOPLE }, (_, person) => person),
        this.#next,
      ).slice(0, 1 + Math.floor(this.#next() * 3)),
    );
    this.trace.push(`seed ${seed}`, JSON.stringify(cast));
    this.#calm = new World(path.join(folder, 'calm'), cast);
    this.#tried = new World(path.join(folder, 'tried'), cast);
  }

  async step(): Promise<void> {
    const chance = this.#next();
    if (chance < 0.55) await this.#deed();
    else if (chance < 0.67) await this.#disturb('forget', () => this.#tried.forget());
    else if (chance < 0.8) await this.#disturb('find again', () => this.#findAgain());
    else if (chance < 0.92) await this.#disturb('crash', () => this.#tried.crash(this.#next() < 0.5));
    else await this.#disturb('restore', () => this.#tried.restore(this.#next));
    this.#check();
  }

  async #disturb(what: string, work: () => void | Promise<void>): Promise<void> {
    this.trace.push(what);
    await work();
  }

  #findAgain(): void {
    this.#tried.find(this.#next() < 0.5 ? 1 : 2);
  }

  async #deed(): Promise<void> {
    const people = this.#calm.people();
    if (people.length === 0) return;
    const deed = pickDeed({ people }, this.#next);
    const isUndone = this.#next() < 0.15;
    // A group without a name is of found faces: who acts on it sees them.
    const isStated = people.every(({ person }) => person.faces.every(({ isConfirmed }) => isConfirmed));
    if (this.#tried.network === null && !isStated) this.#findAgain();
    this.trace.push(`${JSON.stringify(deed)}${isUndone ? ' and undone' : ''}`);
    await this.#calm.run(deed, isUndone);
    await this.#tried.run(deed, isUndone);
  }

  #check(): void {
    const said = this.trace.join('\n');
    expect(this.#tried.statements(), said).toEqual(this.#calm.statements());
    if (this.#tried.network !== null) expect(this.#tried.shown(), said).toEqual(this.#calm.shown());
  }

  settle(): void {
    if (this.#tried.network === null) this.#findAgain();
    this.#check();
  }

  close(): void {
    this.#calm.close();
    this.#tried.close();
  }
}

const MEMORY_DISK = existsSync('/dev/shm') ? '/dev/shm' : undefined;
const ROUNDS = rounds(12, 2000, 6);
/** Rounds of one test, so that each has a limit of its own. */
const AT_ONCE = Math.min(ROUNDS, 100);
const open: Round[] = [];
afterEach(() => {
  for (const round of open.splice(0)) round.close();
});

it.each(Array.from({ length: ROUNDS / AT_ONCE }, (_, n) => n * AT_ONCE + 1))(
  `people and statements are the same after ${AT_ONCE} orders of name, merge, split, forget, re-index, crash and restore from seed %i`,
  async (first) => {
    const folder = tempFolder(MEMORY_DISK);
    for (let seed = first; seed < first + AT_ONCE; seed += 1) {
      const at = path.join(folder, `${seed}`);
      mkdirSync(at);
      const round = new Round(at, seed * 7919);
      open.push(round);
      for (let step = 0; step < STEPS; step += 1) await round.step();
      round.settle();
      round.close();
      open.pop();
      removeFolder(at);
    }
    recordAttempt({
      suite: 'faults',
      what: 'Orders of name, merge, split, forget, re-index, crash and restore of people',
      times: AT_ONCE,
      outcome: 'the same people and statements as without what happened to the library',
      lost: 0,
    });
  },
  600_000,
);
