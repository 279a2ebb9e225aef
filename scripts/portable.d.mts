/** Types of the module beside it, which runs before anything is loaded. */
export const PORTABLE_FOLDER: string;
interface Package {
  /** The resources of the package; null in a checkout. */
  readonly resources: string | null;
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: string;
}
export function portableFolder(of: Package): string | null;
export function applyPortableFolder(of: Package & { readonly isWanted: boolean }): string | null;
