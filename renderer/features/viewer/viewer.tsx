import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Hit, InterpretationView } from '../../../src/api/contract.ts';
import { useApp } from '../../client/app-context.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { AlbumChoice } from '../albums/album-choice.tsx';
import { type NamedLabel, sayLabel } from '../labels/correct-label.ts';
import { TeachSheet } from '../labels/teach-sheet.tsx';
import { useQueryLabels } from '../labels/use-query-labels.ts';
import { copyPicture } from './copy-picture.ts';
import { hasMap } from './has-map.ts';
import { KeyHelp } from './key-help.tsx';
import { PhotoDetailsPanel } from './photo-details-panel.tsx';
import { PictureStage } from './picture-stage.tsx';
import { SaliencyLayer } from './saliency-layer.tsx';
import { usePhoto } from './use-photo.ts';
import { useWhy } from './use-why.ts';
import { ViewerBar } from './viewer-bar.tsx';
import { WhyCaption } from './why-caption.tsx';
import { createZoomSession } from './zoom-session.ts';

/** How much a press of a key zooms, and how far it moves the picture, pixels. */
const [ZOOM_STEP, PAN_STEP] = [1.5, 80];
/** Labels that tell what a photo shows to those who do not see it. */
const TOLD = 3;

interface Props {
  readonly hit: Hit | null;
  readonly rank: number;
  readonly total: number;
  /** The next one and the one before, to have their pictures ready. */
  readonly near: readonly (Hit | null)[];
  readonly text: string;
  readonly interpretations: readonly InterpretationView[];
  readonly onRank: (rank: number) => void;
  readonly onClose: () => void;
  readonly onSearch: (text: string) => void;
}

