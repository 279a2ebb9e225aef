import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findDates } from '../../src/knowledge/dates/find-dates.ts';
import { interpretText } from '../../src/query/interpret-query.ts';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { KNOWN } from '../support/known.ts';
import { MODELS, PHOTOS, ROOT } from '../support/paths.ts';
import { printResolved } from '../support/print-resolved.ts';
import { phraseFigures } from './phrases.ts';

const LEAST_QUERIES = 150;
/** The model card's figures for captions, in English and Chinese, and how far off they may be. */
const CARD = { first: 0.43, amongTen: 0.91 };
const CHINESE_CARD = { first: 0.42, amongTen: 0.89 };
const BOUND = 0.03;

/** How queries are read and what phrases find; prints, and gives the bounds that are broken. */
export async function evaluateSearch(library: string): Promise<string[]> {
  const failures: string[] = [];
  const rows = readFileSync(path.join(ROOT, 'test/unit/query/queries.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .slice(1)
    .map((line) => line.split('\t'));
  let chinese = 0;
  for (const [text = '', expected] of rows) {
    if (/\p{Script=Han}/u.test(text)) chinese += 1;
    const read = printResolved(interpretText(text, KNOWN, findDates(text, KNOWN.now)));
    if (read !== expected) failures.push(`${JSON.stringify(text)} is read as ${read}, not ${expected}`);
  }
  console.log(
    `${rows.length} queries, ${chinese} of them in Chinese: ${rows.length - failures.length} read as expected`,
  );
  if (rows.length < LEAST_QUERIES) failures.push(`only ${rows.length} queries`);
  const reader = new LibraryReader(library);
  const { captions, chineseCaptions } = await phraseFigures(reader, MODELS, PHOTOS);
  reader.close();
  for (const figure of ['first', 'amongTen'] as const) {
    if (captions[figure] < CARD[figure] - BOUND)
      failures.push(`captions, ${figure}: ${captions[figure].toFixed(2)}, card ${CARD[figure]}`);
    if (chineseCaptions !== null && chineseCaptions[figure] < CHINESE_CARD[figure] - BOUND)
      failures.push(
        `Chinese captions, ${figure}: ${chineseCaptions[figure].toFixed(2)}, card ${CHINESE_CARD[figure]}`,
      );
  }
  return failures;
}
