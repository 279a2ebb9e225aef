import { type ReactNode, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';
import { FaceInPhoto } from './face-in-photo.tsx';
import { FacePicture } from './face-picture.tsx';
import type { FacesInPhoto } from './use-faces-in-photo.ts';

interface Props {
  readonly inPhoto: FacesInPhoto;
  readonly onSearch: (text: string) => void;
  /** Opens the page of a person. */
  readonly onPerson: (person: string) => void;
}

/** Who is in a photo: each face with its name, and what can be done with it. */
export function PeopleInPhoto({ inPhoto, onSearch, onPerson }: Props): ReactNode {
  const { t } = useLanguage();
  const { faces, showsAll, showAll, point } = inPhoto;
  const [opened, setOpened] = useState<string | null>(null);
  if (faces.length === 0) return null;
  return (
    <section className="people-in-photo" aria-label={t.peopleInPhoto}>
      <h3>{t.peopleInPhoto}</h3>
      <ul className="plain">
        {faces.map((one, at) => (
          <li key={one.face} onPointerEnter={() => point(one.face)} onPointerLeave={() => point(null)}>
            <button
              type="button"
              className="face-name"
              aria-expanded={opened === one.face}
              onFocus={() => point(one.face)}
              onBlur={() => point(null)}
              onClick={() => setOpened(opened === one.face ? null : one.face)}
            >
              <FacePicture face={one.face} />
              <span className="unseen">{t.faceNumber(at + 1)}: </span>
              <FaceName name={one.name} />
            </button>
            {opened === one.face && (
              <FaceInPhoto
                face={one}
                // Another may have been opened meanwhile.
                onDone={() => setOpened((now) => (now === one.face ? null : now))}
                onSearch={onSearch}
                onPerson={onPerson}
              />
            )}
          </li>
        ))}
      </ul>
      <button type="button" className="link" aria-pressed={showsAll} onClick={() => showAll(!showsAll)}>
        {t.showFaces}
      </button>
    </section>
  );
}

function FaceName({ name }: Pick<Output<'people.inPhoto'>[number], 'name'>): ReactNode {
  const { t } = useLanguage();
  return name === null ? <span className="muted">{t.whoIsThis}</span> : <bdi translate="no">{name}</bdi>;
}
