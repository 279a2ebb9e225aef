import { type Correction, isOwnLabel, type OwnLabel, ownLabelKey, type Said } from '../domain/said.ts';
import { inOrder } from './in-order.ts';
import type { SidecarRecord } from './sidecar-record.ts';

/**
 * What a person said in Beachcomb, from sidecars, ready for the library to take over. Several libraries may have written
 * them: an own label is known by its name, and its key here holds within what is returned only.
 */
export function saidOfSidecars(records: Iterable<SidecarRecord>): Said {
  const ownLabels = new Map<string, OwnLabel>();
  const corrections: Correction[] = [];
  const favourites: { photo: Uint8Array; at: number }[] = [];
  for (const { said } of records) {
    if (said === null) continue;
    const { photo, favourite, answers } = said;
    if (favourite !== null) favourites.push({ photo, at: favourite });
    for (const { label, name, says, at } of answers) {
      if (!isOwnLabel(label)) {
        corrections.push({ photo, label, says, at });
        continue;
      }
      const known = ownLabels.get(name) ?? { key: ownLabelKey(ownLabels.size + 1), name, at };
      ownLabels.set(name, { ...known, at: Math.min(known.at, at) });
      corrections.push({ photo, label: known.key, says, at });
    }
  }
  return inOrder({
    corrections,
    ownLabels: [...ownLabels.values()],
    favourites,
    albums: [],
    savedSearches: [],
  });
}
