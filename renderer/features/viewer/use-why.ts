import { useEffect, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { toBeachcombError } from '../../../src/domain/error.ts';
import { useApp } from '../../client/app-context.ts';

export type Why =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly sentence: string }
  | Seen;

interface Seen {
  readonly state: 'seen';
  readonly map: Output<'photo.why'>;
}

const LOADING: Why = { state: 'loading' };

/** Where in a photo the network saw a label; null while nobody asks. */
export function useWhy(photo: number | null, label: string | null): Why | null {
  const { client, t } = useApp();
  const key = photo === null || label === null ? null : `${photo} ${label}`;
  const [known, setKnown] = useState<{ readonly key: string; readonly why: Why } | null>(null);
  useEffect(() => {
    if (photo === null || label === null) return;
    let isCurrent = true;
    const show = (why: Why): void => {
      if (isCurrent) setKnown({ key: `${photo} ${label}`, why });
    };
    client('photo.why', { photo, label }).then(
      (map) =>
        show(
          map.values.some((value) => value > 0)
            ? { state: 'seen', map }
            : { state: 'failed', sentence: t.seenNowhere },
        ),
      (error: unknown) => {
        const { kind } = toBeachcombError(error);
        show({ state: 'failed', sentence: kind === 'not-found' ? t.whyNoOriginal : t.whyNotNow });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [client, t, photo, label]);
  if (key === null) return null;
  return known?.key === key ? known.why : LOADING;
}
