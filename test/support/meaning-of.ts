import { findDates } from '../../src/knowledge/dates/find-dates.ts';
import { interpretText } from '../../src/query/interpret-query.ts';
import type { LibraryFacts } from '../../src/query/library-facts.ts';
import { KNOWN } from './known.ts';
import { printResolved } from './print-resolved.ts';

/** What a search text means in a library, in one line. */
export const meaningOf = (text: string, facts: LibraryFacts = KNOWN): string =>
  printResolved(interpretText(text, facts, findDates(text, facts.now)));
