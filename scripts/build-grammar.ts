// npm run build:grammar: writes src/query/grammar.md, the search language reference, from its tables.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { NAMED_COLOURS } from '../src/domain/appearance.ts';
import { PLAIN_PROPERTIES } from '../src/domain/plain-property.ts';
import { PHOTO_STATES } from '../src/domain/query.ts';
import { FIELDS } from '../src/query/fields.ts';
import { AMBIGUOUS_FILLERS, FOREIGN_FILLERS } from '../src/query/foreign-fillers.ts';
import { STATE_WORDS } from '../src/query/interpretations-of.ts';
import {
  AND_WORDS,
  CHINESE_FILLERS,
  CHINESE_NOT,
  CHINESE_OR,
  ENGLISH_FILLERS,
  NOT_WORDS,
  OR_WORDS,
} from '../src/query/lexicon.ts';
import { NOBODY_WORDS, PEOPLE_WORDS, TWO_PEOPLE_WORDS } from '../src/query/people-words.ts';
import { STAR_WORDS } from '../src/query/star-words.ts';
import {
  LEAST_WITH_LABEL,
  LEAST_WITH_PART,
  LEAST_WITH_WORDS,
  LIKELY_LABEL,
  LIKELY_WORDS,
  PHRASE_ALONE,
  PHRASE_POSSIBLE,
  PHRASE_WITH_ALL,
  PHRASE_WITH_SOME,
  PHRASE_WITHOUT_RIVAL,
  RIVAL_MARGIN,
  Z_LIKELY,
  Z_POSSIBLE,
} from '../src/search/evaluate/text-thresholds.ts';

export const PAGE = 'src/query/grammar.md';

interface Example {
  readonly text: string;
  /** Description in English. */
  readonly finds: string;
  /** The resolved query as printed by test/support/print-resolved.ts, for the library of test/support/known.ts. */
  readonly means: string;
}

/** The examples of the page; a test checks each against `means`. */
export const EXAMPLES: readonly Example[] = [
  {
    text: 'dog beach',
    finds: 'best what shows both and looks like "dog beach"',
    means: 'dog beach ~"dog beach"',
  },
  {
    text: 'dog without people',
    finds: 'dogs, and no people',
    means: '[dog ~"dog"; -people ~"people"]',
  },
  {
    text: 'without red cars in Italy',
    finds: 'no red cars, taken in Italy: "without" ends with the first word that names a thing',
    means: `[-'red' car ~"red cars"; @country:IT ~"Italy"]`,
  },
  {
    text: '没有人的海滩',
    finds: 'beaches, and no people',
    means: '[beach ~"beach"; -people ~"people"]',
  },
  {
    text: 'dog -"ice cream"',
    finds: 'dogs, and not "ice cream"',
    means: '[dog ~"dog"; -=ice-cream/"ice cream"]',
  },
  {
    text: '-(cat | dog)',
    finds: 'neither',
    means: '-(cat ~"cat" | dog ~"dog")',
  },
  {
    text: '(cat or dog) 2019',
    finds: 'either, in that year',
    means: '[(cat ~"cat" | dog ~"dog"); =2019-01-01..2019-12-31]',
  },
  {
    text: '猫或狗',
    finds: 'either; within a Chinese word "or" reaches as far as that word',
    means: '(cat ~"cat" | dog ~"dog")',
  },
  {
    text: 'red car',
    finds: 'cars, those first that show red, the middle counting more; the phrase counts too',
    means: `'red' car ~"red car"`,
  },
  {
    text: 'crane',
    finds: 'birds and machines: all readings of a word count',
    means: 'crane-bird+crane-machine ~"crane"',
  },
  {
    text: 'puppy',
    finds: 'dogs, those first that look like "puppy": a word that means less than its label',
    means: '<dog ~"puppy"',
  },
  {
    text: 'show me photos of my dog',
    finds: 'the same as `dog`',
    means: 'dog ~"dog"',
  },
  {
    text: 'dog favourites',
    finds: 'dogs among the favourites',
    means: '[dog ~"dog"; ={is:favourite}]',
  },
  {
    text: 'beach between 2018 and 2019',
    finds: 'beaches of these two years',
    means: '[beach ~"beach"; =2018-01-01..2019-12-31]',
  },
  {
    text: '03-04-2005',
    finds: '3 April and 4 March 2005: people write it both ways; `03.04.2005` is 3 April, `2005-04-03` too',
    means: '=2005-03-04..2005-03-04+2005-04-03..2005-04-03',
  },
  {
    text: 'spring flowers',
    finds: 'flowers; spring is a season or a word of the phrase',
    means: '*03-01..05-31 flower ~"spring flowers"',
  },
  {
    text: 'iPhone',
    finds: 'taken with one, and what shows a mobile phone',
    means: '{camera:iPhone}/<mobile-phone ~"iPhone"',
  },
  {
    text: '"Grandma Rosa"',
    finds: 'exactly these words, where the owner wrote them',
    means: '="Grandma Rosa"',
  },
];

