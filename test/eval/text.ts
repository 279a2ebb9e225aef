/**
 * npm run eval:text: how well the text in photos is found. Renders 200 screenshots and signs in English and Chinese,
 * the signs through perspective, blur, noise and JPEG, indexes them with the text in them, and prints how many of the
 * written words are found, by the size of their letters. Then the lines that are read in 500 photos of
 * ../shared/photos, to be looked at: most of these photos hold no text, so a line is either real or false. Minutes.
 *
 *   --pictures N   rendered pictures (200)
 *   --photos N     photos of ../shared/photos (500)
 */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { superviseIndexer } from '../../src/indexing/process/supervise.ts';
import { isInLine } from '../../src/search/index/photo-text.ts';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { UserDataWriter } from '../../src/store/user-data-writer.ts';
import { HAS_PHOTOS, MODELS, PHOTOS } from '../support/paths.ts';
import { random } from '../support/random.ts';
import { warpPicture } from './warp-picture.ts';

const { values } = parseArgs({
  options: {
    pictures: { type: 'string', default: '200' },
    photos: { type: 'string', default: '500' },
  },
});

/** Height of the letters in pixels. */
const SIZES = [12, 16, 20, 28, 40, 64] as const;
const ENGLISH =
  'harbour ticket invoice Saturday breakfast umbrella platform engine library garden window bridge market theatre bicycle holiday museum station evening recipe password delivery weather chapter lantern'.split(
    ' ',
  );
const CHINESE =
  '海滩 车站 发票 早餐 图书馆 花园 博物馆 自行车 假期 密码 天气 电影院 市场 大桥 面馆 医院 学校 超市 晚上 快递 订单 地铁 牛肉 苹果 老师'.split(
    ' ',
  );
type Kind = 'screenshot' | 'sign';

interface Made {
  readonly name: string;
  readonly kind: Kind;
  readonly size: number;
  readonly isChinese: boolean;
  readonly words: readonly string[];
}

