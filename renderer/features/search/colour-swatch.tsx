import type { ReactNode } from 'react';
import { NAMED_COLOURS, type NamedColour } from '../../../src/domain/appearance.ts';

const isNamed = (name: string): name is NamedColour => (NAMED_COLOURS as readonly string[]).includes(name);

/** A dot of a named colour; nothing for a name that is none. */
export function ColourSwatch({ colour }: { readonly colour: string }): ReactNode {
  return isNamed(colour) ? <span className={`swatch ${colour}`} aria-hidden="true" /> : null;
}