/** One photo, large, with all that is known of it. */
export function Viewer(props: Props): ReactNode {
  const { hit, rank, total, near, text, interpretations, onRank, onClose, onSearch } = props;
  const app = useApp();
  const { t, language, desktop, picture, report, notify, userData } = app;
  const dialog = useRef<HTMLDialogElement>(null);
  const labelField = useRef<HTMLInputElement>(null);
  const [zoom] = useState(createZoomSession);
  const [showsDetails, setShowsDetails] = useState(() => window.innerWidth >= 900);
  const [opened, setOpened] = useState<'albums' | 'keys' | NamedLabel | null>(null);
  const [whyOf, setWhyOf] = useState<(NamedLabel & { readonly photo: number }) | null>(null);
  const details = usePhoto(hit?.photo ?? null, text);
  const asked = useQueryLabels(interpretations);
  const shownWhy = whyOf !== null && whyOf.photo === hit?.photo ? whyOf : null;
  const why = useWhy(shownWhy?.photo ?? null, shownWhy?.label ?? null);

  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.focus();
    return () => shown?.close();
  }, []);

  const go = (next: number): void => {
    if (next < 0 || next >= total) return;
    zoom.whole();
    onRank(next);
  };
  const say = (label: NamedLabel, says: boolean | null): void => {
    if (hit !== null) sayLabel(app, [hit.photo], label, says);
  };
  /** The label that the keyboard is at. */
  const labelAt = (target: Element) => {
    const key = target.closest<HTMLElement>('[data-label]')?.dataset['label'];
    return details?.labels.find(({ label }) => label === key);
  };
  /** Answers for the label that the keyboard is at, or for the one that was searched for. */
  const answer = (target: Element, says: boolean): void => {
    const shown = labelAt(target);
    const label = shown === undefined ? asked[0] : { label: shown.label, name: shown.name[language] };
    if (label !== undefined) say(label, says);
  };
  const showWhy = (label: NamedLabel | null): void => {
    const isShown = label === null || label.label === shownWhy?.label;
    setWhyOf(isShown || hit === null ? null : { ...label, photo: hit.photo });
  };
  /** For the label that the keyboard is at, or that was searched for, or that is the surest. */
  const toggleWhy = (target: Element): void => {
    const wanted = shownWhy === null ? (details?.labels ?? []).filter(hasMap) : [];
    const at = labelAt(target);
    const label =
      wanted.find((one) => one === at) ??
      wanted.find(({ label: one }) => asked.some(({ label: key }) => key === one)) ??
      wanted[0];
    showWhy(label === undefined ? null : { label: label.label, name: label.name[language] });
  };
  const toggleFavourite = (): void => {
    if (details === null) return;
    const on = !details.favourite;
    userData.act(userData.session.setFavourite([details.photo], on), on ? t.madeFavourite : t.noFavourite);
  };
  const findAlike = (): void => {
    if (hit !== null) onSearch(`similar:${hit.photo}`);
  };
  const writeLabel = (): void => {
    flushSync(() => setShowsDetails(true));
    labelField.current?.focus();
  };
  const copy = (): void => {
    if (hit === null) return;
    // The desktop app's window may not write into the clipboard.
    (desktop === null ? copyPicture(picture('original', hit.photo)) : desktop.copyPhoto(hit.photo)).then(
      () => notify(t.copied),
      () => notify(t.notCopied),
    );
  };
  const stepBack = (): void => {
    if (shownWhy !== null) showWhy(null);
    else if (zoom.isZoomed()) zoom.whole();
    else onClose();
  };
  const move = (across: number, down: number, by: number): void => {
    if (zoom.isZoomed()) zoom.pan(-across * PAN_STEP, -down * PAN_STEP);
    else if (by !== 0) go(rank + by);
  };

  const onDesktop = (run: (photo: number) => Promise<void>): void => {
    if (hit !== null) run(hit.photo).catch(report);
  };
  const actions = new Map<string, (target: Element) => void>([
    ['ArrowLeft', () => move(-1, 0, -1)],
    ['ArrowRight', () => move(1, 0, 1)],
    ['ArrowUp', () => move(0, -1, 0)],
    ['ArrowDown', () => move(0, 1, 0)],
    ['PageUp', () => go(rank - 1)],
    ['PageDown', () => go(rank + 1)],
    ['Home', () => go(0)],
    ['End', () => go(total - 1)],
    ['Escape', stepBack],
    ['+', () => zoom.by(ZOOM_STEP)],
    ['=', () => zoom.by(ZOOM_STEP)],
    ['-', () => zoom.by(1 / ZOOM_STEP)],
    ['0', zoom.whole],
    ['1', zoom.toSharp],
    ['z', () => zoom.toggle()],
    ['i', () => setShowsDetails(!showsDetails)],
    ['w', toggleWhy],
    ['y', (target) => answer(target, true)],
    ['n', (target) => answer(target, false)],
    ['f', toggleFavourite],
    ['b', () => setOpened('albums')],
    ['m', findAlike],
    ['l', writeLabel],
    ['c', copy],
    ['?', () => setOpened('keys')],
  ]);
  if (desktop !== null) {
    actions.set('s', () => onDesktop(desktop.showInFolder));
    actions.set('o', () => onDesktop(desktop.openPhoto));
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof Element)) return;
    // What is pressed in a dialog above this one, or in a menu, is not for the photo.
    if (target.closest('dialog, [popover]') !== dialog.current) return;
    // Nor is what is typed; but Escape leaves the field.
    if (target instanceof HTMLInputElement) {
      if (event.key !== 'Escape') return;
      dialog.current?.focus();
    } else {
      const deed = actions.get(event.key);
      // Up and down scroll what they are in.
      const scrolls = event.key === 'ArrowUp' || event.key === 'ArrowDown';
      if (deed === undefined || (scrolls && target.closest('.details') !== null)) return;
      deed(target);
    }
    event.preventDefault();
  };

  const likely = (details?.labels ?? []).filter(({ level }) => level === 'likely').slice(0, TOLD);
  return (
    <dialog
      ref={dialog}
      className="viewer"
      aria-label={t.photoOf(rank + 1, total)}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      // As everywhere: what is marked is copied, and where nothing is, the picture.
      onCopy={(event) => {
        const isText =
          event.target instanceof HTMLInputElement || document.getSelection()?.isCollapsed === false;
        if (isText) return;
        event.preventDefault();
        copy();
      }}
      // Asked by other means than the key: a gesture of the system.
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget) stepBack();
      }}
      onClose={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="stage">
        <ViewerBar
          hit={hit}
          details={details}
          place={t.placeInOrder(rank + 1, total)}
          asked={asked}
          zoom={zoom}
          showsDetails={showsDetails}
          onDetails={() => setShowsDetails(!showsDetails)}
          onSay={say}
          onFavourite={toggleFavourite}
          onAlbums={() => setOpened('albums')}
          onAlike={findAlike}
          onClose={onClose}
          more={[
            { name: t.copyPicture, run: copy },
            ...(desktop === null
              ? []
              : [
                  { name: t.showInFolder, run: () => onDesktop(desktop.showInFolder) },
                  { name: t.openPhoto, run: () => onDesktop(desktop.openPhoto) },
                ]),
            { name: t.showKeys, run: () => setOpened('keys') },
          ]}
        />
        {hit !== null && (
          <PictureStage
            hit={hit}
            previous={near[1] ?? null}
            next={near[0] ?? null}
            zoom={zoom}
            alt={likely.length === 0 ? t.photoAlt : t.photoShowing(likely.map(({ name }) => name[language]))}
            onTurn={(by) => go(rank + by)}
          >
            {why?.state === 'seen' && <SaliencyLayer hit={hit} map={why.map} />}
          </PictureStage>
        )}
        {why !== null && shownWhy !== null && (
          <WhyCaption why={why} name={shownWhy.name} onClose={() => showWhy(null)} />
        )}
        {rank > 0 && (
          <div className="turn previous">
            <IconButton icon="left" label={t.previous} onClick={() => go(rank - 1)} />
          </div>
        )}
        {rank < total - 1 && (
          <div className="turn next">
            <IconButton icon="right" label={t.next} onClick={() => go(rank + 1)} />
          </div>
        )}
      </div>
      {showsDetails && (
        <aside className="details" aria-label={t.details}>
          {details !== null && (
            <PhotoDetailsPanel
              details={details}
              labelField={labelField}
              why={shownWhy?.label ?? null}
              onWhy={showWhy}
              onSearch={onSearch}
              onSay={say}
              onTeach={setOpened}
            />
          )}
        </aside>
      )}
      {opened === 'albums' && details !== null && (
        <AlbumChoice
          photos={[details.photo]}
          inAlbums={details.albums.map(({ album }) => album)}
          onClose={() => setOpened(null)}
        />
      )}
      {opened === 'keys' && <KeyHelp onClose={() => setOpened(null)} />}
      {opened !== null && typeof opened !== 'string' && (
        <TeachSheet first={opened} onSearch={onSearch} onClose={() => setOpened(null)} />
      )}
    </dialog>
  );
}
