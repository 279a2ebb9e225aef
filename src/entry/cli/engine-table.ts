import { deviceText, engineReasonText } from '../../i18n/sentences.ts';
import type { EngineReport } from '../../vision/classify/engine-report.ts';
import { shownRate } from './describe-choice.ts';
import { words } from './words.ts';

const HEAD = [
  '',
  words('cli.engine.columns.engine'),
  words('cli.engine.columns.device'),
  words('cli.engine.columns.rate'),
  words('cli.engine.columns.batch'),
  words('cli.engine.columns.loads'),
  words('cli.engine.columns.difference'),
  '',
];

/**
 * Results of the engines as a table, one line each.
 * @param used id of the engine in use
 */
export function engineTable(reports: readonly EngineReport[], used: string): string {
  const shown = (number: number | null, text: (number: number) => string): string =>
    number === null ? '' : text(number);
  const rows = reports.map((report) => [
    words(
      report.id === used
        ? 'cli.engine.used'
        : report.trouble === null
          ? 'cli.engine.works'
          : 'cli.engine.fails',
    ),
    report.id,
    report.device === null ? '' : deviceText(words, report.device),
    shown(report.photosPerSecond, shownRate),
    shown(report.batch, String),
    shown(report.loadSeconds, (seconds) => words('seconds', { seconds: seconds.toFixed(1) })),
    shown(report.difference, (difference) => (difference === 0 ? '0' : difference.toExponential(0))),
    report.trouble === null ? '' : engineReasonText(words, report.trouble),
  ]);
  const lines = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((row) => row[column]?.length ?? 0)));
  return lines
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
