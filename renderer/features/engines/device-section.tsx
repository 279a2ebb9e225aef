import { type ReactNode, useEffect, useRef } from 'react';
import type { Engines } from '../../../src/api/contract.ts';
import { useLanguage, useStatus } from '../../client/contexts.ts';
import { DeviceFacts } from './device-facts.tsx';
import { EngineOffers } from './engine-offers.tsx';
import { EnginesTable } from './engines-table.tsx';
import { useEngines } from './use-engines.ts';

/**
 * What looks at the photos: what was measured on this computer, and the person's choice. It is scrolled to where it
 * is what was wanted of the settings.
 */
export function DeviceSection({ isWanted }: { readonly isWanted: boolean }): ReactNode {
  const { t } = useLanguage();
  const { engines, choose, act } = useEngines();
  const status = useStatus((state) => state.status);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isWanted) heading.current?.scrollIntoView();
  }, [isWanted]);
  const title = <h3 ref={heading}>{t.performance}</h3>;
  if (engines === null) return title;
  const { choice, override, used, work, failure } = engines;
  const usable = engines.engines.filter(({ id, state }) => state === 'works' || id === choice);
  const isCompared = engines.engines.some(({ state }) => state === 'works');
  return (
    <>
      {title}
      {status !== null && <DeviceFacts status={status} />}
      <div className="device">
        <fieldset className="engine-choice" aria-label={t.performance}>
          {[
            ['auto', t.engineAuto] as const,
            ...usable.map(
              ({ id, title, device }) => [id, device === null ? title : t.deviceName(device)] as const,
            ),
          ].map(([id, name]) => (
            <label key={id} className="check">
              <input type="radio" name="engine" checked={id === choice} onChange={() => choose(id)} />
              {name}
            </label>
          ))}
        </fieldset>
        {override !== null && <p className="warning">{t.engineOverride(override)}</p>}
        <EnginesTable engines={engines.engines} used={used} />
        <p className="muted">{t.engineColumnsMeaning}</p>
        {work === null ? (
          <div className="actions">
            <button type="button" className="button" onClick={() => act('engines.compare')}>
              {isCompared ? t.compareAgain : t.compareEngines}
            </button>
          </div>
        ) : (
          <EngineWork work={work} engines={engines.engines} onStop={() => act('engines.stop')} />
        )}
        {failure !== null && (
          <p className="error" role="alert">
            {t.engineWorkFailed(failure)}
          </p>
        )}
        <EngineOffers />
      </div>
    </>
  );
}

/** How far the comparison of the engines is. */
function EngineWork({
  work,
  engines,
  onStop,
}: {
  readonly work: NonNullable<Engines['work']>;
  readonly engines: Engines['engines'];
  readonly onStop: () => void;
}): ReactNode {
  const { t } = useLanguage();
  const device = engines.find(({ title }) => title === work.engine)?.device;
  return (
    <div className="engine-work">
      <p role="status">{t.tryingEngine(device ? t.deviceName(device) : work.engine)}</p>
      <progress aria-label={t.progress} {...(work.of > 0 ? { max: work.of, value: work.done } : {})} />
      <div className="actions">
        <button type="button" className="button" onClick={onStop}>
          {t.stop}
        </button>
      </div>
    </div>
  );
}
