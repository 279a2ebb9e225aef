import type { Language } from '../domain/label.ts';

/**
 * The language for a locale of the system: Chinese for every Chinese one, else English.
 * @param locale 'zh-TW', 'zh_CN.UTF-8', 'C'
 */
export const languageOf = (locale: string): Language => (locale.toLowerCase().startsWith('zh') ? 'zh' : 'en');
