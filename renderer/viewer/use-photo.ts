import { useEffect, useState } from 'react';
import type { PhotoDetails } from '../../src/api/contract.ts';
import { useApp } from '../parts/app-context.ts';

/** What is known of a photo, and why `text` found it; null until it is here. */
export function usePhoto(photo: number, text: string): PhotoDetails | null {
  const { client, report } = useApp();
  const [details, setDetails] = useState<PhotoDetails | null>(null);
  useEffect(() => {
    let isCurrent = true;
    client('photo.get', { photo, text })
      .then((next) => isCurrent && setDetails(next))
      .catch((error: unknown) => isCurrent && report(error));
    return () => {
      isCurrent = false;
    };
  }, [client, report, photo, text]);
  return details?.photo === photo ? details : null;
}
