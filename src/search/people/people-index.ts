import { BeachcombError } from '../../domain/error.ts';
import type { FaceBox } from '../../domain/face.ts';
import { faceIdOf } from '../../domain/face-id.ts';
import { givenNameKey } from '../../store/given-name-key.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { PeopleRows, PersonRow } from '../../store/people-reader.ts';
import { groupFaces } from './group-faces.ts';
import { type KnownFace, photoFaces } from './photo-faces.ts';

/** A face in a photo. */
export interface PhotoFace {
  /** Photo and box as one text, for the window. */
  readonly id: string;
  readonly photo: number;
  /** Its box as user data names it. */
  readonly boxText: string;
  readonly box: FaceBox;
  /** Key of its person or group; null: it waits. */
  readonly person: string | null;
  /** The user, not the program, says who it is. */
  readonly isConfirmed: boolean;
  /** 0 to 1; 1 for a face that was only named. */
  readonly score: number;
}

/** A person, or a group of faces that has no name yet. */
export interface Person {
  /** `person:3`, `named:anna` (by another program) or `group:` with a face's id; valid until something changes. */
  readonly key: string;
  /** Its number in user data; null: the user has said nothing of it. */
  readonly id: number | null;
  /** Empty: no name yet. */
  readonly name: string;
  readonly isHidden: boolean;
  /** YYYY-MM-DD */
  readonly birthday: string | null;
  /** The best one first. */
  readonly faces: readonly PhotoFace[];
  readonly cover: PhotoFace | null;
  /** Number of photos. */
  readonly photos: number;
}

/** A person with a name, and the ids of the photos. */
export interface NamedPhotos {
  readonly name: string;
  readonly photos: readonly number[];
}

interface Built {
  readonly named: readonly NamedPhotos[];
  readonly state: string;
  readonly people: ReadonlyMap<string, Person>;
  readonly byPhoto: ReadonlyMap<number, readonly PhotoFace[]>;
  readonly questions: readonly (readonly [PhotoFace, PhotoFace])[];
  /** Faces in no group that is shown. */
  readonly waiting: number;
}

/** During indexing it is made again when so many times as long has passed as making it takes. */
const REST = 10;

/** The people of a library, in memory: made again when photos or user data changed. */
export class PeopleIndex {
  readonly #reader: LibraryReader;
  #built: Built | null = null;
  #userData = -1;
  #restUntil = 0;

  constructor(reader: LibraryReader) {
    this.#reader = reader;
  }

