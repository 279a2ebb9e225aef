import type { Command } from 'commander';
import { describe, expect, it, vi } from 'vitest';
import { createProgram } from '../../../../src/entry/cli/create-program.ts';
import { plainPartOf } from '../../../support/pseudo-messages.ts';

vi.mock('../../../../src/i18n/catalogues.ts', async (original) => {
  // Runs before the imports of this file.
  const { pseudoMessages } = await import('../../../support/pseudo-messages.ts');
  const { CATALOGUES, LOCALES } = await original<typeof import('../../../../src/i18n/catalogues.ts')>();
  return { CATALOGUES: { ...CATALOGUES, en: pseudoMessages(CATALOGUES.en) }, LOCALES };
});

/** A command and all below it. */
const withCommands = (command: Command): Command[] => [command, ...command.commands.flatMap(withCommands)];

/** What is typed: the same in every language. */
const typed = (program: Command): string[] =>
  withCommands(program)
    // With "help", which commander adds.
    .flatMap((command) => [command, ...command.createHelp().visibleCommands(command)])
    .flatMap((command) => [
      command.name(),
      ...command.registeredArguments.map((argument) => argument.name()),
      ...command
        .createHelp()
        .visibleOptions(command)
        .map(({ flags }) => flags),
    ])
    .sort((a, b) => b.length - a.length);

/** Runs the program and gives what it prints. */
function run(args: readonly string[], change: (program: Command) => void = () => {}): string {
  const program = createProgram();
  let printed = '';
  const print = (text: string): void => {
    printed += text;
  };
  for (const command of withCommands(program))
    command.configureOutput({ writeOut: print, writeErr: print }).exitOverride();
  change(program);
  expect(() => program.parse(['node', 'beachcomb', ...args])).toThrow();
  return typed(program).reduce((text, one) => text.replaceAll(one, ' '), printed);
}

const COMMANDS = withCommands(createProgram()).map((command) => {
  const names: string[] = [];
  for (let one: Command | null = command; one?.parent; one = one.parent) names.unshift(one.name());
  return names;
});

describe('in the pseudo-language, the command line prints nothing of another language', () => {
  it.each(COMMANDS.map((names) => [names.join(' ') || 'beachcomb', names] as const))(
    'in the help of %s',
    (_, names) => {
      const printed = run([...names, '--help']);
      expect(printed.length).toBeGreaterThan(50);
      expect(plainPartOf(printed)).toBe('');
    },
  );

  it.each([
    [['frobnicate']],
    [['serach']],
    [['search']],
    [['search', '--limt', '3', 'dog']],
    [['search', 'dog', '--limit', 'many']],
    [['search', 'dog', '--sort', 'name']],
    [['index', '--library']],
    [['status', 'folder']],
    [['serve', '--port', '70000']],
    [['engine', 'add', 'other']],
    [['engine', 'add']],
  ])('in the error of %j', (args) => {
    const printed = run(args);
    expect(printed).toContain('·]');
    expect(plainPartOf(printed)).toBe('');
  });

  it('unless a sentence is planted', () => {
    const printed = run(['status', '--help'], (program) =>
      program.commands.find((command) => command.name() === 'status')?.description('Loose text'),
    );
    expect(plainPartOf(printed)).toContain('Loose text');
  });
});
