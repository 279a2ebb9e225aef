import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { createPortal } from 'react-dom';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { useQueryState } from '../../client/use-query.ts';
import { Sheet } from '../../ui/sheet.tsx';

/** Photos that are printed at once: all of them are in memory then. */
const MOST = 50;
/** Pictures that are loaded at once. */
const AHEAD = 4;
/** A picture that takes longer, in ms, is left out. */
const WITHIN_MS = 60_000;

interface Props {
  readonly photos: readonly number[];
  readonly onClose: () => void;
}

/** Loads photos as pages, one each, and opens the dialog of the system that prints them. */
export function PrintSheet({ photos, onClose }: Props): ReactNode {
  const { t } = useLanguage();
  const wanted = photos.slice(0, MOST);
  const [settled, setSettled] = useState<ReadonlyMap<number, boolean>>(new Map());
  const failed = [...settled.values()].filter((isShown) => !isShown).length;
  const isReady = settled.size === wanted.length && failed < wanted.length;
  // Printed at once where there is no notice to read first.
  const isPlain = isReady && failed === 0 && photos.length <= MOST;

  const onPrinted = useEffectEvent(onClose);
  useEffect(() => {
    const close = (): void => onPrinted();
    window.addEventListener('afterprint', close);
    return () => window.removeEventListener('afterprint', close);
  }, []);
  useEffect(() => {
    if (isPlain) window.print();
  }, [isPlain]);

  return (
    <Sheet title={t.printOf(wanted.length)} onClose={onClose} size="small">
      <p className="muted">{t.printHelp}</p>
      {photos.length > MOST && <p>{t.printTooMany(MOST)}</p>}
      {settled.size < wanted.length && (
        <>
          <progress aria-label={t.progress} max={wanted.length} value={settled.size} />
          <p role="status">{t.printWait(settled.size, wanted.length)}</p>
        </>
      )}
      {failed > 0 && (
        <p className="error" role="alert">
          {failed === wanted.length ? t.printNothing : t.printFailed(failed)}
        </p>
      )}
      <div className="actions">
        <button type="button" className="button primary" disabled={!isReady} onClick={() => window.print()}>
          {t.printNow}
        </button>
      </div>
      {createPortal(
        <div className="print-pages">
          {wanted
            .slice(0, settled.size + AHEAD)
            .map(
              (photo) =>
                settled.get(photo) !== false && (
                  <PrintPage
                    key={photo}
                    photo={photo}
                    onSettled={(isShown) => setSettled((before) => new Map(before).set(photo, isShown))}
                  />
                ),
            )}
        </div>,
        document.body,
      )}
    </Sheet>
  );
}

interface PageProps {
  readonly photo: number;
  readonly onSettled: (isShown: boolean) => void;
}

/** A photo on a page; of a film, and where the original cannot be shown, its thumbnail. */
function PrintPage({ photo, onSettled }: PageProps): ReactNode {
  const { picture } = useConnection();
  const { data: details = null, error } = useQueryState('photo.get', { photo }, { isSilent: true });
  const [isThumbnail, setThumbnail] = useState(false);
  const [isShown, setShown] = useState(false);
  const settle = useEffectEvent(onSettled);
  useEffect(() => {
    if (error !== null) settle(false);
  }, [error]);
  useEffect(() => {
    if (isShown) return;
    const late = setTimeout(() => settle(false), WITHIN_MS);
    return () => clearTimeout(late);
  }, [isShown]);
  if (details === null) return null;
  const { turn } = details;
  return (
    <div className="print-page">
      {/* The thumbnail comes turned. */}
      <div className={isThumbnail || turn === null ? 'turn-none' : `turn-${turn}`}>
        <img
          src={isThumbnail ? picture('thumbnail', photo, turn) : picture('original', photo)}
          alt=""
          decoding="sync"
          onLoad={() => {
            setShown(true);
            onSettled(true);
          }}
          onError={() => (isThumbnail ? onSettled(false) : setThumbnail(true))}
        />
      </div>
    </div>
  );
}
