import type { UserActions } from '../../client/user-actions.ts';
import type { Strings } from '../../i18n/strings.ts';

/** A label as it is spoken of. */
export interface NamedLabel {
  readonly label: string;
  readonly name: string;
}

/** Marks photos as a label or not, or removes the answer (null), with a notice. */
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
