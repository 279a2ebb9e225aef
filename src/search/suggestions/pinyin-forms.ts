import { pinyin } from 'pinyin-pro';
import { writtenForm } from './written-form.ts';

/** Latin spellings of a word with Chinese characters, without tones. */
export interface PinyinForms {
  /** The whole word, joined and by syllables: `haitan` and `hai tan` for 海滩. */
  readonly whole: readonly string[];
  /**
   * From a later syllable on (`tan`), or with an alternative pronunciation of one character (`yinle` for 音乐, `nuhai`
   * for 女孩).
   */
  readonly loose: readonly string[];
  /** Initials of the syllables, `ht`; none for a single syllable. */
  readonly initials: readonly string[];
}

/** The pinyin of a word in written form; empty if it has no Chinese characters. Other letters are kept. */
export function pinyinForms(word: string): PinyinForms {
  const syllables = pinyin(word, { type: 'all', toneType: 'none', v: true, nonZh: 'consecutive' });
  if (!syllables.some(({ isZh }) => isZh)) return { whole: [], loose: [], initials: [] };
  const parts = syllables.map((syllable) => (syllable.isZh ? syllable.pinyin : syllable.origin.trim()));
  const closed = (some: readonly string[]): string => some.join('').replaceAll(' ', '');
  const whole = new Set([closed(parts), parts.join(' ')]);
  const loose = syllables.flatMap(({ isZh, polyphonic }, at) =>
    isZh
      ? [parts.slice(at), ...polyphonic.map((reading) => parts.with(at, writtenForm(reading)))].map(closed)
      : [],
  );
  const first = (part: string, at: number): string => (syllables[at]?.isZh ? part.charAt(0) : part);
  return {
    whole: [...whole],
    loose: [...new Set(loose).difference(whole)],
    initials: parts.length > 1 ? [closed(parts.map(first))] : [],
  };
}
