import type { ReactNode } from 'react';
import type { EngineView, Status } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { useEngines } from './use-engines.ts';

type Others = NonNullable<Status['engine']>['others'];

/** The device in use, the one that failed before it, and why the others are not used. */
export function DeviceFacts({ status }: { readonly status: Status }): ReactNode {
  const { t } = useLanguage();
  const { device, engine } = status;
  if (device === null) return <DeviceToCome />;
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
      <OtherEngines others={engine?.others ?? []} />
    </>
  );
}

/** The same without work so far: from the last comparison. */
function DeviceToCome(): ReactNode {
  const { t } = useLanguage();
  const { engines } = useEngines();
  if (engines === null) return <p className="muted">{t.deviceMeaning}</p>;
  const used = engines.engines.find(({ id }) => id === engines.used);
  const others = engines.engines.filter(
    ({ id, state }) => id !== engines.used && (state === 'works' || state === 'fails'),
  );
  return (
    <>
      {used !== undefined && <p>{t.deviceToCome(deviceOf(used))}</p>}
      <p className="muted">{t.deviceMeaning}</p>
      <OtherEngines others={others.map((one) => ({ ...one, device: deviceOf(one) }))} />
    </>
  );
}

const deviceOf = ({ device, title }: EngineView): Others[number]['device'] =>
  device ?? { kind: 'named', name: title };

function OtherEngines({ others }: { readonly others: Others }): ReactNode {
  const { t } = useLanguage();
  if (others.length === 0) return null;
  return (
    <details className="other-engines">
      <summary>{t.othersNotUsed}</summary>
      <ul>
        {others.map(({ device, trouble, photosPerSecond }) => (
          <li key={t.deviceName(device)}>
            {t.deviceName(device)}:{' '}
            {trouble === null
              ? photosPerSecond !== null && t.perSecond(photosPerSecond)
              : t.reasonText(trouble)}
          </li>
        ))}
      </ul>
    </details>
  );
}
