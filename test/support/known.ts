import type { Known } from '../../src/search/known.ts';

const CAMERAS = ['Canon EOS 5D', 'Nikon D70', 'Apple iPhone 4', 'EF50mm f/1.8'];
const ZERMATT = 'city:2657928';
const KEYWORDS = ['family', 'hochzeit', '家庭'];
const TEXTS = ['img', 'holidays', 'dscn', 'playing'];
const OWN = new Map([
  ['rex', 'own:1'],
  ['our garden', 'own:2'],
  ['小明', 'own:3'],
]);

/** A library to read texts in: a few cameras, keywords, names and own labels, on a Tuesday in November 2026. */
export const KNOWN: Known = {
  now: new Date(2026, 10, 24, 9, 0, 0),
  ownLabels: (text) => {
    const key = OWN.get(text.toLowerCase());
    return key === undefined ? [] : [key];
  },
  isPlaceOfPhoto: (place) => place === ZERMATT,
  isCamera: (text) =>
    text.length > 1 && CAMERAS.some((name) => ` ${name.toLowerCase()}`.includes(` ${text.toLowerCase()}`)),
  isKeyword: (text) => KEYWORDS.includes(text.toLowerCase()),
  isText: (text) => [...TEXTS, ...KEYWORDS].some((one) => one.includes(text.toLowerCase())),
};
