import { codeOfColour, type NamedColour } from '../../domain/appearance.ts';

/** Lightness 0 to 1, chroma 0 to about 0.37, hue in degrees from 0. */
interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

/** Converts one byte of sRGB to linear light, 0 to 1 (IEC 61966-2-1). */
function linear(byte: number): number {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/**
 * Converts sRGB to OKLCH, the polar form of OKLab: B. Ottosson, "A perceptual color space for image processing", 2020,
 * with the matrices of CSS Color Module Level 4.
 */
function oklchOf(red: number, green: number, blue: number): Oklch {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const across = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const up = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const degrees = (Math.atan2(up, across) * 180) / Math.PI;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(across, up),
    hue: degrees < 0 ? degrees + 360 : degrees,
  };
}

/**
 * Name of a colour, adapted to photos: nearly grey colours are grey, because shadows, asphalt and clouds are bluish;
 * weak warm colours, such as skin, sand and wood, are beige or brown and never a strong colour. The hue boundaries lie
 * between the CSS colours of those names.
 * @param red 0 to 255, like the others
 */
export function namedColour(red: number, green: number, blue: number): NamedColour {
  const { lightness, chroma, hue } = oklchOf(red, green, blue);
  if (isNeutral(lightness, chroma, hue)) {
    if (lightness < 0.35) return 'black';
    return lightness < 0.82 ? 'grey' : 'white';
  }
  if (hue < 20) return ofPinkAndRed(lightness, chroma);
  if (hue < 38) return ofRed(lightness, chroma);
  if (hue < 80) return ofOrange(lightness, chroma);
  if (hue < 112) return ofYellow(lightness, chroma, hue);
  if (hue < 168) return 'green';
  if (hue < 213) return 'turquoise';
  if (hue < 285) return 'blue';
  if (hue < 335) return lightness >= 0.65 && chroma >= 0.22 && hue >= 320 ? 'pink' : 'purple';
  return lightness >= 0.5 ? 'pink' : 'purple';
}

/** Whether the chroma is too low for anything but black, white or grey. */
function isNeutral(lightness: number, chroma: number, hue: number): boolean {
  if (lightness < 0.17) return true;
  // A dark colour must be strong to be perceived as a colour.
  if (lightness < 0.27) return chroma < 0.06;
  const isWarm = hue >= 30 && hue < 110;
  if (isWarm) return chroma < (lightness > 0.82 ? 0.025 : 0.035);
  const isCool = hue >= 168 && hue < 300;
  return chroma < (isCool ? 0.05 : 0.04);
}

function ofPinkAndRed(lightness: number, chroma: number): NamedColour {
  if (lightness >= 0.66) return 'pink';
  if (chroma >= 0.13 || (lightness < 0.45 && chroma >= 0.09)) return 'red';
  return lightness >= 0.5 ? 'pink' : 'brown';
}

function ofRed(lightness: number, chroma: number): NamedColour {
  if (lightness >= 0.68) {
    if (chroma >= 0.17) return 'red';
    return chroma >= 0.1 ? 'pink' : 'beige';
  }
  return chroma >= 0.14 || (lightness < 0.45 && chroma >= 0.11) ? 'red' : 'brown';
}

function ofOrange(lightness: number, chroma: number): NamedColour {
  if (chroma >= 0.155 && lightness >= 0.58) return 'orange';
  if (chroma >= 0.115 && lightness >= 0.7) return 'orange';
  return lightness >= 0.7 ? 'beige' : 'brown';
}

function ofYellow(lightness: number, chroma: number, hue: number): NamedColour {
  if (chroma >= 0.11 && lightness >= 0.7) return 'yellow';
  if (hue >= 103 && (lightness < 0.7 || chroma >= 0.075)) return 'green';
  return lightness >= 0.7 ? 'beige' : 'brown';
}

/** Bits per channel of the table. */
const BITS = 5;
let table: Uint8Array | null = null;

/**
 * Codes of the named colours for all colours with five bits per channel, red highest: at (red >> 3) << 10 | (green >>
 * 3) << 5 | blue >> 3. Computed on first use, in a few ms.
 */
export function colourCodes(): Uint8Array {
  if (table !== null) return table;
  const middle = (value: number): number => Math.round((value * 255) / (2 ** BITS - 1));
  table = Uint8Array.from({ length: 2 ** (3 * BITS) }, (_, at) =>
    codeOfColour(namedColour(middle(at >> 10), middle((at >> 5) & 31), middle(at & 31))),
  );
  return table;
}
