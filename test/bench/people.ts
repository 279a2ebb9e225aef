/**
 * npm run bench:people: how long the thread that answers stands still while faces are grouped, for made libraries
 * with one face a photo: in that thread itself, as it was once, and in a thread of its own, as it is.
 *
 *   --faces N,N  how many faces (10000)
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DESCRIPTOR_SIZE } from '../../src/domain/face.ts';
import { groupPeople } from '../../src/search/people/group-people.ts';
import { IndexWriter } from '../../src/store/index-writer.ts';
import { LibraryReader } from '../../src/store/library-reader.ts';
import { madeBox } from '../support/made-face.ts';
import { openAtRest } from '../support/open-at-rest.ts';
import { random } from '../support/random.ts';
import { syntheticLibrary } from './synthetic-library.ts';

/** Of the faces so many are of people who are in several photos, each of them in so many on average. */
const [OF_PEOPLE, PHOTOS_EACH] = [0.7, 25];
/** How far a face is from the middle of its person, and that from other people's: 0.38 and 0.85 of Caltech's faces. */
const [SPREAD, APART] = [0.25, 0.62];
const BATCH = 1000;
const SEED = 22;

function madeDescriptors(faces: number): Float32Array[] {
  const next = random(SEED);
  const direction = (length: number): Float32Array => {
    const made = Float32Array.from({ length: DESCRIPTOR_SIZE }, () => next() + next() + next() - 1.5);
    const scale = length / Math.hypot(...made);
    return made.map((value) => value * scale);
  };
  const people = Array.from({ length: Math.ceil((faces * OF_PEOPLE) / PHOTOS_EACH) }, () => direction(APART));
  return Array.from({ length: faces }, () => {
    const middle = next() < OF_PEOPLE ? people[Math.floor(next() * people.length)] : undefined;
    if (middle === undefined) return direction(APART);
    const noise = direction(SPREAD);
    return middle.map((value, at) => value + (noise[at] ?? 0));
  });
}

async function libraryWithFaces(faces: number, file: string): Promise<void> {
  copyFileSync(await syntheticLibrary(faces), file);
  const reader = new LibraryReader(file);
  const photos = [...reader.indexedPhotos(null)].map(({ id }) => id).slice(0, faces);
  reader.close();
  const descriptors = madeDescriptors(faces);
  const writer = new IndexWriter(file);
  for (let from = 0; from < photos.length; from += BATCH)
    writer.analyses.save(
      'faces',
      1,
      photos.slice(from, from + BATCH).map((photo, nth) => ({
        photo,
        outcome: {
          save: (tables) =>
            tables.faces(photo, [
              { score: 0.99, box: madeBox(0), descriptor: descriptors[from + nth] ?? new Float32Array() },
            ]),
        },
      })),
    );
  writer.close();
}

/** Milliseconds. */
interface Standstill {
  /** Longest time in which nothing else was done. */
  readonly longest: number;
  /** Longest such step by the processor time of this thread: on a busy machine the truer one. */
  readonly longestCpu: number;
  readonly whole: number;
}

/** What this thread has computed so far. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function standstill(work: () => Promise<void>): Promise<Standstill> {
  let [longest, longestCpu] = [0, 0];
  let [last, lastCpu] = [performance.now(), threadMs()];
  const ticks = setInterval(() => {
    const [now, cpu] = [performance.now(), threadMs()];
    longest = Math.max(longest, now - last);
    longestCpu = Math.max(longestCpu, cpu - lastCpu);
    [last, lastCpu] = [now, cpu];
  }, 1);
  await delay(20);
  [longest, longestCpu] = [0, 0];
  const began = performance.now();
  await work();
  const whole = performance.now() - began;
  await delay(20);
  clearInterval(ticks);
  return { longest, longestCpu, whole };
}

/** As it was once: whoever asked for people grouped the faces. */
const inAnsweringThread = (file: string) =>
  standstill(async () => {
    const reader = new LibraryReader(file);
    const { rows, descriptors } = reader.people.rowsToGroup();
    groupPeople(rows, descriptors, NONE, '');
    reader.close();
  });

const NONE = { faces: [], questions: [], state: null, next: 1 };
/** One face of so many is new. */
const NEW_OF = 100;

/** Milliseconds of processor time: all faces from nothing, and the last of them joining the groups of the others. */
function bareGrouping(file: string): { readonly all: number; readonly joining: number } {
  const reader = new LibraryReader(file);
  const { rows, descriptors } = reader.people.rowsToGroup();
  reader.close();
  const old = {
    ...rows,
    found: rows.found.slice(0, rows.found.length - Math.ceil(rows.found.length / NEW_OF)),
  };
  const stored = groupPeople(old, descriptors, NONE, '');
  const time = (before: Parameters<typeof groupPeople>[2]): number => {
    const began = threadMs();
    groupPeople(rows, descriptors, before, '');
    return threadMs() - began;
  };
  return { all: time(NONE), joining: time(stored) };
}

/** As it is: the window asks for people, and again, until the groups are there. */
async function inOwnThread(file: string): Promise<Standstill & { readonly groups: number }> {
  const { handlers, close } = await openAtRest(file);
  // The first search reads the library, whatever is in it.
  await handlers['search.run']({ text: '', sort: 'date', offset: 0, limit: 100 });
  await delay(100);
  const isGrouping = async () => (await handlers['status.get']({})).people.isGrouping;
  const result = await standstill(async () => {
    do await delay(50);
    while (await isGrouping());
  });
  const shown = await standstill(async () => void (await handlers['people.list']({ hidden: false })));
  const groups = (await handlers['people.list']({ hidden: false })).length;
  await close();
  return {
    groups,
    whole: result.whole,
    longest: Math.max(result.longest, shown.longest),
    longestCpu: Math.max(result.longestCpu, shown.longestCpu),
  };
}

const { values } = parseArgs({ options: { faces: { type: 'string', default: '10000' } } });
const root = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-bench-'));
const ms = (value: number): string => `${Math.round(value)} ms`;
const row = ({ longest, longestCpu, whole }: Standstill) => ({
  'stands still': ms(longest),
  'of that computing': ms(longestCpu),
  'until the groups': ms(whole),
});
try {
  for (const faces of values.faces.split(',').map(Number)) {
    const file = path.join(root, `${faces}.sqlite`);
    await libraryWithFaces(faces, file);
    const before = await inAnsweringThread(file);
    const after = await inOwnThread(file);
    console.log(`\n${faces} faces, ${after.groups} groups of two photos and more:`);
    console.table({ 'in the thread that answers': row(before), 'in a thread of its own': row(after) });
    const { all, joining } = bareGrouping(file);
    console.log(
      `grouping alone: ${ms(all)} from nothing, ${ms(joining)} for the last hundredth of the faces`,
    );
    const again = await inOwnThread(file);
    console.log(`started again: groups after ${ms(again.whole)}`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
