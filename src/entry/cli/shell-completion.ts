import { assertNever } from '../../domain/assert-never.ts';
import type { CommandView, OptionView } from './command-tree.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

/** The script that completes the commands, options and values of the program in a shell. */
export function shellCompletion(shell: Shell, commands: readonly CommandView[]): string {
  switch (shell) {
    case 'bash':
      return bash(commands);
    case 'zsh':
      return zsh(commands);
    case 'fish':
      return fish(commands);
    default:
      return assertNever(shell);
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const flagsOf = ({ options }: CommandView): string[] => options.flatMap(({ flags }) => flags);
const wordsAfter = (command: CommandView): string[] => [...command.subcommands, ...command.choices];
const commandPattern = ({ name }: CommandView): string => (name === '' ? "''" : quoted(name));

/** Commands and options by the words before; files and folders everywhere else. */
function bash(commands: readonly CommandView[]): string {
  const names = commands.flatMap(({ name }) => (name === '' ? [] : [quoted(name)]));
  const cases = commands.map(
    (command) =>
      `    ${commandPattern(command)}) words=${quoted(wordsAfter(command).join(' '))}; flags=${quoted(flagsOf(command).join(' '))} ;;`,
  );
  const values = commands.flatMap((command) =>
    command.options
      .filter(({ takesValue }) => takesValue)
      .flatMap((option) =>
        option.flags.map(
          (flag) => `    ${quoted(`${command.name} ${flag}`)}) COMPREPLY=( ${valuesOf(option)} ); return ;;`,
        ),
      ),
  );
  return `# Completion of beachcomb for bash: source <(beachcomb completion bash)
_beachcomb() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command='' words='' flags='' word next
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    next="\${command:+$command }$word"
    case "$next" in ${names.join('|')}) command="$next" ;; esac
  done
  case "$command $previous" in
${values.join('\n')}
  esac
  case "$command" in
${cases.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=( $(compgen -W "$flags" -- "$current") ) ;;
    *) COMPREPLY=( $(compgen -W "$words" -- "$current") ) ;;
  esac
}
complete -o bashdefault -o default -F _beachcomb beachcomb
`;
}

const valuesOf = ({ choices }: OptionView): string =>
  choices.length > 0 ? `$(compgen -W ${quoted(choices.join(' '))} -- "$current")` : '';

/** zsh runs the completions of bash. */
const zsh = (commands: readonly CommandView[]): string =>
  `#compdef beachcomb
# Completion of beachcomb for zsh: source <(beachcomb completion zsh)
autoload -U +X compinit && compinit -u
autoload -U +X bashcompinit && bashcompinit
${bash(commands)}`;

function fish(commands: readonly CommandView[]): string {
  const lines = commands.flatMap((command) => {
    const isProgram = command.name === '';
    const names = command.name.split(' ');
    const condition = isProgram
      ? '__fish_use_subcommand'
      : names.map((name) => `__fish_seen_subcommand_from ${name}`).join('; and ');
    const start = `complete -c beachcomb -n ${quoted(condition)}`;
    const words = wordsAfter(command).map((word) => {
      const description = commands.find(
        ({ name }) => name === [command.name, word].join(' ').trim(),
      )?.description;
      return `${start} -f -a ${quoted(word)}${description === undefined ? '' : ` -d ${quoted(description)}`}`;
    });
    const options = command.options.map(({ flags, description, takesValue, choices }) => {
      const names = flags.map((flag) =>
        flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
      );
      const value = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : takesValue ? ' -r' : '';
      return `${start} ${names.join(' ')}${value} -d ${quoted(description)}`;
    });
    return [...words, ...options];
  });
  return `# Completion of beachcomb for fish: beachcomb completion fish | source\n${lines.join('\n')}\n`;
}
