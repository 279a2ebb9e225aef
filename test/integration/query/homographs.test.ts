import { describe, expect, it } from 'vitest';
import { KNOWN } from '../../support/known.ts';
import { meaningOf } from '../../support/meaning-of.ts';

describe('a word that other languages have, too', () => {
  it.each([
    ['pas de deux', '?pas ?deux ~"pas de deux"'],
    ['strand zonder niemand', '[beach ~"beach"; -people ~"people"]'],
    ['spiaggia senza nessuno', '[beach ~"beach"; -people ~"people"]'],
    ['Strand ohne niemanden', '[beach ~"beach"; -people ~"people"]'],
    ['playa sin nadie', '[beach ~"beach"; -people ~"people"]'],
    ['cane o gatto', '(dog ~"dog" | cat ~"cat")'],
    ['chien sauf chat', '[dog ~"dog"; -cat ~"cat"]'],
    ['chien ou chat', '(dog ~"dog" | cat ~"cat")'],
    ['chat noir', 'cat \'black\' ~"black cat"'],
    ['cane nero', 'dog \'black\' ~"black dog"'],
    ['boot and shoe', 'boot shoes ~"boot and shoe"'],
    ['café', '<restaurant/coffee ~"café"'],
    ['pink robe', '\'pink\' clothes ~"pink clothes"'],
    ['le chat', 'cat ~"cat"'],
    ['chat', 'cat ~"cat"'],
    ['papillon', 'butterfly/papillon ~"butterfly"'],
    ['pane e vino', 'bread wine ~"pane e vino"'],
    ['Boot und Schiff', 'boot/boat ship ~"Boot und Schiff"'],
    ['no one on the beach', '[-people ~"people"; beach ~"beach"]'],
    ['without anyone', '-people ~"people"'],
    ['strand zonder iemand', '[beach ~"beach"; -people ~"people"]'],
    ['né cane né gatto', '[-dog ~"dog"; -cat ~"cat"]'],
    ['singe', 'monkey ~"monkey"'],
    ['nessun cane', '-dog ~"dog"'],
    ['rue de Paris', 'street @city:2988507+city:4717560 ~"rue de Paris"'],
    ['kind', '?kind ~"kind"'],
    ['Kind', 'child ~"child"'],
    ['mare', 'sea/<horse ~"sea"'],
    ['mares', '<horse ~"mares"'],
    ['ours et loup', 'bear wolf ~"ours et loup"'],
    ['ours', '?ours ~"ours"'],
    ['nobody on the beach', '[beach ~"beach"; -people ~"people"]'],
  ])('%s is %s beside the others of its text', (text, wanted) => {
    expect(meaningOf(text)).toBe(wanted);
  });

  it.each([
    ['strand 2016', '[beach ~"beach"; =2016-01-01..2016-12-31]'],
    ['strand in italien', 'beach @country:IT ~"strand in italien"'],
    ['strand holidays', 'beach "holidays" ~"strand holidays"'],
    ['urlaub strand', '?urlaub beach ~"urlaub strand"'],
    ['kind juli 2020', '[child ~"child"; =2020-07-01..2020-07-31]'],
    ['boot 2016', '[boat/boot ~"boat"; =2016-01-01..2016-12-31]'],
    ['chat grandma rosa', 'cat "grandma rosa" ~"chat grandma rosa"'],
    ['kind man', '?kind man/@city:2284647 ~"kind man"'],
    ['strand of hair', '?strand ?hair ~"strand of hair"'],
    ['boot camp 2019', '[boot ?camp ~"boot camp"; =2019-01-01..2019-12-31]'],
    ['see', 'lake ~"lake"'],
    ['see 2021', '[lake ~"lake"; =2021-01-01..2021-12-31]'],
    ['Berg und See', 'mountain lake ~"Berg und See"'],
    ['urlaub am see', '?urlaub lake ~"urlaub am see"'],
    ['Holidays am See', '"Holidays" lake ~"Holidays am See"'],
    ['Berge ohne See', '[mountain ~"mountain"; -lake ~"lake"]'],
    ['see family', '"family" ~"family"'],
    ['See dogs', 'dog ~"dog"'],
    ['dog without the', 'dog ~"dog"'],
  ])('%s is %s where nothing else says that it is English', (text, wanted) => {
    const shown = ['beach', 'child', 'boat', 'cat', 'lake'];
    expect(meaningOf(text, { ...KNOWN, isShown: (label) => shown.includes(label) })).toBe(wanted);
  });

  it('has what it means in English first where photos show that, and else what they show', () => {
    const showing = (...labels: string[]) => ({
      ...KNOWN,
      isShown: (label: string) => labels.includes(label),
    });
    expect(meaningOf('Boot', showing('boot', 'boat'))).toMatch(/^boot ~/);
    expect(meaningOf('Boot', showing('boat'))).toMatch(/^boat\/boot ~/);
    expect(meaningOf('Boot', showing())).toMatch(/^boot\/boat ~/);
    expect(meaningOf('papillon', showing('papillon'))).toMatch(/^papillon ~/);
    expect(meaningOf('papillon', showing('butterfly', 'dog'))).toMatch(/^butterfly\/papillon ~/);
    expect(meaningOf('il papillon e il cane', showing('boot'))).toContain(' dog');
    expect(meaningOf('café', showing('coffee'))).toMatch(/^coffee\/<restaurant ~/);
  });
});
