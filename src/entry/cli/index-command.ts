import path from 'node:path';
import cliProgress from 'cli-progress';
import type { Command } from 'commander';
import { BeachcombError } from '../../domain/error.ts';
import type { Progress } from '../../indexing/pipeline/progress.ts';
import type { Summary } from '../../indexing/process/message.ts';
import { superviseIndexer } from '../../indexing/process/supervise.ts';
import { libraryFor, MODELS } from '../host/paths.ts';
import { EXIT } from './exit-code.ts';
import { existingLibrary, openQuietly } from './open-quietly.ts';
import { count, duration, jsonLine, shownText } from './show.ts';

const LINE_EVERY_MS = 5_000;

export function addIndex(program: Command): void {
  program
    .command('index')
    .description(
      'Look at every photo in these folders (or in all folders of the library) that is new or changed',
    )
    .argument('[folder...]', 'folders to add and to look at, with everything below them')
    .option('--library <file>', 'the library to write to')
    .option('--json', 'print the summary as JSON')
    .action(async (folders: string[], options: { library?: string; json?: boolean }) => {
      // Without a folder there is nothing to create a library for.
      const library = folders.length > 0 ? libraryFor(options.library) : existingLibrary(options.library);
      const open = await openQuietly(library);
      const ids: number[] = [];
      const engine = open.engineChoice();
      try {
        for (const folder of folders) ids.push(await open.addFolder(Buffer.from(path.resolve(folder))));
        const known = (await open.handlers['folders.list']({})).length;
        if (known === 0)
          throw new BeachcombError(
            'not-found',
            'There is no folder in the library yet. Name one: beachcomb index FOLDER',
          );
      } finally {
        await open.close();
      }
      const display = process.stderr.isTTY ? progressBar() : progressLines();
      const indexer = superviseIndexer(
        {
          ...{ library, models: MODELS, folders: ids.length > 0 ? ids : null, resident: false },
          ...{ paused: false, engine },
        },
        {
          onProgress: display.show,
          onEngine: ({ device, failed }) => {
            if (failed !== null)
              display.say(`${failed.device} failed: ${shownText(failed.reason)}. Going on with ${device}.`);
          },
          onRestart: (reason) =>
            display.say(`${shownText(reason)}\nStarting it again behind the file that it died on.`),
        },
      );
      let interrupted = false;
      const stop = (): void => {
        if (!interrupted) display.say('Stopping after the photos under way. What is done is kept.');
        interrupted = true;
        void indexer.stop();
      };
      process.on('SIGINT', stop).on('SIGTERM', stop);
      try {
        const summary = await indexer.finished;
        display.end();
        process.stdout.write(
          options.json ? `${jsonLine(summary)}\n` : `${sentences(summary).map(shownText).join('\n')}\n`,
        );
        if (summary.scans.some(({ unreachable }) => unreachable !== null)) process.exitCode = EXIT.error;
      } catch (error) {
        if (!interrupted) throw error;
      } finally {
        display.end();
        // Stops the waiting for signals, and the indexer if it still lives.
        process.off('SIGINT', stop).off('SIGTERM', stop);
        await indexer.stop();
      }
      if (interrupted) process.exitCode = EXIT.stopped;
    });
}

/** What a run came to, in sentences. */
export function sentences(summary: Summary): string[] {
  const lines: string[] = [];
  for (const { unreachable, unreadable } of summary.scans) {
    if (unreachable !== null) lines.push(unreachable);
    for (const reason of unreadable) lines.push(`Passed over: ${reason}`);
  }
  const looked = summary.indexed + summary.known + summary.problems;
  const found = summary.scans.reduce((sum, scan) => sum + scan.found, 0);
  // Touched files (chmod, a backup's hard links) were opened, but have nothing new.
  const opened =
    summary.rechecked > 0 ? `${count(summary.rechecked, 'photo')} read and unchanged` : 'no photo opened';
  if (looked === 0) lines.push(`Nothing new: ${count(found, 'file')} looked up, ${opened}.`);
  else {
    const rate = summary.indexed / Math.max(summary.seconds, 0.001);
    lines.push(
      `${count(summary.indexed, 'photo')} indexed in ${duration(summary.seconds)} (${rate.toFixed(1)} a second).`,
    );
    if (summary.known > 0)
      lines.push(`${count(summary.known, 'file')} known by content: moved, renamed or copied.`);
    if (summary.problems > 0)
      lines.push(
        `${count(summary.problems, 'file')} could not be read; beachcomb status --problems lists them.`,
      );
  }
  if (summary.recognisedAgain > 0)
    lines.push(`${count(summary.recognisedAgain, 'photo')} recognised again by the network of this version.`);
  if (summary.recomputed > 0)
    lines.push(`Labels of ${count(summary.recomputed, 'photo')} made again for a new vocabulary.`);
  if (summary.asked > 0)
    lines.push(
      `${count(summary.asked, 'photo')} are gone at once. Nothing was forgotten; if they are meant to be gone, say so in the window.`,
    );
  return lines;
}

interface Display {
  show(progress: Progress): void;
  say(line: string): void;
  end(): void;
}

function progressBar(): Display {
  const bar = new cliProgress.SingleBar(
    {
      stream: process.stderr,
      format: '{phase} {bar} {value}/{total}  {rate} photos/s  {left}{problems}',
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
      const { phase, found, done, problems, photosPerSecond, secondsLeft } = progress;
      const values = {
        phase: phase.padEnd(8),
        rate: photosPerSecond.toFixed(1),
        left: secondsLeft === null ? '' : `${duration(secondsLeft)} left`,
        problems: problems > 0 ? `, ${count(problems, 'problem')}` : '',
      };
      if (!running) bar.start(found, done, values);
      running = true;
      bar.setTotal(found);
      bar.update(done, values);
    },
    say(line) {
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
    show({ phase, found, done, problems, photosPerSecond }) {
      const now = Date.now();
      if (phase === 'idle' || (phase === last.phase && now - last.at < LINE_EVERY_MS)) return;
      last = { phase, at: now };
      process.stderr.write(
        `${phase}: ${done} of ${count(found, 'photo')}, ${photosPerSecond.toFixed(1)} a second, ${count(problems, 'problem')}\n`,
      );
    },
    say: (line) => void process.stderr.write(`${line}\n`),
    end() {},
  };
}
