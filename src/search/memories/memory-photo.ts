/** A photo that may be in a memory, by what its choice depends on. */
export interface MemoryPhoto {
  readonly ordinal: number;
  readonly id: number;
  /** Seconds since 1970 on the clock of the place. */
  readonly time: number;
  /** Days since 1970 on the calendar of the place. */
  readonly day: number;
  /** Number of its list of places; 0: not known. */
  readonly place: number;
  /** How much it is worth being shown; higher is better. */
  readonly worth: number;
  /** What it shows, as a number; 0: nothing that distinguishes photos. */
  readonly topic: number;
}
