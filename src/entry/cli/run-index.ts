import { existsSync } from 'node:fs';
import path from 'node:path';
import cliProgress from 'cli-progress';
import type { Library } from '../../app/library.ts';
import { programVersion } from '../../app/program-version.ts';
import { ANALYSER_IDS, SWITCHED_ANALYSER_IDS, type SwitchedAnalyserId } from '../../domain/analyser.ts';
import { BeachcombError } from '../../domain/error.ts';
import { jsonLine, shownText } from '../../domain/terminal-text.ts';
import { deviceText, engineReasonText, errorReasonText } from '../../i18n/sentences.ts';
import type { Progress } from '../../indexing/pipeline/progress.ts';
import { isIndexedElsewhere } from '../../indexing/process/is-indexed-elsewhere.ts';
import type { Start, Summary } from '../../indexing/process/message.ts';
import { type Observer, superviseIndexer } from '../../indexing/process/supervise.ts';
import { dataFolder } from '../../platform/files/data-folder.ts';
import { realFile } from '../../platform/files/real-file.ts';
import { discardKeptIndex } from '../../search/index/kept-index.ts';
import { libraryFor, MODELS } from '../host/paths.ts';
import { CommandError } from './command-error.ts';
import type { IndexCommandOptions } from './command-options.ts';
import { EXIT } from './exit-code.ts';
import { existingLibrary, openQuietly } from './open-quietly.ts';
import { rescanElsewhere } from './rescan-elsewhere.ts';
import { duration } from './show.ts';
import { words } from './words.ts';

const LINE_EVERY_MS = 5_000;

/** Indexes folders, or all of the library's, and prints what was done. */
export async function runIndex(folders: readonly string[], options: IndexCommandOptions): Promise<void> {
  const start = await startOf(folders, options);
  const isScannedElsewhere = await rescanElsewhere(start.library);
  // The indexer would find the same, after its start.
  if (isScannedElsewhere && isIndexedElsewhere(start.library)) throw indexedElsewhere(folders);
  discardKeptIndex(realFile(start.library));
  const display = process.stderr.isTTY ? progressBar() : progressLines();
  const indexer = superviseIndexer(start, observerOf(display));
  let interrupted = false;
  const stop = (): void => {
    if (!interrupted) display.print(words('cli.index.stopping'));
    interrupted = true;
    void indexer.stop();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    const summary = await indexer.finished;
    display.end();
    if (summary.analysed.embedding !== undefined) await fitPack(start.library);
    process.stdout.write(
      options.json
        ? `${jsonLine(summary)}\n`
        : `${sentences(summary, interrupted).map(shownText).join('\n')}\n`,
    );
    if (summary.scans.some(({ unreachable }) => unreachable !== null)) process.exitCode = EXIT.error;
  } catch (error) {
    if (!interrupted) throw isScannedElsewhere ? orIndexedElsewhere(error, folders) : error;
  } finally {
    display.end();
    // Removes the signal handlers, and stops the indexer if it is still running.
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await indexer.stop();
  }
  if (interrupted) process.exitCode = EXIT.stopped;
}

/** The error of an index that another program does, which was requested to scan the folders. */
const indexedElsewhere = (folders: readonly string[], cause?: unknown): CommandError =>
  new CommandError(
    'library-busy',
    words(folders.length > 0 ? 'cli.index.elsewhere' : 'cli.index.scannedElsewhere'),
    { cause },
  );

const orIndexedElsewhere = (error: unknown, folders: readonly string[]): unknown =>
  error instanceof BeachcombError && error.reason?.code === 'library-indexed'
    ? indexedElsewhere(folders, error)
    : error;

/** Before a library is created for it. @throws BeachcombError `folder-missing` */
function requireFolder(folder: string): void {
  if (existsSync(folder)) return;
  throw new BeachcombError('folder-missing', `${folder} is not there.`, {
    reason: { code: 'folder-unusable', path: folder },
  });
}

/** Keeps the folders and the choices of the options in the library. @returns what the indexer starts with */
async function startOf(folders: readonly string[], options: IndexCommandOptions): Promise<Start> {
  for (const folder of folders) requireFolder(path.resolve(folder));
  // Without a folder, no library needs to be created.
  const library = folders.length > 0 ? libraryFor(options.library) : existingLibrary(options.library);
  const open = await openQuietly(library);
  try {
    const ids: number[] = [];
    const analysers = await chooseAnalysers(open, options);
    for (const folder of folders) ids.push(await open.addFolder(Buffer.from(path.resolve(folder))));
    const { chosen: pack } = await open.handlers['imageText.get']({});
    const known = (await open.handlers['folders.list']({})).length;
    if (known === 0) throw new CommandError('not-found', words('cli.index.noFolder'));
    return {
      library,
      models: MODELS,
      dataFolder: dataFolder(),
      pack,
      folders: ids.length > 0 ? ids : null,
      resident: false,
      paused: false,
      engine: open.engineChoice(),
      analysers: [...analysers],
      version: programVersion(),
    };
  } finally {
    await open.close();
  }
}

/** Fits the chosen image-text pack: without a window nobody else does. */
async function fitPack(library: string): Promise<void> {
  const open = await openQuietly(library);
  try {
    await open.fitImageText();
  } finally {
    await open.close();
  }
}

