import type { Handlers } from '../../api/dispatch.ts';
import type { LibraryParts } from '../library-parts.ts';
import { albumHandlers } from './album-handlers.ts';
import { commandLineHandlers } from './command-line-handlers.ts';
import { copyHandlers } from './copy-handlers.ts';
import { duplicateHandlers } from './duplicate-handlers.ts';
import { editHandlers } from './edit-handlers.ts';
import { engineHandlers } from './engine-handlers.ts';
import { exploreHandlers } from './explore-handlers.ts';
import { filmHandlers } from './film-handlers.ts';
import { folderHandlers } from './folder-handlers.ts';
import { imageTextHandlers } from './image-text-handlers.ts';
import { indexingHandlers } from './indexing-handlers.ts';
import { labelHandlers } from './label-handlers.ts';
import { logHandlers } from './log-handlers.ts';
import { mapHandlers } from './map-handlers.ts';
import { memoryHandlers } from './memory-handlers.ts';
import { packHandlers } from './pack-handlers.ts';
import { peopleHandlers } from './people-handlers.ts';
import { photoHandlers } from './photo-handlers.ts';
import { problemHandlers } from './problem-handlers.ts';
import { programHandlers } from './program-handlers.ts';
import { searchHandlers } from './search-handlers.ts';
import { settingsHandlers } from './settings-handlers.ts';
import { trashHandlers } from './trash-handlers.ts';
import { updateHandlers } from './update-handlers.ts';
import { userDataHandlers } from './user-data-handlers.ts';

/**
 * The handlers of every call of the contract. Each subject handles the calls of its own file in api/contract, all of
 * them and no others; a subject that is missing here does not compile.
 */
export function contractHandlers(parts: LibraryParts): Handlers {
  const handlers: Handlers = {
    ...settingsHandlers(parts),
    ...folderHandlers(parts),
    ...programHandlers(parts, () => handlers),
    ...updateHandlers(parts),
    ...indexingHandlers(parts),
    ...engineHandlers(parts),
    ...filmHandlers(parts),
    ...packHandlers(parts),
    ...imageTextHandlers(parts),
    ...searchHandlers(parts),
    ...exploreHandlers(parts),
    ...mapHandlers(parts),
    ...memoryHandlers(parts),
    ...photoHandlers(parts),
    ...peopleHandlers(parts),
    ...labelHandlers(parts),
    ...albumHandlers(parts),
    ...editHandlers(parts),
    ...duplicateHandlers(parts),
    ...userDataHandlers(parts),
    ...copyHandlers(parts),
    ...trashHandlers(parts),
    ...problemHandlers(parts),
    ...logHandlers(Date.now),
    ...commandLineHandlers(parts),
  };
  return handlers;
}
