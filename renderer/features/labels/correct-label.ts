import type { UserActions } from '../../client/user-actions.ts';
import type { Strings } from '../../i18n/strings.ts';

/** A label with its name in the language of the window. */
export interface NamedLabel {
  readonly label: string;
  readonly name: string;
}

/**
 * What a press of "yes" or "no" makes of a label of a photo: the same answer again removes the correction.
 * @param shown what the correction is read from, which may be of before the last press
 */
export function nextCorrection(
  { latest }: UserActions,
  shown: object,
  { label, correction }: { readonly label: string; readonly correction: boolean | null },
  applies: boolean,
): boolean | null {
  const name = `correction ${label}`;
  const next = latest.read(shown, name, correction) === applies ? null : applies;
  latest.note(shown, name, next);
  return next;
}

/**
 * Corrects a label of photos, or removes the correction (null), and shows a notice with undo, which states what else moved
 * and offers that corrections of the label move nothing else.
 */
export function correctLabel(
  userData: UserActions,
  t: Strings,
  photos: Iterable<number>,
  { label, name }: NamedLabel,
  applies: boolean | null,
): void {
  const corrections = Array.from(photos, (photo) => ({ photo, label, applies }));
  userData.act(
    userData.session.correct(corrections),
    (n, { moved }) => {
      const done =
        applies === null ? t.markRemoved(name) : applies ? t.markedAs(name, n) : t.markedAsNot(name, n);
      return t.withMoved(done, moved ?? { above: 0, below: 0 });
    },
    ({ moved }) =>
      moved === undefined || moved.above + moved.below === 0
        ? null
        : { name: t.moveNothingElse, run: () => setSteadyLabel(userData, t, { label, name }, true) },
  );
}

/** Chooses whether corrections of a label change only the photos that are corrected, and shows a notice with undo. */
export function setSteadyLabel(
  userData: UserActions,
  t: Strings,
  { label, name }: NamedLabel,
  isSteady: boolean,
): void {
  userData.act(userData.session.setSteadyLabel(label, isSteady), (_, { moved }) =>
    t.withMoved(isSteady ? t.labelIsSteady(name) : t.labelMoves(name), moved ?? { above: 0, below: 0 }),
  );
}
