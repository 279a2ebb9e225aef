import { expect, it } from 'vitest';
import { CATALOGUES } from '../../../src/i18n/catalogues.ts';
import { sourceFiles } from '../../support/source-files.ts';

/** Phrases of older versions that nobody else uses, with what is written instead. */
const REFUSED_IN_ENGLISH: readonly (readonly [RegExp, string])[] = [
  [
    /\b(looks?|looked|looking) (at|for|into|up)\b/i,
    'scan (find files), recognise or analyse (what is in them)',
  ],
  [/\blook closely\b/i, 'zoom in'],
  [/\banew\b/i, 'rebuilt, recreated'],
  [
    /\b(said|says?|tells?|told|asks?|asked|heeds?|knows?|known|dies|died)\b/i,
    'a verb for what a program does',
  ],
  [
    /\b(the|a) networks?\b(?! drive)/i,
    'Beachcomb or the recognition model; “the internet”; “a network drive”',
  ],
  [/\banswers? to\b/i, 'matches'],
  [/\bcame? to nothing\b/i, 'could not finish'],
  [/\b(go|goes|going) on\b/i, 'resume, keep running, switch to'],
  [/\bjust now\b/i, 'right now, or nothing'],
  [/\b(that|of) which\b/i, 'a sentence of its own'],
  [/\bof it\b/i, 'the noun'],
  [/\bleft (aside|out|alone)\b/i, 'skipped, excluded'],
  [/\b(lies|lie) (in|there|or)\b|\bwhere it lies\b/i, 'location on disk'],
  [/\btaken? back\b/i, 'undone, removed'],
  [/\bthere (twice|more than once|already)\b/i, 'duplicate'],
  [/\bpictures? (is|are) there\b/i, 'duplicate'],
  [/\bsmall (pictures?|cop(y|ies))\b/i, 'thumbnail'],
  [/\bright answers\b|\bsurer\b/i, 'accurate'],
  [/\bstep by step\b|\bpixel for pixel\b/i, 'close, actual size'],
  [/\b(in meaning|by meaning|likeness)\b/i, 'looks like, similarity'],
  [/(?<!your )\bown labels?\b/i, 'custom label, your labels'],
  [/\bmake (a )?(label|album)\b/i, 'create'],
  [/\bselect nothing\b/i, 'clear selection'],
  [/\ba favourite now\b|\bso before\b/i, 'added to Favourites, no change'],
  [/\bthe log says\b/i, 'see the log'],
  [/\bthere and whole\b/i, 'check the installation'],
  [/\bno (\w+) number\b/i, 'not a valid …'],
  [/\b(forgets?|forgotten)\b/i, 'remove, clear'],
  [/\bneed not\b|\bhardly\b/i, 'plain English'],
  [/\bto that come|of this name already\b/i, 'taken'],
  [/\btier\b|\bsignature\b/i, 'confidence level, embedding'],
];

const REFUSED_IN_CHINESE: readonly (readonly [RegExp, string])[] = [
  [/(?<!神经)网络(?!文件夹|驱动器)/, '模型、不联网、网络驱动器'],
  [/含义：|按含义/, '语义'],
  [/均为最新/, '已全部识别'],
  [/轻柔/, '低速（省电）'],
  [/缩小照片/, '缩小显示'],
  [/更多类似照片/, '查找相似照片'],
  [/对照片的了解/, '识别数据'],
  [/说过|说出|您说/, '标记'],
  [/收回/, '撤销'],
  [/原本就是/, '无需更改'],
  [/(?<!含)有它的照片/, '含有“…”的照片'],
  [/写出/, '导出'],
  [/(?<!XMP )附属文件/, 'XMP 附属文件'],
  [/继续查看/, '在后台继续识别'],
];

it.each([
  ['en', REFUSED_IN_ENGLISH],
  ['zh', REFUSED_IN_CHINESE],
] as const)('the catalogue %s has no phrase of the old dialect', (language, refused) => {
  const found = Object.entries(CATALOGUES[language]).flatMap(([key, message]) =>
    refused
      .filter(([phrase]) => phrase.test(message))
      .map(([, instead]) => `${key}: “${message}”; rather: ${instead}`),
  );
  expect(found).toEqual([]);
});

/** Words that no name in code has: a program states, reports, notifies, shows. */
const REFUSED_IN_NAMES: ReadonlySet<string> = new Set(
  'said say says told tell tells answerer heed heeds obey deed poke judge tier'.split(' '),
);
/** Old names on disk, and of messages. */
const KEPT_NAMES: ReadonlySet<string> = new Set(['toldOfTray', 'toldOfIndex', 'says', 'whatYouSaidPromise']);

const COMMENTS_AND_TEXTS =
  /\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`[^`]*`/gu;
/** The words of a name: `isToldAlready` is three. */
const wordsOf = (name: string): string[] =>
  name.split(/(?<=[a-z\d])(?=[A-Z])|_/u).map((word) => word.toLowerCase());

it('no name in code has a word of the old dialect', () => {
  expect(wordsOf('isToldAlready')).toEqual(['is', 'told', 'already']);
  const found = sourceFiles('src', 'electron', 'renderer').flatMap(({ file, text }) => {
    const code = file.includes('migrations') ? '' : text.replaceAll(COMMENTS_AND_TEXTS, ' ');
    const names = new Set([...code.matchAll(/[A-Za-z_$][\w$]*/gu)].map(([name]) => name));
    return [...names]
      .filter((name) => !KEPT_NAMES.has(name) && wordsOf(name).some((word) => REFUSED_IN_NAMES.has(word)))
      .map((name) => `${file}: ${name}`);
  });
  expect(found).toEqual([]);
});
