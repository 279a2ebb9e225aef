import { assertNever } from '../../domain/assert-never.ts';
import { fold } from '../../domain/fold.ts';
import type { Interpretation, YearsOfDate } from '../../domain/query.ts';
import { namesEquipment } from '../../knowledge/equipment/equipment-name.ts';
import type { OwnerText } from '../index/owner-text.ts';
import type { PhotoIndex } from '../index/photo-index.ts';
import { namedInFull } from '../index/word-forms.ts';
import { markAll, markFilter, markTexts, markWhere, type OtherSets } from './filter-markers.ts';
import { markDates } from './mark-dates.ts';
import { hasProperty } from './plain-properties.ts';
import { LIKELY } from './scored-set.ts';

/** An interpretation without a score: a photo fulfils it or not. */
export type Condition = Exclude<Interpretation, { as: 'label' | 'meaning' | 'similar' | 'colour' }>;

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

  /** @param level receives LIKELY, by ordinal */
  mark(condition: Condition, level: Uint8Array): void {
    const index = this.#index;
    switch (condition.as) {
      case 'date':
        markDates(index, condition.date, level);
        return;
      case 'place': {
        const wanted = new Set(condition.places);
        const matches = Uint8Array.from(index.places, (keys) => Number(keys.some((key) => wanted.has(key))));
        // "Orange" is a place without photos in most libraries.
        if (matches.includes(1)) markWhere(level, (at) => matches[index.columns.place[at] as number] === 1);
        return;
      }
      case 'text': {
        if (condition.during !== undefined) {
          this.#markDuring(condition.wanted, condition.during, level);
          return;
        }
        if (condition.isUndated === true) {
          markAll(level, this.#ownerText.undatedWith(condition.wanted));
          return;
        }
        if (condition.isOwn !== true) markAll(level, index.text.of(condition.wanted).whole);
        if (condition.isRead === true) return;
        const { written, named, given } = this.#ownerText.of(condition.wanted, condition.isExact);
        for (const found of [written, named, given]) markAll(level, found);
        if (condition.isOwn === true) return;
        this.#markEquipment(fold(condition.wanted), level);
        return;
      }
      case 'property':
        markWhere(level, (at) => hasProperty(index, at, condition.property));
        return;
      case 'filter':
        markFilter(condition.filter, { index, others: this.#others, level });
        return;
      default:
        assertNever(condition);
    }
  }

  /** Marks the photos of some years of which the owner wrote the words; a label of these words counts where it was confirmed. */
  #markDuring(wanted: string, { days, years }: YearsOfDate, level: Uint8Array): void {
    const { userData, count } = this.#index;
    const isOfYears = new Uint8Array(new ArrayBuffer(level.length));
    markDates(this.#index, days, isOfYears);
    for (const year of years) for (const found of this.#writtenOf(String(year))) markAll(isOfYears, found);
    const isLabel = namedInFull(wanted);
    const labelled = userData.customLabels
      .filter(({ name }) => isLabel(name))
      .flatMap(({ key }) => [...(userData.corrections.get(key) ?? [])])
      .flatMap(([ordinal, applies]) => (applies ? [ordinal] : []));
    for (const found of [...this.#writtenOf(wanted), labelled])
      for (const ordinal of found)
        if (ordinal < count && isOfYears[ordinal] === LIKELY) level[ordinal] = LIKELY;
  }

  /** The photos of which the owner wrote some words. */
  #writtenOf(words: string): readonly ReadonlySet<number>[] {
    const { written, named } = this.#ownerText.of(words);
    return [written, named];
  }

  /** Marks photos of cameras and lenses with this brand, model or both. */
  #markEquipment(words: string, level: Uint8Array): void {
    const { texts, columns } = this.#index;
    const isNamed = namesEquipment(words);
    markTexts(texts.camera, columns.camera, level, isNamed);
    markTexts(texts.lens, columns.lens, level, isNamed);
  }
}
