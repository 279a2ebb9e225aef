/** Types of the module beside it, which runs before anything is installed. */
export const LEAST_GLIBC: string;
export const LEAST_NODE: number;
export const SYSTEMS: readonly {
  readonly name: string;
  readonly platform: string;
  readonly processors: readonly string[];
  readonly needs: string;
}[];
