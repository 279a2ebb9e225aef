import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

const pixels = z.int().min(-100_000).max(100_000);
const memorySchema = z.strictObject({
  bounds: z
    .strictObject({ x: pixels, y: pixels, width: pixels.min(200), height: pixels.min(200) })
    .nullable(),
  maximized: z.boolean(),
  /** The person was told that the program goes on behind the closed window. */
  toldOfTray: z.boolean(),
});

/** What the shell remembers from one start to the next. */
export type WindowMemory = z.infer<typeof memorySchema>;

const FIRST: WindowMemory = { bounds: null, maximized: false, toldOfTray: false };

/** Whatever is wrong with the file, it is only as if this were the first start. */
export function readWindowMemory(file: string): WindowMemory {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return FIRST;
  }
}

export function writeWindowMemory(file: string, memory: WindowMemory): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(memory));
    renameSync(`${file}.new`, file);
  } catch {
    // A full disk must not keep the window from closing.
  }
}
