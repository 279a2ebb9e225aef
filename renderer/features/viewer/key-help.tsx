import type { ReactNode } from 'react';
import { useApp } from '../../client/app-context.ts';
import { Sheet } from '../../ui/sheet.tsx';

/** Every key of the viewer. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t, desktop } = useApp();
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
