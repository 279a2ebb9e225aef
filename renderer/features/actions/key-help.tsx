import type { ReactNode } from 'react';
import {
  canDo,
  keyName,
  PHOTO_ACTION_IDS,
  PHOTO_ACTIONS,
  type PhotoActionId,
} from '../../../src/api/photo-actions.ts';
import { useConnection, useLanguage } from '../../client/contexts.ts';
import { Sheet } from '../../ui/sheet.tsx';

interface Props {
  /** Keys that are of no action, and what they do. */
  readonly lines: readonly (readonly [keys: readonly string[], meaning: string])[];
  /** The surfaces whose actions are listed. */
  readonly surfaces: readonly (typeof PHOTO_ACTIONS)[PhotoActionId]['surface'][];
  readonly onClose: () => void;
}

/** Every key of the viewer, or of the window. */
export function KeyHelp({ lines, surfaces, onClose }: Props): ReactNode {
  const { abilities } = useConnection();
  const { t } = useLanguage();
  const actions = PHOTO_ACTION_IDS.filter(
    (id) => surfaces.includes(PHOTO_ACTIONS[id].surface) && canDo(id, abilities),
  ).map((id) => [[keyName(PHOTO_ACTIONS[id].key)], t.actionName(id)] as const);
  return (
    <Sheet title={t.keys} onClose={onClose} size="small">
      <dl className="keys" tabIndex={0}>
        {[...lines, ...actions].map(([keys, meaning]) => (
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
