import { type Localized, localized } from '../domain/localized.ts';
import { formatterFor } from './formatter.ts';
import type { PlainKey } from './message-arguments.ts';

/** A message without arguments in every language, as it is sent to the window. */
export const localizedMessage = (key: PlainKey): Localized =>
  localized((language) => formatterFor(language)(key));
