import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Hit, InterpretationView, PhotoDetails } from '../../../src/api/contract.ts';
import { PHOTO_ACTIONS } from '../../../src/api/photo-actions.ts';
import { useLanguage } from '../../client/contexts.ts';
import type { Strings } from '../../i18n/strings.ts';
import { isMenuKey } from '../actions/use-action-menu.tsx';
import { useQueryLabels } from '../labels/use-query-labels.ts';
import { useFacesInPhoto } from '../people/use-faces-in-photo.ts';
import { toggleFilm } from './film-player.tsx';
import { PhotoDetailsPanel } from './photo-details-panel.tsx';
import { usePhoto } from './use-photo.ts';
import { useShownHit } from './use-shown-hit.ts';
import { useViewerActions } from './use-viewer-actions.ts';
import { useViewerWhy } from './use-viewer-why.ts';
import { ViewerBar } from './viewer-bar.tsx';
import { type ViewerDialog, ViewerDialogs } from './viewer-dialogs.tsx';
import { onViewerKey, type ViewerCommands } from './viewer-keys.ts';
import { ViewerStage } from './viewer-stage.tsx';
import { WhyCaption } from './why-caption.tsx';
import { createZoomSession } from './zoom-session.ts';

/** Number of labels in the accessible name of a photo. */
const MOST_NAMED = 3;
const NO_LINES: PhotoDetails['text'] = [];

interface Props {
  readonly hit: Hit | null;
  readonly rank: number;
  readonly total: number;
  /** The next one and the one before, to have their pictures ready. */
  readonly near: readonly (Hit | null)[];
  readonly text: string;
  readonly interpretations: readonly InterpretationView[];
  readonly onRank: (rank: number) => void;
  /** The open photo went to the trash. */
  readonly onTrashed: () => void;
  readonly onClose: () => void;
  readonly onSearch: (text: string) => void;
  /** Plays a slideshow from a photo on. */
  readonly onPlay: (photo: number) => void;
}

/** The accessible name of a photo or film, by what it shows. */
function altOf(hit: Hit | null, names: readonly string[], t: Strings): string {
  if (hit?.film == null) return names.length === 0 ? t.photoAlt : t.photoShowing(names);
  return names.length === 0 ? t.videoAlt : t.videoShowing(names);
}

/** Opens a dialog as long as its component is there, with the focus in it. */
function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const opening = dialog.current;
    opening?.showModal();
    opening?.focus();
    return () => opening?.close();
  }, [dialog]);
}

const isTextMarked = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement || document.getSelection()?.isCollapsed === false;

/** One photo, large, with its details. */
export function Viewer(props: Props): ReactNode {
  const { hit, rank, total, near, text, interpretations, onRank, onTrashed, onClose } = props;
  const { onSearch, onPlay } = props;
  const { t, language } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const labelField = useRef<HTMLInputElement>(null);
  const [zoom] = useState(createZoomSession);
  const [showsDetails, setShowsDetails] = useState(() => window.innerWidth >= 900);
  const [opened, setOpened] = useState<ViewerDialog>(null);
  const details = usePhoto(hit?.photo ?? null, text);
  const inPhoto = useFacesInPhoto(hit?.photo ?? null);
  const shown = useShownHit(hit, details);
  const labels = details?.labels ?? [];
  const queryLabels = useQueryLabels(interpretations);
  const { correct, target, actions, actionMenu, actionByKey } = useViewerActions({
    hit,
    details,
    text,
    onSearch,
    onTrashed,
    onPlay,
    labelField,
    dialog,
    showDetails: () => setShowsDetails(true),
  });
  const { label: whyLabel, why, show: showWhy, toggle: toggleWhy } = useViewerWhy(hit?.photo ?? null);

  useModal(dialog);
  const go = useCallback(
    (next: number): void => {
      if (next < 0 || next >= total) return;
      zoom.whole();
      onRank(next);
    },
    [zoom, total, onRank],
  );
  const navigate = useCallback((by: number): void => go(rank + by), [go, rank]);
  /** The label that the keyboard is at. */
  const labelAt = (target: Element) => {
    const key = target.closest<HTMLElement>('[data-label]')?.dataset['label'];
    return labels.find(({ label }) => label === key);
  };
  const stepBack = (): void => {
    if (whyLabel !== null) showWhy(null);
    else if (zoom.isZoomed()) zoom.whole();
    else onClose();
  };
  const commands: ViewerCommands = {
    zoom,
    navigate,
    stepBack,
    actionByKey,
    toFirst: () => go(0),
    toLast: () => go(total - 1),
    toggleDetails: () => setShowsDetails(!showsDetails),
    toggleWhy: (target) => toggleWhy(labels, labelAt(target), queryLabels),
    answer: (target, applies) => {
      const at = labelAt(target);
      const label = at === undefined ? queryLabels[0] : { label: at.label, name: at.name[language] };
      if (label !== undefined) correct(label, applies);
    },
    play: (target) => toggleFilm(target.closest('dialog') ?? target),
    openKeys: () => setOpened('keys'),
  };

  const openMenu = (event: KeyboardEvent | MouseEvent): void => {
    if (target !== null && dialog.current !== null) actionMenu.openAt(event, dialog.current, target);
  };

  const likely = labels.filter(({ level }) => level === 'likely').map(({ name }) => name[language]);
  return (
    <dialog
      ref={dialog}
      className="viewer"
      aria-label={t.photoOf(rank + 1, total)}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (isMenuKey(event) && event.target === event.currentTarget) openMenu(event);
        else onViewerKey(event, commands);
      }}
      // As everywhere: what is marked is copied, and where nothing is, the picture.
      onCopy={(event) => {
        if (isTextMarked(event.target)) return;
        event.preventDefault();
        actionByKey(PHOTO_ACTIONS.copy.key)?.();
      }}
      // Asked by other means than the key: a gesture of the system.
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget) stepBack();
      }}
      onClose={(event) => event.target === event.currentTarget && onClose()}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the menu key of the dialog opens the same menu. */}
      <div className="stage" onContextMenu={openMenu}>
        <ViewerBar
          target={target}
          actions={actions}
          details={details}
          place={t.placeInOrder(rank + 1, total)}
          queryLabels={queryLabels}
          showsDetails={showsDetails}
          commands={commands}
          onCorrect={correct}
          onClose={onClose}
        />
        <ViewerStage
          hit={shown}
          previous={near[1] ?? null}
          next={near[0] ?? null}
          zoom={zoom}
          alt={altOf(hit, likely.slice(0, MOST_NAMED), t)}
          lines={details?.text ?? NO_LINES}
          faces={inPhoto.outlined}
          map={why?.state === 'seen' ? why.map : null}
          hasPrevious={rank > 0}
          hasNext={rank < total - 1}
          onNavigate={navigate}
        >
          {why !== null && whyLabel !== null && (
            <WhyCaption why={why} name={whyLabel.name} onClose={() => showWhy(null)} />
          )}
        </ViewerStage>
      </div>
      {showsDetails && (
        <aside className="details" aria-label={t.details}>
          {details !== null && (
            <PhotoDetailsPanel
              details={details}
              labelField={labelField}
              why={whyLabel?.label ?? null}
              onWhy={showWhy}
              onSearch={onSearch}
              onCorrect={correct}
              onTeach={setOpened}
              inPhoto={inPhoto}
              onPerson={(person) => setOpened({ person })}
            />
          )}
        </aside>
      )}
      {actionMenu.menu}
      {actions.dialog}
      <ViewerDialogs opened={opened} onSearch={onSearch} onClose={() => setOpened(null)} />
    </dialog>
  );
}
