import type { ReactNode } from 'react';
import type { ProblemRow } from '../../../src/api/contract.ts';
import { problemText } from '../../../src/i18n/sentences.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';

interface Props {
  readonly row: ProblemRow;
  readonly isRetried: boolean;
  readonly isIgnored: boolean;
  readonly onRetry: () => void;
  readonly onIgnore: (ignored: boolean) => void;
}

export function ProblemItem({ row, isRetried, isIgnored, onRetry, onIgnore }: Props): ReactNode {
  const { desktop } = useConnection();
  const { t, language } = useLanguage();
  const { report } = useNotices();
  return (
    <li className="card problem">
      <h3 translate="no">{row.name}</h3>
      <p className="muted" translate="no">
        {[row.folderName, ...row.directory].join(' › ')}
      </p>
      <p>{problemText(language, row.kind)}</p>
      <details>
        <summary>{t.technicalDetail}</summary>
        <p className="detail">{t.problemDetail(row.detail)}</p>
        <p className="muted">{t.tries(row.tries)}</p>
      </details>
      <div className="actions">
        <button
          type="button"
          className="button quiet"
          disabled={isRetried}
          onClick={onRetry}
          aria-label={t.retryFile(row.name)}
        >
          {isRetried ? t.willRetry : t.retry}
        </button>
        {desktop !== null && (
          <button
            type="button"
            className="button quiet"
            onClick={() => void desktop.showFileInFolder(row.file).catch(report)}
            aria-label={t.showNamedInFolder(row.name)}
          >
            {t.showFileInFolder}
          </button>
        )}
        <button
          type="button"
          className="button quiet"
          onClick={() => onIgnore(!isIgnored)}
          aria-label={isIgnored ? t.listAgainFile(row.name) : t.ignoreFile(row.name)}
        >
          {isIgnored ? t.listAgain : t.ignore}
        </button>
      </div>
    </li>
  );
}
