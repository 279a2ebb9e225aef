import type { Output } from '../../../src/api/contract.ts';
import { toBeachcombError } from '../../../src/domain/error.ts';
import { useLanguage } from '../../client/contexts.ts';
import { useQueryState } from '../../client/use-query.ts';

export type Why =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly sentence: string }
  | Seen;

interface Seen {
  readonly state: 'seen';
  readonly map: Output<'photo.why'>;
}

/** Saliency map of a label in a photo; null while it is not shown. */
export function useWhy(photo: number | null, label: string | null): Why | null {
  const { t } = useLanguage();
  const isAsked = photo !== null && label !== null;
  const { data: map, error } = useQueryState(
    'photo.why',
    { photo: photo ?? 0, label: label ?? '' },
    { isAsked, isSilent: true },
  );
  if (!isAsked) return null;
  if (map !== undefined)
    return map.values.some((value) => value > 0)
      ? { state: 'seen', map }
      : { state: 'failed', sentence: t.seenNowhere };
  if (error === null) return { state: 'loading' };
  const isGone = toBeachcombError(error).kind === 'not-found';
  return { state: 'failed', sentence: isGone ? t.whyNoOriginal : t.whyNotNow };
}
