/** Exit codes of every command, as those of grep. `beachcomb --help` and the README document them. */
export const EXIT = {
  /** Done; a search found something. */
  ok: 0,
  /** A search found nothing; `doctor` or `engine add` found something that does not work. */
  negative: 1,
  /** The command was not understood or failed. */
  error: 2,
  /** Stopped by Ctrl-C. */
  stopped: 130,
} as const;
