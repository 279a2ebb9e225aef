import type { ReactNode } from 'react';
import { canDo, keyName, PHOTO_ACTION_IDS, PHOTO_ACTIONS } from '../../../src/api/photo-actions.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { viewerKeyLines } from './viewer-keys.ts';

/** Every key of the viewer. */
export function KeyHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { abilities } = useConnection();
  const { t } = useLanguage();
  const actions = PHOTO_ACTION_IDS.filter(
    (id) => PHOTO_ACTIONS[id].surface === 'everywhere' && canDo(id, abilities),
  ).map((id) => [[keyName(PHOTO_ACTIONS[id].key)], t.actionName(id)] as const);
  return (
    <Sheet title={t.keys} onClose={onClose} size="small">
      <dl className="keys" tabIndex={0}>
        {[...viewerKeyLines(t), ...actions].map(([keys, meaning]) => (
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
