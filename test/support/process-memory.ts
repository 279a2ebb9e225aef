import { readFileSync } from 'node:fs';

/** Of a process, in bytes. */
export interface ProcessMemory {
  readonly resident: number;
  readonly largest: number;
}

/** The memory of a process; null where it is gone or the system does not tell. */
export function memoryOf(pid: number | undefined): ProcessMemory | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const bytes = (pattern: RegExp): number => Number(pattern.exec(status)?.[1] ?? 0) * 1024;
    return { resident: bytes(/VmRSS:\s+(\d+)/), largest: bytes(/VmHWM:\s+(\d+)/) };
  } catch {
    return null;
  }
}

/** The memory of this process; the largest is 0 where the system does not tell. */
export const processMemory = (): ProcessMemory => ({
  resident: process.memoryUsage.rss(),
  largest: memoryOf(process.pid)?.largest ?? 0,
});
