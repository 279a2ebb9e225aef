import type { InterpretationView } from '../../../src/api/contract.ts';

/** The fields that ask for one meaning of a word, and what such a part is then read as. */
const PINS: Readonly<Record<string, InterpretationView['as']>> = {
  label: 'label',
  in: 'place',
  date: 'date',
  camera: 'filter',
  lens: 'filter',
  colour: 'colour',
  is: 'property',
  text: 'text',
  meaning: 'meaning',
};
const FIELD = /^([a-z]+):(.+)$/su;

/**
 * The word of a part that asks for just one meaning (`colour:red`): "red"; null for any other part. The key of a
 * label ("crane-bird") becomes words. A date in digits has no other meaning to go back to.
 */
export function pinnedWord({ text, as }: Pick<InterpretationView, 'text' | 'as'>): string | null {
  const [, field, value] = FIELD.exec(text) ?? [];
  if (field === undefined || value === undefined || PINS[field] !== as) return null;
  if (as === 'date' && /\d/u.test(value)) return null;
  return as === 'label' || as === 'property' ? value.replaceAll('-', ' ') : value;
}
