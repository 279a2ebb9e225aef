import type { peopleCalls } from '../../api/contract/people-calls.ts';
import type { Output } from '../../api/contract.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { ANALYSERS } from '../../domain/analyser.ts';
import { BeachcombError } from '../../domain/error.ts';
import { givenNameKey } from '../../domain/given-name-key.ts';
import type { FacePlace } from '../../domain/person.ts';
import type { Person, PhotoFace } from '../../search/people/people-index.ts';
import type { PeopleActions } from '../../store/people-writer.ts';
import type { LibraryParts } from '../library-parts.ts';
import { isFaceShown, personView, shownFaces } from '../views/person-view.ts';

type Parts = Pick<LibraryParts, 'people' | 'reader' | 'userData' | 'indexing' | 'searcher'>;

export function peopleHandlers(parts: Parts): Pick<Handlers, keyof typeof peopleCalls> {
  const { people, searcher } = parts;
  const { index } = searcher;
  const view = (person: Person): Output<'people.list'>[number] => personView(index, person);
  return {
    ...switchHandlers(parts),
    ...actionHandlers(parts),
    'people.list': ({ hidden }) => {
      searcher.refresh();
      return (
        people
          .list()
          // Somebody of whom all photos are missing comes back with them.
          .filter(({ isHidden, name, faces }) => isHidden === hidden && (name !== '' || faces.length > 0))
          .map((person) => ({ hasFaces: person.faces.length > 0, shown: view(person) }))
          .filter(({ hasFaces, shown }) => !hasFaces || shown.faces > 0)
          .map(({ shown }) => shown)
          // A RAW and its picture are one photo.
          .filter(({ person, photos }) => !person.startsWith('group:') || photos > 1)
          .sort((a, b) => b.photos - a.photos)
      );
    },
    'people.faces': ({ person: key, offset, limit }) => {
      searcher.refresh();
      const person = people.person(key);
      const all = shownFaces(index, person);
      const faces = all.slice(offset, offset + limit).map((face) => faceView(face, person));
      return { person: view(person), total: all.length, faces };
    },
    'people.inPhoto': ({ photo }) =>
      people
        .inPhoto(photo)
        .map((face) => faceView(face, face.person === null ? null : people.person(face.person))),
    'people.questions': ({ limit }) =>
      shownQuestions(parts)
        .slice(0, limit)
        .flatMap(([one, other]) =>
          one.person === null || other.person === null
            ? []
            : [
                {
                  one: view(people.person(one.person)),
                  other: view(people.person(other.person)),
                  faces: [one.id, other.id] as [string, string],
                },
              ],
        ),
  };
}

/** The questions about faces that can be looked at. */
function shownQuestions({ people, searcher }: Pick<Parts, 'people' | 'searcher'>) {
  searcher.refresh();
  const { index } = searcher;
  return people.questions().filter((pair) => pair.every((face) => isFaceShown(index, face)));
}

const faceView = (face: PhotoFace, person: Person | null): Output<'people.inPhoto'>[number] => ({
  face: face.id,
  photo: face.photo,
  box: { ...face.box },
  person: face.person,
  name: person === null || person.name === '' ? null : person.name,
  confirmed: face.isConfirmed,
});

/** The switch, and what forgets. */
function switchHandlers({
  people,
  reader,
  userData,
  indexing,
  searcher,
}: Parts): Pick<Handlers, 'people.state' | 'people.find' | 'people.forget'> {
  const setOn = (on: boolean): void => {
    const settings = indexing.settings();
    indexing.setSettings({ ...settings, analysers: { ...settings.analysers, faces: on } });
    userData.setSetting('facesConsentAt', on ? Date.now() : null);
  };
  return {
    'people.state': () => {
      const consent = reader.setting('facesConsentAt');
      return {
        on: indexing.settings().analysers.faces,
        consentAt: typeof consent === 'number' ? consent : null,
        ...reader.people.counts(ANALYSERS.faces.version),
        waiting: people.waiting(),
        questions: shownQuestions({ people, searcher }).length,
        stated: reader.people.stated(),
      };
    },
    'people.find': ({ on }) => {
      setOn(on);
      return {};
    },
    'people.forget': ({ names }) => {
      setOn(false);
      if (names) userData.people.forgetAll();
      return {};
    },
  };
}

type ActionName =
  | 'people.answer'
  | 'people.name'
  | 'people.merge'
  | 'people.split'
  | 'people.reject'
  | 'people.notFaces'
  | 'people.hide'
  | 'people.cover'
  | 'people.birthday'
  | 'people.undo';

