import type { Input } from '../../../src/api/contract.ts';

/** What is done to the dates of photos; null while the fields state nothing that can be done. */
export type DateChange = Extract<
  Input<'edits.change'>['what'],
  { readonly change: 'taken' | 'move-date' | 'time-zone' }
> | null;
