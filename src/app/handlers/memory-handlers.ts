import * as z from 'zod';
import type { memoryCalls } from '../../api/contract/memory-calls.ts';
import type { Handlers } from '../../api/dispatch.ts';
import { isPlace, placeName } from '../../knowledge/places/gazetteer.ts';
import type { LibraryParts } from '../library-parts.ts';
import { storedSetting } from '../stored-setting.ts';
import { memoryView } from '../views/memory-view.ts';

/** Name of the setting, and what it is in a library where nobody chose. */
const SETTING = 'memories';
export const memorySettingsSchema = z.strictObject({ shown: z.boolean() });
export const DEFAULT_MEMORY_SETTINGS = { shown: true };

export function memoryHandlers({
  searcher,
  reader,
  userData,
  userData: { statements },
}: Pick<LibraryParts, 'searcher' | 'reader' | 'userData'>): Pick<Handlers, keyof typeof memoryCalls> {
  const { index, memories } = searcher;
  return {
    'memories.ofDay': ({ day, language }) => {
      searcher.refresh();
      const { shown } = storedSetting(reader, SETTING, memorySettingsSchema, DEFAULT_MEMORY_SETTINGS);
      return { shown, memories: memories.ofDay(day).map((memory) => memoryView(index, memory, language)) };
    },
    'memories.open': ({ memory: key, language }) => {
      searcher.refresh();
      const memory = memories.open(key);
      if (memory === null) return null;
      const ids = memory.photos.map((ordinal) => index.columns.id[ordinal] as number);
      return { ...memoryView(index, memory, language), ids };
    },
    'memories.excluded': ({ language }) => {
      searcher.refresh();
      return index.userData.memoryExclusions.map(({ kind, value }) => ({
        kind,
        value,
        name: kind === 'place' && isPlace(value) ? placeName(value)[language] : null,
      }));
    },
    'memories.exclude': ({ exclusions, on }) => ({
      changed: [...statements.setExcludedFromMemories(exclusions, on, Date.now())],
    }),
    'memories.show': (wanted) => {
      userData.setSetting(SETTING, wanted);
      return {};
    },
  };
}
