import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Hit, Output } from '../../../src/api/contract.ts';
import { saliencyColours } from './saliency-colours.ts';
import { saliencyOver } from './saliency-over.ts';

/** Pixels along the longer edge: the map is smooth, so that the browser can stretch it from here. */
const LONGER = 192;

/** Where the network saw something, over the whole picture. */
export function SaliencyLayer({
  hit,
  map,
}: {
  readonly hit: Hit;
  readonly map: Output<'photo.why'>;
}): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shrink = LONGER / Math.max(hit.width, hit.height);
  const width = Math.max(1, Math.round(hit.width * shrink));
  const height = Math.max(1, Math.round(hit.height * shrink));
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(
      new ImageData(saliencyColours(saliencyOver(map, width, height)), width, height),
      0,
      0,
    );
  }, [map, width, height]);
  return <canvas ref={canvas} className="heat" width={width} height={height} />;
}
