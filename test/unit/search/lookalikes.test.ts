import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/domain/fold.ts';
import { isPerhapsMisread, lookalikeKey, toleratesLookalikes } from '../../../src/search/index/lookalikes.ts';

describe('lookalikes', () => {
  it.each(['H0TEL', '5O1 Main', 'HeIIo', 'Iarge', 'BUlLDING', 'lNVOICE', 'IOOI', 'he11o', 'a|arm', '2l kg'])(
    '%j is perhaps misread',
    (line) => expect(isPerhapsMisread(line)).toBe(true),
  );

  it.each(['HOTEL', 'MALL', 'mail', 'Hello World', 'iPhone', '1001', 'Total 12.50', 'OIL', '海滩入口', ''])(
    '%j is taken as it is',
    (line) => expect(isPerhapsMisread(line)).toBe(false),
  );

  it('have one key, of the same length', () => {
    for (const [a, b] of [
      ['H0TEL', 'hotel'],
      ['HeIIo', 'hello'],
      ['BUlLDING', 'building'],
      ['IOO1', '1001'],
      ['INVOICE N0', 'invoice no'],
    ] as const) {
      expect(lookalikeKey(fold(a))).toBe(lookalikeKey(fold(b)));
      expect(lookalikeKey(fold(a))).toHaveLength(fold(a).length);
    }
    expect(lookalikeKey('hotel')).not.toBe(lookalikeKey('motel'));
  });

  it('are tolerated from four characters on', () => {
    expect(toleratesLookalikes('oil')).toBe(false);
    expect(toleratesLookalikes('a b c')).toBe(false);
    expect(toleratesLookalikes('mail')).toBe(true);
  });
});
