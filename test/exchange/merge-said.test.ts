import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Said } from '../../src/domain/said.ts';
import { mergeSaid } from '../../src/exchange/merge-said.ts';
import { anySaid } from './arbitrary-said.ts';

const NOTHING: Said = { corrections: [], ownLabels: [], favourites: [], albums: [], savedSearches: [] };
const A = new Uint8Array(32).fill(1);
const B = new Uint8Array(32).fill(2);

/** Gives `own:100`, `own:101` and so on. */
function countUp(): (name: string) => string {
  let next = 100;
  return () => `own:${next++}`;
}
const noNewKey = (name: string): string => {
  throw new Error(`A key was asked for "${name}".`);
};

describe('merging what a person said in two libraries', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anySaid(true), anySaid(true), (mine, theirs) => {
        const once = mergeSaid(mine, theirs, countUp());
        expect(mergeSaid(once, theirs, noNewKey)).toStrictEqual(once);
        expect(mergeSaid(once, once, noNewKey)).toStrictEqual(once);
      }),
    );
  });

  it('loses nothing that was said on either side', () => {
    fc.assert(
      fc.property(anySaid(true), anySaid(true), (mine, theirs) => {
        const merged = mergeSaid(mine, theirs, countUp());
        for (const said of [mine, theirs]) {
          for (const { photo } of said.favourites)
            expect(merged.favourites.map((favourite) => favourite.photo)).toContainEqual(photo);
          for (const { text } of said.savedSearches)
            expect(merged.savedSearches.map((search) => search.text)).toContain(text);
          for (const { photos, search } of said.albums)
            for (const photo of photos)
              expect(
                merged.albums.filter((album) => album.search === search).flatMap((album) => album.photos),
              ).toContainEqual(photo);
        }
        for (const label of mine.ownLabels) expect(merged.ownLabels).toContainEqual(label);
      }),
    );
  });

  it('says last what was said last, whichever side is asked first', () => {
    fc.assert(
      fc.property(anySaid(true), anySaid(true), (one, other) => {
        // Moments that no two answers share, and labels that both know.
        const known = (said: Said, odd: number): Said => ({
          ...NOTHING,
          corrections: said.corrections
            .filter(({ label }) => !label.startsWith('own:'))
            .map((correction, n) => ({ ...correction, at: 2 * (correction.at * 100 + n) + odd })),
        });
        const [a, b] = [known(one, 0), known(other, 1)];
        expect(mergeSaid(a, b, noNewKey)).toStrictEqual(mergeSaid(b, a, noNewKey));
      }),
    );
  });

  it('keeps the later answer about a photo and a label, and mine of the same moment', () => {
    const answer = (label: string, says: boolean, at: number) => ({ photo: A, label, says, at });
    const mine = [answer('cat', true, 5), answer('dog', true, 5), answer('fox', true, 5)];
    const theirs = [answer('cat', false, 4), answer('dog', false, 6), answer('fox', false, 5)];
    const merged = mergeSaid(
      { ...NOTHING, corrections: mine },
      { ...NOTHING, corrections: theirs },
      noNewKey,
    );
    expect(merged.corrections).toEqual([mine[0], theirs[1], mine[2]]);
  });

  it('knows an own label by its name, whatever its key, case or accents are made of', () => {
    const mine: Said = {
      ...NOTHING,
      ownLabels: [
        { key: 'own:1', name: 'Rex', at: 1 },
        { key: 'own:2', name: 'Caf\u00e9', at: 2 },
      ],
    };
    const theirs: Said = {
      ...NOTHING,
      ownLabels: [
        { key: 'own:1', name: 'CAFE\u0301', at: 3 },
        { key: 'own:2', name: 'Garden', at: 4 },
        { key: 'own:3', name: 'rex', at: 5 },
      ],
      corrections: ['own:1', 'own:2', 'own:3'].map((label, n) => ({ photo: A, label, says: true, at: n })),
    };
    const asked: string[] = [];
    const merged = mergeSaid(mine, theirs, (name) => {
      asked.push(name);
      return 'own:9';
    });
    expect(asked).toEqual(['Garden']);
    expect(merged.ownLabels).toEqual([...mine.ownLabels, { key: 'own:9', name: 'Garden', at: 4 }]);
    expect(merged.corrections.map(({ label, at }) => [label, at])).toEqual([
      ['own:1', 2],
      ['own:2', 0],
      ['own:9', 1],
    ]);
  });

  it('takes no answer for a key of theirs that they do not explain', () => {
    const mine: Said = { ...NOTHING, ownLabels: [{ key: 'own:1', name: 'Rex', at: 1 }] };
    const theirs: Said = { ...NOTHING, corrections: [{ photo: A, label: 'own:1', says: true, at: 1 }] };
    expect(mergeSaid(mine, theirs, noNewKey)).toEqual(mine);
  });

  it('unites albums of one name, mine first, and keeps a search apart from an album by hand', () => {
    const album = { id: 4, name: 'Nice', search: null, photos: [B], at: 1 };
    const theirs = [
      { id: 4, name: 'NICE', search: null, photos: [A, B], at: 2 },
      { id: 5, name: 'Nice', search: 'in:Nice', photos: [], at: 3 },
    ];
    expect(
      mergeSaid({ ...NOTHING, albums: [album] }, { ...NOTHING, albums: theirs }, noNewKey).albums,
    ).toEqual([
      { ...album, photos: [B, A] },
      { ...theirs[1], id: 5 },
    ]);
  });
});
