import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  buildVocabulary,
  readSources,
  type TableName,
  type Tables,
} from '../../../../scripts/build-vocabulary.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const { tables, model, wordnet, everyday } = readSources(root);

/** Problems that the build reports after a change to one table. */
function problemsWhen(table: TableName, change: (text: string) => string): readonly string[] {
  const text = change(tables[table]);
  expect(text, 'the change must change something').not.toBe(tables[table]);
  const changed: Tables = { ...tables, [table]: text };
  const built = buildVocabulary(changed, model, wordnet, everyday);
  return 'problems' in built ? built.problems : [];
}

/** Replaces columns of the row that begins with the given columns. */
const setColumn =
  (begin: string, column: number, value: string) =>
  (text: string): string =>
    text
      .split('\n')
      .map((line) => (line.startsWith(begin) ? line.split('\t').with(column, value).join('\t') : line))
      .join('\n');
const withoutRow =
  (begin: string) =>
  (text: string): string =>
    text
      .split('\n')
      .filter((line) => !line.startsWith(begin))
      .join('\n');
const addRow =
  (row: string) =>
  (text: string): string =>
    `${text.trimEnd()}\n${row}\n`;

describe('build:vocabulary', () => {
  it('reproduces the committed file exactly and deterministically', () => {
    const kept = readFileSync(path.join(root, 'src/knowledge/labels/data/vocabulary.json'), 'utf8');
    expect(buildVocabulary(tables, model, wordnet, everyday)).toEqual({ text: kept });
    expect(buildVocabulary(tables, model, wordnet, everyday)).toEqual({ text: kept });
  });

  it('rejects thresholds for a label that does not exist', () => {
    const more = { labels: { ...everyday.labels, unicorn: { likely_new: 0.5, possible_new: 0.1 } } };
    expect(buildVocabulary(tables, model, wordnet, more)).toEqual({
      problems: ['There are everyday thresholds for "unicorn", which is no label.'],
    });
  });

  it('changes the version if the vocabulary changes', () => {
    const changed = { ...tables, concepts: tables.concepts.replace('seaside|', 'seaside|by the sea|') };
    const built = buildVocabulary(changed, model, wordnet, everyday);
    const kept = buildVocabulary(tables, model, wordnet, everyday);
    const version = (result: typeof built): string =>
      'text' in result ? JSON.parse(result.text).version : '';
    expect(version(built)).toMatch(/^[0-9a-f]{16}$/);
    expect(version(built)).not.toBe(version(kept));
  });

  const tench = 'n01440764\t';
  it.each<[string, TableName, (text: string) => string, string]>([
    ['a class without a row', 'classes', withoutRow(tench), 'The class n01440764 (tench) has no row.'],
    [
      'a class without an English name',
      'classes',
      setColumn(tench, 2, ''),
      '"tench" (n01440764) has no English name.',
    ],
    [
      'a class without a Chinese name',
      'classes',
      setColumn(tench, 4, ''),
      '"tench" (n01440764) has no Chinese name.',
    ],
    [
      'a Chinese name that is not Chinese',
      'classes',
      setColumn(tench, 4, 'tench'),
      '"tench" (n01440764) has no Chinese name.',
    ],
    [
      'a class that the model lacks',
      'classes',
      addRow('n00000001\tx\tX\t\t叉'),
      'The model has no class "n00000001".',
    ],
    [
      'two rows for one class',
      'classes',
      addRow('n01440764\tx\tX\t\t叉'),
      'classes.tsv has two rows for "n01440764".',
    ],
    [
      'a class that equals no concept',
      'classes',
      setColumn(tench, 1, '=unicorn'),
      'A class means the same as "unicorn", which is no concept.',
    ],
    [
      'a concept that no row reaches',
      'concepts',
      withoutRow('beach\t'),
      'The concept "beach" is not reached: it has no row.',
    ],
    [
      'a concept that the model lacks',
      'concepts',
      addRow('unicorn\tunicorn\tUnicorn\t\t独角兽\t\t\t\t\t'),
      'The model has no concept "unicorn".',
    ],
    [
      'a bad slug',
      'classes',
      setColumn(tench, 1, 'Tench fish'),
      '"Tench fish" (n01440764) is no slug of lower-case letters, digits and hyphens.',
    ],
    [
      'a slug that is taken',
      'classes',
      setColumn(tench, 1, 'goldfish'),
      'Two labels have the id "goldfish".',
    ],
    [
      'a name that is taken',
      'classes',
      setColumn(tench, 2, 'Dog'),
      '"tench" and "dog" are both shown as "dog".',
    ],
    [
      'a Chinese name that is taken',
      'classes',
      setColumn(tench, 4, '狗'),
      '"tench" and "dog" are both shown as "狗".',
    ],
    [
      'a word that leads to two labels',
      'classes',
      setColumn(tench, 3, 'seaside'),
      '"seaside" leads to tench, beach; shared.tsv does not list tench, beach for it.',
    ],
    [
      'the same word without its space',
      'classes',
      setColumn(tench, 3, 'icecream'),
      '"icecream" leads to tench, ice-cream; shared.tsv does not list tench, ice-cream for it.',
    ],
    [
      'the same word in other spelling',
      'classes',
      setColumn(tench, 3, 'harbor'),
      '"harbor" leads to tench, harbour; shared.tsv does not list tench, harbour for it.',
    ],
    [
      'a shared word that is no longer listed',
      'shared',
      withoutRow('crane\t'),
      '"crane" leads to crane-bird, crane-machine; shared.tsv does not list crane-bird, crane-machine for it.',
    ],
    [
      'a shared word that leads nowhere',
      'shared',
      addRow('myth\tunicorn'),
      'The shared word "myth" leads to "unicorn", which is no label.',
    ],
    [
      'a word in upper case',
      'classes',
      setColumn(tench, 3, 'Doctor fish'),
      'The word "Doctor fish" of "tench" (n01440764) is not in lower case.',
    ],
    [
      'a word listed twice',
      'classes',
      setColumn(tench, 3, 'tench'),
      '"tench" needs only one of "tench" and "tench".',
    ],
    [
      'one word in two spellings',
      'classes',
      setColumn(tench, 3, 'grey-fish|gray fish'),
      '"tench" needs only one of "grey-fish" and "gray fish".',
    ],
    [
      'a broader id that does not exist',
      'concepts',
      setColumn('house\t', 7, 'bulding'),
      '"house" is said to be a kind of "bulding", which is no label.',
    ],
    [
      'a circle',
      'concepts',
      setColumn('building\t', 7, 'house'),
      '"house" is a kind of itself, by way of building.',
    ],
    [
      'a word that is also a narrower one of the same label',
      'narrower',
      addRow('seaside\tbeach'),
      '"seaside" is a word and a narrower word of "beach": only one of them.',
    ],
    [
      'a narrower word that another label has, unless it is a shared one',
      'narrower',
      addRow('tench\tdog'),
      '"tench" leads to tench, dog; shared.tsv does not list tench, dog for it.',
    ],
    [
      'a narrower word that leads nowhere',
      'narrower',
      addRow('foal\tunicorn'),
      'The narrower word "foal" leads to "unicorn", which is no label.',
    ],
    [
      'thresholds other than the measured ones without a reason',
      'concepts',
      setColumn('beach\t', 9, '0.2/0.01'),
      '"beach" has everyday thresholds; its table must say why it has others.',
    ],
    [
      'a use that there is not',
      'concepts',
      setColumn('beach\t', 8, 'both'),
      'The use "both" of "beach" is none of concept, tree, either.',
    ],
    [
      'a hidden label that does not exist',
      'hidden',
      addRow('unicorn\ttaxonomy'),
      'hidden.tsv names "unicorn", which is no label.',
    ],
    [
      'an unknown WordNet id',
      'broader',
      setColumn('animal\t', 5, 'n99999999'),
      '"animal" names "n99999999", which is neither a label above it nor in WordNet over a class.',
    ],
    [
      'a broader word over nothing',
      'broader',
      setColumn('animal\t', 5, ''),
      '"animal" has no class below it.',
    ],
    [
      'two broader words for the same classes',
      'broader',
      setColumn('bird-of-prey\t', 5, 'n01661091'),
      '"bird-of-prey" and "reptile" have the same classes: make them one label.',
    ],
    [
      'cuts the wrong way round',
      'classes',
      setColumn(tench, 6, '0.1/0.2'),
      '"tench" has cuts that are not likely/possible: "0.1/0.2".',
    ],
    [
      'another header',
      'spelling',
      (text) => text.replace('other\t', 'this\t'),
      'spelling.tsv must have the columns other, compared as.',
    ],
    [
      'a column too many',
      'plurals',
      addRow('mooses\tmoose\tmouse'),
      'plurals.tsv has too many columns in the row "mooses".',
    ],
  ])('refuses %s', (_what, table, change, sentence) => {
    expect(problemsWhen(table, change)).toContain(sentence);
  });
});
