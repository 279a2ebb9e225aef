import { QUERY_FIELDS } from '../../src/domain/query.ts';

const FIELD = new RegExp(`^(?:${QUERY_FIELDS.join('|')}):(?=.)`, 'su');

/** A part of a search as it was read ("label:dog"), without the field that says how to read it. */
export const plainWord = (part: string): string => part.replace(FIELD, '');
