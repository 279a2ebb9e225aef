import type { Output } from '../api/contract.ts';
import type { LabelId } from '../domain/label.ts';
import { isLabel } from '../knowledge/labels/vocabulary.ts';
import type { Searcher } from '../search/searcher.ts';

/** Whoever corrects photos of many labels at once is not shown what each of them moves. */
const MOST_LABELS = 8;

/** Ids of the photos that likely show a label. */
function likelyPhotos({ index, labels }: Searcher, label: LabelId): Set<number> {
  const photos = new Set<number>();
  labels.forEachLikely(label, (ordinal) => photos.add(index.columns.id[ordinal] as number));
  return photos;
}

/**
 * Looks at the likely photos of labels, to count afterwards those that a correction moved.
 * @param corrected the photos that are corrected, which do not count
 * @returns the counting: to be called once the correction is written
 */
export function movedBy(
  searcher: Searcher,
  labels: readonly LabelId[],
  corrected: readonly { readonly photo: number }[],
): () => Output<'labels.correct'>['moved'] {
  const counted = labels.length > MOST_LABELS ? [] : labels.filter(isLabel);
  searcher.refresh();
  const before = counted.map((label) => likelyPhotos(searcher, label));
  return () => {
    searcher.refresh();
    const own = new Set(corrected.map(({ photo }) => searcher.index.shownPhotoOf(photo)));
    const count = (some: ReadonlySet<number>, others: ReadonlySet<number> | undefined): number =>
      [...some].filter((photo) => !own.has(photo) && others?.has(photo) !== true).length;
    let [above, below] = [0, 0];
    for (const [at, label] of counted.entries()) {
      const after = likelyPhotos(searcher, label);
      above += count(after, before[at]);
      below += count(before[at] ?? new Set(), after);
    }
    return { above, below };
  };
}
