/** `near`: photos that show the same picture; `exact`: files of the same bytes. */
export const DUPLICATE_KINDS = ['near', 'exact'] as const;
export type DuplicateKind = (typeof DUPLICATE_KINDS)[number];