const code = (words: Iterable<string>): string => [...words].map((word) => `\`${word}\``).join(' ');

/** Width of a text in columns of a monospaced font; a Chinese, Japanese or Korean character takes two. */
const widthOf = (text: string): number =>
  [...text].length +
  (text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff01-\uff60]/gu)
    ?.length ?? 0);

/** A Markdown table in the layout of the formatter. */
function table(head: readonly [string, ...string[]], rows: readonly (readonly string[])[]): string[] {
  const cells = [head, ...rows].map((row) => row.map((text) => text.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '') + ' '.repeat(width - widthOf(row[column] ?? ''))).join(' | ')} |`;
  const [first = [], ...rest] = cells;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...rest.map(line)];
}

function fieldRows(): string[][] {
  return Object.entries(FIELDS).map(([field, { aliases, example, finds }]) => [
    `\`${field}:\``,
    code(aliases),
    `\`${example}\``,
    finds,
  ]);
}

/** The grammar, with its words and the examples. */
function syntaxLines(): string[] {
  return [
    '<!-- Made by npm run build:grammar. -->',
    '',
    '# What a search understands',
    '',
    'Nothing is ever an error: an operator with nothing to work on is passed over, a missing parenthesis or quote stands at the end, a field that nobody knows is a word like others, a value that its field cannot have is looked for as text, and the page says so. Case, accents, full width (`ＤＯＧ`), British or American spelling and the plural do not matter.',
    '',
    '```',
    'search = or',
    'or     = and { ("|" | OR) and }',
    'and    = one { one }',
    'one    = "-" one | NOT one | "(" or ")" | \'"\' phrase \'"\' | field ":" value | date | word',
    '```',
    '',
    ...table(
      ['sign', 'words'],
      [
        ['OR', code(OR_WORDS)],
        ['NOT', code(NOT_WORDS)],
        ['within a Chinese word', `${code(CHINESE_OR)}, ${code(CHINESE_NOT)}`],
        ['and: said for clearness, changes nothing', code(AND_WORDS)],
      ],
    ),
    '',
    ...table(
      ['example', 'finds'],
      EXAMPLES.map(({ text, finds }) => [`\`${text}\``, finds]),
    ),
    '',
  ];
}

