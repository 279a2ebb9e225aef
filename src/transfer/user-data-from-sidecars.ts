import type { PhotoEdit } from '../domain/photo-edit.ts';
import {
  type Correction,
  type CustomLabel,
  customLabelKey,
  isCustomLabel,
  type UserData,
} from '../domain/user-data.ts';
import { inOrder } from './in-order.ts';
import type { SidecarRecord } from './sidecar-record.ts';

/**
 * Collects user data from sidecars for an import. Several libraries may have written them, so custom labels are matched
 * by name; their keys are valid only within the result.
 */
export function userDataFromSidecars(records: Iterable<SidecarRecord>): UserData {
  const customLabels = new Map<string, CustomLabel>();
  const corrections: Correction[] = [];
  const photoEdits: PhotoEdit[] = [];
  const favourites: { photo: Uint8Array; at: number }[] = [];
  for (const { userData } of records) {
    if (userData === null) continue;
    const { photo, favourite } = userData;
    if (favourite !== null) favourites.push({ photo, at: favourite });
    for (const { field, value, at } of userData.edits) photoEdits.push({ photo, field, value, at });
    for (const { label, name, applies, at } of userData.corrections) {
      if (!isCustomLabel(label)) {
        corrections.push({ photo, label, applies, at });
        continue;
      }
      const known = customLabels.get(name) ?? { key: customLabelKey(customLabels.size + 1), name, at };
      customLabels.set(name, { ...known, at: Math.min(known.at, at) });
      corrections.push({ photo, label: known.key, applies, at });
    }
  }
  return inOrder({
    corrections,
    customLabels: [...customLabels.values()],
    favourites,
    albums: [],
    savedSearches: [],
    photoEdits,
    memoryExclusions: [],
    declinedImports: [],
  });
}
