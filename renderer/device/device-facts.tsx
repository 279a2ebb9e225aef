import type { ReactNode } from 'react';
import type { Status } from '../../src/api/contract.ts';
import { useApp } from '../parts/app-context.ts';
import { Icon } from '../parts/icon.tsx';

/** What looks at the photos just now, what was given up meanwhile, and why not the others. */
export function DeviceFacts({ status }: { readonly status: Status }): ReactNode {
  const { t } = useApp();
  const { device, engine } = status;
  if (device === null) return <p className="muted">{t.deviceMeaning}</p>;
  return (
    <>
      <p>{t.onDevice(device, engine?.gpu ?? false)}</p>
      <p className="muted">{engine?.comparing === true ? t.comparingEngines : t.deviceMeaning}</p>
      {engine !== null && engine.failed !== null && (
        <p className="warning" role="alert">
          <Icon name="warning" />
          <span>{t.engineFailed(engine.failed.device, engine.failed.reason, device)}</span>
        </p>
      )}
      {engine !== null && engine.others.length > 0 && (
        <details className="other-engines">
          <summary>{t.othersNotUsed}</summary>
          <ul>
            {engine.others.map(({ name, trouble, photosPerSecond }) => (
              <li key={name}>
                {name}:{' '}
                {trouble === null
                  ? photosPerSecond !== null && t.perSecond(photosPerSecond)
                  : t.reasonText(trouble)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
