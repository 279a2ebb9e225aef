/**
 * node test/eval/text-duplicates.ts: draws cards, receipts, chats, tickets, letters, slides and notes that differ in a
 * few words, makes copies of each and of the pictures of test/fixtures/ocr, and prints how many pairs of copies are
 * found to be the same picture and how many of different ones, by the pictures alone and with their text
 * (src/search/duplicates/text-comparison.ts). It reads the text of 420 pictures; minutes. Fonts are those of the system.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { HASH_SIZE } from '../../src/domain/photo.ts';
import { EMBEDDING_SIZE } from '../../src/domain/prediction.ts';
import { findNear } from '../../src/search/duplicates/find-near.ts';
import { nearPair, type PhotosToCompare } from '../../src/search/duplicates/near-pair.ts';
import { type TextOfPhoto, textComparison } from '../../src/search/duplicates/text-comparison.ts';
import { openOnnxEngine } from '../../src/vision/classify/onnx-engine.ts';
import { closeDecoders, decode } from '../../src/vision/decode/decode.ts';
import { decodeUpright } from '../../src/vision/decode/decode-upright.ts';
import { hashOfPicture } from '../../src/vision/decode/perceptual-hash.ts';
import { openTextReader } from '../../src/vision/text/open-text-reader.ts';
import { readText } from '../../src/vision/text/read-text.ts';
import { MODELS, ROOT } from '../support/paths.ts';

type Size = readonly [width: number, height: number];
type Edit = (picture: Sharp, size: Size) => Sharp;
const EDITS: Readonly<Record<string, Edit>> = {
  itself: (picture) => picture.png(),
  'JPEG quality 50': (picture) => picture.jpeg({ quality: 50 }),
  'JPEG quality 20': (picture) => picture.jpeg({ quality: 20 }),
  'half of the size': (picture, [width]) => picture.resize(Math.round(width / 2)).jpeg(),
  'a quarter of the size': (picture, [width]) => picture.resize(Math.round(width / 4)).jpeg(),
  'wide of 1600': (picture) => picture.resize(1600).jpeg(),
  '8 pixels cut off each edge': (picture, [width, height]) =>
    picture.extract({ left: 8, top: 8, width: width - 16, height: height - 16 }).jpeg({ quality: 90 }),
  '3 % cut off two edges': (picture, [width, height]) => {
    const [x, y] = [Math.round(width * 0.03), Math.round(height * 0.03)];
    return picture.extract({ left: x, top: 0, width: width - x, height: height - y }).jpeg({ quality: 90 });
  },
  grey: (picture) => picture.greyscale().jpeg({ quality: 85 }),
  brighter: (picture) => picture.modulate({ brightness: 1.1 }).jpeg({ quality: 85 }),
};

/** A picture with lines of text, each with its size in pixels. */
function drawn([width, height]: Size, background: string, lines: readonly (readonly [string, number])[]) {
  const step = height / (lines.length + 1);
  const texts = lines.map(
    ([text, size], at) =>
      `<text x="${width * 0.08}" y="${step * (at + 1)}" font-family="sans-serif" font-size="${size}">${text}</text>`,
  );
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${background}"/><circle cx="${width * 0.85}" cy="${height * 0.2}" r="${height * 0.1}" fill="#3b7"/>${texts.join('')}</svg>`,
  );
}
const sized = (size: number, lines: readonly string[]) => lines.map((line) => [line, size] as const);
const receipt = (total: string, day: string, item: string) =>
  drawn(
    [600, 1000],
    '#fff',
    sized(34, [
      'ACME MARKET',
      '12 High Street',
      'Tel 020 7946 0123',
      `Date ${day}`,
      'Milk 1 l  1.20',
      item,
      'Bread  2.10',
      `TOTAL  ${total}`,
      'VISA **** 4411',
      'Thank you for shopping',
    ]),
  );
const chat = (...lines: readonly string[]) => drawn([720, 1280], '#eee', sized(30, ['Anna', ...lines]));
const ticket = (way: string, seat: string) =>
  drawn([1200, 500], '#eef', [['BOARDING PASS', 50], ...sized(34, ['Passenger ZORBLATT/MARIA', way, seat])]);
const letter = (name: string, amount: string) =>
  drawn([900, 1200], '#fff', [
    ['Transfer confirmation', 44],
    ...sized(36, ['Sender Maria Example', `Recipient ${name}`, `Amount ${amount} EUR`, 'Purpose Rent']),
  ]);

