/** What was done, with the full paths of the files that it was done with. */
export interface WithPaths<T> {
  readonly outcome: T;
  readonly paths: readonly Uint8Array[];
}
