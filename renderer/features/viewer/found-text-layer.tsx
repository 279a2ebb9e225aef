import type { ReactNode } from 'react';
import type { PhotoDetails } from '../../../src/api/contract.ts';

/** Where the text that was searched for stands, over the whole picture. */
export function FoundTextLayer({ lines }: { readonly lines: PhotoDetails['text'] }): ReactNode {
  const found = lines.filter(({ isFound }) => isFound);
  if (found.length === 0) return null;
  return (
    <svg className="found-text" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      {found.map(({ box }) => (
        <polygon key={box.join(' ')} points={box.map(([x, y]) => `${x},${y}`).join(' ')} />
      ))}
    </svg>
  );
}
