import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandViews } from '../../../../src/entry/cli/command-tree.ts';
import { createProgram } from '../../../../src/entry/cli/create-program.ts';
import { manualPage } from '../../../../src/entry/cli/manual-page.ts';
import { SHELLS, shellCompletion } from '../../../../src/entry/cli/shell-completion.ts';

const commands = commandViews(createProgram());
const BASH = shellCompletion('bash', commands);

/** What bash offers for a line whose last word is being typed. */
function offered(line: string): string[] {
  const words = line.split(' ');
  const script = `${BASH}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
_beachcomb
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').filter((word) => word !== '');
}

describe('the completions', () => {
  it.each(SHELLS)('of %s name every command and every option of the program', (shell) => {
    const script = shellCompletion(shell, commands);
    for (const { name, options } of commands) {
      for (const word of name.split(' ')) expect(script).toContain(word);
      for (const flag of options.flatMap(({ flags }) => flags))
        expect(script, `${name} ${flag}`).toContain(
          shell === 'fish' ? (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`) : flag,
        );
    }
  });

  it.skipIf(process.platform === 'win32')(
    'complete commands, options and values in bash (needs bash)',
    () => {
      expect(offered('beachcomb se')).toEqual(['search', 'serve']);
      expect(offered('beachcomb search --li')).toEqual(['--library', '--limit']);
      expect(offered('beachcomb search dog --js')).toEqual(['--json']);
      expect(offered('beachcomb search --sort ')).toEqual(['relevance', 'date']);
      expect(offered('beachcomb search --sort d')).toEqual(['date']);
      expect(offered('beachcomb engine ')).toEqual(['add', 'remove']);
      expect(offered('beachcomb engine add t')).toEqual(['tensorflow']);
      expect(offered('beachcomb completion ')).toEqual([...SHELLS]);
      // A library and a folder are files: bash completes them itself.
      expect(offered('beachcomb index --library ')).toEqual([]);
      expect(offered('beachcomb index ')).toEqual([]);
    },
  );
});

describe('the manual page', () => {
  const page = manualPage(commands, {
    version: '1.2.3',
    notes: "Exit codes:\n  0 done\n.not a request\n'nor this",
  });

  it('has a section of every command and a paragraph of every option', () => {
    for (const { usage, options } of commands.slice(1)) {
      expect(page).toContain(`.SS ${usage.replaceAll('-', '\\-')}`);
      for (const option of options) expect(page).toContain(`.B ${option.usage.replaceAll('-', '\\-')}`);
    }
  });

  it('has no text that roff would take for a request', () => {
    const requests = new Set(page.split('\n').flatMap((line) => /^[.'](\w*)/.exec(line)?.[1] ?? []));
    expect([...requests].sort()).toEqual(['B', 'SH', 'SS', 'TH', 'TP', 'fi', 'nf']);
  });
});