/** Pictures of one design that differ in a few words. */
const DRAWN: readonly Buffer[] = [
  ...['London', 'Tokyo', 'New York', 'Paris', 'Rome', 'Home', 'Berlin', '北京', '上海', '南京'].map((city) =>
    drawn([1000, 700], '#fde9c9', [
      ['Greetings from', 40],
      [city, 110],
    ]),
  ),
  receipt('9.90', '2024-03-14', 'Coffee  4.11'),
  receipt('19.90', '2024-03-14', 'Coffee  4.11'),
  receipt('9.40', '2024-03-14', 'Coffee  4.11'),
  receipt('9.90', '2024-03-15', 'Coffee  4.11'),
  receipt('9.90', '2024-03-14', 'Butter  4.11'),
  chat('Hi, how are you?', 'Fine, and you?', 'See you at eight', 'Bring the tent please', 'Good night'),
  chat('Hi, how are you?', 'Fine, and you?', 'See you at nine', 'Bring the tent please', 'Good night'),
  chat('When do you land?', 'At half past six', 'Gate 42', 'I will wait outside', 'Bye'),
  chat('今天晚上吃什么', '火锅怎么样', '好的七点见', '不要迟到', '晚安'),
  chat('今天晚上吃什么', '烧烤怎么样', '好的八点见', '不要迟到', '晚安'),
  ticket('LHR - JFK', 'Seat 14C  Departs 09:40  Gate B7'),
  ticket('LHR - JFK', 'Seat 14D  Departs 09:40  Gate B7'),
  ticket('LHR - NRT', 'Seat 14C  Departs 09:40  Gate B7'),
  letter('John Miller', '750.00'),
  letter('John Miller', '850.00'),
  letter('Jane Miller', '750.00'),
  ...['tides', 'rocks', 'sand'].map((word, at) =>
    drawn([1280, 720], '#fff', sized(54, [`Chapter ${at + 1}`, `Introduction to ${word}`, 'Questions?'])),
  ),
  drawn([700, 700], '#fff59d', sized(60, ['Milk', 'Eggs', 'Flour'])),
  drawn([700, 700], '#fff59d', sized(60, ['Milk', 'Eggs', 'Flour', 'Butter'])),
  drawn([700, 700], '#fff59d', sized(60, ['Milk', 'Rice', 'Flour'])),
];

interface Row {
  readonly picture: number;
  readonly hash: Uint8Array;
  readonly embedding: Int8Array;
  readonly text: TextOfPhoto;
}

const rows = await lookAtAll();
const photos: PhotosToCompare = {
  count: rows.length,
  embeddings: Int8Array.from(rows.flatMap(({ embedding }) => [...embedding])),
  hashes: Uint8Array.from(rows.flatMap(({ hash }) => [...hash])),
};
const texts = new Map(rows.map(({ text }, row) => [row, text] as const));
const isNear = nearPair(photos);
console.log(`${rows.length} photos of ${new Set(rows.map(({ picture }) => picture)).size} pictures`);
for (const [name, known] of [
  ['by the pictures alone', new Map<number, TextOfPhoto>()],
  ['with their text', texts],
] as const) {
  const differs = textComparison(known);
  const counts = { copies: 0, found: 0, wrong: 0 };
  for (const [a, { picture }] of rows.entries())
    for (let b = 0; b < a; b++) {
      const isFound = isNear(a, b) && !differs(a, b);
      if (picture !== rows[b]?.picture) counts.wrong += Number(isFound);
      else {
        counts.copies += 1;
        counts.found += Number(isFound);
      }
    }
  const { copies, found, wrong } = counts;
  const groups = findNear({ ...photos, texts: known });
  const mixed = groups.filter((group) => new Set(group.map((row) => rows[row]?.picture)).size > 1);
  console.log(
    `${name}: recall ${(found / copies).toFixed(3)}, precision ${(found / (found + wrong)).toFixed(3)} (${wrong} wrong pairs); ${groups.length} groups, ${mixed.length} of several pictures`,
  );
}

/** Every copy of every picture, as the program sees it. */
async function lookAtAll(): Promise<Row[]> {
  const engine = await openOnnxEngine(MODELS);
  const reader = await openTextReader(MODELS);
  const { signal } = new AbortController();
  const fixtures = path.join(ROOT, 'test/fixtures/ocr');
  const files = readdirSync(fixtures).filter((name) => name.endsWith('.png'));
  const pictures = [...DRAWN, ...files.map((name) => readFileSync(path.join(fixtures, name)))];
  const seen: Row[] = [];
  for (const [picture, source] of pictures.entries()) {
    const { data, info } = await sharp(source)
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height, channels } = info;
    for (const edit of Object.values(EDITS)) {
      const bytes = await edit(sharp(data, { raw: { width, height, channels } }), [width, height]).toBuffer();
      const photo = await decode({ bytes, name: 'a.jpg', mtime: 0 });
      const upright = await decodeUpright(bytes, signal);
      if (!('input' in photo) || !('rgb' in upright)) throw new Error('A picture cannot be decoded.');
      const [answer] = await engine.classify([photo.input]);
      const hash = await hashOfPicture(photo.thumbnail);
      if (answer === undefined || hash.length !== HASH_SIZE || answer.embedding.length !== EMBEDDING_SIZE)
        throw new Error('A picture has no embedding.');
      const lines = await readText(reader, upright, false, signal);
      const text = { width: upright.width, height: upright.height, lines };
      seen.push({ picture, hash, embedding: answer.embedding, text });
    }
  }
  await engine.close();
  await reader.close();
  await closeDecoders();
  return seen;
}
