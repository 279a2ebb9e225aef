import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../../src/domain/fold.ts';
import { findLabels } from '../../../../src/knowledge/labels/find.ts';
import { findForeign } from '../../../../src/knowledge/labels/foreign-words.ts';
import { isLabel } from '../../../../src/knowledge/labels/vocabulary.ts';

const ROWS = readFileSync(
  new URL('../../../../src/knowledge/labels/data/foreign-words.tsv', import.meta.url),
  'utf8',
)
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'));

/** Each noun with its language and the labels of the English one. */
const NOUNS = readNouns();

function readNouns(): { readonly language: string; readonly word: string; readonly labels: string[] }[] {
  const text = readFileSync(new URL('./foreign-nouns.tsv', import.meta.url), 'utf8');
  const [head = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split('\t'));
  return rows.flatMap(([english = '', ...words]) =>
    words.map((word, at) => ({ language: head[at + 1] ?? '', word, labels: findLabels(english) })),
  );
}

describe('everyday nouns in eleven languages', () => {
  // What the vocabulary has (Pizza), or has as another thing (boot), is read as that.
  const nouns = NOUNS.filter(({ word, labels }) => labels.length > 0 && findLabels(word).length === 0);
  const found = nouns.map((noun) => ({ ...noun, means: findForeign(noun.word)?.labels ?? null }));

  it('nearly always mean what they name', () => {
    expect(nouns.length).toBeGreaterThan(450);
    const wrong = found.filter(
      ({ means, labels }) => means?.some((label) => labels.includes(label)) === false,
    );
    expect(wrong.length / nouns.length).toBeLessThan(0.01);
  });

  it.each(['de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'pl', 'ru', 'tr'])(
    'are mostly known: %s',
    (language) => {
      const own = found.filter((noun) => noun.language === language);
      expect(own.filter(({ means }) => means !== null).length / own.length).toBeGreaterThan(0.8);
    },
  );
});

it.each([
  ['water', 'Wasser eau agua água acqua water vatten woda вода su 水'],
  ['flower', 'Blume fleur flor fiore bloem'],
  ['garden', 'Garten jardin jardín giardino jardim tuin'],
  ['bottle', 'Flasche bouteille botella bottiglia garrafa fles'],
  ['beer', 'Bier bière cerveza birra cerveja'],
  ['knife', 'Messer couteau cuchillo coltello faca mes'],
])('%s: keywords of emoji mean what they name', (english, words) => {
  const wanted = findLabels(english);
  const known = words
    .split(' ')
    .flatMap((word) => findForeign(word)?.labels.map((label) => [word, label]) ?? []);
  const wrong = known.filter(([, label = '']) => !wanted.includes(label) && label !== 'beer-glass');
  expect(wrong).toEqual([]);
  expect(new Set(known.map(([word]) => word)).size).toBeGreaterThanOrEqual(3);
});

describe('words of other languages', () => {
  it('are folded, and mean labels that there are', () => {
    expect(ROWS.length).toBeGreaterThan(8000);
    const folded = new Map(ROWS.map(([word = '', labels = '']) => [word, labels]));
    for (const [word = '', labels = '', sureness = ''] of ROWS) {
      // A spelling with accents has a row where it means another thing than the folded word.
      if (fold(word) !== word) expect(labels, word).not.toBe(folded.get(fold(word)));
      expect(labels.split(' ').every(isLabel), word).toBe(true);
      expect(['sure', 'perhaps', 'accented', 'capitalised'], word).toContain(sureness);
    }
  });

  it('have the spelling of the languages that are typed most, of which they are the folded form', () => {
    const written = ROWS.flatMap(([word = '', , , spelling]) =>
      spelling === undefined ? [] : [[fold(spelling), word]],
    );
    expect(written.length).toBeGreaterThan(1500);
    for (const [folded, word] of written) expect(folded).toBe(word);
  });

  it.each([
    ['cani', 'dog'],
    ['animaux', 'animal'],
    ['animais', 'animal'],
    ['Boote', 'boat'],
    ['Quallen', 'jellyfish'],
    ['pasteles', 'cake'],
    ['bomen', 'tree'],
    ['planten', 'plant'],
  ])('a plural of which the singular has no row is known: %s is %s', (word, label) => {
    expect(findForeign(word)?.labels).toEqual([label]);
  });

  it.each(['chats', 'mares', 'pains', 'canes', 'fins', 'caken', 'mousi', 'Parker'])(
    'no plural is an English word, a name or made up: %s',
    (word) => expect(findForeign(word)).toBeNull(),
  );

  it.each([
    ['Hund', 'dog'],
    ['chien', 'dog'],
    ['perro', 'dog'],
    ['собака', 'dog'],
    ['cão', 'dog'],
    ['cao', 'dog'],
    ['cáo', 'fox'],
    ['rua', 'street'],
    ['rùa', 'turtle'],
    ['Klavier', 'piano'],
    ['Hafen', 'harbour'],
    ['Bücherei', 'library'],
    ['cigüeña', 'stork'],
    ['gatto', 'cat'],
    ['plage', 'beach'],
    ['playa', 'beach'],
    ['пляж', 'beach'],
    ['plaża', 'beach'],
    ['ビーチ', 'beach'],
    ['해변', 'beach'],
    ['Kirche', 'church'],
    ['fjell', 'mountain'],
    ['coucher de soleil', 'sunset'],
    ['pôr do sol', 'sunset'],
    ['zonsondergang', 'sunset'],
    ['σκύλος', 'dog'],
    ['גמל', 'dromedary-camel'],
    ['ช้าง', 'elephant'],
    ['मोर', 'peacock'],
  ])('%s is %s', (word, label) => {
    expect(findForeign(word)?.labels).toContain(label);
  });

  it.each([
    ['montaña', 'montana'],
    ['dağ', 'dag'],
    ['Strand', 'strand'],
    ['Kind', 'kind'],
  ])('%s is one, and the English word or name %s is none', (word, other) => {
    expect(findForeign(word)).not.toBeNull();
    expect(findForeign(other)).toBeNull();
  });

  it.each([
    'love',
    'long',
    'kate',
    'adam',
    'have',
    'more',
    'part',
    'bar',
    'bat',
    'las',
    'Kate',
    'Love',
    'zzyx',
  ])('%s is none', (word) => {
    expect(findForeign(word)).toBeNull();
  });

  it.each(['Fuchs', 'faro', 'zug'])('%s may mean something else', (word) => {
    expect(findForeign(word)?.isSure).toBe(false);
  });
});
