import { type ReactNode, useEffect, useMemo } from 'react';
import type { Language } from '../../src/domain/label.ts';
import { LanguageContext } from '../client/contexts.ts';
import { useSettings } from '../client/use-settings.ts';
import { strings } from '../i18n/strings.ts';

const systemLanguage = (): Language => (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');

/** Language and theme of the user's choice, or the system's. */
export function LanguageProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [{ language: chosen, theme }] = useSettings();
  const language = chosen ?? systemLanguage();
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.dataset['theme'] = theme;
  }, [language, theme]);
  const words = useMemo(() => ({ language, t: strings[language] }), [language]);
  return <LanguageContext value={words}>{children}</LanguageContext>;
}
