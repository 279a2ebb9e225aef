/** Properties of a photo that do not depend on what it shows. */
export const PLAIN_PROPERTIES = [
  'black-and-white',
  'colourful',
  'dark',
  'bright',
  'blurred',
  'panorama',
  'landscape-format',
  'portrait-format',
  'square-format',
  'screenshot',
] as const;
export type PlainProperty = (typeof PLAIN_PROPERTIES)[number];
