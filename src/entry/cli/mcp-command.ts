import type { Command } from 'commander';
import type { McpCommandOptions } from './command-options.ts';
import { words } from './words.ts';

export function addMcp(program: Command): void {
  program
    .command('mcp')
    .description(words('cli.mcp.description'))
    .option('--library <file>', words('cli.search.library'))
    .option('--write', words('cli.mcp.write'))
    .addHelpText('after', words('cli.mcp.help'))
    .action(async (options: McpCommandOptions) => (await import('./run-mcp.ts')).runMcp(options));
}
