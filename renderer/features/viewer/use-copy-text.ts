import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';

/** Copies a text to the clipboard, and reports whether that worked. */
export function useCopyText(): (text: string) => void {
  const { desktop } = useConnection();
  const { t } = useLanguage();
  const { notify, report } = useNotices();
  return (text) => {
    // The desktop app's window may not write into the clipboard.
    const copying = desktop === null ? navigator.clipboard.writeText(text) : desktop.copyText(text);
    copying.then(
      () => notify(t.textCopied),
      (error: unknown) => {
        report(error);
        notify(t.textNotCopied);
      },
    );
  };
}
