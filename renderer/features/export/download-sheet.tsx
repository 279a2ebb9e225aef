import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { errorSentence } from '../../i18n/sentences.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { ExportFields } from './export-fields.tsx';
import { copyOptionsOf, type ExportedPhotos, useExportOptions } from './export-options.ts';

interface Props {
  readonly target: ExportedPhotos;
  readonly onClose: () => void;
}

/** Downloads photos with the browser, with the options of an export. */
export function DownloadSheet({ target, onClose }: Props): ReactNode {
  const { photos } = target;
  const { client, download } = useConnection();
  const { t, language } = useLanguage();
  const notices = useNotices();
  const [options, change] = useExportOptions();
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = useRef<HTMLButtonElement>(null);
  // After the sheet is shown: what was chosen last is most often right, and Enter downloads.
  useLayoutEffect(() => submit.current?.focus(), []);

  const start = async (): Promise<void> => {
    setAsking(true);
    setError(null);
    try {
      const { token } = await client('copies.download', copyOptionsOf(options, target, language));
      const address = download(token);
      if (address === null) return;
      const link = document.createElement('a');
      link.href = address;
      // Its name is in the answer.
      link.download = '';
      link.click();
      notices.notify(t.downloadStarted);
      onClose();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setAsking(false);
    }
  };

  return (
    <Sheet title={t.downloadOf(photos.length)} onClose={onClose} size="small">
      <form
        className="copies"
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <p className="muted">{t.downloadPromise}</p>
        <ExportFields options={options} isSeveral={photos.length > 1} onChange={change} />
        <div className="actions">
          <button ref={submit} type="submit" className="button primary" disabled={isAsking}>
            {t.downloadNow}
          </button>
        </div>
      </form>
      {error !== null && (
        <p className="error" role="alert">
          {errorSentence(language, error)}
        </p>
      )}
    </Sheet>
  );
}