/** The conditions, and what "not" negates. */
function conditionLines(): string[] {
  return [
    '## Conditions',
    '',
    'A field, words in quotes, a sure date and a word for a state hold or do not: what does not meet them is no hit, whatever else speaks for it. Beside other words, a photo without a date, or of which only the year is known, is a possible hit of a date in words that comes back every year or day ("in winter", "in the evening"). A photo of which only the year or the month is known is a possible hit of a date that is a part of it ("summer 1987" of 1987), and a likely one of a date that holds all of it.',
    '',
    ...table(['field', 'other names', 'example', 'finds'], fieldRows()),
    '',
    `\`is:\` takes ${code(PHOTO_STATES)} and the properties ${code(PLAIN_PROPERTIES)}; \`colour:\` takes ${code(NAMED_COLOURS)}, or several that are all there (\`colour:black+white\`); both take their names in Chinese, too. A search for \`is:problem\` alone also lists the files that could not be read at all. Photos whose files are not there are found by \`is:missing\` only, and by what it is joined with.`,
    '',
    `States that a bare word asks for: ${code([...STATE_WORDS.keys()].filter((word) => !STAR_WORDS.has(word)))}; and stars, as a digit or in words, in English, Chinese and some fifteen other languages: ${code(['5 stars', 'five stars', '5-star', '5 Sterne', 'cinq étoiles', '★★★★★', '5星', '五颗星'])}. \`type:video\` finds the same films as \`videos\`.`,
    '',
    'Words in quotes are one thing: the label, date or place that they name as a whole, or exactly these words, in this order, where the owner wrote them. They are never a phrase.',
    '',
    'Dates in plain language are found first, before any operator cuts the text ("between 2018 and 2019"), and are sure, except a word that is mostly something else ("spring", "night", "march"), a named day, which a picture may show ("christmas"), and what is, or begins, the name of a label, a keyword, an album ("christmas tree"): that is one reading of the word among others. A date in words is also found where the owner wrote it, a decade by any of its names: "the fifties", "50s", 1950er and 50年代 find a folder "1950s wedding", whose photos may have no date. Digits alone ask for the date itself, and years, up to ten of them, also for photos that have no date and the year in a keyword, their caption or the name of an album: "1954" on the back of a scan.',
    '',
    'Three numbers with the year last are a day: with `-` or `/` between them either of day, month, year and month, day, year, and both days where both exist (`03-04-2005`: 3 April or 4 March, `25/12/05`: Christmas); with points always day, month, year. A range of such days reaches over both readings. Two digits of a year are never in the future.',
    '',
    '## "Not"',
    '',
    'A minus negates what stands right behind it: a word, a phrase in quotes, a field, a group. A negating word reaches over the bare words behind it up to the first that names a label, a place, a date or a state, or up to a preposition behind a word ("without a leash on the beach"); colours and other words before that belong to it ("without red cars"). Fillers between are passed over ("not in 2019"). What a file states is a condition behind a negating word: "without a date", "ohne Ort", "sin GPS", 没有评分. "Nobody" of other languages is people under it ("senza nessuno", "sin nadie"), and "pas de", "no hay", "não há", "non c\'è" negate like one word.',
    '',
    'Before an "or" in words, commas separate alternatives, too ("dog, cat or bird"). The short words for "or" of Spanish, Italian and Dutch (`o` `u` `od` `of`) are such between two words that are known in their language, one of which is no English word ("perro o gato", "hond of kat").',
    '',
  ];
}

