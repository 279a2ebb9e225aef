import { useCallback } from 'react';
import { flushSync } from 'react-dom';
import type { Hit, PhotoDetails } from '../../../src/api/contract.ts';
import { useLanguage, useUserActions } from '../../client/contexts.ts';
import type { ActionTarget } from '../actions/action-target.ts';
import { type ActionMenu, useActionMenu } from '../actions/use-action-menu.tsx';
import { type PhotoActions, usePhotoActions } from '../actions/use-photo-actions.tsx';
import { correctLabel, type NamedLabel } from '../labels/correct-label.ts';

interface Options {
  readonly hit: Hit | null;
  readonly details: PhotoDetails | null;
  /** The text of the search that found it; empty for none. */
  readonly text: string;
  readonly onSearch: (text: string) => void;
  /** The photo went to the trash. */
  readonly onTrashed: () => void;
  readonly onPlay: (photo: number) => void;
  /** Shows the details, where a label is written. */
  readonly showDetails: () => void;
  readonly labelField: { readonly current: HTMLInputElement | null };
  readonly dialog: { readonly current: HTMLDialogElement | null };
}

export interface ViewerActions {
  /** The photo is the label, or is not; null takes it back. */
  readonly correct: (label: NamedLabel, applies: boolean | null) => void;
  /** The open photo; null until its page is here. */
  readonly target: ActionTarget | null;
  readonly actions: PhotoActions;
  readonly actionMenu: ActionMenu;
  readonly actionByKey: (key: string) => (() => void) | null;
}

function targetOf(hit: Hit | null, details: PhotoDetails | null, search: string): ActionTarget | null {
  if (hit === null) return null;
  const known = details?.photo === hit.photo ? details : null;
  return {
    photos: [hit.photo],
    search,
    shown: [known ?? hit],
    isFavourite: known?.favourite ?? hit.favourite,
    isHidden: known?.hidden ?? hit.hidden,
    turn: known?.turn ?? hit.turn,
    rating: known?.rating ?? null,
    taken: hit.takenAt,
    albums: known?.albums.map(({ album }) => album) ?? [],
  };
}

/** Actions on the open photo. */
export function useViewerActions(options: Options): ViewerActions {
  const { hit, details, text, onSearch, onTrashed, onPlay, showDetails, labelField, dialog } = options;
  const { t } = useLanguage();
  const userData = useUserActions();
  const photo = hit?.photo ?? null;
  const target = targetOf(hit, details, text);
  const actions = usePhotoActions(
    {
      name: 'viewer',
      album: null,
      onSearch,
      onPlay: ([first]) => first !== undefined && onPlay(first),
      // It is open.
      onOpen: () => undefined,
      // The open one stays until it is closed.
      onGone: () => undefined,
      onTrashed,
      onLabel: () => {
        flushSync(showDetails);
        labelField.current?.focus();
      },
    },
    // What is open over the photo is not for it.
    () => (dialog.current?.querySelector('dialog[open]') === null ? target : null),
  );
  return {
    correct: useCallback(
      (label, applies) => {
        if (photo !== null) correctLabel(userData, t, [photo], label, applies);
      },
      [userData, t, photo],
    ),
    target,
    actions,
    actionMenu: useActionMenu(actions),
    actionByKey: (key) => (target === null ? null : actions.byKey(key, target)),
  };
}
