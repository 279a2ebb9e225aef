import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { onTestFinished } from 'vitest';

/** A control group of Linux: the system kills the processes in it when they need more memory than it may have. */
interface MemoryGroup {
  /** Moves a process into it. Memory that the process has already is not counted. @throws if it has ended */
  add(pid: number): void;
  /** Number of processes that the system has killed. */
  kills(): number;
}

/** Where groups are made, and the names of their files: version 1 of control groups, or 2. */
const VERSIONS = [
  { root: '/sys/fs/cgroup/memory', limit: 'memory.limit_in_bytes', events: 'memory.oom_control' },
  { root: '/sys/fs/cgroup', limit: 'memory.max', events: 'memory.events' },
];

function makeGroup(limitBytes: number): MemoryGroup & { remove(): void } {
  const version = VERSIONS.find(({ root, limit }) => existsSync(path.join(root, limit))) ?? VERSIONS[1];
  if (version === undefined) throw new Error('no control groups');
  const group = path.join(version.root, `beachcomb-test-${process.pid}`);
  mkdirSync(group);
  const remove = (): void => rmdirSync(group);
  try {
    writeFileSync(path.join(group, version.limit), `${limitBytes}`);
  } catch (error) {
    remove();
    throw error;
  }
  return {
    remove,
    add: (pid) => writeFileSync(path.join(group, 'cgroup.procs'), `${pid}`),
    kills: () =>
      Number(/^oom_kill (\d+)$/m.exec(readFileSync(path.join(group, version.events), 'utf8'))?.[1]),
  };
}

/** Whether this user may make groups that limit memory. */
export const CAN_LIMIT_MEMORY: boolean = (() => {
  try {
    const group = makeGroup(1 << 20);
    try {
      return group.kills() === 0;
    } finally {
      group.remove();
    }
  } catch {
    return false;
  }
})();

/** A group that is gone when the test has finished, and the processes in it before. */
export function memoryGroup(limitBytes: number): MemoryGroup {
  const group = makeGroup(limitBytes);
  onTestFinished(() => group.remove());
  return group;
}
