import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { useQuery } from '../../client/use-query.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { FindPeople } from './find-people.tsx';
import { ForgetFaces } from './forget-faces.tsx';
import { PeopleList } from './people-list.tsx';
import { PeopleProgress } from './people-progress.tsx';
import { PersonPage } from './person-page.tsx';
import { SamePerson } from './same-person.tsx';

interface Props {
  readonly onSearch: (text: string) => void;
  readonly onClose: () => void;
}

/** The people in the photos: found on demand, named, put right and forgotten here. */
export function PeopleSheet({ onSearch, onClose }: Props): ReactNode {
  const { t } = useLanguage();
  const state = useQuery('people.state', {});
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <Sheet
      title={t.people}
      onClose={onClose}
      size="wide"
      {...(state?.on === true && opened === null ? { footer: <ForgetFaces /> } : {})}
    >
      {opened !== null && (
        <PersonPage key={opened} person={opened} onPerson={setOpened} onSearch={onSearch} />
      )}
      {opened === null && state !== null && (
        <div className="people">
          {state.on ? <PeopleProgress state={state} /> : <FindPeople />}
          {state.on && state.questions > 0 && <SamePerson questions={state.questions} />}
          <PeopleList isOn={state.on} onOpen={setOpened} onSearch={onSearch} />
        </div>
      )}
    </Sheet>
  );
}
