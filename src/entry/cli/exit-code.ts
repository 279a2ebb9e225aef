/** Exit codes of every command, the same as grep's. `beachcomb --help` and the README document them. */
export const EXIT = {
  /** Done; a search found something. A list that is empty is done too. */
  ok: 0,
  /**
   * A search found nothing, whatever was to be done with it; `doctor`, `models` or `engine add` found something that does not work; a part of the files
   * could not be exported, moved to the trash or put back.
   */
  negative: 1,
  /** The arguments were invalid or the command failed. */
  error: 2,
  /** Stopped by Ctrl-C. */
  stopped: 130,
} as const;
