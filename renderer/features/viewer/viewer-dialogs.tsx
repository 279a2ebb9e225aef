import type { ReactNode } from 'react';
import type { NamedLabel } from '../labels/correct-label.ts';
import { TeachSheet } from '../labels/teach-sheet.tsx';
import { KeyHelp } from './key-help.tsx';

/** What is open above the photo, beside the dialog of an action: the keys, or the teaching of a label. */
export type ViewerDialog = 'keys' | NamedLabel | null;

interface Props {
  readonly opened: ViewerDialog;
  readonly onSearch: (text: string) => void;
  readonly onClose: () => void;
}

export function ViewerDialogs({ opened, onSearch, onClose }: Props): ReactNode {
  if (opened === null) return null;
  if (opened === 'keys') return <KeyHelp onClose={onClose} />;
  return <TeachSheet label={opened} onSearch={onSearch} onClose={onClose} />;
}
