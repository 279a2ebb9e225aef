import { useState } from 'react';
import * as z from 'zod';
import type { Input } from '../../../src/api/contract.ts';
import { EXPORTED_METADATA } from '../../../src/domain/exported-metadata.ts';
import type { Language } from '../../../src/domain/label.ts';

/** Longest sides to choose from, pixels. */
export const SIZES = [1024, 2048, 4096] as const;

const schema = z.object({
  format: z.enum(['original', 'jpeg']),
  largest: z.literal(SIZES).nullable(),
  metadata: z.enum(EXPORTED_METADATA),
  names: z.enum(['original', 'date']),
  numbered: z.boolean(),
  labels: z.boolean(),
});
/** How photos are exported. */
export type ExportOptions = z.infer<typeof schema>;

/** What is exported. */
export interface ExportedPhotos {
  readonly photos: readonly number[];
  /** The text of the search that found them, which may name one of several files of a photo; empty for none. */
  readonly search: string;
}

const USUAL: ExportOptions = {
  format: 'original',
  largest: null,
  metadata: 'all',
  names: 'original',
  numbered: false,
  labels: false,
};
const KEPT_AS = 'beachcomb.export';

function kept(): ExportOptions {
  try {
    return schema.catch(USUAL).parse(JSON.parse(localStorage.getItem(KEPT_AS) ?? 'null'));
  } catch {
    // Without storage, it starts from the default each time.
    return USUAL;
  }
}

/** What the host needs of an export. */
export function copyOptionsOf(
  { format, largest, metadata, names, numbered, labels }: ExportOptions,
  { photos, search }: ExportedPhotos,
  language: Language,
): Input<'copies.download'> {
  return {
    photos: [...photos],
    search,
    labels,
    language,
    names,
    metadata,
    numbered: numbered && photos.length > 1,
    jpeg: format === 'jpeg' ? { largest } : null,
  };
}

/** How photos were exported last, and how to change it. */
export function useExportOptions(): readonly [ExportOptions, (change: Partial<ExportOptions>) => void] {
  const [options, setOptions] = useState(kept);
  return [
    options,
    (change) => {
      const next = { ...options, ...change };
      setOptions(next);
      try {
        localStorage.setItem(KEPT_AS, JSON.stringify(next));
      } catch {
        // Then it holds for as long as the window is open.
      }
    },
  ];
}
