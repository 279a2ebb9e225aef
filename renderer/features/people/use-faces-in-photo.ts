import { useMemo, useState } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useQuery } from '../../client/use-query.ts';

export interface FacesInPhoto {
  readonly faces: Output<'people.inPhoto'>;
  /** Those whose boxes lie over the picture. */
  readonly outlined: Output<'people.inPhoto'>;
  readonly showsAll: boolean;
  showAll(isShown: boolean): void;
  /** Outlines one face while it is pointed at or focused. */
  point(face: string | null): void;
}

const NONE: Output<'people.inPhoto'> = [];

/** The faces of a photo, and which of them are outlined over the picture. */
export function useFacesInPhoto(photo: number | null): FacesInPhoto {
  const faces = useQuery('people.inPhoto', { photo: photo ?? 0 }, { isAsked: photo !== null }) ?? NONE;
  const [showsAll, showAll] = useState(false);
  const [pointed, point] = useState<string | null>(null);
  // The same list while nothing else is outlined: the picture is not rendered again.
  const outlined = useMemo(
    () => (showsAll ? faces : faces.filter(({ face }) => face === pointed)),
    [faces, showsAll, pointed],
  );
  return { faces, outlined, showsAll, showAll, point };
}
