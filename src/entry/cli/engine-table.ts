import { shownRate } from '../../vision/classify/describe-choice.ts';
import type { EngineReport } from '../../vision/classify/engine-report.ts';

const HEAD = ['', 'engine', 'runs on', 'photos/s', 'batch', 'loads in', 'differs by', ''];

/**
 * What became of the engines, one line each, as a table.
 * @param used id of the one that is used
 */
export function engineTable(reports: readonly EngineReport[], used: string): string {
  const shown = (number: number | null, text: (number: number) => string): string =>
    number === null ? '' : text(number);
  const rows = reports.map((report) => [
    report.id === used ? 'used' : report.trouble === null ? 'works' : 'no',
    report.id,
    report.device ?? '',
    shown(report.photosPerSecond, shownRate),
    shown(report.batch, String),
    shown(report.loadSeconds, (seconds) => `${seconds.toFixed(1)} s`),
    shown(report.difference, (difference) => (difference === 0 ? '0' : difference.toExponential(0))),
    report.trouble ?? '',
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
