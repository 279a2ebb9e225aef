import { useMemo } from 'react';
import { useConnection, useLanguage, useUserActions } from '../../client/contexts.ts';
import type { ShownAlbum } from '../actions/action-target.ts';
import { gridTarget } from '../actions/grid-target.ts';
import { usePhotoActions } from '../actions/use-photo-actions.tsx';
import { correctLabel, type NamedLabel } from '../labels/correct-label.ts';
import { hitAt, type PagedResult, rankOf } from '../search/search-session.ts';
import type { GridSelection } from '../selection/use-selection.ts';
import { usePlay } from '../slideshow/play-context.ts';
import { slidesOf } from '../slideshow/slide-sources.ts';

interface Options {
  readonly result: PagedResult;
  /** The rank that the keyboard is at: its photo is meant where none is selected. */
  readonly active: number;
  readonly selection: GridSelection;
  readonly album: ShownAlbum | null;
  readonly onSearch: (text: string) => void;
  readonly onOpen: (rank: number) => void;
  readonly onPlay: ((photos: readonly number[]) => void) | undefined;
}

/** What can be done with the photos of a grid that are selected, or with the one that the keyboard is at. */
export function useGridActions({ result, active, selection, album, onSearch, onOpen, onPlay }: Options) {
  const { t } = useLanguage();
  const { client } = useConnection();
  const play = usePlay();
  const userData = useUserActions();
  const isSelecting = selection.photos.size > 0;
  const activePhoto = hitAt(result, active)?.photo;
  const chosen = useMemo(
    () => (isSelecting ? [...selection.photos] : activePhoto === undefined ? [] : [activePhoto]),
    [isSelecting, selection.photos, activePhoto],
  );
  const target = useMemo(() => gridTarget(result, chosen), [result, chosen]);
  const actions = usePhotoActions(
    {
      name: 'grid',
      album,
      onSearch,
      onOpen: (photo) => onOpen(rankOf(result, photo) ?? active),
      onLabel: null,
      onGone: selection.clear,
      onTrashed: selection.clear,
      onPlay: onPlay ?? ((photos) => play(slidesOf(client, result, photos))),
    },
    // What is open over the grid has actions of its own.
    () => (document.querySelector('dialog[open]') === null ? target : null),
  );
  const onCorrect = (label: NamedLabel, applies: boolean): void => {
    if (chosen.length === 0) return;
    correctLabel(userData, t, chosen, label, applies);
    selection.clear();
  };
  const onReorder = (photos: readonly number[], before: number | null): void => {
    if (album !== null)
      userData.act(userData.session.moveInAlbum(album.album, photos, { before }), t.photosMoved);
  };
  return { target, actions, onCorrect, onReorder: album?.isByHand === true ? onReorder : null };
}
