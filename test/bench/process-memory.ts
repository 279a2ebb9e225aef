import { readFileSync } from 'node:fs';

/** Of a process, in bytes; the largest is 0 where the system does not tell. */
export interface ProcessMemory {
  readonly resident: number;
  readonly largest: number;
}

/** The memory of this process. */
export function processMemory(): ProcessMemory {
  let largest = 0;
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    largest = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    // a system without /proc
  }
  return { resident: process.memoryUsage.rss(), largest };
}
