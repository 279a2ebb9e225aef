import type { HdrTransfer } from './hdr-transfer.ts';

/*
 * Pixels that the picture library does not bring into sRGB: high dynamic range, floating point, CIELab. Each function
 * takes values of `channels` numbers a pixel, of which at most three count, and gives RGB of 8 bits.
 */

/** Diffuse white in cd/m² (ITU-R BT.2408). */
const WHITE_NITS = 203;
/** Light above this is brought together below 1; what is darker stays as it is. */
const KNEE = 0.6;
const STEPS = 4096;

/** Light of a PQ value of 0 to 1 (SMPTE ST 2084), where 1 is diffuse white. */
function lightOfPq(value: number): number {
  const power = value ** (1 / 78.84375);
  const light = Math.max(0, power - 0.8359375) / (18.8515625 - 18.6875 * power);
  return (10_000 * light ** (1 / 0.1593017578125)) / WHITE_NITS;
}

/** Light of an HLG value of 0 to 1 (ITU-R BT.2100), of which 0.75 is diffuse white. */
function lightOfHlg(value: number): number {
  const scene =
    value <= 0.5 ? value ** 2 / 3 : (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;
  return (1000 * scene ** 1.2) / WHITE_NITS;
}

/** sRGB of linear light of 0 to 1, 0 to 255. */
const gamma = (light: number): number =>
  255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055);
const GAMMA = Uint8Array.from({ length: STEPS + 1 }, (_, i) => Math.round(gamma(i / STEPS)));
const toSrgb = (light: number): number => GAMMA[Math.round(Math.min(1, Math.max(0, light)) * STEPS)] ?? 0;

const rolledOff = (light: number): number =>
  light <= KNEE ? light : 1 - (1 - KNEE) * Math.exp((KNEE - light) / (1 - KNEE));

/** @param most the value that stands for 1: 255 or 65,535 */
export function toneHdr(
  values: ArrayLike<number>,
  channels: number,
  most: number,
  { curve, isWide }: HdrTransfer,
): Uint8Array<ArrayBuffer> {
  const lightOf = curve === 'pq' ? lightOfPq : lightOfHlg;
  const lights = Float32Array.from({ length: STEPS + 1 }, (_, i) => lightOf(i / STEPS));
  const rgb = new Uint8Array((values.length / channels) * 3);
  const light = (at: number): number => lights[Math.round(((values[at] ?? 0) / most) * STEPS)] ?? 0;
  for (let from = 0, to = 0; from < values.length; from += channels, to += 3) {
    const [r, g, b] = [light(from), light(from + 1), light(from + 2)];
    const [red, green, blue] = isWide
      ? [
          1.6605 * r - 0.5876 * g - 0.0728 * b,
          -0.1246 * r + 1.1329 * g - 0.0083 * b,
          -0.0182 * r - 0.1006 * g + 1.1187 * b,
        ]
      : [r, g, b];
    // By the brightest channel, so that colours keep their hue.
    const brightest = Math.max(red, green, blue, 1e-6);
    const scale = rolledOff(brightest) / brightest;
    rgb[to] = toSrgb(red * scale);
    rgb[to + 1] = toSrgb(green * scale);
    rgb[to + 2] = toSrgb(blue * scale);
  }
  return rgb;
}

/** Share of values that may be brighter than what becomes white. */
const BRIGHTEST = 0.005;
/** Highest bright value of linear light that is coded around 0 to 1, and of values that are coded like 8 bits. */
const MOST_LINEAR = 4;
const MOST_OF_8_BITS = 255;

/**
 * Floating point, of which only the values show what they mean: around 0 to 1 it is linear light, up to 255 it is coded
 * like 8 bits, above that it is linear light up to its brightest values. What is no number is black.
 */
export function toneFloat(values: ArrayLike<number>, channels: number): Uint8Array<ArrayBuffer> {
  const colours = channels >= 3 ? 3 : 1;
  const finite = Float64Array.from(values, (value) => (Number.isFinite(value) ? value : 0));
  const sorted = finite.toSorted();
  const bright = sorted[Math.ceil((sorted.length - 1) * (1 - BRIGHTEST))] ?? 1;
  const isCoded = bright > MOST_LINEAR && bright <= MOST_OF_8_BITS;
  const white = bright > MOST_LINEAR ? bright : Math.max(1, bright);
  const shown = (value: number): number =>
    isCoded ? Math.round(Math.min(255, Math.max(0, value))) : toSrgb(value / white);
  const rgb = new Uint8Array((values.length / channels) * 3);
  for (let from = 0, to = 0; from < values.length; from += channels, to += 3)
    for (let i = 0; i < 3; i += 1) rgb[to + i] = shown(finite[from + (colours === 3 ? i : 0)] ?? 0);
  return rgb;
}

/** CIELab of 8 bits as in TIFF files: lightness of 0 to 255, and two signed bytes; white is D50. */
export function toneLab(values: ArrayLike<number>, channels: number): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array((values.length / channels) * 3);
  const cube = (value: number): number =>
    value > 6 / 29 ? value ** 3 : 3 * (6 / 29) ** 2 * (value - 4 / 29);
  const signed = (byte: number): number => (byte > 127 ? byte - 256 : byte);
  for (let from = 0, to = 0; from < values.length; from += channels, to += 3) {
    const middle = ((values[from] ?? 0) / 2.55 + 16) / 116;
    const x = 0.9642 * cube(middle + signed(values[from + 1] ?? 0) / 500);
    const y = cube(middle);
    const z = 0.8249 * cube(middle - signed(values[from + 2] ?? 0) / 200);
    // From D50 to sRGB, whose white is D65, by Bradford's adaptation.
    rgb[to] = toSrgb(3.1339 * x - 1.6169 * y - 0.4906 * z);
    rgb[to + 1] = toSrgb(-0.9788 * x + 1.9161 * y + 0.0335 * z);
    rgb[to + 2] = toSrgb(0.0719 * x - 0.229 * y + 1.4052 * z);
  }
  return rgb;
}
