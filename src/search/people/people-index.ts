import { BeachcombError } from '../../domain/error.ts';
import type { FaceBox } from '../../domain/face.ts';
import { faceIdOf } from '../../domain/face-id.ts';
import type { LibraryReader } from '../../store/library-reader.ts';
import type { PeopleRows, PersonRow } from '../../store/people-reader.ts';
import type { GroupsKeeper } from './groups-keeper.ts';
import { faceKey, type PeopleGroups } from './people-groups.ts';
import { personKeys } from './person-keys.ts';
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
  /** The user, not the program, states who it is. */
  readonly isConfirmed: boolean;
  /** 0 to 1; 1 for a face that was only named. */
  readonly score: number;
}

/** A person, or a group of faces that has no name yet. */
export interface Person {
  /** `person:3`, `named:anna` (by another program) or `group:7`, which stays while the group grows; valid until something changes. */
  readonly key: string;
  /** Its number in user data; null: the user has stated nothing of it. */
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
  /** The user does not want to see this person among people. */
  readonly isHidden: boolean;
  /** YYYY-MM-DD; null: not known. */
  readonly birthday: string | null;
  readonly photos: readonly number[];
}

interface Built {
  readonly named: readonly NamedPhotos[];
  readonly state: string;
  readonly groups: PeopleGroups;
  readonly people: ReadonlyMap<string, Person>;
  readonly byPhoto: ReadonlyMap<number, readonly PhotoFace[]>;
  readonly questions: readonly (readonly [PhotoFace, PhotoFace])[];
  /** Faces in no group that is shown. */
  readonly waiting: number;
}

/** During indexing it is made again when so many times as long has passed as making it takes. */
const REST = 10;

/**
 * The people of a library, in memory: made again when photos, user data or groups changed. What the user states holds
 * at once; the groups of the other faces are those of the last grouping, which goes on in a thread of its own.
 */
export class PeopleIndex {
  readonly #reader: LibraryReader;
  readonly #keeper: Pick<GroupsKeeper, 'follow' | 'groups' | 'settled'>;
  #built: Built | null = null;
  #userData = -1;
  #restUntil = 0;

  constructor(reader: LibraryReader, keeper: Pick<GroupsKeeper, 'follow' | 'groups' | 'settled'>) {
    this.#reader = reader;
    this.#keeper = keeper;
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

  /** Resolves when the groups are those of the library as it is, for what is not asked again when they change. */
  async settled(): Promise<void> {
    await this.#keeper.settled();
  }

  #now(): Built {
    const userData = this.#reader.userDataRevision();
    const state = this.#reader.contentState();
    this.#keeper.follow(state);
    const groups = this.#keeper.groups();
    const rests = userData === this.#userData && performance.now() < this.#restUntil;
    const isSame = this.#built !== null && this.#built.groups === groups;
    if (this.#built !== null && isSame && (this.#built.state === state || rests)) return this.#built;
    const began = performance.now();
    this.#built = build(this.#reader.people.rows(), groups, state);
    this.#userData = userData;
    this.#restUntil = performance.now() + REST * (performance.now() - began);
    return this.#built;
  }
}

function build(rows: PeopleRows, groups: PeopleGroups, state: string): Built {
  const keys = personKeys(rows);
  const names = new Map<string, string>();
  for (const { name } of rows.regions) {
    const key = keys.ofName(name);
    if (!names.has(key)) names.set(key, name);
  }
  const known = photoFaces(rows, keys);
  const people = peopleOf(known, groups);
  const faces = known.map((face, at) => faceView(face, people[at] ?? null));
  const byKey = Map.groupBy(
    faces.filter(({ person }) => person !== null),
    ({ person }) => person ?? '',
  );
  const ofUser = new Map(rows.people.map((row) => [`person:${row.id}`, row]));
  const all = [...new Set([...ofUser.keys(), ...byKey.keys()])].map((key) =>
    personOf(key, ofUser.get(key) ?? null, names.get(key) ?? '', byKey.get(key) ?? []),
  );
  return {
    state,
    groups,
    people: new Map(all.map((person) => [person.key, person])),
    named: all
      .filter(({ name, faces: of }) => name !== '' && of.length > 0)
      .map(({ name, birthday, isHidden, faces: of }) => ({
        name,
        birthday,
        isHidden,
        photos: [...new Set(of.map(({ photo }) => photo))],
      })),
    byPhoto: Map.groupBy(faces, ({ photo }) => photo),
    questions: openQuestions(known, faces, groups, rows),
    waiting: faces.filter(({ person }) => person === null).length,
  };
}

/**
 * The person or the group of every face: what was stated of the face, else of most faces of its group, else the group.
 * With groups of the same statements this is what the grouping found.
 */
function peopleOf(known: readonly KnownFace[], { groups }: PeopleGroups): (string | null)[] {
  const groupOf = ({ found }: KnownFace): number | null =>
    found === null ? null : (groups.get(faceKey(found)) ?? null);
  const members = Map.groupBy(known, groupOf);
  const shown = new Map<number, string | null>();
  for (const [group, faces] of members) if (group !== null) shown.set(group, keyOfGroup(group, faces));
  return known.map((face) => {
    if (face.person !== null) return face.person;
    const group = groupOf(face);
    const key = group === null ? null : (shown.get(group) ?? null);
    return key === null || face.notPeople.has(key) ? null : key;
  });
}

/** The person of most faces of a group, or the group by its number; null: a group of one photo waits. */
function keyOfGroup(group: number, faces: readonly KnownFace[]): string | null {
  const votes = new Map<string, number>();
  for (const { person } of faces) if (person !== null) votes.set(person, (votes.get(person) ?? 0) + 1);
  const [most] = [...votes].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  if (most !== undefined) return most[0];
  const [first] = faces;
  return first !== undefined && faces.some(({ photo }) => photo !== first.photo) ? `group:${group}` : null;
}

/** The questions of the last grouping that the user has not answered since. */
function openQuestions(
  known: readonly KnownFace[],
  faces: readonly PhotoFace[],
  { questions }: PeopleGroups,
  { different }: PeopleRows,
): (readonly [PhotoFace, PhotoFace])[] {
  if (questions.length === 0) return [];
  const placeOf = new Map<string, number>();
  for (const [at, { found }] of known.entries()) if (found !== null) placeOf.set(faceKey(found), at);
  const pairKey = (one: string, other: string): string => [one, other].sort().join(' ');
  const denied = new Set(
    different.map(({ photo, boxText, otherPhoto, otherBox }) =>
      pairKey(faceIdOf(photo, boxText), faceIdOf(otherPhoto, otherBox)),
    ),
  );
  return questions.flatMap(([a, b]) => {
    const [one, other] = [faces[placeOf.get(a) ?? -1], faces[placeOf.get(b) ?? -1]];
    if (one === undefined || other === undefined || one.person === null || other.person === null) return [];
    const isOpen =
      one.person !== other.person &&
      (isGroup(one.person) || isGroup(other.person)) &&
      !denied.has(pairKey(one.id, other.id));
    return isOpen ? [[one, other] as const] : [];
  });
}

const isGroup = (key: string): boolean => key.startsWith('group:');

const faceId = ({ photo, boxText }: KnownFace): string => faceIdOf(photo, boxText);

const faceView = (face: KnownFace, person: string | null): PhotoFace => ({
  id: faceId(face),
  photo: face.photo,
  boxText: face.boxText,
  box: face.box,
  person,
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
