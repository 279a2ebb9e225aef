import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type EverydayThresholds, readSources } from '../../../../scripts/build-vocabulary.ts';
import { confidenceLevelOf, NEVER } from '../../../../src/domain/label.ts';
import {
  broaderThan,
  labelOf,
  narrowerThan,
  vocabulary,
} from '../../../../src/knowledge/labels/vocabulary.ts';

const { labels } = vocabulary;
const model = path.resolve(import.meta.dirname, '../../../../models/photo');
const read = (file: string): string => readFileSync(path.join(model, file), 'utf8');
const classes: readonly { id: string; name: string }[] = JSON.parse(read('labels.json')).imagenet;
const wordnet: Record<string, { broader: string[] }> = JSON.parse(read('wordnet.json'));

/** Labels whose tables give other thresholds than those measured, each with its reason. */
const OVERRULED = [
  'beach',
  'cat',
  'document',
  'food',
  'glasses',
  'harbour',
  'ice-cream',
  'pizza',
  'receipt',
  'shoes',
  'wedding',
];

/** Indices of the classes at or below a WordNet id, by WordNet itself. */
function classesBelow(synset: string): number[] {
  return classes.flatMap(({ id }, index) => {
    const reached = new Set([id]);
    for (const at of reached) for (const up of wordnet[at]?.broader ?? []) reached.add(up);
    return reached.has(synset) ? [index] : [];
  });
}

describe('vocabulary', () => {
  it('has a label in both languages for every class and every concept', () => {
    const reached = new Set(labels.flatMap((label) => label.classes));
    expect(classes.filter((_, index) => !reached.has(index))).toEqual([]);
    expect(new Set(labels.flatMap(({ concept }) => (concept === null ? [] : [concept]))).size).toBe(119);
    expect(
      labels.filter(
        ({ name, words }) => name.en === '' || name.zh === '' || words.en.length * words.zh.length === 0,
      ),
    ).toEqual([]);
  });

  it.each([
    ['animal', 'n00015388', []],
    ['mammal', 'n01861778', []],
    ['dog', 'n02084071', []],
    ['bird', 'n01503061', []],
    ['furniture', 'n03405725', []],
    ['instrument', 'n03800933', []],
    ['container', 'n03094503', []],
    // A bus and a train are vehicles in common usage, but not in WordNet.
    ['vehicle', 'n04524313', []],
  ])('agrees with WordNet about the classes of %s', (id, synset, further) => {
    const wanted = classesBelow(synset);
    const names = labelOf(id)
      .classes.filter((index) => !wanted.includes(index))
      .map((index) => classes[index]?.name);
    expect(labelOf(id).classes).toEqual(expect.arrayContaining(wanted));
    expect(names).toEqual(further);
  });

  it('leads from beagle through hound and dog to animal, and from animal to beagle', () => {
    expect(broaderThan('beagle')).toEqual(
      expect.arrayContaining(['hound', 'hunting-dog', 'dog', 'canine', 'mammal', 'animal', 'pet']),
    );
    expect(narrowerThan('animal')).toContain('beagle');
    expect(labelOf('beagle').broader).toEqual(['hound']);
  });

  it('includes under animal exactly the animal classes', () => {
    const single = narrowerThan('animal').flatMap((id) =>
      labelOf(id).classes.length === 1 ? labelOf(id).classes : [],
    );
    const merged = [339, 292]; // The classes sorrel and tiger are the concepts horse and tiger.
    expect([...new Set([...single, ...merged])].sort((a, b) => a - b)).toEqual(classesBelow('n00015388'));
  });

  it('does not make a label narrower than what it only suggests', () => {
    expect(narrowerThan('bathroom')).toEqual([]);
    expect(broaderThan('shower-curtain')).not.toContain('bathroom');
    expect(labelOf('bathroom').classes.length).toBeGreaterThan(0);
    expect(broaderThan('car')).not.toContain('container');
  });

  it('has no cycles, and the classes of a tree label are a subset of those of each broader tree label', () => {
    for (const { id, classes: own, use } of labels) {
      expect(broaderThan(id)).not.toContain(id);
      if (use !== 'tree') continue;
      for (const up of broaderThan(id)) {
        const wider = labelOf(up);
        if (wider.classes.length > 0)
          expect(wider.classes, `${id} in ${up}`).toEqual(expect.arrayContaining([...own]));
      }
    }
  });

  it('has higher thresholds for labels that fire easily or sum many classes', () => {
    expect(labelOf('tench')).toMatchObject({ likely: 0.3, possible: 0.05 });
    expect(labelOf('mammal')).toMatchObject({ likely: 0.5, possible: 0.15 });
    for (const id of ['coast', 'lakeside', 'volcano', 'daisy', 'pier', 'studio-couch', 'castle', 'church'])
      expect(labelOf(id).likely, id).toBeGreaterThanOrEqual(0.6);
  });

  it('has every threshold that was measured on everyday photos, or a reason in its table', () => {
    const measured: EverydayThresholds = JSON.parse(read('everyday-thresholds.json'));
    const { tables } = readSources(path.resolve(import.meta.dirname, '../../../..'));
    const others: string[] = [];
    for (const [id, { likely_new, possible_new }] of Object.entries(measured.labels)) {
      const { likely, possible } = labelOf(id);
      if (likely === (likely_new ?? NEVER) && possible === (possible_new ?? NEVER)) continue;
      others.push(id);
      const row = Object.values(tables)
        .flatMap((table) => table.split('\n'))
        .find(
          (line) => line.split('\t').slice(0, 2).includes(id) && line.includes(`\t${likely}/${possible} `),
        );
      expect(row, id).toMatch(/[0-9]\/[0-9.]+ [a-z]/u);
    }
    expect(others.sort()).toEqual(OVERRULED);
  });

  it('ranks but never makes likely a label without a good enough threshold', () => {
    for (const id of ['fog', 'storm', 'rain', 'volleyball', 'book', 'container']) {
      const { likely, possible, rankedFrom } = labelOf(id);
      expect(likely, id).toBe(NEVER);
      expect(rankedFrom, id).toBeLessThan(0.2);
      expect(confidenceLevelOf(1, { likely, possible }), id).not.toBe('likely');
    }
  });

  it('has ranking thresholds at or below the possible thresholds', () => {
    for (const { id, likely, possible, rankedFrom } of labels) {
      expect(rankedFrom, id).toBeGreaterThan(0);
      expect(rankedFrom, id).toBeLessThanOrEqual(possible);
      expect(possible, id).toBeLessThanOrEqual(likely);
    }
  });

  it('does not show labels that only a taxonomist uses', () => {
    for (const id of ['canine', 'container', 'vertebrate', 'bovid', 'wheeled-vehicle', 'seat'])
      expect(labelOf(id).shown, id).toBe(false);
    for (const id of ['dog', 'animal', 'vehicle', 'beach', 'harbour', 'document', 'wedding'])
      expect(labelOf(id).shown, id).toBe(true);
  });

  it('names the missing label in its error', () => {
    expect(() => labelOf('unicorn')).toThrow('The vocabulary has no label "unicorn".');
  });
});
