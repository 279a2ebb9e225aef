import type { CommandView } from './command-tree.ts';

interface ManualTexts {
  readonly version: string;
  /** Examples, exit codes and where the library lies, as in the help. */
  readonly notes: string;
}

/** Escapes a text for roff: no line of it is a request, and every dash can be copied. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/gm, '\\&$1');

/** The manual page (section 1) in roff's man macros. */
export function manualPage(commands: readonly CommandView[], { version, notes }: ManualTexts): string {
  const [program] = commands;
  const sections = commands
    .slice(1)
    .map(({ usage, description, options }) =>
      [
        `.SS ${roff(usage)}`,
        roff(description),
        ...options.map((option) => `.TP\n.B ${roff(option.usage)}\n${roff(option.description)}`),
      ].join('\n'),
    );
  return [
    `.TH BEACHCOMB 1 "" "Beachcomb ${roff(version)}"`,
    '.SH NAME',
    `beachcomb \\- ${roff(program?.description ?? '')}`,
    '.SH SYNOPSIS',
    `.B ${roff(program?.usage ?? '')}`,
    '.SH COMMANDS',
    ...sections,
    '.SH NOTES',
    '.nf',
    roff(notes.trim()),
    '.fi',
    '',
  ].join('\n');
}
