import type { ReactNode } from 'react';
import type { PhotoDetails } from '../../../src/api/contract.ts';
import { AlbumChoice } from '../albums/album-choice.tsx';
import type { NamedLabel } from '../labels/correct-label.ts';
import { TeachSheet } from '../labels/teach-sheet.tsx';
import { KeyHelp } from './key-help.tsx';

/** What is open above the photo: its albums, the keys, or the teaching of a label. */
export type ViewerDialog = 'albums' | 'keys' | NamedLabel | null;

interface Props {
  readonly opened: ViewerDialog;
  readonly details: PhotoDetails | null;
  readonly onSearch: (text: string) => void;
  readonly onClose: () => void;
}

export function ViewerDialogs({ opened, details, onSearch, onClose }: Props): ReactNode {
  if (opened === null) return null;
  if (opened === 'keys') return <KeyHelp onClose={onClose} />;
  if (opened !== 'albums') return <TeachSheet label={opened} onSearch={onSearch} onClose={onClose} />;
  if (details === null) return null;
  const inAlbums = details.albums.map(({ album }) => album);
  return <AlbumChoice photos={[details.photo]} inAlbums={inAlbums} onClose={onClose} />;
}
