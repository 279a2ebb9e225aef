import { LibraryReader } from '../../src/store/library-reader.ts';
import { MODELS, PHOTOS } from '../support/paths.ts';
import { phraseFigures } from './phrases.ts';

/** The model card's figures for captions, in English and Chinese, and how far off they may be. */
const CARD = { first: 0.43, amongTen: 0.91 };
const CHINESE_CARD = { first: 0.42, amongTen: 0.89 };
const BOUND = 0.03;

/** What phrases find by themselves, without the other readings of their words; prints, and gives the bounds that are broken. */
export async function evaluateSearch(library: string): Promise<string[]> {
  const failures: string[] = [];
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
