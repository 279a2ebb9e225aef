import type { Area } from './heat-map.ts';

/**
 * The part of an upright picture that the network's view shows: the centre min(w, (w+h)/2) × min(h, (w+h)/2)
 * (model card, "Input").
 * @param width pixels, as `height`
 */
export function viewArea({ width, height }: { readonly width: number; readonly height: number }): Area {
  const half = (width + height) / 2;
  const [across, down] = [Math.min(1, half / width), Math.min(1, half / height)];
  return { left: (1 - across) / 2, top: (1 - down) / 2, width: across, height: down };
}
