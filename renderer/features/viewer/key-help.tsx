import type { ReactNode } from 'react';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { Sheet } from '../../ui/sheet.tsx';

/** Every key of the viewer. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { desktop } = useConnection();
  const { t } = useLanguage();
  return (
    <Sheet title={t.keys} onClose={onClose} size="small">
      <dl className="keys">
        {[...t.viewerKeys, ...(desktop === null ? [] : t.desktopKeys)].map(([keys, meaning]) => (
          <div key={meaning}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
