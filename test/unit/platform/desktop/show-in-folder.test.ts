import { describe, expect, it } from 'vitest';
import type { SystemCommand } from '../../../../src/platform/desktop/run-command.ts';
import { showCommands, showInFolder } from '../../../../src/platform/desktop/show-in-folder.ts';

/** Runs nothing; ends with the codes given, one after another. */
const running = (codes: readonly (number | null)[]) => {
  const ran: SystemCommand[] = [];
  return {
    ran,
    run: (command: SystemCommand) => Promise.resolve(codes[ran.push(command) - 1] ?? null),
  };
};

describe('a file in the file manager', () => {
  it('is shown by the tool of each system', () => {
    expect(showCommands('/Users/me/a b.jpg', 'darwin')).toEqual([
      { program: '/usr/bin/open', args: ['-R', '/Users/me/a b.jpg'] },
    ]);
    expect(showCommands('C:\\Users\\me\\a, b.jpg', 'win32')).toEqual([
      { program: 'explorer.exe', args: ['/select,"C:\\Users\\me\\a, b.jpg"'], verbatim: true },
    ]);
  });

  it('is one address on Linux, also with a comma, a space or 照片 in its name', () => {
    const [manager, folder] = showCommands('/home/me/照片/a, b.jpg', 'linux');
    expect(manager?.args).toContain('array:string:file:///home/me/%E7%85%A7%E7%89%87/a%2C%20b.jpg');
    expect(folder).toEqual({ program: 'xdg-open', args: ['/home/me/照片'] });
  });

  it('has its folder opened where no file manager can be asked', async () => {
    const { ran, run } = running([1, 0]);
    expect(await showInFolder('/home/me/a.jpg', 'linux', run)).toBe(true);
    expect(ran.map(({ program }) => program)).toEqual(['dbus-send', 'xdg-open']);
  });

  it('is not shown where neither is there', async () => {
    expect(await showInFolder('/home/me/a.jpg', 'linux', running([null, 3]).run)).toBe(false);
    expect(await showInFolder('C:\\a.jpg', 'win32', running([null]).run)).toBe(false);
    expect(await showInFolder('/a.jpg', 'darwin', running([1]).run)).toBe(false);
  });

  it('is shown by an Explorer that ends with 1, as it always does', async () => {
    expect(await showInFolder('C:\\a.jpg', 'win32', running([1]).run)).toBe(true);
  });
});
