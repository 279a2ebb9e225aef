import type { PackEngine } from '../../domain/pack.ts';

/** Engines by their names on the command line, with the ids that settings have for them. */
export const ADDABLE_ENGINES = {
  cuda: 'onnx-cuda',
  tensorflow: 'tensorflow',
} as const satisfies Record<string, PackEngine>;
export type AddableEngine = keyof typeof ADDABLE_ENGINES;
