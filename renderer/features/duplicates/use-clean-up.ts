import { useCallback, useState } from 'react';
import type { Input } from '../../../src/api/contract.ts';
import type { DuplicateKind } from '../../../src/domain/duplicate-kind.ts';

type Chosen = Input<'duplicates.plan'>;

/** Which groups are cleaned up, and what stays of them. */
export interface CleanUpChoice {
  readonly isChosen: (group: number) => boolean;
  readonly kept: (group: number) => ReadonlySet<number> | null;
  readonly choose: (group: number, isChosen: boolean) => void;
  readonly keep: (group: number, kept: ReadonlySet<number>) => void;
  /** All groups, those of other pages included, or none. */
  readonly chooseAll: (isChosen: boolean) => void;
  /** How many are chosen of so many. */
  readonly count: (total: number) => number;
  readonly input: () => Chosen;
}

interface State {
  /** All but `groups`, or only these. */
  readonly all: boolean;
  readonly groups: ReadonlySet<number>;
  readonly keep: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Exact copies can go in one go; of near duplicates only those that were chosen. */
const initial = (kind: DuplicateKind): State => ({
  all: kind === 'exact',
  groups: new Set(),
  keep: new Map(),
});

export function useCleanUp(kind: DuplicateKind): CleanUpChoice {
  const [states, setStates] = useState(() => ({ near: initial('near'), exact: initial('exact') }));
  const state = states[kind];
  const change = useCallback(
    (next: (before: State) => State): void =>
      setStates((before) => ({ ...before, [kind]: next(before[kind]) })),
    [kind],
  );
  return {
    isChosen: (group) => state.groups.has(group) !== state.all,
    kept: (group) => state.keep.get(group) ?? null,
    choose: useCallback(
      (group, isChosen) =>
        change(({ all, groups, keep }) => ({
          all,
          keep,
          groups: isChosen === all ? groups.difference(new Set([group])) : groups.union(new Set([group])),
        })),
      [change],
    ),
    keep: useCallback(
      (group, kept) => change((before) => ({ ...before, keep: new Map(before.keep).set(group, kept) })),
      [change],
    ),
    chooseAll: (isChosen) => change(({ keep }) => ({ all: isChosen, groups: new Set(), keep })),
    count: (total) => (state.all ? Math.max(0, total - state.groups.size) : state.groups.size),
    input: () => ({
      kind,
      all: state.all,
      groups: [...state.groups],
      keep: [...state.keep].map(([group, members]) => ({ group, members: [...members] })),
    }),
  };
}
