import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Hit, Reading } from '../../src/api/contract.ts';
import { AlbumChoice } from '../albums/album-choice.tsx';
import { useApp } from '../parts/app-context.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { type NamedLabel, sayLabel } from '../said/say-label.ts';
import { useAskedLabels } from '../said/use-asked-labels.ts';
import { TeachSheet } from '../teach/teach-sheet.tsx';
import { PhotoDetailsPanel } from './photo-details-panel.tsx';
import { usePhoto } from './use-photo.ts';
import { ViewerPicture } from './viewer-picture.tsx';

interface Props {
  readonly hit: Hit | null;
  readonly rank: number;
  readonly total: number;
  /** The neighbours, to have their pictures ready. */
  readonly near: readonly (Hit | null)[];
  readonly text: string;
  readonly readings: readonly Reading[];
  readonly onRank: (rank: number) => void;
  readonly onClose: () => void;
  readonly onSearch: (text: string) => void;
}

/** One photo, large, with all that is known of it. */
export function Viewer(props: Props): ReactNode {
  const { hit, rank, total, near, text, readings, onRank, onClose, onSearch } = props;
  const app = useApp();
  const { t, desktop, picture, report, said } = app;
  const dialog = useRef<HTMLDialogElement>(null);
  const labelField = useRef<HTMLInputElement>(null);
  const [isZoomed, setZoomed] = useState(false);
  const [showsDetails, setShowsDetails] = useState(() => window.innerWidth >= 900);
  const [opened, setOpened] = useState<'albums' | NamedLabel | null>(null);
  const details = usePhoto(hit?.photo ?? null, text);
  const asked = useAskedLabels(readings);

  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.focus();
    return () => shown?.close();
  }, []);

  const go = (next: number): void => {
    if (next < 0 || next >= total) return;
    setZoomed(false);
    onRank(next);
  };
  const say = (label: NamedLabel, says: boolean | null): void => {
    if (hit !== null) sayLabel(app, [hit.photo], label, says);
  };
  /** Answers for the label that the keyboard is at, or for the one that was searched for. */
  const answer = (target: EventTarget, says: boolean): void => {
    const key =
      target instanceof Element ? target.closest<HTMLElement>('[data-label]')?.dataset['label'] : null;
    const shown = details?.labels.find(({ label }) => label === key);
    const label = shown === undefined ? asked[0] : { label: shown.label, name: shown.name[app.language] };
    if (label !== undefined) say(label, says);
  };
  const toggleFavourite = (): void => {
    if (details === null) return;
    const on = !details.favourite;
    said.act(said.session.setFavourite([details.photo], on), on ? t.madeFavourite : t.noFavourite);
  };
  const findAlike = (): void => {
    if (hit !== null) onSearch(`similar:${hit.photo}`);
  };
  const writeLabel = (): void => {
    flushSync(() => setShowsDetails(true));
    labelField.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { target } = event;
    // What is typed into a field, or in a dialog above this one, is not for the photo.
    const isElsewhere =
      target instanceof HTMLInputElement ||
      (target instanceof Element && target.closest('dialog') !== dialog.current);
    if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere) return;
    if (event.key === 'ArrowLeft' || event.key === 'PageUp') go(rank - 1);
    else if (event.key === 'ArrowRight' || event.key === 'PageDown') go(rank + 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(total - 1);
    else if (event.key === 'i') setShowsDetails(!showsDetails);
    else if (event.key === 'z') setZoomed(!isZoomed);
    else if (event.key === 'y' || event.key === 'n') answer(target, event.key === 'y');
    else if (event.key === 'f') toggleFavourite();
    else if (event.key === 'b') setOpened('albums');
    else if (event.key === 'm') findAlike();
    else if (event.key === 'l') writeLabel();
    else return;
    event.preventDefault();
  };

  return (
    <dialog
      ref={dialog}
      className="viewer"
      aria-label={t.photoOf(rank + 1, total)}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target !== event.currentTarget) return;
        if (isZoomed) setZoomed(false);
        else onClose();
      }}
    >
      <div className="stage">
        <div className="stage-bar">
          <IconButton icon="left" label={t.back} onClick={onClose} />
          <span className="muted" aria-live="polite">
            {t.placeInOrder(rank + 1, total)}
          </span>
          <span className="space" />
          {asked.map((label) => (
            <AskedAnswer
              key={label.label}
              label={label}
              says={details?.labels.find((one) => one.label === label.label)?.said ?? null}
              onSay={say}
            />
          ))}
          {hit !== null && (
            <>
              <IconButton
                icon="star"
                label={t.favourite}
                pressed={details?.favourite ?? hit.favourite}
                onClick={toggleFavourite}
              />
              <IconButton icon="album" label={t.toAlbum} onClick={() => setOpened('albums')} />
              <IconButton icon="alike" label={t.moreLikeThis} onClick={findAlike} />
            </>
          )}
          {hit !== null && desktop !== null && (
            <>
              <IconButton
                icon="open"
                label={t.openPhoto}
                onClick={() => void desktop.openPhoto(hit.photo).catch(report)}
              />
              <IconButton
                icon="folder"
                label={t.showInFolder}
                onClick={() => void desktop.showInFolder(hit.photo).catch(report)}
              />
            </>
          )}
          <IconButton icon="zoom" label={t.zoom} pressed={isZoomed} onClick={() => setZoomed(!isZoomed)} />
          <IconButton
            icon="info"
            label={t.details}
            pressed={showsDetails}
            onClick={() => setShowsDetails(!showsDetails)}
          />
        </div>
        {hit !== null && <ViewerPicture key={hit.photo} hit={hit} isZoomed={isZoomed} onZoom={setZoomed} />}
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
        <div hidden>
          {near.map(
            (one) => one !== null && <img key={one.photo} src={picture('original', one.photo)} alt="" />,
          )}
        </div>
      </div>
      {showsDetails && (
        <aside className="details" aria-label={t.details}>
          {details !== null && (
            <PhotoDetailsPanel
              details={details}
              labelField={labelField}
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
      {opened !== null && opened !== 'albums' && (
        <TeachSheet first={opened} onSearch={onSearch} onClose={() => setOpened(null)} />
      )}
    </dialog>
  );
}

/** The question that a search asks of each of its photos. */
function AskedAnswer({
  label,
  says,
  onSay,
}: {
  readonly label: NamedLabel;
  readonly says: boolean | null;
  readonly onSay: (label: NamedLabel, says: boolean | null) => void;
}): ReactNode {
  const { t } = useApp();
  const answer = (next: boolean): void => onSay(label, says === next ? null : next);
  return (
    <fieldset className="asked" aria-label={label.name}>
      <span className="asked-name">{t.isIt(label.name)}</span>
      <IconButton
        icon="check"
        label={t.isLabel(label.name)}
        pressed={says === true}
        onClick={() => answer(true)}
      />
      <IconButton
        icon="close"
        label={t.isNotLabel(label.name)}
        pressed={says === false}
        onClick={() => answer(false)}
      />
    </fieldset>
  );
}
