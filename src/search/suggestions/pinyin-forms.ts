import { pinyin } from 'pinyin-pro';
import { writtenForm } from './written-form.ts';

/** How a word with Chinese characters is written in Latin letters, without tones. */
export interface PinyinForms {
  /** The whole word as it is read, closed and by syllables: `haitan` and `hai tan` for 海滩. */
  readonly whole: readonly string[];
  /** From a later syllable on (`tan`), or with one character read otherwise (`yinle` for 音乐, `nuhai` for 女孩). */
  readonly loose: readonly string[];
  /** The first letters of its syllables, `ht`; none for a single one. */
  readonly initials: readonly string[];
}

/** The pinyin of a word in its written form; empty where it has no Chinese characters. Its other letters stay. */
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
