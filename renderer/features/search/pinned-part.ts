import type { InterpretationView } from '../../../src/api/contract.ts';
import { QUERY_FIELDS } from '../../../src/domain/query.ts';
import { FIELDS } from '../../../src/query/fields.ts';

const FIELD = /^([a-z]+):(.+)$/su;

/**
 * The word of a part that asks for just one meaning (`colour:red`): "red"; null for any other part. The key of a
 * label ("crane-bird") becomes words. A date in digits has no other meaning to go back to.
 */
export function pinnedWord({ text, as }: Pick<InterpretationView, 'text' | 'as'>): string | null {
  const [, field, value] = FIELD.exec(text) ?? [];
  if (field === undefined || value === undefined) return null;
  const named = QUERY_FIELDS.find((one) => one === field);
  if (named === undefined || FIELDS[named].pins !== as) return null;
  if (as === 'date' && /\d/u.test(value)) return null;
  return as === 'label' || as === 'property' ? value.replaceAll('-', ' ') : value;
}