/** Shows what happens to the indexer. */
const observerOf = (display: Display): Observer => ({
  onProgress: display.show,
  onEngine: ({ device, failed, uncompared }) => {
    if (failed !== null) {
      const reason = shownText(engineReasonText(words, failed.reason));
      display.print(
        words('engineFailed', {
          failed: deviceText(words, failed.device),
          reason,
          device: deviceText(words, device),
        }),
      );
    }
    if (uncompared !== null)
      display.print(
        words('cli.index.uncompared', { reason: shownText(engineReasonText(words, uncompared)) }),
      );
  },
  onRestart: (exit, output) =>
    display.print(words('cli.index.restarted', { exit, output: shownText(output) })),
});

/** Keeps what the options choose. @returns the analysers that are on */
async function chooseAnalysers(
  library: Library,
  options: IndexCommandOptions,
): Promise<readonly SwitchedAnalyserId[]> {
  const indexing = await library.handlers['indexing.get']({});
  const analysers = { ...indexing.analysers };
  const chosen = SWITCHED_ANALYSER_IDS.filter((id) => options[id] !== undefined);
  for (const id of chosen) analysers[id] = options[id] === 'on';
  if (chosen.length > 0) await library.handlers['indexing.set']({ ...indexing, analysers });
  return SWITCHED_ANALYSER_IDS.filter((id) => analysers[id]);
}

/** Photos a second with one decimal; null where that would be 0. */
const shownRate = (rate: number): string | null => (rate < 0.05 ? null : rate.toFixed(1));

/** Summary of a run, in sentences. @param interrupted it was stopped before its end */
export function sentences(summary: Summary, interrupted = false): string[] {
  const lines: string[] = [];
  for (const { path: folder, unreachable, unreadable } of summary.scans) {
    if (unreachable !== null)
      lines.push(
        words('cli.index.unreachable', { path: folder, reason: errorReasonText(words, unreachable) }),
      );
    for (const { path: place, reason } of unreadable)
      lines.push(words('cli.index.skipped', { path: place, reason: errorReasonText(words, reason) }));
  }
  const looked = summary.indexed + summary.known + summary.problems;
  const found = summary.scans.reduce((sum, scan) => sum + scan.found, 0);
  // Touched files (chmod, hard links of a backup) were read, but their content is unchanged.
  if (looked === 0)
    lines.push(
      interrupted
        ? words('cli.index.stopped')
        : words('cli.index.nothingNew', { found, read: summary.rechecked }),
    );
  else {
    const { indexed: n, seconds } = summary;
    const rate = shownRate(n / Math.max(seconds, 0.001));
    if (n > 0)
      lines.push(
        rate === null
          ? words('cli.index.indexed', { n, duration: duration(seconds) })
          : words('cli.index.indexedAtRate', { n, duration: duration(seconds), rate }),
      );
    if (summary.known > 0) lines.push(words('cli.index.known', { n: summary.known }));
    if (summary.problems > 0) lines.push(words('cli.index.problems', { n: summary.problems }));
  }
  if (summary.recognisedAgain > 0)
    lines.push(words('cli.index.recognisedAgain', { n: summary.recognisedAgain }));
  for (const id of ANALYSER_IDS) {
    const n = summary.analysed[id] ?? 0;
    if (n > 0) lines.push(words(`cli.index.analysed.${id}`, { n }));
  }
  if (summary.recomputed > 0) lines.push(words('cli.index.recomputed', { n: summary.recomputed }));
  if (summary.asked > 0) lines.push(words('cli.index.missing', { n: summary.asked }));
  return lines;
}

interface Display {
  show(progress: Progress): void;
  print(line: string): void;
  end(): void;
}

function progressBar(): Display {
  const bar = new cliProgress.SingleBar(
    {
      stream: process.stderr,
      format: '{phase} {bar} {value}/{total}  {rate}  {left}{problems}',
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false,
      stopOnComplete: false,
    },
    cliProgress.Presets.shades_classic,
  );
  let running = false;
  return {
    show(progress) {
      const { phase, problems, photosPerSecond, secondsLeft } = progress;
      const { found, done } = progress.analysis ?? progress;
      const rate = shownRate(photosPerSecond);
      const values = {
        phase: words(`cli.phase.${phase}`).padEnd(8),
        rate: rate === null ? '' : words('cli.index.bar.rate', { rate }),
        left: secondsLeft === null ? '' : words('cli.index.bar.left', { duration: duration(secondsLeft) }),
        problems: problems > 0 ? words('cli.index.bar.problems', { n: problems }) : '',
      };
      if (!running) bar.start(found, done, values);
      running = true;
      bar.setTotal(found);
      bar.update(done, values);
    },
    print(line) {
      this.end();
      process.stderr.write(`${line}\n`);
    },
    end() {
      if (running) bar.stop();
      running = false;
    },
  };
}

function progressLines(): Display {
  let last = { phase: '', at: 0 };
  return {
    show(progress) {
      const { phase, problems, photosPerSecond } = progress;
      const { found, done } = progress.analysis ?? progress;
      const now = Date.now();
      // Before anything is found there is nothing to count.
      if (found === 0) return;
      if (phase === 'idle' || (phase === last.phase && now - last.at < LINE_EVERY_MS)) return;
      last = { phase, at: now };
      const rate = shownRate(photosPerSecond);
      const line = words('cli.index.progress', {
        phase: words(`cli.phase.${phase}`),
        done,
        found,
        problems,
        rate: rate === null ? '' : words('cli.index.rate', { rate }),
      });
      process.stderr.write(`${line}\n`);
    },
    print: (line) => void process.stderr.write(`${line}\n`),
    end() {},
  };
}
