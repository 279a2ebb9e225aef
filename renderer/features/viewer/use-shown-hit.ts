import { useMemo } from 'react';
import type { Hit, PhotoDetails } from '../../../src/api/contract.ts';

/**
 * The open photo as it is turned by now: while it is open, the hits of the search stay as they were. The same object as
 * long as it is turned the same way.
 */
export function useShownHit(hit: Hit | null, details: PhotoDetails | null): Hit | null {
  const known = hit === null || details?.photo !== hit.photo ? hit : details;
  const [turn, width, height] = [known?.turn ?? null, known?.width ?? 0, known?.height ?? 0];
  return useMemo(
    () => (hit === null || hit.turn === turn ? hit : { ...hit, turn, width, height }),
    [hit, turn, width, height],
  );
}
