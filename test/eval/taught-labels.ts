import { readFileSync } from 'node:fs';
import path from 'node:path';
import { wordTruths } from './word-truths.ts';

/** A label to teach: which files show it and which do not; the rest is not known. */
export interface TaughtLabel {
  readonly name: string;
  readonly truth: ReadonlyMap<string, boolean>;
}

/** Words in captions; a photo shows it where two of its five captions say so, and does not where none does. */
const IN_CAPTIONS: Readonly<Record<string, RegExp>> = {
  man: /\bm[ae]n\b/,
  woman: /\bwom[ae]n\b|\blad(y|ies)\b/,
  girl: /\bgirls?\b/,
  ball: /ball\b/,
  climbing: /\bclimb/,
  bicycle: /\b(bi(ke|cycle|cyclist|ker)s?|cyclists?|bmx|biking|bicycling)\b/,
  rock: /\b(rocks?|rocky|boulders?|cliffs?)\b/,
  hat: /\b(hats?|caps?|helmets?)\b/,
  shirt: /\bshirts?\b|jackets?|coats?|sweater|sweatshirt/,
  sitting: /\bs[ia]t(s|ting)?\b/,
  standing: /\bst(and|ood)/,
  'black dog': /black[^,.]{0,12} (dog|puppy)/,
  'brown dog': /(brown|tan)[^,.]{0,12} (dog|puppy)/,
  toy: /\b(toys?|frisbee|stick)\b/,
  river: /\b(lake|river|stream|creek|pond|ocean|waves?)\b/,
};
/** Folders of scenes/; what lies in another folder, or in imagenet/, does not show it. */
const FOLDERS: Readonly<Record<string, string>> = {
  monument: 'monument',
  'bamboo forest': 'bamboo_forest',
  rainforest: 'rainforest',
  glacier: 'glacier',
};
/** Words of words.tsv. */
const WORDS = ['drawing'];

/** The other labels, on which every number of src/search/learning was chosen. */
const CHOSEN_IN_CAPTIONS: Readonly<Record<string, RegExp>> = {
  boy: /\bboys?\b/,
  child: /\b(child|children|kids?|toddlers?|baby)\b/,
  two: /\b(two|couple|pair)\b/,
  playing: /\bplay/,
  'white dog': /white[^,.]{0,12} (dog|puppy)/,
  running: /\brun(s|ning)?\b/,
  jumping: /\b(jump|leap)/,
  grass: /\bgrass/,
  snow: /\bsnow|\bski|\bsled/,
  red: /\bred\b/,
  blue: /\bblue\b/,
  walking: /\bwalk/,
  street: /\b(street|road|sidewalk|city)\b/,
  'two dogs': /\b(two|three|four)\b[^,.]{0,22}\b(dogs|puppies)\b/,
  mountain: /\b(hills?|mountain)/,
  group: /\b(crowd|group|several|many|team)\b/,
  boat: /\b(boats?|kayak\w*|canoe\w*|raft\w*|sail\w*)\b/,
  playground: /\b(swing\w*|slid(e|es|ing)|playground|trampoline)\b/,
  'in its mouth': /\bmouth\b|\bbiting\b|fetch/,
  hiking: /\b(hik|backpack|tents?|camp|trail)/,
};
const CHOSEN_FOLDERS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'tennis_court',
    'library',
    'kitchen',
    'desert',
    'elephant',
    'airport',
    'ice_skating',
    'campus',
    'landscape',
    'horse',
    'food',
    'flower',
    'football_stadium',
    'art_gallery',
    'garden',
    'african-people',
    'sky',
    'computer_room',
  ].map((folder) => [folder.replace(/[_-]/g, ' '), folder]),
);
const CHOSEN_WORDS = ['people', 'indoors', 'water', 'building', 'sea', 'tree', 'forest', 'sand'];

/**
 * @param photos the folder with words.tsv and MANIFEST.tsv
 * @param which the twenty that are reported, or the others that numbers were chosen on
 */
export function taughtLabels(photos: string, which: 'reported' | 'chosen on'): TaughtLabel[] {
  const reported = which === 'reported';
  const captions = new Map<string, string[]>();
  const folderOf = new Map<string, string>();
  for (const line of readFileSync(path.join(photos, 'MANIFEST.tsv'), 'utf8').trim().split('\n').slice(1)) {
    const [file = '', expected = ''] = line.split('\t');
    const [top = '', folder = ''] = file.split('/');
    if (expected.startsWith('captions: '))
      captions.set(file, expected.slice('captions: '.length).toLowerCase().split(' | '));
    else if (top === 'scenes') folderOf.set(file, folder);
    else if (top === 'imagenet') folderOf.set(file, top);
  }
  const words = wordTruths(photos);

  const byCaption = Object.entries(reported ? IN_CAPTIONS : CHOSEN_IN_CAPTIONS).map(([name, pattern]) => {
    const statements = [...captions].map(
      ([file, lines]) => [file, lines.filter((line) => pattern.test(line)).length] as const,
    );
    const clear = statements.filter(([, times]) => times !== 1);
    return { name, truth: new Map(clear.map(([file, times]) => [file, times > 1])) };
  });
  const byFolder = Object.entries(reported ? FOLDERS : CHOSEN_FOLDERS).map(([name, wanted]) => ({
    name,
    truth: new Map([...folderOf].map(([file, folder]) => [file, folder === wanted])),
  }));
  const byWord = (reported ? WORDS : CHOSEN_WORDS).map((name) => ({
    name,
    truth: words.get(name) ?? new Map<string, boolean>(),
  }));
  return [...byCaption, ...byFolder, ...byWord];
}
