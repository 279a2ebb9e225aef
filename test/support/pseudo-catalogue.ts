import { CATALOGUES, type Catalogue } from '../../src/i18n/catalogues.ts';
import { pseudoMessages } from './pseudo-messages.ts';

/** The English catalogue in the pseudo-language. */
export const pseudoCatalogue = (): Catalogue => ({ ...CATALOGUES.en, ...pseudoMessages(CATALOGUES.en) });
