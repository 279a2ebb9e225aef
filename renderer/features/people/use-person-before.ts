import { useState } from 'react';

interface PersonBefore {
  readonly open: (person: string | null) => void;
  /** Shows the person before again, where the present one is gone, as after an undo; null: there was none. */
  readonly onGone: (() => void) | null;
}

/** Goes from person to person, and back to the one before where a split or a name was taken back. */
export function usePersonBefore(
  person: string | null,
  onPerson: (person: string | null) => void,
): PersonBefore {
  const [before, setBefore] = useState<string | null>(null);
  const go = (next: string | null, from: string | null): void => {
    setBefore(from);
    onPerson(next);
  };
  return {
    open: (next) => go(next, person),
    onGone: before === null || before === person ? null : () => go(before, null),
  };
}
