import { readdirSync, readFileSync } from 'node:fs';

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

/** Ticks of the clock that Linux counts processor time in, a second. */
const TICKS = 100;

/** Processor time of a process and its living children, in ms; 0 where it is gone or the system does not tell. */
export function processorMsOf(pid: number | undefined): number {
  try {
    // Behind the name, which may have spaces: state, parent, …; user and system time are the 14th and 15th field.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const own = ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
    return children.reduce((sum, child) => sum + processorMsOf(child), own);
  } catch {
    return 0;
  }
}
