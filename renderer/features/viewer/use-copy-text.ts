import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';
import { copyText } from '../../client/copy-text.ts';

/** Copies a text to the clipboard, and reports whether that worked. */
export function useCopyText(): (text: string) => void {
  const { desktop } = useConnection();
  const { t } = useLanguage();
  const { notify, report } = useNotices();
  return (text) => {
    copyText(desktop, text).then(
      () => notify(t.textCopied),
      (error: unknown) => {
        report(error);
        notify(t.textNotCopied);
      },
    );
  };
}
