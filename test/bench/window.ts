/**
 * npm run bench:window: what a person feels of a large library in Chromium (CHROMIUM, or one on the PATH): photos
 * after the start, results after a key, the main thread's work while scrolling, memory after scrolling all of it.
 * The library is made (synthetic-library.ts), its small pictures are the sample photos.
 *
 *   --photos N   how many photos (50000)
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { thumbnailPath } from '../../src/store/thumbnail-path.ts';
import { CHROMIUM } from '../e2e/find-browsers.ts';
import { buildRenderer } from '../support/built-renderer.ts';
import { ROOT } from '../support/paths.ts';
import { addSmallPictures } from './add-small-pictures.ts';
import { frameWork, type TraceEvent } from './frame-work.ts';
import { syntheticLibrary } from './synthetic-library.ts';
import { openUnwatched } from './unwatched-page.ts';

const WORDS = ['dog', 'beach', 'mountain', 'flower', 'boat', 'bird'];
/** How the traced scrolling goes: pixels a second, for so many milliseconds, from these places (0 to 1). */
const SCROLL = { speed: 3000, ms: 6000, from: [0, 0.4, 0.8] };
const GOALS = { results: 100, frame: 8, task: 50, memory: 400 };

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ??
  Number.NaN;
const reached = (value: number, goal: number): string =>
  value < goal ? `reached (${goal})` : `NOT reached (${goal})`;

async function serve(library: string): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'src/entry/cli/main.ts', 'serve', '--library', library],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  child.stdout?.setEncoding('utf8');
  for (;;) {
    const [text] = await once(child.stdout ?? child, 'data');
    const address = /http:\S+/.exec(String(text))?.[0];
    if (address !== undefined) return { child, address };
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'close');
  child.kill('SIGTERM');
  await gone;
}

/** Resolves, in the page's time, when the first photo of the grid is painted and is not `before`. */
const paintedResult = (before: string | null): string => `new Promise((resolve) => {
  const look = () => {
    const photo = document.querySelector('[data-rank="0"]')?.dataset.photo;
    if (photo === undefined || photo === ${JSON.stringify(before)}) requestAnimationFrame(look);
    // The frame that holds it is painted when the next one begins.
    else requestAnimationFrame(() => resolve(performance.now()));
  };
  look();
})`;

/** Waits until the first ten photos can be seen. */
async function untilPhotos(evaluate: (expression: string) => Promise<unknown>): Promise<void> {
  const isThere = `[...document.querySelectorAll('.cell img')].slice(0, 10)
    .filter((one) => one.complete && one.naturalWidth > 0).length === 10`;
  while ((await evaluate(isThere)) !== true) await sleep(10);
}

/** Goes through all photos, two frames a screen, and answers with the number of screens. */
const SCROLL_ALL = `(async () => {
  const view = document.querySelector('.scroller');
  let screens = 0;
  while (view.scrollTop + view.clientHeight < view.scrollHeight - 1) {
    view.scrollTop += view.clientHeight;
    screens += 1;
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  }
  return screens;
})()`;

/** From a key to the painted results, for each word: typed to its end, and confirmed by Enter. */
async function measureSearch(page: Page): Promise<void> {
  const box = page.getByRole('combobox');
  const first = (): Promise<string | null> => page.locator('[data-rank="0"]').getAttribute('data-photo');
  const measure = async (word: string, last: string): Promise<number> => {
    await box.fill('');
    await page.locator('.result-bar').waitFor({ state: 'detached' });
    await sleep(600);
    await box.focus();
    const before = await first();
    await page.evaluate(
      'addEventListener("keydown", (event) => { window.lastKey = event.timeStamp; }, { capture: true })',
    );
    const painted = page.evaluate(paintedResult(before));
    await page.keyboard.type(word);
    if (last !== '') await page.keyboard.press(last);
    return Number(await painted) - Number(await page.evaluate('window.lastKey'));
  };
  const [typed, entered]: [number[], number[]] = [[], []];
  for (const word of WORDS) typed.push(await measure(word, ''));
  for (const word of WORDS) entered.push(await measure(word, 'Enter'));
  const inResults = (times: readonly number[]): string =>
    `p50 ${quantile(times, 0.5).toFixed(0)} ms, worst ${Math.max(...times).toFixed(0)} ms`;
  console.log(
    `results after Enter: ${inResults(entered)}: ${reached(quantile(entered, 0.5), GOALS.results)}`,
  );
  console.log(`results after the last letter, the typing pause included: ${inResults(typed)}`);
}

async function trace(session: CDPSession, run: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: unknown[] }): void => void events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: [
        'devtools.timeline',
        'devtools.timeline.frame',
        'disabled-by-default-devtools.timeline',
        'toplevel',
        'blink.user_timing',
        'v8',
        'cc',
        'disabled-by-default-v8.gc',
      ],
    },
  });
  await run();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  return events;
}

