import { type ReactNode, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';
import { FacePicture } from './face-picture.tsx';
import type { PeopleChanges } from './use-people-changes.ts';

interface Props {
  readonly shown: Output<'people.faces'>;
  readonly actions: PeopleChanges;
  readonly onPerson: (person: string) => void;
}

/** The faces of a person, to be chosen, and what can be done with those chosen. */
export function PersonFaces({ shown: { person, faces }, actions, onPerson }: Props): ReactNode {
  const { t } = useLanguage();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  // Those that went elsewhere are not chosen any more.
  const chosen = faces.map(({ face }) => face).filter((face) => marked.has(face));
  const [first] = chosen;
  const follow = (work: Promise<string | null>): void =>
    void work.then((key) => {
      setMarked((now) => now.difference(new Set(chosen)));
      if (key !== null) onPerson(key);
    });
  return (
    <section className="person-faces" aria-label={t.facesOfPerson}>
      <p className="muted">{first === undefined ? t.chooseFaces : t.facesChosen(chosen.length)}</p>
      <ul className="plain faces">
        {faces.map(({ face }, at) => (
          <li key={face}>
            <button
              type="button"
              className="face"
              aria-pressed={marked.has(face)}
              aria-label={t.faceNumber(at + 1)}
              onClick={() => setMarked(marked.symmetricDifference(new Set([face])))}
            >
              <FacePicture face={face} />
            </button>
          </li>
        ))}
      </ul>
      {first !== undefined && (
        <div className="actions face-actions">
          <button type="button" className="button" onClick={() => actions.reject(person.person, chosen)}>
            {t.notThisPerson}
          </button>
          <button type="button" className="button" onClick={() => actions.denyFaces(chosen)}>
            {t.notAFace}
          </button>
          <button type="button" className="button" onClick={() => follow(actions.split(chosen))}>
            {t.newPersonOfFaces}
          </button>
          {chosen.length === 1 && (
            <button
              type="button"
              className="button"
              onClick={() => follow(actions.setCover(person.person, first))}
            >
              {t.useAsCover}
            </button>
          )}
        </div>
      )}
    </section>
  );
}
