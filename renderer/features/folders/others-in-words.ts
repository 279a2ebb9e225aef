import type { Folder } from '../../../src/api/contract.ts';
import type { Strings } from '../../i18n/strings.ts';

/** "312 videos", "40 RAW photos": what was recognised but is not searched yet. */
export function othersInWords(others: Folder['others'], t: Strings): string[] {
  const { video = 0, raw = 0, 'other-image': images = 0 } = others;
  return [video > 0 && t.videos(video), raw > 0 && t.raws(raw), images > 0 && t.otherImages(images)].filter(
    (part) => part !== false,
  );
}