/** What the main thread does while all photos are scrolled through, from a trace. */
async function measureScrolling(browser: Browser, page: Page): Promise<void> {
  await page.getByRole('combobox').fill('');
  await page.getByRole('combobox').blur();
  await page.locator('.result-bar').waitFor({ state: 'detached' });
  const session = await browser.newBrowserCDPSession();
  const pageSession = await page.context().newCDPSession(page);
  const events = await trace(session, async () => {
    for (const from of SCROLL.from) {
      await page.evaluate(
        `{ const view = document.querySelector('.scroller'); view.scrollTop = ${from} * (view.scrollHeight - view.clientHeight); }`,
      );
      await sleep(1000);
      await page.evaluate('void performance.mark("scroll-start")');
      await pageSession.send('Input.synthesizeScrollGesture', {
        x: 600,
        y: 500,
        yDistance: (-SCROLL.speed * SCROLL.ms) / 1000,
        speed: SCROLL.speed,
        gestureSourceType: 'mouse',
      });
      await page.evaluate('void performance.mark("scroll-end")');
    }
  });
  const work = frameWork(events);
  const inFrames = (values: readonly number[]): string =>
    `p50 ${quantile(values, 0.5).toFixed(1)} ms, p99 ${quantile(values, 0.99).toFixed(1)} ms, most ${Math.max(...values).toFixed(1)} ms`;
  console.log(`scrolling, ${work.frames.length} frames at ${SCROLL.speed} px/s:`);
  for (const part of ['script', 'style', 'layout'] as const)
    console.log(`  ${part}: ${inFrames(work.frames.map((frame) => frame[part]))}`);
  const sums = work.frames.map(({ script, style, layout }) => script + style + layout);
  console.log(`  together: ${inFrames(sums)}: ${reached(quantile(sums, 0.99), GOALS.frame)}`);
  const cpu = work.frames.map((frame) => frame.cpu);
  console.log(`  of that on the processor: ${inFrames(cpu)}: ${reached(quantile(cpu, 0.99), GOALS.frame)}`);
  console.log(
    `  longest task ${work.longest.toFixed(0)} ms (${work.longestCpu.toFixed(0)} ms on the processor): ${reached(work.longest, GOALS.task)}; ${work.long} tasks over ${GOALS.task} ms; ${work.dropped} frames dropped`,
  );
}

/** What the system says of a process, in MB (Linux). */
function memoryOf(pid: number): { own: number; shared: number; file: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1024;
  return { own: mb('RssAnon'), shared: mb('RssShmem'), file: mb('RssFile') };
}

/** The memory of the renderer after all photos went by. */
async function measureMemory(browser: Browser, address: string): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const page = await openUnwatched(browser, address);
  await untilPhotos(page.evaluate);
  const screens = await page.evaluate(SCROLL_ALL);
  await sleep(2000);
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const [most] = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => memoryOf(id))
    .sort((a, b) => b.own - a.own);
  if (most === undefined) throw new Error('There is no renderer.');
  console.log(
    `memory after ${screens} screens: ${most.own.toFixed(0)} MB of its own: ${reached(most.own, GOALS.memory)}; beside it ${most.shared.toFixed(0)} MB of decoded pictures, which Chromium keeps as long as the system has memory to spare, and ${most.file.toFixed(0)} MB of program files`,
  );
  await page.close();
}

async function measure(photos: number): Promise<void> {
  if (CHROMIUM === null) throw new Error('There is no Chromium.');
  const made = await syntheticLibrary(photos);
  await addSmallPictures(made, photos);
  await buildRenderer();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'beachcomb-window-'));
  const library = path.join(folder, 'library.sqlite');
  copyFileSync(made, library);
  symlinkSync(thumbnailPath(made), thumbnailPath(library));

  const started = performance.now();
  const { child: first, address } = await serve(library);
  let child = first;
  const answering = performance.now() - started;
  const browser = await chromium.launch({ executablePath: CHROMIUM });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    const opening = performance.now();
    await page.goto(address);
    await untilPhotos((expression) => page.evaluate(expression));
    const firstPhotos = performance.now() - opening;
    console.log(`\n${photos} photos, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)}`);
    console.log(
      `first photos: ${answering.toFixed(0)} ms until the host answers, then ${firstPhotos.toFixed(0)} ms`,
    );

    await sleep(1500);
    await measureSearch(page);
    await measureScrolling(browser, page);
    await page.close();
    await stop(child);
    const again = await serve(library);
    child = again.child;
    await measureMemory(browser, again.address);
  } finally {
    await browser.close();
    await stop(child);
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { photos: { type: 'string', default: '50000' } } });
await measure(Number(values.photos));
