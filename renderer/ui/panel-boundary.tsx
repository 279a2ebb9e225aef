import type { ReactNode } from 'react';
import { useLanguage } from '../client/contexts.ts';
import { useForgetQueries } from '../client/use-query.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Icon } from './icon.tsx';

interface Props {
  readonly children: ReactNode;
  /** See ErrorBoundary. */
  readonly resetKey?: string;
}

/** One part of the window: where it throws, a sentence and "Try again" stand in its place. */
export function PanelBoundary({ children, resetKey }: Props): ReactNode {
  const { t } = useLanguage();
  const forget = useForgetQueries();
  return (
    <ErrorBoundary
      resetKey={resetKey}
      onRetry={forget}
      fallback={(retry) => (
        <div className="empty">
          <Icon name="warning" />
          <p role="alert">{t.panelFailed}</p>
          <div className="actions">
            <button type="button" className="button" onClick={retry}>
              {t.tryAgain}
            </button>
          </div>
        </div>
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
