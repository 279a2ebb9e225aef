import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { writePrivateFile } from '../../platform/files/private-files.ts';
import { log } from '../../platform/log/log.ts';
import { type EngineReport, engineReportSchema } from './engine-report.ts';

const fileSchema = z.strictObject({ machine: z.string(), reports: z.array(engineReportSchema) });

/** Path of the file with the reports, for the path of a library. */
export const rememberedPath = (library: string): string => `${library}.engines.json`;

/**
 * Engine reports of this computer, stored in a file that may be deleted. Reports with another machine key and invalid
 * files are ignored.
 */
export class RememberedReports {
  readonly #path: string;
  readonly #machine: string;
  readonly #reports = new Map<string, EngineReport>();

  /** @param machine as returned by machineKey */
  constructor(path: string, machine: string) {
    this.#path = path;
    this.#machine = machine;
    for (const report of readFile(path, machine)) this.#reports.set(report.title, report);
  }

  /** @param title of the candidate */
  get(title: string): EngineReport | undefined {
    return this.#reports.get(title);
  }

  /** Stores a report synchronously. If writing fails, the engine is measured again next time. */
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
      writePrivateFile(this.#path, `${text}\n`);
    } catch (error) {
      // Expected in a read-only folder.
      log.warn('what was measured of the engines cannot be kept', { error });
    }
  }
}

function readFile(path: string, machine: string): readonly EngineReport[] {
  try {
    const file = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return file.machine === machine ? file.reports : [];
  } catch (error) {
    // Expected before the first comparison.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn('what was measured of the engines cannot be read', { error });
    return [];
  }
}
