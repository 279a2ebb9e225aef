import type { UserActions } from '../../client/user-actions.ts';
import type { Strings } from '../../i18n/strings.ts';

/** A label with its name in the language of the window. */
export interface NamedLabel {
  readonly label: string;
  readonly name: string;
}

/** Corrects a label of photos, or removes the correction (null), and shows a notice with undo, which says what else moved. */
export function correctLabel(
  userData: UserActions,
  t: Strings,
  photos: Iterable<number>,
  { label, name }: NamedLabel,
  applies: boolean | null,
): void {
  const corrections = Array.from(photos, (photo) => ({ photo, label, applies }));
  userData.act(userData.session.correct(corrections), (n, { moved }) => {
    const done =
      applies === null ? t.markRemoved(name) : applies ? t.markedAs(name, n) : t.markedAsNot(name, n);
    return t.withMoved(done, moved ?? { above: 0, below: 0 });
  });
}
