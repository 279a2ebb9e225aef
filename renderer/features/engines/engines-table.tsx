import type { ReactNode } from 'react';
import type { Engines, EngineView } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';

/** What was measured of each engine, or why it cannot be used. Those that are made for other systems are left out. */
export function EnginesTable({ engines, used }: Pick<Engines, 'engines' | 'used'>): ReactNode {
  const { t } = useLanguage();
  const columns = t.engineColumns;
  return (
    <div className="engines">
      <table aria-label={t.enginesTable}>
        <thead>
          <tr>
            <th scope="col">{columns.engine}</th>
            <th scope="col">{columns.rate}</th>
            <th scope="col">{columns.loads}</th>
            <th scope="col">{columns.difference}</th>
          </tr>
        </thead>
        <tbody>
          {engines
            .filter(({ state }) => state !== 'impossible')
            .map((engine) => (
              <EngineRow key={engine.id} engine={engine} isUsed={engine.id === used} />
            ))}
        </tbody>
      </table>
    </div>
  );
}

function EngineRow({ engine, isUsed }: { readonly engine: EngineView; readonly isUsed: boolean }): ReactNode {
  const { t } = useLanguage();
  const { title, device, state, trouble, photosPerSecond, batch, loadSeconds, difference } = engine;
  const works = state === 'works';
  return (
    <tr className={isUsed ? 'used' : works ? undefined : 'muted'}>
      <th scope="row">
        {device === null ? <span translate="no">{title}</span> : t.deviceName(device)}{' '}
        {isUsed && <small className="engine-used">{t.engineUsed}</small>}
      </th>
      {works ? (
        <>
          <td>
            {photosPerSecond === null ? '' : t.engineRate(photosPerSecond)}
            {batch !== null && <small className="muted"> {t.engineBatch(batch)}</small>}
          </td>
          <td>{loadSeconds === null ? '' : t.seconds(loadSeconds)}</td>
          <td>{difference === null ? '' : difference === 0 ? '0' : difference.toPrecision(1)}</td>
        </>
      ) : (
        <td colSpan={3}>{trouble === null ? t.engineNotTried : t.reasonText(trouble)}</td>
      )}
    </tr>
  );
}
