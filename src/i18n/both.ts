import { formatterFor } from './formatter.ts';
import type { PlainKey } from './message-arguments.ts';

/** A text in both languages, as sent to the window, which shows its own language. */
export interface Both {
  en: string;
  zh: string;
}

/** A message without arguments in both languages. */
export const both = (key: PlainKey): Both => ({ en: formatterFor('en')(key), zh: formatterFor('zh')(key) });
