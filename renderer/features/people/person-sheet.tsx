import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { PersonPage } from './person-page.tsx';
import { usePersonBefore } from './use-person-before.ts';

interface Props {
  /** Key of the person who is shown first. */
  readonly first: string;
  readonly onSearch: (text: string) => void;
  readonly onClose: () => void;
}

/** The page of a person, over the photo in which it was chosen. */
export function PersonSheet({ first, onSearch, onClose }: Props): ReactNode {
  const { t } = useLanguage();
  const [person, setPerson] = useState(first);
  const { open, onGone } = usePersonBefore(person, (next) => (next === null ? onClose() : setPerson(next)));
  return (
    <Sheet title={t.people} onClose={onClose} size="wide">
      <PersonPage key={person} person={person} onPerson={open} onGone={onGone} onSearch={onSearch} />
    </Sheet>
  );
}
