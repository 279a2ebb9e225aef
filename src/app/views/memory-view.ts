import type { MemoryView } from '../../api/contract.ts';
import type { Language } from '../../domain/label.ts';
import { printMemoryKey } from '../../domain/memory.ts';
import { placeName } from '../../knowledge/places/gazetteer.ts';
import type { PhotoIndex } from '../../search/index/photo-index.ts';
import type { ChosenMemory } from '../../search/memories/memories.ts';

/** A memory as the window shows it. */
export function memoryView(index: PhotoIndex, memory: ChosenMemory, language: Language): MemoryView {
  const { key, place, isSouthern, photos, cover } = memory;
  return {
    memory: printMemoryKey(key),
    kind: key.kind,
    span: key.kind === 'person' ? null : { from: key.from, to: key.to },
    place: place === null ? null : { key: place, name: placeName(place)[language] },
    person: key.kind === 'person' ? key.name : null,
    isSouthern,
    photos: photos.length,
    cover: index.columns.id[cover] as number,
  };
}
