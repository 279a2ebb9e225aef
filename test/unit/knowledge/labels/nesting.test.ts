import { describe, expect, it } from 'vitest';
import { findLabels } from '../../../../src/knowledge/labels/find.ts';
import { broaderThan, labelOf, narrowerThan } from '../../../../src/knowledge/labels/vocabulary.ts';

const labelsOf = (word: string): string[] => findLabels(word);

describe('broader and narrower labels', () => {
  it.each([
    ['Border terrier', ['terrier', 'dog', 'pet', 'mammal', 'animal']],
    ['边境梗', ['terrier', 'dog', 'animal']],
    ['beagle', ['dog', 'animal']],
    ['goldfish', ['fish', 'pet', 'animal']],
    ['macaw', ['bird', 'animal']],
    ['grand piano', ['musical instrument']],
    ['strawberry', ['fruit', 'food']],
    ['mountain bike', ['bicycle', 'vehicle']],
    ['football', ['sport']],
  ])('%s is narrower than %j', (word, broader) => {
    const [label = ''] = labelsOf(word);
    expect(label).not.toBe('');
    const above = new Set(broaderThan(label));
    expect(broader.filter((one) => !labelsOf(one).some((id) => above.has(id)))).toEqual([]);
  });

  it('animal includes every animal, and no landscape, snow or thing', () => {
    const [animal = ''] = labelsOf('animal');
    expect(labelOf(animal).classes).toHaveLength(398);
    const below = new Set(narrowerThan(animal));
    for (const word of ['snow', 'mountain', 'car', 'people', 'flower'])
      for (const id of labelsOf(word)) expect(below.has(id), word).toBe(false);
  });

  it.each([
    ['beach', ['beach'], ['beach wagon', 'station wagon']],
    ['seaside', ['beach'], []],
    ['shore', ['beach'], []],
    ['海边', ['beach'], []],
    ['沙滩', ['beach'], []],
    ['狗狗', ['dog'], ['cat']],
    ['beaches', ['beach'], []],
    ['puppies', ['dog'], []],
    ['motorcycles', ['motorbike'], []],
    ['gray whale', ['grey whale'], []],
  ])('%s means the same labels as %j', (word, same, other) => {
    for (const one of same) expect(labelsOf(word)).toEqual(labelsOf(one));
    for (const one of other) expect(labelsOf(one)).not.toEqual(labelsOf(word));
  });

  it('crane means two labels, each with its own name', () => {
    const names = labelsOf('crane').map((id) => labelOf(id).name.en);
    expect(names).toHaveLength(2);
    expect(new Set(names).size).toBe(2);
  });

  it('misleading words find nothing', () => {
    for (const word of ['machine', 'artifact', 'natural object', 'entity', 'instrumentality'])
      expect(labelsOf(word), word).toEqual([]);
  });

  it('every label has a name in both languages', () => {
    const [animal = ''] = labelsOf('animal');
    for (const id of narrowerThan(animal)) expect(labelOf(id).name.zh, id).toMatch(/\p{Script=Han}/u);
  });
});
