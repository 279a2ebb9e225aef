import { givenNameKey } from '../../domain/given-name-key.ts';
import type { PeopleRows } from '../../store/people-reader.ts';

/** Keys of people: of the user by number, of other programs by name. */
export interface PersonKeys {
  readonly ofPerson: (id: number) => string;
  readonly ofName: (name: string) => string;
}

/** A name of another program is the person of the user with that name, if there is one. */
export function personKeys({ people }: Pick<PeopleRows, 'people'>): PersonKeys {
  const keyOfName = new Map(people.map(({ id, name }) => [givenNameKey(name), `person:${id}`]));
  return {
    ofPerson: (id) => `person:${id}`,
    ofName: (name) => {
      const key = givenNameKey(name);
      return keyOfName.get(key) ?? `named:${key}`;
    },
  };
}
