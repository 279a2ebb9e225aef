import { ABILITIES, type Ability } from '../src/api/photo-actions.ts';

const OPTION = '--beachcomb-abilities=';

/** The argument of the process of a page that names what the desktop app can do: its preload script reads it. */
export const abilitiesArgument = (abilities: readonly Ability[]): string => `${OPTION}${abilities.join(',')}`;

/** Reads what `abilitiesArgument` wrote among the arguments of a process; what is unknown is left out. */
export function abilitiesIn(argv: readonly string[]): readonly Ability[] {
  const given = argv.find((argument) => argument.startsWith(OPTION))?.slice(OPTION.length) ?? '';
  const names = new Set(given.split(','));
  return ABILITIES.filter((ability) => names.has(ability));
}