/** What bare words find, and how photos are ranked. */
function freeTextLines(): string[] {
  return [
    '## Free text',
    '',
    'Neighbouring bare words are one text. It is cut into the longest known pieces, and every reading of every piece counts:',
    '',
    '1. a camera or lens of the library, by its brand or model, whole words of it with a letter and a digit (`600D`), or a focal length;',
    '2. labels of your own, and labels of the vocabulary, in either language; a word that means less than a label ("puppy") makes its photos possible, and the phrase chooses among them; a word that means nothing in either and names one of some 300 labels in one of 40 other languages ("Hund", plage, собака; of German nouns the plural, too) is that label; where it is a rare English word, a last name or as short as many, it makes the photos possible; an everyday English word or a first name is only one with its accent ("montaña"), or as a German noun with its capital ("Strand", possible too); an English word that German, French, Spanish, Italian, Portuguese or Dutch has, too ("cane", "chat"), also means what it means there beside a word of that language, with an accent ("café"), or where no word of the text tells that it is English and what it means in English is in no photo ("chat 2019"; "See" is a lake then);',
    '3. a date that is mostly something else;',
    '4. a place: a country, a region, a city of 100,000 people, or one where photos of the library were taken;',
    '5. a colour or a plain property of the photo; "black and white" beside an animal or clothes is both colours, too;',
    '6. the words themselves, whole and in this order, where the owner wrote them: keyword, person, caption, album (one of a search by its whole name), label of your own, folder, file name; an English word or a German noun in singular and plural ("weddings" finds "Wedding of Ana", "Hund" finds "Unsere Hunde"), and what is of somebody by the name ("Anna" finds "Annas Hund"; no other word or name in s: not "Paris" by "Pari"), but names of people and places as they are. The name that a camera, a system or a program gave to a folder ("Camera", "New folder (2)", "WhatsApp Images") is no such word, and that of a file ("Screenshot 2019-07-12", "IMG_0001") makes it possible, and likely where the word has no other reading.',
    '',
    `Faces are a reading of their own, which only adds, in a library where they were looked for, or where another program named regions: three or more of similar size (${code(PEOPLE_WORDS.group)}), one large face, whoever is far behind it (${code(PEOPLE_WORDS.portrait)}), one to three near a front camera or with a name that says so, and possibly as near as at arm’s length where no other lens is named (${code(PEOPLE_WORDS.selfie)}), none, and nobody seen otherwise (${code(NOBODY_WORDS)}; where no photo is known to be without faces they are the word people, negated); one or two, as a number before a word for people states (\`one person\` \`two people\` \`duas pessoas\` ${code(TWO_PEOPLE_WORDS)}); a face in a photo of an animal and nobody does not count; any face is evidence for the label People, in any language, ten for Crowd. A photo in which faces were never looked for is found by the other readings alone; \`people:\` does not find it.`,
    '',
    'A person whose birthday is known, with an age, is one condition: "Anna at 3", "Anna age 3", "Anna aged 3-5", "Anna 3 years old", 安娜3岁, 安娜 三岁. It is `age:"Anna 3"`, from the third birthday to the fourth.',
    '',
    'Text in photos is a reading of its own, which only adds: a photo in which every word stands, or is found otherwise, is at least possible, and likely where no word means anything else. Parts of words from three letters on make it possible; Chinese words need two characters, and spaces beside them do not matter. `text:` and quotes find whole words in it.',
    '',
    'Besides, the text network, which understands some twenty languages, a sentence better than a single word, is asked for the phrase as a whole, without the words that only facts of the library answer and without fillers at both ends. One word that names one label is asked for by the label’s English name, so that seaside and 海滩 find the same.',
    '',
    `Fillers carry no picture of their own: ${code(ENGLISH_FILLERS)} ${code(CHINESE_FILLERS)}. A text of fillers alone is looked for as it stands.`,
    '',
    'An adjective that only a comparison or a taste decides, of size, age or beauty, beside a word for a thing ("small dog", "tallest building", "most beautiful sunset", "kleiner Hund", "perro pequeño", 小狗) chooses no photo: the photos are those of the thing, and the phrase with the adjective puts them in order, which the page states. Under a "not" the thing means less than its label then ("without a small cat" leaves other cats). A number before things ("two dogs", "3 elephants", "zwei Hunde", 两只狗) is only compared with pictures, in English, and looked for in no text; one and two people are so many faces, too, where faces are known. An age beside a word for people is a word like others ("old man"), and so is every word of a caption. The phrase for a thing and its adjectives in another language is in English ("small dog").',
    '',
    `So do small words of German, French, Spanish, Italian, Dutch and Portuguese beside other words (${code(FOREIGN_FILLERS)}), and before another word or beside one of another language those that are English words, too (${code(AMBIGUOUS_FILLERS)}). What only asks for photos at the beginning of a text is left out in these languages, too ("zeig mir", "montre-moi", "muéstrame", "laat me … zien"). A keyword, person, album or label of such a name is meant all the same, and so is a whole name ("Casa de la Playa"). What an apostrophe joins to a word (d'Anna, l'eau) is left out where nobody wrote the whole of it.`,
    '',
    'The evidence adds up: how far the phrase stands out among all photos, and for each word how sure its best reading is; what the owner wrote and other facts (camera, place, property) count most, a part of a name of a folder or file less. The more words, the more the phrase counts, from four words about the content or five in all on it alone; a label that means more than the word counts half. Photos stand in this order within their confidence level. A photo is **likely** where',
    '',
    '- the owner wrote the whole text about it, or all of it but a word that is not understood at all, or but one for a kind of place or occasion ("Insel Rügen", "trip to Rome") that stands nowhere beside the others, or',
    `- every word is likely, and the phrase does not contradict: its score is at least ${LIKELY_WORDS} (${LIKELY_LABEL} for one word), one of the words is a fact, or none is a label or a colour, or`,
    `- every word that has readings is at least possible, and the phrase has a score of at least ${PHRASE_WITH_ALL} and stands ${Z_LIKELY} standard deviations above the library’s mean (${PHRASE_WITH_SOME} where some words have no reading, or there is only one word), or`,
    `- the phrase decides alone, with a score of at least ${PHRASE_ALONE} for a caption, and of ${PHRASE_WITHOUT_RIVAL} where no word has a reading and no name of a label that means something else comes within ${RIVAL_MARGIN} of it, and stands ${Z_LIKELY} standard deviations above the mean.`,
    '',
    `It is **possible** where every word is likely, where every word is possible and the phrase does not contradict them (score at least ${LEAST_WITH_LABEL} for one word that labels name, ${LEAST_WITH_WORDS} for several, ${LEAST_WITH_PART} where labels name the words in part or too widely), or the phrase has a score of at least ${PHRASE_POSSIBLE} and stands ${Z_POSSIBLE} standard deviations above the mean. Where no photo likely has all bare words of a search, those that have some are possible: first what the user wrote, the photos with most of the words before others, then what is only like the phrase; where nothing is found at all, also what the other words find, and a date where no word finds anything. Fields, quotes, states and "not" hold all the same.`,
    '',
    'Parts join by confidence level: "and" takes the lower, "or" the higher, "not" the opposite; "not" of free text is likely where the text does not even possibly find the photo, or only so that it is rather improbable, and possible where it possibly does. What the owner said is stronger than any score: a photo that "is" something is likely it and everything broader, one that "is not" is neither it nor anything narrower, and no other reading of the word brings it back.',
    '',
    'A bare word that nothing knows and that is one letter (two from eight letters on) from a word that this library can answer is taken for that word, of three letters only where two are swapped ("dgo") and one word alone comes of it; the page says so and offers the search as typed. Words that the owner wrote (labels of their own, people, keywords, captions, albums, folders, files, places of photos) come before those of dictionaries, and any slip may mean one that no English dictionary has. A word that is known or that the owner wrote is never corrected.',
    '',
  ];
}

/** The text of the page. */
export function grammarPage(): string {
  const lines = [
    ...syntaxLines(),
    ...conditionLines(),
    ...freeTextLines(),
    '## Chips',
    '',
    'Each word has a chip that says how it was understood. Every other reading is a field that asks for just that: `label:crane-bird`, `in:Turkey`, `meaning:crane`. Chips edit the text as it was parsed: a part is removed, negated or replaced, and the other parts keep their meaning.',
  ];
  return `${lines.join('\n')}\n`;
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(path.resolve(import.meta.dirname, '..', PAGE), grammarPage());
  process.stdout.write(`Wrote ${PAGE}.\n`);
}
