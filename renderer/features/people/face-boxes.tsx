import type { ReactNode } from 'react';
import type { Output } from '../../../src/api/contract.ts';
import { useLanguage } from '../../client/contexts.ts';

const percent = (part: number): string => `${part * 100}%`;

/** Boxes of faces with their names, over the whole picture; the list beside it has the same. */
export function FaceBoxes({ faces }: { readonly faces: Output<'people.inPhoto'> }): ReactNode {
  const { t } = useLanguage();
  if (faces.length === 0) return null;
  return (
    <div className="face-boxes" aria-hidden="true">
      {faces.map(({ face, name, box: { left, top, right, bottom } }) => (
        <span
          key={face}
          style={{
            left: percent(left),
            top: percent(top),
            width: percent(right - left),
            height: percent(bottom - top),
          }}
        >
          <b {...(name === null ? {} : { translate: 'no' as const })}>{name ?? t.whoIsThis}</b>
        </span>
      ))}
    </div>
  );
}
