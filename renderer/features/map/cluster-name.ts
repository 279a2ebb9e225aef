import type { MapCluster } from '../../../src/api/contract.ts';
import type { Language } from '../../../src/domain/label.ts';
import type { Strings } from '../../i18n/strings.ts';

/** Where the photos of a cluster were taken, in words. */
export function clusterName({ name, isSpread }: MapCluster, t: Strings, language: Language): string {
  if (name === null) return t.awayFromCities;
  return isSpread ? t.andElsewhere(name[language]) : name[language];
}
