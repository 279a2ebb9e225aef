import type { ReactNode } from 'react';
import { useLanguage } from '../../client/contexts.ts';
import { KeyHelp } from '../actions/key-help.tsx';
import type { NamedLabel } from '../labels/correct-label.ts';
import { TeachSheet } from '../labels/teach-sheet.tsx';
import { PersonSheet } from '../people/person-sheet.tsx';
import { viewerKeyLines } from './viewer-keys.ts';

/** What is open above the photo, beside the dialog of an action: the keys, the page of a person, or the teaching of a label. */
export type ViewerDialog = 'keys' | { readonly person: string } | NamedLabel | null;

interface Props {
  readonly opened: ViewerDialog;
  readonly onSearch: (text: string) => void;
  readonly onClose: () => void;
}

export function ViewerDialogs({ opened, onSearch, onClose }: Props): ReactNode {
  if (opened === null) return null;
  if (opened === 'keys') return <ViewerKeys onClose={onClose} />;
  if ('person' in opened) return <PersonSheet first={opened.person} onSearch={onSearch} onClose={onClose} />;
  return <TeachSheet label={opened} onSearch={onSearch} onClose={onClose} />;
}

function ViewerKeys({ onClose }: Pick<Props, 'onClose'>): ReactNode {
  const { t } = useLanguage();
  return <KeyHelp lines={viewerKeyLines(t)} surfaces={['everywhere']} onClose={onClose} />;
}
