import type { ReactNode } from 'react';

/** What stands above the first photos and scrolls with them. */
export interface GridLead {
  /** Pixels. */
  readonly height: number;
  readonly content: ReactNode;
}
