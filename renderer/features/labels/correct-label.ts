import type { UserActions } from '../../client/user-actions.ts';
import type { Strings } from '../../i18n/strings.ts';

/** A label as it is spoken of. */
export interface NamedLabel {
  readonly label: string;
  readonly name: string;
}

/** Says of photos that they are, or are not, a label, or takes it back (null), and tells of it. */
export function sayLabel(
  userData: UserActions,
  t: Strings,
  photos: Iterable<number>,
  { label, name }: NamedLabel,
  says: boolean | null,
): void {
  const answers = Array.from(photos, (photo) => ({ photo, label, says }));
  userData.act(userData.session.say(answers), (n) =>
    says === null ? t.saidNothing(name) : says ? t.saidIs(name, n) : t.saidIsNot(name, n),
  );
}
