/** What makers write of themselves beside what people call them. */
const MAKERS: readonly (readonly [RegExp, string])[] = [
  [/^nikon\b/i, 'Nikon'],
  [/^olympus\b/i, 'Olympus'],
  [/^fuji ?film\b/i, 'Fujifilm'],
  [/^(asahi|pentax|ricoh imaging)\b/i, 'Pentax'],
  [/^eastman kodak\b|^kodak\b/i, 'Kodak'],
  [/^(seiko )?epson\b/i, 'Epson'],
  [/^casio\b/i, 'Casio'],
  [/^samsung\b/i, 'Samsung'],
  [/^lg\b/i, 'LG'],
];

/** A camera as people call it: the maker once, then the model. */
export function cameraName(make: string, model: string): string {
  const maker = MAKERS.find(([written]) => written.test(make))?.[1] ?? make;
  const first = maker.split(' ')[0] ?? '';
  const bare = first !== '' && model.toLowerCase().startsWith(first.toLowerCase()) ? model.slice(first.length).trim() : model;
  return `${bare === model ? maker : first} ${bare}`.trim().slice(0, 100);
}
