import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionsOf, type MeasuredFunction } from './support/functions-of.ts';
import { ROOT } from './support/paths.ts';

const functionsIn = (file: string): MeasuredFunction[] =>
  functionsOf(file, readFileSync(path.join(ROOT, file), 'utf8'));
const inApp = readdirSync(path.join(ROOT, 'src', 'app'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => functionsIn(path.join('src', 'app', name)));

const WRITER = path.join('src', 'store', 'statement-writer.ts');
const writer = readFileSync(path.join(ROOT, WRITER), 'utf8');
/** Methods of the writer that state something of photos: they take the id of one, or look up its content. */
const STATING = functionsOf(WRITER, writer)
  .filter(({ text }) => /#hash\(|^\([^{]*\bphotos?: (?:readonly )?number/u.test(text))
  .map(({ name }) => name.split(' ').at(-1) ?? '')
  // What is private is called by them; the constructor hands the look-up on.
  .filter((name) => name !== 'constructor' && new RegExp(`^ {2}${name}\\(`, 'mu').test(writer));

/** The innermost functions of src/app that call one of those methods. */
const callers = (method: string): MeasuredFunction[] => {
  const calling = inApp.filter(({ text }) => text.includes(`statements.${method}(`));
  return calling.filter(
    ({ text }) => !calling.some((other) => other.text !== text && text.includes(other.text)),
  );
};

describe('what the user states of photos', () => {
  it('is written by methods that are found', () => {
    expect(STATING).toEqual(
      expect.arrayContaining([
        'correct',
        'edit',
        'setFavourite',
        'setInAlbum',
        'arrangeAlbum',
        'setAlbumCover',
      ]),
    );
    expect(STATING).not.toContain('addAlbum');
  });

  it.each(STATING)(
    'is written by %s only for photos whose stacks are settled: see src/app/settle-stacks.ts',
    (method) => {
      expect(callers(method)).not.toEqual([]);
      const unsettled = callers(method).filter(({ text }) => !/\bsettleStacks\(|\bstacks\b/u.test(text));
      expect(unsettled.map(({ name }) => name)).toEqual([]);
    },
  );
});
