import { describe, expect, it } from 'vitest';
import { needsOwnProcess } from './needs-own-process.ts';

describe('a file of tests needs a process of its own', () => {
  it.each([
    `vi.stubEnv('XDG_DATA_HOME', folder)`,
    `vi.mock('./catalogues.ts')`,
    `const reads = vi.spyOn(LibraryReader.prototype, 'rows')`,
    `process.env['TZ'] = 'UTC'`,
    `process.env.TZ = zone`,
    `delete process.env['TZ']`,
    `Object.assign(process.env, env)`,
    `process.chdir(folder)`,
    `process.on('message', answer)`,
    `const before = process.memoryUsage().rss`,
    `readdirSync('/proc/self/fd')`,
    `Date.prototype.getTime = () => 0`,
    `import { ownDataHome } from '../../support/own-data-home.ts'`,
  ])('that has %s', (line) => {
    expect(needsOwnProcess(`import process from 'node:process';\n${line};\n`)).toBe(true);
  });

  it.each([
    `spawn(process.execPath, [], { env: { ...process.env, TZ: 'UTC' } })`,
    `if (process.env['CI'] === undefined) return`,
    `process.kill(pid, 'SIGKILL')`,
    `vi.waitFor(() => expect(told).toEqual([]))`,
    "readFileSync('/proc/' + pid + '/stat')",
  ])('not because it has %s', (line) => {
    expect(needsOwnProcess(`import process from 'node:process';\n${line};\n`)).toBe(false);
  });
});