/** What the user states. A person is made, with all faces of the group, by the first statement on it. */
function actionHandlers(parts: Parts): Pick<Handlers, ActionName> {
  const { people, userData } = parts;
  const steps = new Steps(parts);
  const onPerson = (key: string, change: (actions: PeopleActions, person: number) => void) => {
    const { result, undo } = userData.people.act((actions) => {
      const person = steps.own(actions, people.person(key));
      change(actions, person);
      return person;
    });
    return { person: `person:${result}`, undo };
  };
  const places = (faces: readonly string[]): FacePlace[] => faces.map((id) => steps.place(people.face(id)));
  return {
    'people.name': ({ person: key, name }) => {
      const { result, undo } = userData.people.act((actions) =>
        steps.name(actions, people.person(key), name),
      );
      return { person: `person:${result}`, undo };
    },
    'people.merge': ({ people: [first = '', ...others] }) =>
      onPerson(first, (actions, person) => {
        for (const key of others) if (key !== first) steps.join(actions, people.person(key), person);
      }),
    'people.split': ({ faces, name }) => {
      const { result, undo } = userData.people.act((actions) => {
        const person = name === null ? actions.newPerson(Date.now()) : actions.named(name, Date.now());
        steps.split(actions, faces, person);
        return person;
      });
      return { person: `person:${result}`, undo };
    },
    'people.reject': ({ person, faces }) => {
      const { undo } = onPerson(person, (actions, own) => actions.reject(own, places(faces), Date.now()));
      return { undo };
    },
    'people.notFaces': ({ faces }) => {
      const { undo } = userData.people.act((actions) => actions.denyFaces(places(faces), Date.now()));
      return { undo };
    },
    'people.hide': ({ person, hidden }) => onPerson(person, (actions, own) => actions.hide(own, hidden)),
    'people.cover': ({ person, face }) =>
      onPerson(person, (actions, own) => actions.setCover(own, steps.place(people.face(face)))),
    'people.birthday': ({ person, birthday }) =>
      onPerson(person, (actions, own) => actions.setBirthday(own, birthday)),
    'people.answer': ({ faces: [one, other], same }) => {
      const [a, b] = [people.face(one), people.face(other)];
      const { undo } = userData.people.act((actions) => {
        if (same) steps.unite(actions, a, b);
        else steps.keepApart(actions, a, b);
      });
      return { undo };
    },
    'people.undo': ({ undo }) => ({ undo: userData.people.undo(undo) }),
  };
}

/** Actions in terms of people and groups as they are shown. */
class Steps {
  readonly #people: Parts['people'];
  readonly #reader: Parts['reader'];

  constructor({ people, reader }: Parts) {
    this.#people = people;
    this.#reader = reader;
  }

  place({ photo, boxText }: PhotoFace): FacePlace {
    const row = this.#reader.photo(photo);
    if (row === null) throw new BeachcombError('not-found', `There is no photo ${photo}.`);
    return { photo: row.hash, box: boxText };
  }

  /** The person in user data, made of a group or of another program's name if need be, with all its faces. */
  own(actions: PeopleActions, shown: Person): number {
    const at = Date.now();
    const person = shown.id ?? (shown.name === '' ? actions.newPerson(at) : actions.named(shown.name, at));
    const unconfirmed = shown.faces.filter(({ isConfirmed }) => !isConfirmed);
    actions.assign(
      person,
      unconfirmed.map((face) => this.place(face)),
      at,
    );
    return person;
  }

  name(actions: PeopleActions, shown: Person, name: string): number {
    const key = givenNameKey(name);
    const other = this.#people.list().find((one) => one.key !== shown.key && givenNameKey(one.name) === key);
    const person = this.own(actions, shown);
    if (other === undefined) {
      actions.rename(person, name);
      return person;
    }
    const into = this.own(actions, other);
    actions.join(person, into);
    return into;
  }

  /** What stays behind keeps its group: without that, the faces could be joined again. */
  split(actions: PeopleActions, faces: readonly string[], person: number): void {
    const at = Date.now();
    const taken = faces.map((id) => this.#people.face(id));
    const places = taken.map((face) => this.place(face));
    for (const key of new Set(taken.map((face) => face.person).filter((from) => from !== null))) {
      const own = this.own(actions, this.#people.person(key));
      if (own !== person) actions.reject(own, places, at);
    }
    actions.assign(person, places, at);
  }

  join(actions: PeopleActions, shown: Person, into: number): void {
    const person = this.own(actions, shown);
    if (person !== into) actions.join(person, into);
  }

  unite(actions: PeopleActions, a: PhotoFace, b: PhotoFace): void {
    const [one, other] = [this.#shown(a), this.#shown(b)];
    // A name outlives a group without one.
    const [into, from] = one.name === '' && other.name !== '' ? [other, one] : [one, other];
    this.join(actions, from, this.own(actions, into));
  }

  keepApart(actions: PeopleActions, a: PhotoFace, b: PhotoFace): void {
    const at = Date.now();
    const [one, other] = [this.#shown(a), this.#shown(b)];
    actions.differ(this.place(a), this.place(b), at);
    for (const [person, group] of [
      [one, other],
      [other, one],
    ] as const)
      if (person.name !== '' && group.id === null && group.name === '')
        actions.reject(
          this.own(actions, person),
          group.faces.map((face) => this.place(face)),
          at,
        );
  }

  #shown({ person }: PhotoFace): Person {
    if (person === null) throw new BeachcombError('not-found', 'This face is in no group any more.');
    return this.#people.person(person);
  }
}
