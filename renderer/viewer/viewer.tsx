import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { Hit } from '../../src/api/contract.ts';
import { useApp } from '../parts/app-context.ts';
import { IconButton } from '../parts/icon-button.tsx';
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
  readonly onRank: (rank: number) => void;
  readonly onClose: () => void;
  readonly onSearch: (text: string) => void;
}

/** One photo, large, with all that is known of it. */
export function Viewer({ hit, rank, total, near, text, onRank, onClose, onSearch }: Props): ReactNode {
  const { t, desktop, picture, report } = useApp();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isZoomed, setZoomed] = useState(false);
  const [showsDetails, setShowsDetails] = useState(() => window.innerWidth >= 900);

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
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowLeft' || event.key === 'PageUp') go(rank - 1);
    else if (event.key === 'ArrowRight' || event.key === 'PageDown') go(rank + 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(total - 1);
    else if (event.key === 'i') setShowsDetails(!showsDetails);
    else if (event.key === 'z') setZoomed(!isZoomed);
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
      {showsDetails && hit !== null && <Details photo={hit.photo} text={text} onSearch={onSearch} />}
    </dialog>
  );
}

function Details({
  photo,
  text,
  onSearch,
}: {
  photo: number;
  text: string;
  onSearch: (text: string) => void;
}): ReactNode {
  const { t } = useApp();
  const details = usePhoto(photo, text);
  return (
    <aside className="details" aria-label={t.details}>
      {details !== null && <PhotoDetailsPanel details={details} onSearch={onSearch} />}
    </aside>
  );
}
