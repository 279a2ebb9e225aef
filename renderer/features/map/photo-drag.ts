import type { DragEvent } from 'react';
import * as z from 'zod';

/** What a drag of photos within the window is known by. */
const TYPE = 'application/x-beachcomb-photos';
const photosSchema = z.array(z.int().positive()).min(1).max(10_000);

/** Takes photos along with a drag. */
export function startPhotoDrag({ dataTransfer }: DragEvent, photos: readonly number[]): void {
  dataTransfer.effectAllowed = 'copy';
  // Neither a file nor an address: whatever it is let go over outside takes nothing.
  dataTransfer.clearData();
  dataTransfer.setData(TYPE, JSON.stringify(photos.slice(0, 10_000)));
}

export const isPhotoDrag = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes(TYPE);

/** The photos of a drag; none for another one. */
export function draggedPhotos({ dataTransfer }: DragEvent): number[] {
  const text = dataTransfer.getData(TYPE);
  if (text === '') return [];
  const read = photosSchema.safeParse(JSON.parse(text));
  return read.success ? read.data : [];
}
