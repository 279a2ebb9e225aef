import type { Folder } from '../../../src/api/contract.ts';

export interface LeftAside {
  readonly others: Folder['others'];
  readonly cloudOnly: number;
  readonly waiting: number;
}

/** What is in all folders together but cannot be found yet. */
export function leftAside(folders: readonly Folder[]): LeftAside {
  const sum = (of: (folder: Folder) => number): number => folders.reduce((all, one) => all + of(one), 0);
  return {
    others: {
      video: sum(({ others }) => others.video ?? 0),
      raw: sum(({ others }) => others.raw ?? 0),
      'other-image': sum(({ others }) => others['other-image'] ?? 0),
    },
    cloudOnly: sum(({ cloudOnly }) => cloudOnly),
    waiting: sum(({ waiting }) => waiting),
  };
}