/** One rendered picture, written into a folder. */
async function render(folder: string, nth: number): Promise<Made> {
  const next = random(nth + 1);
  const kind: Kind = nth % 2 === 0 ? 'screenshot' : 'sign';
  const size = SIZES[(nth >> 2) % SIZES.length] ?? SIZES[0];
  const isChinese = (nth >> 1) % 2 === 1;
  const list = isChinese ? CHINESE : ENGLISH;
  const pick = (): string => list[Math.floor(next() * list.length)] ?? '';
  const lines = Array.from({ length: kind === 'screenshot' ? 8 : 2 }, () => [pick(), pick(), pick()]);
  const [width, height] = kind === 'screenshot' ? [1080, 1440] : [1000, 750];
  const isDark = next() < 0.5;
  const [ground, ink] = isDark ? ['#1d2733', '#e8eef4'] : ['#f4f1e8', '#20242a'];
  const top = kind === 'screenshot' ? 100 : height / 2 - size;
  const step = kind === 'screenshot' ? (height - 160) / lines.length : size * 1.6;
  const board = kind === 'sign' ? `<rect width="${width}" height="${height}" fill="#7d8f7a"/>` : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${board}
    <rect x="${kind === 'sign' ? 60 : 0}" y="${kind === 'sign' ? top - size * 2 : 0}" width="${kind === 'sign' ? width - 120 : width}" height="${kind === 'sign' ? size * 6 : height}" fill="${ground}"/>
    ${lines.map((words, at) => `<text x="90" y="${top + at * step}" font-family="Noto Sans CJK SC, sans-serif" font-size="${size}" fill="${ink}">${words.join(' ')}</text>`).join('')}</svg>`;
  const flat = sharp(Buffer.from(svg)).flatten();
  const name = `${kind === 'screenshot' ? 'Screenshot' : 'IMG'} ${String(nth).padStart(3, '0')}.jpg`;
  const taken = kind === 'screenshot' ? flat : await photographed(flat, [width, height], next);
  await taken
    .jpeg({ quality: kind === 'screenshot' ? 85 : 55 + Math.round(30 * next()) })
    .toFile(path.join(folder, name));
  return { name, kind, size, isChinese, words: [...new Set(lines.flat())] };
}

/** As a camera sees a board: from one side, a little out of focus, with noise. */
async function photographed(
  flat: Sharp,
  [width, height]: readonly [number, number],
  next: () => number,
): Promise<Sharp> {
  const rgb = await flat.removeAlpha().raw().toBuffer();
  const shift = (length: number): number => (next() - 0.5) * 0.16 * length;
  const warped = warpPicture({ rgb, width, height }, [
    [shift(width), shift(height)],
    [width + shift(width), shift(height)],
    [width + shift(width), height + shift(height)],
    [shift(width), height + shift(height)],
  ]);
  for (let at = 0; at < warped.length; at++)
    warped[at] = Math.max(0, Math.min(255, (warped[at] as number) + (next() - 0.5) * 16));
  return sharp(warped, { raw: { width, height, channels: 3 } }).blur(0.4 + next());
}

/** The lines of text in each picture of a folder, by name. */
async function linesIn(folder: string): Promise<Map<string, { text: string; confidence: number }[]>> {
  const library = path.join(path.dirname(folder), `${path.basename(folder)}.sqlite`);
  const userData = new UserDataWriter(library);
  userData.addFolder(Buffer.from(folder), 0);
  userData.close();
  const summary = await superviseIndexer(
    { library, models: MODELS, folders: null, resident: false, paused: false, analysers: ['text'] },
    { onProgress: () => {} },
  ).finished;
  console.log(`${summary.indexed} pictures indexed, text read in ${summary.analysed.text ?? 0}`);
  const reader = new LibraryReader(library);
  const lines = new Map(
    reader.files.places().map(({ photo, path: at }) => [Buffer.from(at).toString(), reader.textLines(photo)]),
  );
  reader.close();
  return lines;
}

function printRecall(made: readonly Made[], lines: Awaited<ReturnType<typeof linesIn>>): void {
  const isRead = ({ name }: Made, word: string): boolean =>
    (lines.get(name) ?? []).some(({ text }) => isInLine(text, word));
  const recall = (of: readonly Made[]): string => {
    const words = of.flatMap((one) => one.words.map((word) => isRead(one, word)));
    return words.length === 0 ? '' : (words.filter(Boolean).length / words.length).toFixed(2);
  };
  console.log('\n| letters, px | screenshots, English | Chinese | signs, English | Chinese |');
  console.log('| ---: | ---: | ---: | ---: | ---: |');
  for (const size of [...SIZES, null]) {
    const cells = (['screenshot', 'sign'] as const).flatMap((kind) =>
      [false, true].map((isChinese) =>
        recall(
          made.filter(
            (one) => one.kind === kind && one.isChinese === isChinese && (size === null || one.size === size),
          ),
        ),
      ),
    );
    console.log(`| ${size ?? 'all'} | ${cells.join(' | ')} |`);
  }
}

/** Copies photos into a folder under names that say nothing, chosen by their names' hashes. */
function copySome(count: number, to: string): Map<string, string> {
  const names = ['imagenet', 'scenes', path.join('userlike', 'flickr8k')].flatMap((folder) =>
    readdirSync(path.join(PHOTOS, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name))
      .filter((name) => /\.jpe?g$/iu.test(name)),
  );
  const keyOf = (name: string): string => createHash('sha256').update(name).digest('hex');
  const chosen = names.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).slice(0, count);
  return new Map(
    chosen.map((name, at) => {
      const copy = `${String(at).padStart(4, '0')}.jpg`;
      copyFileSync(path.join(PHOTOS, name), path.join(to, copy));
      return [copy, name];
    }),
  );
}

const work = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-text-'));
try {
  const rendered = path.join(work, 'rendered');
  mkdirSync(rendered);
  const made: Made[] = [];
  for (let nth = 0; nth < Number(values.pictures); nth++) made.push(await render(rendered, nth));
  printRecall(made, await linesIn(rendered));
  if (HAS_PHOTOS) {
    const photos = path.join(work, 'photos');
    mkdirSync(photos);
    const names = copySome(Number(values.photos), photos);
    const found = [...(await linesIn(photos))].filter(([, lines]) => lines.length > 0);
    console.log(`\n${found.length} of ${names.size} photos have text:`);
    for (const [copy, lines] of found)
      for (const { text, confidence } of lines)
        console.log(`${names.get(copy) ?? copy}\t${confidence.toFixed(2)}\t${text}`);
  } else console.log('../shared/photos is not there: no photos without text were read.');
} finally {
  rmSync(work, { recursive: true, force: true });
}
