import { seenPart } from '../../domain/photo.ts';
import type { Area } from './saliency-map.ts';

/**
 * The part of an upright picture that the model input covers.
 * @param width in pixels, like `height`
 */
export function inputArea({ width, height }: { readonly width: number; readonly height: number }): Area {
  const seen = seenPart(width, height);
  const [across, down] = [seen[0] / width, seen[1] / height];
  return { left: (1 - across) / 2, top: (1 - down) / 2, width: across, height: down };
}
