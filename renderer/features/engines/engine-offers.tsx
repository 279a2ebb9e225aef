import type { ReactNode } from 'react';
import { failureText } from '../../../src/i18n/sentences.ts';
import { useLanguage } from '../../client/contexts.ts';
import { PackOffer } from '../packs/pack-offer.tsx';
import { PackWork } from '../packs/pack-work.tsx';
import { RemovePack } from '../packs/remove-pack.tsx';
import { usePacks } from '../packs/use-packs.ts';

/** The engines that can be added where their card is seen, the one that is being added, and those that were. */
export function EngineOffers(): ReactNode {
  const { t, language } = useLanguage();
  const list = usePacks();
  if (list === null) return null;
  const { offered, packs, work, failure } = list;
  const offers = offered.filter(({ engine, isAdded }) => engine !== null && !isAdded);
  const isOffer = (name: string): boolean => offers.some(({ id }) => id === name);
  const added = packs.filter(({ engine }) => engine !== null);
  return (
    <>
      {added.map(({ id, version }) => (
        <RemovePack key={`${id}@${version}`} name={`${id}@${version}`} />
      ))}
      {offers.length > 0 && <h4>{t.engineAdd}</h4>}
      {failure !== null && isOffer(failure.name) && (
        <p className="error" role="alert">
          {failure.name}: {failureText(language, failure)}
        </p>
      )}
      {work !== null && isOffer(work.name) && <PackWork work={work} />}
      {work === null && offers.map((offer) => <PackOffer key={offer.id} offer={offer} />)}
    </>
  );
}
