import type { ReactNode } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { NameForm } from '../../ui/name-form.tsx';
import { personSearch } from './person-search.ts';
import { usePeopleChanges } from './use-people-changes.ts';

interface Props {
  readonly face: Output<'people.inPhoto'>[number];
  readonly onDone: () => void;
  readonly onSearch: (text: string) => void;
  readonly onPerson: (person: string) => void;
}

/** Naming one face of a photo, and putting it right. A name holds for the whole group of the face. */
export function FaceInPhoto({ face: one, onDone, onSearch, onPerson }: Props): ReactNode {
  const { t } = useLanguage();
  const actions = usePeopleChanges();
  const { face, person, name } = one;
  const names =
    useQuery('people.list', {})?.flatMap((other) => (other.name === null ? [] : [other.name])) ?? [];
  const others = [...new Set(names)].filter((other) => other !== name);
  const onName = async (next: string): Promise<void> => {
    await (person === null || name !== null
      ? actions.nameFace(face, next, others)
      : actions.name(person, next, others));
    onDone();
  };
  return (
    <div className="face-in-photo">
      <NameForm
        key={name}
        label={name === null ? t.personName : t.someoneElse}
        submit={t.save}
        suggestions={others}
        isFirst
        onName={onName}
      />
      <div className="actions">
        {person !== null && (
          <button type="button" className="button" onClick={() => onPerson(person)}>
            {t.openPerson}
          </button>
        )}
        {name !== null && (
          <button type="button" className="button" onClick={() => onSearch(personSearch(name))}>
            {t.photosOfPerson}
          </button>
        )}
        {person !== null && (
          <button type="button" className="button" onClick={() => actions.reject(person, [face])}>
            {t.notThisPerson}
          </button>
        )}
        <button type="button" className="button" onClick={() => actions.denyFaces([face])}>
          {t.notAFace}
        </button>
      </div>
    </div>
  );
}
