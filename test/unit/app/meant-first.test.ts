import { expect, it } from 'vitest';
import { meantFirst } from '../../../src/app/meant-first.ts';
import type { Interpretation, ResolvedQuery } from '../../../src/domain/query.ts';

const place = (path: string, file = 1) => ({
  photo: 1,
  file,
  folder: 1,
  folderPath: Buffer.from('/photos'),
  path: Buffer.from(path),
});
const PLACES = ['2019/IMG_1.jpg', 'Rome/IMG_1.jpg', 'Rome/Forum.jpg', 'IMG_1.cr2'].map(place);
const order = (sort: ReturnType<typeof meantFirst>): string[] =>
  sort(PLACES).map(({ path }) => path.toString());
const word = (text: string, ...interpretations: Interpretation[]) => ({
  text,
  start: 0,
  end: text.length,
  interpretations,
});
const texts = (...of: string[]): ResolvedQuery => ({
  kind: 'text',
  words: of.map((one) => word(one)),
  phrase: '',
});
const field = (name: 'name' | 'folder', value: string): ResolvedQuery => ({
  kind: 'condition',
  word: word(`${name}:${value}`, { as: 'filter', filter: { field: name, value } }),
});

it('leaves the order where nothing is meant', () => {
  expect(order(meantFirst([], null))).toEqual(PLACES.map(({ path }) => path.toString()));
  expect(order(meantFirst([], texts('dog')))).toEqual(PLACES.map(({ path }) => path.toString()));
});

it('puts chosen files first, several in their order, then those beside them', () => {
  expect(order(meantFirst([place('Rome/Forum.jpg')], null)).slice(0, 2)).toEqual([
    'Rome/Forum.jpg',
    'Rome/IMG_1.jpg',
  ]);
  expect(order(meantFirst([place('IMG_1.cr2'), place('Rome/IMG_1.jpg')], null)).slice(0, 2)).toEqual([
    'Rome/IMG_1.jpg',
    'IMG_1.cr2',
  ]);
});

it('puts the file first that most words of a search name, by its own name or by a folder', () => {
  expect(order(meantFirst([], texts('rome')))[0]).toBe('Rome/IMG_1.jpg');
  expect(order(meantFirst([], texts('rome', 'FORUM')))[0]).toBe('Rome/Forum.jpg');
  expect(order(meantFirst([], field('name', 'forum')))[0]).toBe('Rome/Forum.jpg');
  expect(order(meantFirst([], field('folder', '2019')))[0]).toBe('2019/IMG_1.jpg');
  // A field asks for its own part of the path only.
  expect(order(meantFirst([], field('folder', 'forum')))[0]).toBe('2019/IMG_1.jpg');
});

it('puts a file last that a search leaves out', () => {
  expect(order(meantFirst([], { kind: 'not', part: field('folder', 'rome') })).slice(2)).toEqual([
    'Rome/IMG_1.jpg',
    'Rome/Forum.jpg',
  ]);
});
