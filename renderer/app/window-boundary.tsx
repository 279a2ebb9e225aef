import type { ReactNode } from 'react';
import { languageOf } from '../../src/i18n/language-of.ts';
import { strings } from '../i18n/strings.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Icon } from '../ui/icon.tsx';

/** Around everything: what no other boundary caught leaves a sentence and "Reload", never an empty window. */
export function WindowBoundary({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <ErrorBoundary
      fallback={() => {
        // The setting may be what failed: the page's language, else that of the system.
        const languages = [document.documentElement.lang, ...navigator.languages].map(languageOf);
        const t = strings[languages.find((language) => language !== 'en') ?? 'en'];
        return (
          <main className="empty">
            <Icon name="warning" />
            <p role="alert">{t.windowFailed}</p>
            <div className="actions">
              <button type="button" className="button primary" onClick={() => location.reload()}>
                {t.reload}
              </button>
            </div>
          </main>
        );
      }}
    >
      {children}
    </ErrorBoundary>
  );
}
