import { useEffect, useState } from 'react';
import type { PhotoDetails } from '../../../src/api/contract.ts';
import { useApp } from '../../client/app-context.ts';

/** What is known of a photo, and why `text` found it; null until it is here. Follows what is said of it. */
export function usePhoto(photo: number | null, text: string): PhotoDetails | null {
  const { client, report, userData } = useApp();
  const [details, setDetails] = useState<PhotoDetails | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said.turn` says when.
  useEffect(() => {
    if (photo === null) return;
    let isCurrent = true;
    client('photo.get', { photo, text })
      .then((next) => isCurrent && setDetails(next))
      .catch((error: unknown) => isCurrent && report(error));
    return () => {
      isCurrent = false;
    };
  }, [client, report, photo, text, userData.turn]);
  return details?.photo === photo ? details : null;
}
