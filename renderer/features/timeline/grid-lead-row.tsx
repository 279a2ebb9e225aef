import type { ReactNode } from 'react';
import type { GridLead } from './grid-lead.ts';

/** Whether something is within what stands above the photos. */
export const isInLead = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('.grid-lead') !== null;

/** What stands above the first photos, as the first row of their grid. */
export const GridLeadRow = ({ lead: { height, content } }: { readonly lead: GridLead }): ReactNode => (
  // biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: what is in it takes the focus.
  <div role="row" className="grid-lead" aria-rowindex={1} style={{ top: 0, height }}>
    {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the same. */}
    <div role="gridcell">{content}</div>
  </div>
);
