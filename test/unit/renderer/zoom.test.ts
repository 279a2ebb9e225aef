import { describe, expect, it } from 'vitest';
import {
  boxOf,
  closeScale,
  type Fit,
  keptInFrame,
  wholeZoom,
  type Zoom,
  zoomedTo,
} from '../../../renderer/features/viewer/zoom.ts';
import fc from '../../support/properties.ts';

const size = (least: number, most: number) =>
  fc.record({ width: fc.integer({ min: least, max: most }), height: fc.integer({ min: least, max: most }) });
const anyFit: fc.Arbitrary<Fit> = fc.record({
  picture: size(1, 30_000),
  frame: size(50, 4000),
  density: fc.constantFrom(1, 1.25, 1.5, 2, 3),
});
const place = fc.double({ min: -5000, max: 5000, noNaN: true });
const anyZoom: fc.Arbitrary<Zoom> = fc.record({
  scale: fc.double({ min: 0.001, max: 50, noNaN: true }),
  x: place,
  y: place,
});

/** How far a picture reaches beyond its frame on each side of one axis; negative where there is a gap. */
const beyond = (length: number, room: number, middle: number) =>
  [length / 2 - room / 2 + middle, length / 2 - room / 2 - middle] as const;

describe('the zoom of a picture', () => {
  it('shows all of the picture and fills the frame one way, but no small picture more than twice as large', () => {
    fc.assert(
      fc.property(anyFit, ({ picture, frame, density }) => {
        const { scale } = wholeZoom({ picture, frame, density });
        const [width, height] = [picture.width * scale, picture.height * scale];
        expect(width).toBeLessThanOrEqual(frame.width + 1e-6);
        expect(height).toBeLessThanOrEqual(frame.height + 1e-6);
        const fills = Math.abs(width - frame.width) < 1e-6 || Math.abs(height - frame.height) < 1e-6;
        expect(fills || scale === 2).toBe(true);
      }),
    );
  });

  it('leaves no gap that the picture could fill, wherever it is dragged', () => {
    fc.assert(
      fc.property(anyFit, anyZoom, (fit, wanted) => {
        const zoom = keptInFrame(wanted, fit);
        if (zoom === null) return;
        for (const [side, middle] of [
          ['width', zoom.x],
          ['height', zoom.y],
        ] as const) {
          const length = fit.picture[side] * zoom.scale;
          if (length <= fit.frame[side]) expect(middle).toBeCloseTo(0, 6);
          else
            for (const reach of beyond(length, fit.frame[side], middle)) expect(reach).toBeGreaterThan(-1e-6);
        }
      }),
    );
  });

  it('changes nothing of a zoom that is kept in its frame already', () => {
    fc.assert(
      fc.property(anyFit, anyZoom, (fit, wanted) => {
        const zoom = keptInFrame(wanted, fit);
        if (zoom !== null) expect(keptInFrame(zoom, fit)).toEqual(zoom);
      }),
    );
  });

  it('keeps what is under the pointer there, where the frame allows it', () => {
    const fit: Fit = {
      picture: { width: 4000, height: 3000 },
      frame: { width: 1000, height: 750 },
      density: 1,
    };
    fc.assert(
      fc.property(
        fc.double({ min: -500, max: 500, noNaN: true }),
        fc.double({ min: -375, max: 375, noNaN: true }),
        fc.double({ min: 0.3, max: 8, noNaN: true }),
        (x, y, scale) => {
          const zoom = zoomedTo(null, fit, scale, { x, y });
          const whole = wholeZoom(fit);
          // The same place of the picture, in its own pixels from its middle.
          expect((x - (zoom?.x ?? 0)) / (zoom?.scale ?? 1)).toBeCloseTo(x / whole.scale, 6);
          expect((y - (zoom?.y ?? 0)) / (zoom?.scale ?? 1)).toBeCloseTo(y / whole.scale, 6);
        },
      ),
    );
  });

  it('is whole again when zoomed out, from wherever', () => {
    fc.assert(
      fc.property(anyFit, anyZoom, place, place, (fit, from, x, y) => {
        const zoom = keptInFrame(from, fit);
        expect(zoomedTo(zoom, fit, 0.0001 * wholeZoom(fit).scale, { x, y })).toBeNull();
      }),
    );
  });

  it('to look closely is larger than whole, and one pixel of the picture on one of the screen where it can', () => {
    fc.assert(
      fc.property(anyFit, (fit) => {
        const [close, whole] = [closeScale(fit), wholeZoom(fit).scale];
        expect(close).toBeGreaterThan(1.1 * whole);
        if (1 / fit.density > 1.1 * whole) expect(close).toBe(1 / fit.density);
      }),
    );
  });

  it('is laid out in whole pixels of the screen, its middle where the zoom puts it', () => {
    fc.assert(
      fc.property(anyFit, anyZoom, (fit, zoom) => {
        const box = boxOf(zoom, fit);
        for (const [side, start, middle] of [
          ['width', 'left', zoom.x],
          ['height', 'top', zoom.y],
        ] as const) {
          const onScreen = box[side] * fit.density;
          expect(onScreen).toBeCloseTo(Math.round(onScreen), 6);
          const exact = fit.picture[side] * zoom.scale * fit.density;
          expect(Math.abs(onScreen - exact)).toBeLessThan(0.51);
          expect(box[start] + box[side] / 2).toBeCloseTo(fit.frame[side] / 2 + middle, 6);
        }
      }),
    );
  });
});
