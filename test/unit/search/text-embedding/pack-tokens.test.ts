import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TokenForm } from '../../../../src/domain/pack.ts';
import { openTextTokens } from '../../../../src/search/text-embedding/open-text-tokens.ts';
import { ROOT } from '../../../support/paths.ts';

const FOLDER = path.join(ROOT, 'test', 'fixtures', 'packs');

interface Expected {
  readonly texts: readonly { readonly text: string; readonly ids: readonly number[] }[];
}

describe('the tokens of a text for an image-text network', () => {
  // What the tokenizers of Hugging Face give: scripts/make-pack-fixtures.py.
  it.each<[string, string, TokenForm]>([
    ['clip', 'clip/tokenizer.json', { clean: 'none', length: 77, padding: 623 }],
    ['clip-immich', 'clip-immich/textual/tokenizer.json', { clean: 'spaces', length: 77, padding: 623 }],
    ['siglip', 'siglip/tokenizer.json', { clean: 'canonical', length: 64, padding: 1 }],
    ['chinese-clip', 'chinese-clip/tokenizer.json', { clean: 'none', length: 52, padding: null }],
  ])('are those of the reference: %s', (name, file, form) => {
    const { texts }: Expected = JSON.parse(readFileSync(path.join(FOLDER, name, 'expected.json'), 'utf8'));
    const tokens = openTextTokens(readFileSync(path.join(FOLDER, file), 'utf8'), form);
    expect(texts.length).toBeGreaterThan(8);
    for (const { text, ids } of texts) expect([text, tokens(text).ids]).toEqual([text, ids]);
  });

  it('count those that are not padding', () => {
    const file = readFileSync(path.join(FOLDER, 'siglip', 'tokenizer.json'), 'utf8');
    const { ids, count } = openTextTokens(file, { clean: 'canonical', length: 64, padding: 1 })('a dog');
    expect([ids.length, count < 10, ids.slice(count).every((id) => id === 1)]).toEqual([64, true, true]);
  });
});
