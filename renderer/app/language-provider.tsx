import { type ReactNode, useEffect, useMemo } from 'react';
import { CATALOGUES, LOCALES } from '../../src/i18n/catalogues.ts';
import { languageOf } from '../../src/i18n/language-of.ts';
import { LanguageContext } from '../client/contexts.ts';
import { useSettings } from '../client/use-settings.ts';
import { localeOf } from '../i18n/locale-of.ts';
import { stringsOf } from '../i18n/strings.ts';

/** Language and theme of the user's choice, or the system's. */
export function LanguageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [{ language: chosen, theme }] = useSettings();
  const language = chosen ?? languageOf(navigator.language);
  useEffect(() => {
    document.documentElement.lang = LOCALES[language];
    document.documentElement.dataset['theme'] = theme;
  }, [language, theme]);
  const words = useMemo(() => {
    const locale = localeOf(LOCALES[language], navigator.language);
    return { language, t: stringsOf(CATALOGUES[language], locale) };
  }, [language]);
  return <LanguageContext value={words}>{children}</LanguageContext>;
}
