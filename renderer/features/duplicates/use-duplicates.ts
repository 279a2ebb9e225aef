import type { Output } from '../../../src/api/contract.ts';
import type { DuplicateKind } from '../../../src/domain/duplicate-kind.ts';
import { useQuery } from '../../client/use-query.ts';

/** Milliseconds between two requests while they are being looked for. */
const BUSY_MS = 700;
/** Between two requests otherwise: while photos are indexed, groups may be half a minute old. */
const IDLE_MS = 10_000;
/** Groups of a page: as many as can be shown at once without a wait. */
export const GROUPS_PER_PAGE = 30;

/** A page of the groups, kept up with while they are being looked for. Null until an answer is here. */
export const useDuplicates = (kind: DuplicateKind, page: number): Output<'duplicates.groups'> | null =>
  useQuery(
    'duplicates.groups',
    { kind, offset: page * GROUPS_PER_PAGE, limit: GROUPS_PER_PAGE },
    {
      everyMs: (list) => (list?.working === true ? BUSY_MS : IDLE_MS),
      keeps: (before) => before.kind === kind,
    },
  );
