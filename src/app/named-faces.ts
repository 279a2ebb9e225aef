import { BeachcombError } from '../domain/error.ts';
import type { FaceBox } from '../domain/face.ts';
import { log } from '../platform/log/log.ts';
import type { PeopleIndex, Person } from '../search/people/people-index.ts';

/** A person in a photo, as the command line prints it. */
export interface NamedFace {
  readonly name: string;
  /** In fractions of the upright picture; null where only the name is known. */
  readonly box: FaceBox | null;
  /** Named by the user, by the group of the face, or by another program. */
  readonly source: 'user' | 'group' | 'file';
}

interface FoundPerson extends NamedFace {
  readonly box: FaceBox;
  readonly isHidden: boolean;
}

/** The faces with a name in a photo, those of hidden people included. */
function withHidden(people: PeopleIndex, photo: number, inFile: readonly string[]): FoundPerson[] {
  const names = new Set(inFile.map((name) => name.toLowerCase()));
  return people.inPhoto(photo).flatMap(({ person: key, box, isConfirmed }): FoundPerson[] => {
    const person = key === null ? null : personOf(people, key);
    if (person === null || person.name === '') return [];
    const source = isConfirmed ? 'user' : names.has(person.name.toLowerCase()) ? 'file' : 'group';
    return [{ name: person.name, box, source, isHidden: person.isHidden }];
  });
}

function personOf(people: PeopleIndex, key: string): Person | null {
  try {
    return people.person(key);
  } catch (error) {
    if (!(error instanceof BeachcombError) || error.kind !== 'not-found') throw error;
    log.debug('a person changed while a photo was read', { error });
    return null;
  }
}

type PlacedFace = Omit<FoundPerson, 'isHidden'>;

const withoutHidden = (found: readonly FoundPerson[]): PlacedFace[] =>
  found.filter(({ isHidden }) => !isHidden).map(({ name, box, source }) => ({ name, box, source }));

/**
 * The faces with a name in a photo, without hidden people and what is no face.
 * @param inFile names that other programs wrote of the photo
 */
export const namedFaces = (people: PeopleIndex, photo: number, inFile: readonly string[]): PlacedFace[] =>
  withoutHidden(withHidden(people, photo, inFile));

/** The same with the names that other programs wrote without a place. */
export function namedPeople(people: PeopleIndex, photo: number, inFile: readonly string[]): NamedFace[] {
  const found = withHidden(people, photo, inFile);
  const placed = new Set(found.map(({ name }) => name.toLowerCase()));
  const others = inFile.filter((name) => !placed.has(name.toLowerCase()));
  return [...withoutHidden(found), ...others.map((name): NamedFace => ({ name, box: null, source: 'file' }))];
}
