import type { Language } from '../domain/label.ts';

/**
 * Maps a locale of the system to a language: every Chinese locale to Chinese, any other to English.
 * @param locale 'zh-TW', 'zh_CN.UTF-8', 'C'
 */
export const languageOf = (locale: string): Language => (locale.toLowerCase().startsWith('zh') ? 'zh' : 'en');
