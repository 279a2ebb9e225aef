import type { ReactNode } from 'react';
import { quoteWord } from '../../../src/query/print-query.ts';
import { useLanguage } from '../../client/contexts.ts';
import { Sheet } from '../../ui/sheet.tsx';
import type { NamedLabel } from './correct-label.ts';
import { Lesson } from './lesson.tsx';

interface Props {
  readonly label: NamedLabel;
  readonly onSearch: (text: string) => void;
  readonly onClose: () => void;
}

/** Teaches a label over the photo that it was chosen at. */
export function TeachSheet({ label, onSearch, onClose }: Props): ReactNode {
  const { t } = useLanguage();
  return (
    <Sheet title={t.teachLabel(label.name)} onClose={onClose} size="wide">
      <Lesson label={label} onSearch={() => onSearch(`label:${quoteWord(label.name)}`)} onDone={onClose} />
    </Sheet>
  );
}
