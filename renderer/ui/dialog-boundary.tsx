import type { ReactNode } from 'react';
import { useLanguage } from '../client/contexts.ts';
import { useForgetQueries } from '../client/use-query.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Sheet } from './sheet.tsx';

interface Props {
  readonly children: ReactNode;
  /** See ErrorBoundary. */
  readonly resetKey?: string;
  readonly onClose: () => void;
}

/** A dialog that opens over the window: where it throws, a small one that can be closed takes its place. */
export function DialogBoundary({ children, resetKey, onClose }: Props): ReactNode {
  const { t } = useLanguage();
  const forget = useForgetQueries();
  return (
    <ErrorBoundary
      resetKey={resetKey}
      onRetry={forget}
      fallback={(retry) => (
        <Sheet
          title={t.failed}
          onClose={() => {
            forget();
            onClose();
          }}
          size="small"
        >
          <p role="alert">{t.panelFailed}</p>
          <button type="button" className="button" onClick={retry}>
            {t.tryAgain}
          </button>
        </Sheet>
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
