import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { log } from '../../platform/log/log.ts';
import { type EngineReport, engineReportSchema } from './engine-report.ts';

const fileSchema = z.strictObject({ machine: z.string(), reports: z.array(engineReportSchema) });

/** The file's path for a library's path. */
export const rememberedPath = (library: string): string => `${library}.engines.json`;

/**
 * What is known of the engines of this computer, in a file that may be deleted. What was kept under another
 * machine key, and a file that is no such file, count as nothing.
 */
export class RememberedReports {
  readonly #path: string;
  readonly #machine: string;
  readonly #reports = new Map<string, EngineReport>();

  /** @param machine a machineKey */
  constructor(path: string, machine: string) {
    this.#path = path;
    this.#machine = machine;
    for (const report of readFile(path, machine)) this.#reports.set(report.title, report);
  }

  /** @param title the candidate's */
  get(title: string): EngineReport | undefined {
    return this.#reports.get(title);
  }

  /** Keeps a report, at once. Where the disk refuses it will be measured again another time. */
  keep(report: EngineReport): void {
    this.#reports.set(report.title, report);
    this.#write();
  }

  forget(title: string): void {
    this.#reports.delete(title);
    this.#write();
  }

  #write(): void {
    const text = JSON.stringify({ machine: this.#machine, reports: [...this.#reports.values()] }, null, 1);
    try {
      writeFileSync(`${this.#path}.new`, `${text}\n`);
      renameSync(`${this.#path}.new`, this.#path);
    } catch (error) {
      // A folder that cannot be written to.
      log.warn('what was measured of the engines cannot be kept', { error });
    }
  }
}

function readFile(path: string, machine: string): readonly EngineReport[] {
  try {
    const file = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return file.machine === machine ? file.reports : [];
  } catch (error) {
    // Not there before the first comparison.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn('what was measured of the engines cannot be read', { error });
    return [];
  }
}
