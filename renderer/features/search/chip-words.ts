import type { InterpretationView } from '../../../src/api/contract.ts';
import type { Language } from '../../../src/domain/label.ts';
import { fieldNamed } from '../../../src/query/fields.ts';
import { COLON } from '../../../src/query/lexicon.ts';
import type { Strings } from '../../i18n/strings.ts';

/** A chip names so many meanings; its menu has all. */
const NAMED = 3;

export interface ChipWord {
  readonly text: string;
  /** An explanation rather than the typed text. */
  readonly isMuted: boolean;
  readonly title?: string;
}

interface Chip {
  readonly interpretation: Pick<InterpretationView, 'as' | 'text' | 'negated' | 'meanings' | 'isUnknown'>;
  /** The word of a part that is pinned to one meaning. */
  readonly pinned: string | null;
  /** The part is the whole of a phrase that photos were compared with. */
  readonly isPhrase: boolean;
}

/** Texts of a chip, visible and for screen readers. */
export function chipWords(
  { interpretation, pinned, isPhrase }: Chip,
  t: Strings,
  language: Language,
): ChipWord[] {
  const { negated } = interpretation;
  const word = partName(interpretation, pinned, t);
  const meanings = shownMeanings(interpretation, pinned, t, language);
  const more = meanings.slice(NAMED);
  const muted = (isShown: boolean, words: string, title?: string): ChipWord[] =>
    isShown ? [{ text: words, isMuted: true, ...(title === undefined ? {} : { title }) }] : [];
  return [
    ...muted(negated, t.not),
    ...muted(isPhrase, t.looksLike('')),
    { text: word, isMuted: false },
    ...muted(interpretation.isUnknown, t.unknownWord),
    ...muted(meanings.length > 0, t.arrow(meanings.slice(0, NAMED).join(' · '))),
    ...muted(more.length > 0, t.moreMeanings(more.length), more.join(', ')),
  ];
}

const isArea = ({ as, text }: Pick<InterpretationView, 'as' | 'text'>): boolean =>
  as === 'filter' && fieldNamed(text.split(COLON, 1)[0] ?? '') === 'area';

/** What stands for a part of a search: the word as typed, or what it asks for where that is no word. */
export function partName(
  interpretation: Pick<InterpretationView, 'as' | 'text'>,
  pinned: string | null,
  t: Strings,
): string {
  if (interpretation.as === 'similar') return t.likeThisPhoto;
  return isArea(interpretation) ? t.inThisArea : (pinned ?? interpretation.text);
}

/** The meanings that differ from the word. Owner text is listed only if it is the only meaning. */
function shownMeanings(
  { as, text, meanings }: Chip['interpretation'],
  pinned: string | null,
  t: Strings,
  language: Language,
): string[] {
  if (as === 'similar' || isArea({ as, text })) return [];
  if (pinned !== null)
    return meanings.map(({ as: kind, name }) =>
      kind === 'meaning' ? t.onlyBySimilarity : t.onlyMeaning(name[language], t.interpretationKinds[kind]),
    );
  const shown = meanings.some(({ as: kind }) => kind !== 'text')
    ? meanings.filter(({ as: kind }) => kind !== 'text')
    : meanings;
  const isText = (name: string): boolean => name.toLowerCase() === text.toLowerCase();
  if (shown.length === 1) return shown.map(({ name }) => name[language]).filter((name) => !isText(name));
  // Of several meanings, one with the name of the word is shown by its kind.
  return shown.map(({ as: kind, name }) =>
    isText(name[language]) && t.interpretationKinds[kind] !== ''
      ? t.interpretationKinds[kind]
      : name[language],
  );
}
