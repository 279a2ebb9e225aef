import type { Output } from '../../../src/api/contract.ts';
import { useConnection, useLanguage, useNotices, useUserActions } from '../../client/contexts.ts';
import type { Strings } from '../../i18n/strings.ts';

export interface PeopleChanges {
  /**
   * Resolves to the key of the person that it was, or became; rejects where it cannot be named so.
   * @param known names of other people, whom it becomes one of by their name
   */
  name(person: string, name: string, known?: readonly string[]): Promise<string>;
  /** One face alone is the person of this name. */
  nameFace(face: string, name: string, known?: readonly string[]): Promise<string>;
  /** All of these are the first one. */
  merge(people: readonly string[]): Promise<string | null>;
  split(faces: readonly string[]): Promise<string | null>;
  hide(person: string, hidden: boolean): Promise<string | null>;
  setCover(person: string, face: string): Promise<string | null>;
  setBirthday(person: string, birthday: string | null): Promise<string | null>;
  reject(person: string, faces: readonly string[]): void;
  denyFaces(faces: readonly string[]): void;
  /** Whether that could be noted. */
  answer(faces: readonly [string, string], same: boolean): Promise<boolean>;
}

/** The known name that a written one is, whatever its case. */
const sameName = (name: string, known: readonly string[]): string | undefined =>
  known.find((one) => one.toLowerCase() === name.trim().toLowerCase());

/** What the user states of people, each with a notice that takes it back. An error is shown; the result is null then. */
export function usePeopleChanges(): PeopleChanges {
  const { client } = useConnection();
  const { t } = useLanguage();
  const { report } = useNotices();
  const userActions = useUserActions();

  const show = async <R extends Output<'people.undo'>>(work: Promise<R>, notice: string): Promise<R> => {
    const result = await work;
    userActions.act(userActions.session.changePeople(result.undo), () => notice);
    return result;
  };
  const named = (name: string, known: readonly string[] = []): string => {
    const joined = sameName(name, known);
    return joined === undefined ? t.personNamed(name) : t.personJoined(joined);
  };
  const change = (work: Promise<Output<'people.hide'>>, notice: keyof Strings['peopleNews']) =>
    show(work, t.peopleNews[notice]).then(
      ({ person }) => person,
      (error: unknown) => {
        report(error);
        return null;
      },
    );
  const confirm = (work: Promise<Output<'people.undo'>>, notice: keyof Strings['peopleNews']) =>
    show(work, t.peopleNews[notice]).then(
      () => true,
      (error: unknown) => {
        report(error);
        return false;
      },
    );

  return {
    name: async (person, name, known) =>
      (await show(client('people.name', { person, name }), named(name, known))).person,
    nameFace: async (face, name, known) =>
      (await show(client('people.split', { faces: [face], name }), named(name, known))).person,
    merge: (people) => change(client('people.merge', { people: [...people] }), 'merged'),
    split: (faces) => change(client('people.split', { faces: [...faces], name: null }), 'split'),
    hide: (person, hidden) =>
      change(client('people.hide', { person, hidden }), hidden ? 'hidden' : 'shownAgain'),
    setCover: (person, face) => change(client('people.cover', { person, face }), 'cover'),
    setBirthday: (person, birthday) => change(client('people.birthday', { person, birthday }), 'birthday'),
    reject: (person, faces) =>
      void confirm(client('people.reject', { person, faces: [...faces] }), 'rejected'),
    denyFaces: (faces) => void confirm(client('people.notFaces', { faces: [...faces] }), 'notFaces'),
    answer: ([one, other], same) =>
      confirm(client('people.answer', { faces: [one, other], same }), same ? 'same' : 'different'),
  };
}
