import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface Props {
  /** A list of chips has items. */
  readonly as?: 'span' | 'li';
  /** More classes of it. */
  readonly look?: string;
  /** What is removed, as a sentence. */
  readonly removeName: string;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

/** A part of what is asked for, with a button that removes it. */
export function Chip({ as: Element = 'span', look = '', removeName, onRemove, children }: Props): ReactNode {
  return (
    <Element className={`chip ${look}`.trimEnd()}>
      {children}
      <button
        type="button"
        className="chip-remove"
        aria-label={removeName}
        title={removeName}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </Element>
  );
}

/** What a chip without a menu shows. */
export function ChipName({ children }: { readonly children: ReactNode }): ReactNode {
  return <span className="chip-name">{children}</span>;
}
