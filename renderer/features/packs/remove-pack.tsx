import type { ReactNode } from 'react';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';

/** Removes an added pack. @param name its id, or ID@VERSION */
export function RemovePack({ name }: { readonly name: string }): ReactNode {
  const { client } = useConnection();
  const { report } = useNotices();
  const { t } = useLanguage();
  return (
    <div className="actions">
      <button
        type="button"
        className="button"
        onClick={() => void client('packs.remove', { name }).catch(report)}
      >
        {t.packRemove(name)}
      </button>
    </div>
  );
}
