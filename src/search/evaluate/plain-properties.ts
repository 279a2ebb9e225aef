import { assertNever } from '../../domain/assert-never.ts';
import { FORMATS, PHOTO_FORMATS } from '../../domain/photo-format.ts';
import type { PlainProperty } from '../../domain/plain-property.ts';
import { NAMED_PANORAMA, NAMED_SCREENSHOT } from '../../knowledge/labels/name-hints.ts';
import { isScreenSize, isTallScreenSize } from '../index/device-screens.ts';
import type { PhotoIndex } from '../index/photo-index.ts';

/**
 * Thresholds for the bytes of an appearance (see `APPEARANCE`), chosen on photos sorted by these bytes. Strict, because
 * a wrong photo costs more than a missing one.
 */
const NO_TINT = 9;
/** "Highly colourful" of Hasler and Süsstrunk. */
const COLOURFUL = 82;
const DARK = 50;
const BRIGHT = 200;
/** As sharp as a picture of 512 pixels behind a Gaussian blur of about 2.5 pixels. */
const BLURRED = 110;

/** Width by height, beyond the formats of cameras, phones and screens. */
const PANORAMIC = 2.4;
/** Minimum longest side of a panorama in pixels; a smaller strip is a crop. */
const LONG = 1500;
/** Width by height (or the other way) of a photo that is a panorama by its name. */
const WIDE = 1.6;
/** Sides that differ by less make a square. */
const NEARLY_SQUARE = 1.02;

type Test = (index: PhotoIndex, ordinal: number) => boolean;

const widthByHeight: (index: PhotoIndex, ordinal: number) => number = ({ columns }, ordinal) =>
  (columns.width[ordinal] as number) / Math.max(1, columns.height[ordinal] as number);

const isScreenshot: Test = ({ columns }, ordinal) => {
  // A screenshot has no camera, but a photo of a screen has one.
  if (columns.camera[ordinal] !== 0 || columns.lens[ordinal] !== 0) return false;
  if (((columns.flags[ordinal] as number) & NAMED_SCREENSHOT) !== 0) return true;
  const size = [columns.width[ordinal] as number, columns.height[ordinal] as number] as const;
  const { screenshots } = FORMATS[PHOTO_FORMATS[columns.format[ordinal] as number] ?? 'gif'];
  switch (screenshots) {
    case 'any screen':
      return isScreenSize(...size);
    case 'tall screens':
      return isTallScreenSize(...size);
    case 'none':
      return false;
    default:
      return assertNever(screenshots);
  }
};

const isPanorama: Test = (index, ordinal) => {
  if (isScreenshot(index, ordinal)) return false;
  const ratio = widthByHeight(index, ordinal);
  const isNamed = ((index.columns.flags[ordinal] as number) & NAMED_PANORAMA) !== 0;
  return isNamed
    ? Math.max(ratio, 1 / ratio) >= WIDE
    : ratio >= PANORAMIC && (index.columns.width[ordinal] as number) >= LONG;
};

const HOLDS = {
  'black-and-white': (index, ordinal) =>
    index.isAppearanceKnown(ordinal) && (index.columns.tint[ordinal] as number) <= NO_TINT,
  colourful: ({ columns }, ordinal) => (columns.colourfulness[ordinal] as number) >= COLOURFUL,
  dark: (index, ordinal) =>
    index.isAppearanceKnown(ordinal) && (index.columns.brightness[ordinal] as number) <= DARK,
  bright: ({ columns }, ordinal) => (columns.brightness[ordinal] as number) >= BRIGHT,
  blurred: (index, ordinal) =>
    index.isAppearanceKnown(ordinal) && (index.columns.sharpness[ordinal] as number) <= BLURRED,
  panorama: isPanorama,
  'landscape-format': (index, ordinal) => widthByHeight(index, ordinal) > NEARLY_SQUARE,
  'portrait-format': (index, ordinal) => widthByHeight(index, ordinal) < 1 / NEARLY_SQUARE,
  'square-format': (index, ordinal) => {
    const ratio = widthByHeight(index, ordinal);
    return ratio <= NEARLY_SQUARE && ratio >= 1 / NEARLY_SQUARE;
  },
  screenshot: isScreenshot,
} as const satisfies Record<PlainProperty, Test>;

/**
 * Whether a photo has a plain property. Properties of pixels are false if the appearance is unknown, so false is not
 * the opposite: check `isAppearanceKnown` too.
 */
export const hasProperty = (index: PhotoIndex, ordinal: number, property: PlainProperty): boolean =>
  HOLDS[property](index, ordinal);
