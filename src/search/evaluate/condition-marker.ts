import { PHOTO_FORMATS } from '../../domain/file.ts';
import { fold } from '../../domain/fold.ts';
import type { Filter, Interpretation, PhotoState } from '../../domain/query.ts';
import { isBrandOrModel } from '../index/library-facts.ts';
import type { OwnerText } from '../index/owner-text.ts';
import { DAMAGED, LABELLED, NO_RATING, type Numbers, OWN_DATE, PLACED } from '../index/photo-columns.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import type { TextColumn } from '../index/text-column.ts';
import { markDates } from './mark-dates.ts';
import { hasProperty } from './plain-properties.ts';
import { LIKELY } from './scored-set.ts';

/** A reading that a photo fulfils or does not. */
export type Condition = Exclude<Interpretation, { as: 'label' | 'meaning' | 'similar' | 'colour' }>;

/** Sets of photos that the index does not hold itself, by ordinal. */
export interface OtherSets {
  /** What lies in the albums of a name, or what their searches find. */
  album(name: string): Iterable<number>;
  /** Photos of which there are others that look the same. */
  duplicates(): Iterable<number>;
}

/** Marks the photos that fulfil a condition. */
export class ConditionMarker {
  readonly #index: PhotoIndex;
  readonly #ownerText: OwnerText;
  readonly #others: OtherSets;

  constructor(index: PhotoIndex, ownerText: OwnerText, others: OtherSets) {
    this.#index = index;
    this.#ownerText = ownerText;
    this.#others = others;
  }

  /** @param tier where LIKELY goes, by ordinal */
  mark(condition: Condition, level: Uint8Array): void {
    const index = this.#index;
    switch (condition.as) {
      case 'date':
        markDates(index, condition.date, level);
        return;
      case 'place': {
        const wanted = new Set(condition.places);
        const matches = index.places.map((keys) => keys.some((key) => wanted.has(key)));
        this.#where(level, (at) => matches[index.columns.place[at] as number] === true);
        return;
      }
      case 'text': {
        const { written, named } = this.#ownerText.of(condition.wanted);
        markAll(level, written);
        markAll(level, named);
        this.#markEquipment(fold(condition.wanted), level);
        return;
      }
      case 'property':
        this.#where(level, (at) => hasProperty(index, at, condition.property));
        return;
      case 'filter':
        this.#markFilter(condition.filter, level);
        return;
    }
  }

  #where(level: Uint8Array, holds: (ordinal: number) => boolean): void {
    for (let at = 0; at < level.length; at++) if (holds(at)) level[at] = LIKELY;
  }

  #markTexts(
    texts: TextColumn,
    numbers: Numbers,
    level: Uint8Array,
    holds: (folded: string) => boolean,
  ): void {
    const matches = texts.where((text) => holds(fold(text)));
    if (matches.includes(1)) this.#where(level, (at) => matches[numbers[at] as number] === 1);
  }

  /** Photos of a camera or lens that is called so by its brand, its model or both. */
  #markEquipment(words: string, level: Uint8Array): void {
    const { cameras, lenses, columns } = this.#index;
    if (words === '') return;
    this.#markTexts(cameras, columns.camera, level, (name) => isBrandOrModel(name, words));
    this.#markTexts(lenses, columns.lens, level, (name) => isBrandOrModel(name, words));
  }

  #markFilter(filter: Filter, level: Uint8Array): void {
    const index = this.#index;
    const { columns } = index;
    const mark = (ordinal: number): void => {
      level[ordinal] = LIKELY;
    };
    const wanted = 'value' in filter ? fold(filter.value) : '';
    const contains = (text: string): boolean => text.includes(wanted);
    switch (filter.field) {
      case 'type':
        this.#where(level, (at) =>
          filter.formats.includes(PHOTO_FORMATS[columns.format[at] as number] ?? ''),
        );
        return;
      case 'rating':
        this.#where(level, (at) => {
          const rating = columns.rating[at] as number;
          return rating !== NO_RATING && rating >= filter.from && rating <= filter.to;
        });
        return;
      case 'is': {
        const { state } = filter;
        if (state === 'duplicate') markAll(level, this.#others.duplicates());
        else this.#where(level, (at) => this.#hasState(at, state));
        return;
      }
      case 'album':
        markAll(level, this.#others.album(filter.value));
        return;
      case 'name':
        index.files.withName(wanted, mark);
        return;
      case 'folder':
        index.files.inDirectories(contains, mark);
        return;
      case 'camera':
        this.#markTexts(index.cameras, columns.camera, level, contains);
        return;
      case 'lens':
        this.#markTexts(index.lenses, columns.lens, level, contains);
        return;
      case 'keyword':
        this.#markTexts(index.keywords, columns.keywords, level, contains);
        return;
    }
  }

  #hasState(ordinal: number, state: Exclude<PhotoState, 'duplicate'>): boolean {
    const { columns } = this.#index;
    const has = (flag: number): boolean => ((columns.flags[ordinal] as number) & flag) !== 0;
    switch (state) {
      case 'damaged':
      case 'problem':
        return has(DAMAGED);
      case 'rated':
        return columns.rating[ordinal] !== NO_RATING;
      case 'dated':
        return has(OWN_DATE);
      case 'placed':
        return has(PLACED);
      case 'favourite':
        return this.#index.favourites.has(ordinal);
      case 'unlabelled':
        return !has(LABELLED);
    }
  }
}

function markAll(level: Uint8Array, ordinals: Iterable<number>): void {
  for (const ordinal of ordinals) level[ordinal] = LIKELY;
}
