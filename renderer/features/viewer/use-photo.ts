import type { PhotoDetails } from '../../../src/api/contract.ts';
import { useQuery } from '../../client/use-query.ts';

/**
 * Details of a photo and why `text` found it; null until they are loaded. Updated by the user's changes; while it is
 * open, another text changes only why it was found.
 */
export const usePhoto = (photo: number | null, text: string): PhotoDetails | null =>
  useQuery(
    'photo.get',
    { photo: photo ?? 0, text },
    { isAsked: photo !== null, keeps: (before) => before.photo === photo },
  );