  /** The largest first. */
  list(): Person[] {
    const people = [...this.#now().people.values()];
    return people.sort((a, b) => b.photos - a.photos || (a.key < b.key ? -1 : 1));
  }

  /** @throws BeachcombError `not-found` */
  person(key: string): Person {
    const person = this.#now().people.get(key);
    if (person === undefined) throw new BeachcombError('not-found', 'This person is not there any more.');
    return person;
  }

  inPhoto(photo: number): readonly PhotoFace[] {
    return this.#now().byPhoto.get(photo) ?? [];
  }

  /** @throws BeachcombError `not-found` */
  face(id: string): PhotoFace {
    const [photo = 0] = id.split('-').map(Number);
    const face = this.inPhoto(photo).find((one) => one.id === id);
    if (face === undefined) throw new BeachcombError('not-found', 'This face is not there any more.');
    return face;
  }

  /** All with a name; the same list until something changes. */
  named(): readonly NamedPhotos[] {
    return this.#now().named;
  }

  /** Pairs of faces whose groups may be of one person. */
  questions(): readonly (readonly [PhotoFace, PhotoFace])[] {
    return this.#now().questions;
  }

  waiting(): number {
    return this.#now().waiting;
  }

  #now(): Built {
    const userData = this.#reader.userDataRevision();
    const { seq, state: others } = this.#reader.changesAfter(null).point;
    const state = `${userData} ${seq} ${others} ${this.#reader.revision()}`;
    const rests = userData === this.#userData && performance.now() < this.#restUntil;
    if (this.#built !== null && (this.#built.state === state || rests)) return this.#built;
    const began = performance.now();
    this.#built = build(this.#reader.people.rows(), state);
    this.#userData = userData;
    this.#restUntil = performance.now() + REST * (performance.now() - began);
    return this.#built;
  }
}

function build(rows: PeopleRows, state: string): Built {
  const keyOfName = new Map(rows.people.map(({ id, name }) => [givenNameKey(name), `person:${id}`]));
  const names = new Map<string, string>();
  const known = photoFaces(rows, {
    ofPerson: (id) => `person:${id}`,
    ofName: (name) => {
      const key = givenNameKey(name);
      const person = keyOfName.get(key) ?? `named:${key}`;
      if (!names.has(person)) names.set(person, name);
      return person;
    },
  });
  const { people, questions } = grouped(known, rows);
  const faces = known.map((face, at) => faceView(face, people[at] ?? null));
  const byKey = new Map<string, PhotoFace[]>();
  for (const face of faces)
    if (face.person !== null) byKey.set(face.person, [...(byKey.get(face.person) ?? []), face]);
  const byPhoto = new Map<number, PhotoFace[]>();
  for (const face of faces) byPhoto.set(face.photo, [...(byPhoto.get(face.photo) ?? []), face]);
  const ofUser = new Map(rows.people.map((row) => [`person:${row.id}`, row]));
  const keys = new Set([...ofUser.keys(), ...byKey.keys()]);
  const all = [...keys].map((key) =>
    personOf(key, ofUser.get(key) ?? null, names.get(key) ?? '', byKey.get(key) ?? []),
  );
  return {
    state,
    people: new Map(all.map((person) => [person.key, person])),
    named: all
      .filter(({ name, faces: of }) => name !== '' && of.length > 0)
      .map(({ name, faces: of }) => ({ name, photos: [...new Set(of.map(({ photo }) => photo))] })),
    byPhoto,
    questions: questions.flatMap(([a, b]): [PhotoFace, PhotoFace][] => {
      const [one, other] = [faces[a], faces[b]];
      return one === undefined || other === undefined ? [] : [[one, other]];
    }),
    waiting: faces.filter(({ person }) => person === null).length,
  };
}

/** The person or the group of every face, and pairs of faces to ask about. */
function grouped(
  known: readonly KnownFace[],
  rows: PeopleRows,
): { people: (string | null)[]; questions: (readonly [number, number])[] } {
  const places = [...known.keys()].filter((at) => known[at]?.found !== null);
  const indexOf = new Map<string, number>();
  for (const [nth, at] of places.entries()) {
    const face = known[at];
    if (face === undefined) continue;
    indexOf.set(`${face.photo} ${face.boxText}`, nth);
    if (face.found !== null) indexOf.set(`${face.photo} ${face.found.boxText}`, nth);
  }
  const different = rows.different.flatMap(
    ({ photo, boxText, otherPhoto, otherBox }): (readonly [number, number])[] => {
      const a = indexOf.get(`${photo} ${boxText}`);
      const b = indexOf.get(`${otherPhoto} ${otherBox}`);
      return a === undefined || b === undefined ? [] : [[a, b]];
    },
  );
  const toGroup = places.flatMap((at) => {
    const face = known[at];
    if (face === undefined || face.found === null) return [];
    const { score, descriptor } = face.found;
    return [{ photo: face.photo, score, descriptor, person: face.person, notPeople: [...face.notPeople] }];
  });
  const { groups, people, questions } = groupFaces(toGroup, different);
  const photosOf = new Map<number, Set<number>>();
  for (const [nth, group] of groups.entries())
    if (group !== null) photosOf.set(group, (photosOf.get(group) ?? new Set()).add(toGroup[nth]?.photo ?? 0));
  const result: (string | null)[] = known.map(({ person }) => person);
  for (const [nth, at] of places.entries()) {
    const group = groups[nth] ?? null;
    const first = group === null ? undefined : known[places[group] ?? -1];
    // A group of one photo waits.
    const isShown = group !== null && (photosOf.get(group)?.size ?? 0) > 1;
    result[at] = people[nth] ?? (isShown && first !== undefined ? `group:${faceId(first)}` : null);
  }
  return {
    people: result,
    questions: questions.map(({ faces: [a, b] }) => [places[a] ?? 0, places[b] ?? 0] as const),
  };
}

const faceId = ({ photo, boxText }: KnownFace): string => faceIdOf(photo, boxText);

const faceView = (face: KnownFace, person: string | null): PhotoFace => ({
  ...{ id: faceId(face), photo: face.photo, boxText: face.boxText, box: face.box, person },
  isConfirmed: face.isConfirmed,
  score: face.found?.score ?? 1,
});

const areaOf = ({ box: { left, top, right, bottom } }: PhotoFace): number => (right - left) * (bottom - top);

function personOf(
  key: string,
  row: PersonRow | null,
  importedName: string,
  faces: readonly PhotoFace[],
): Person {
  const best = faces.toSorted((a, b) => b.score * areaOf(b) - a.score * areaOf(a) || (a.id < b.id ? -1 : 1));
  const chosen = best.find(
    ({ photo, boxText }) => row !== null && photo === row.coverPhoto && boxText === row.coverBox,
  );
  return {
    key,
    id: row?.id ?? null,
    name: row?.name ?? importedName,
    isHidden: row?.hidden === 1,
    birthday: row?.birthday ?? null,
    faces: best,
    cover: chosen ?? best[0] ?? null,
    photos: new Set(faces.map(({ photo }) => photo)).size,
  };
}
