import type { ReactNode } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useConnection, useLanguage, useNotices } from '../../client/contexts.ts';

type Work = NonNullable<Output<'packs.list'>['work']>;

/** How far the model or the engine is that is being added. */
export function PackWork({ work }: { readonly work: Work }): ReactNode {
  const { client } = useConnection();
  const { report } = useNotices();
  const { t } = useLanguage();
  const { name, phase, done, of } = work;
  return (
    <div className="card">
      <p role="status">{t.packWork(phase, name)}</p>
      <progress aria-label={t.progress} {...(of > 0 && phase !== 'trying' ? { max: of, value: done } : {})} />
      {of > 0 && <p className="muted detail">{t.packBytesOf(t.bytes(done), t.bytes(of))}</p>}
      <div className="actions">
        <button type="button" className="button" onClick={() => void client('packs.stop', {}).catch(report)}>
          {t.stop}
        </button>
      </div>
    </div>
  );
}
