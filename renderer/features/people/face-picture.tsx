import type { ReactNode } from 'react';
import { useConnection } from '../../client/contexts.ts';
import { Icon } from '../../ui/icon.tsx';
import { SteadyPicture } from '../../ui/steady-picture.tsx';

/** A face in a circle, or the sign of a person where there is none. */
export function FacePicture({ face }: { readonly face: string | null }): ReactNode {
  const { picture } = useConnection();
  return (
    <span className="face-picture">
      {face === null ? (
        <Icon name="person" />
      ) : (
        <SteadyPicture src={picture('face', face)} alt="" loading="lazy" decoding="async" />
      )}
    </span>
  );
}
