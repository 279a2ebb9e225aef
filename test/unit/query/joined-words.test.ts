import { describe, expect, it } from 'vitest';
import type { ResolvedQuery } from '../../../src/domain/query.ts';
import { interpretText } from '../../../src/query/interpret-query.ts';
import { KNOWN } from '../../support/known.ts';
import { printResolved } from '../../support/print-resolved.ts';

const read = (text: string): ResolvedQuery => interpretText(text, KNOWN, []);
const printed = (text: string): string => printResolved(read(text));

/** Two own words, two labels, one of each. */
const PAIRS = [
  ['hochzeit', 'family'],
  ['dogs', 'cars'],
  ['family', 'dogs'],
] as const;

describe.each(PAIRS)('%s and %s', (one, other) => {
  it.each(['or', 'oder', 'ou', 'oppure', 'ODER'])('are alternatives by "%s"', (or) => {
    expect(printed(`${one} ${or} ${other}`)).toBe(printed(`${one} OR ${other}`));
    expect(read(`${one} ${or} ${other}`).kind).toBe('or');
  });

  it.each(
    ['without', 'ohne', 'sans', 'senza', 'sin', 'sem', 'zonder'].flatMap((not) =>
      ['or', 'oder', 'ou', 'and', 'und', 'et', 'y', ','].map((join) => [not, join] as const),
    ),
  )('are both left out by "%s" and "%s"', (not, join) => {
    const text = join === ',' ? `${not} ${one}, ${other}` : `${not} ${one} ${join} ${other}`;
    expect(printed(text)).toBe(printed(`-${one} -${other}`));
  });
});

it('"oder" is a word where it joins nothing, or is written as a name: the river', () => {
  for (const text of ['Oder', 'an der Oder', 'Oder 2019', 'oder'])
    expect(read(text).kind, text).not.toBe('or');
});

it.each(
  'ohne kein keinem sin ningún ninguna sem nenhuma senza niente nessun aucun aucune zonder geen|pero no|ma non|mais pas|mas não|maar niet'
    .split('|')
    .flatMap((one, at) => (at === 0 ? one.split(' ') : [one])),
)('"%s" leaves out what follows it', (not) => {
  expect(printed(`dogs ${not} cars`)).toBe(printed('dogs -cars'));
});

it('the first word of a pair that negates is a word where the second does not follow', () => {
  for (const text of ['mas cars', 'ma cars', 'no pero', 'mais cars'])
    expect(printed(text), text).not.toContain('-cars');
});
