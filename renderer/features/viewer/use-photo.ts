import type { PhotoDetails } from '../../../src/api/contract.ts';
import { useQuery } from '../../client/use-query.ts';

/** What is known of a photo, and why `text` found it; null until it is here. Follows what the user changes. */
export const usePhoto = (photo: number | null, text: string): PhotoDetails | null =>
  useQuery('photo.get', { photo: photo ?? 0, text }, { isAsked: photo !== null });
