import { type ReactNode, useState } from 'react';
import { quoteWord } from '../../../src/query/print-query.ts';
import { useLanguage } from '../../client/contexts.ts';
import { Sheet } from '../../ui/sheet.tsx';
import type { NamedLabel } from './correct-label.ts';
import { CustomLabels } from './custom-labels.tsx';
import { Lesson } from './lesson.tsx';

interface Props {
  /** The label to teach at once, or null for the list of all. */
  readonly first: NamedLabel | null;
  readonly onSearch: (text: string) => void;
  readonly onClose: () => void;
}

/** The labels that the person made, and how each one is taught. */
export function TeachSheet({ first, onSearch, onClose }: Props): ReactNode {
  const { t } = useLanguage();
  const [taught, setTaught] = useState(first);
  const search = (name: string): void => onSearch(`label:${quoteWord(name)}`);
  return (
    <Sheet title={taught === null ? t.customLabels : t.teachLabel(taught.name)} onClose={onClose} size="wide">
      {taught === null ? (
        <CustomLabels onSearch={search} onTeach={setTaught} />
      ) : (
        <Lesson
          key={taught.label}
          label={taught}
          onSearch={() => search(taught.name)}
          onDone={first === null ? () => setTaught(null) : onClose}
        />
      )}
    </Sheet>
  );
}
