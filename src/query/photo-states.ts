import { PHOTO_STATES, type PhotoState } from '../domain/query.ts';

interface StateRow {
  /** What `is:` takes beside the name itself, in both languages; lower case. */
  readonly aliases: readonly string[];
  /** Bare words that ask for the state; lower case. */
  readonly words: readonly string[];
}

/** One row for each state of a photo. Which photos have it: src/search/evaluate/filter-markers.ts. */
export const STATES: Readonly<Record<PhotoState, StateRow>> = {
  unlabelled: { aliases: ['unlabeled', '未标记'], words: [] },
  damaged: { aliases: ['损坏'], words: [] },
  problem: { aliases: ['problems', '有问题', '问题'], words: ['有问题'] },
  rated: { aliases: ['有评分'], words: [] },
  dated: { aliases: [], words: [] },
  placed: { aliases: [], words: [] },
  favourite: {
    aliases: ['favorite', 'favourites', 'favorites', '收藏'],
    words: ['favourites', 'favorites', '收藏', '我的收藏'],
  },
  duplicate: { aliases: ['duplicates', '重复'], words: ['duplicates', '重复照片', '重复的照片'] },
  hidden: { aliases: ['archived', '隐藏', '已隐藏'], words: ['隐藏的照片'] },
  live: {
    aliases: ['motion', '实况', '动态'],
    words: ['live photo', 'live photos', 'motion photo', 'motion photos', '实况照片', '动态照片', '实况图'],
  },
  missing: { aliases: ['gone', '缺失', '丢失'], words: ['缺失的照片', '丢失的照片'] },
};

const NAMED: ReadonlyMap<string, PhotoState> = new Map(
  PHOTO_STATES.flatMap((state) => [state, ...STATES[state].aliases].map((name) => [name, state] as const)),
);

/** The state of a name in any language, as in `is:favourite`; null for none. */
export const stateNamed = (name: string): PhotoState | null => NAMED.get(name.toLowerCase()) ?? null;
