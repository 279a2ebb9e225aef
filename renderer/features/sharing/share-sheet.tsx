import { type ReactNode, useEffect, useState } from 'react';
import type { HostConnection } from '../../client/connect.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { Sheet } from '../../ui/sheet.tsx';

/** Photos, and bytes of them, that are shared at once: all of them are in memory then. */
const [MOST, MOST_BYTES] = [50, 200_000_000];

interface Props {
  readonly photos: readonly number[];
  readonly onClose: () => void;
}

/** Why photos cannot be shared. */
class TooMuch extends Error {}

/** The originals as files, one after another. @throws TooMuch, Error where one cannot be read */
async function filesOf(
  { client, picture }: HostConnection,
  photos: readonly number[],
  signal: AbortSignal,
  onDone: (done: number) => void,
): Promise<File[]> {
  if (photos.length > MOST) throw new TooMuch();
  const files: File[] = [];
  let bytes = 0;
  for (const photo of photos) {
    const { places } = await client('photo.get', { photo });
    const response = await fetch(picture('original', photo), { signal });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    bytes += Number(response.headers.get('content-length'));
    if (bytes > MOST_BYTES) throw new TooMuch();
    const blob = await response.blob();
    files.push(new File([blob], nameOf(places[0]?.name ?? `${photo}`, blob.type), { type: blob.type }));
    onDone(files.length);
  }
  return files;
}

/** A picture that was converted to be shown (HEIC, RAW) has another ending. */
const nameOf = (name: string, type: string): string =>
  type === 'image/jpeg' && !/\.jpe?g$/i.test(name) ? `${name.replace(/\.[^.]*$/, '')}.jpg` : name;

/**
 * Gives photos to the share menu of the system. They are read first: a browser opens that menu only right after a key or
 * a button was pressed.
 */
export function ShareSheet({ photos, onClose }: Props): ReactNode {
  const connection = useConnection();
  const { t } = useLanguage();
  const notices = useNotices();
  const [done, setDone] = useState(0);
  const [files, setFiles] = useState<readonly File[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    filesOf(connection, photos, stop.signal, setDone).then(
      (read) => (navigator.canShare({ files: read }) ? setFiles(read) : setProblem(t.shareRefused)),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        if (!(error instanceof TooMuch)) notices.report(error);
        setProblem(error instanceof TooMuch ? t.shareTooMuch : t.shareRefused);
      },
    );
    return () => stop.abort();
  }, [connection, photos, notices, t]);

  const share = async (): Promise<void> => {
    try {
      await navigator.share({ files: [...(files ?? [])] });
      onClose();
    } catch (error) {
      // The user closed the menu.
      if (!(error instanceof DOMException && error.name === 'AbortError')) setProblem(t.shareRefused);
    }
  };

  return (
    <Sheet title={t.shareOf(photos.length)} onClose={onClose} size="small">
      <p className="muted">{t.shareHelp}</p>
      {files === null && problem === null && (
        <>
          <progress aria-label={t.progress} max={photos.length} value={done} />
          <p role="status">{t.shareWait(done, photos.length)}</p>
        </>
      )}
      {problem !== null && (
        <p className="error" role="alert">
          {problem}
        </p>
      )}
      <div className="actions">
        <button
          type="button"
          className="button primary"
          disabled={files === null}
          onClick={() => void share()}
        >
          {t.shareNow}
        </button>
      </div>
    </Sheet>
  );
}
