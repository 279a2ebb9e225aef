import type { CallName } from '../../src/api/contract.ts';

/** What the window shows, by subject: a call reads some subjects, or changes some. */
const USER_DATA = ['corrections', 'labels', 'favourites', 'albums', 'people', 'edits', 'memories'] as const;

export const TOPICS = [
  ...USER_DATA,
  'settings',
  'updates',
  'folders',
  'status',
  'indexing',
  'engines',
  'packs',
  /** The pack that searches use. */
  'imageText',
  /** The photos that a search can find, during indexing. */
  'library',
  /** The same as a whole, for looking around: it changes less often, since somebody wants to press what is shown. */
  'overview',
  'searches',
  'problems',
  'copies',
] as const;
export type Topic = (typeof TOPICS)[number];

type Traffic = { readonly reads: readonly Topic[] } | { readonly touches: readonly Topic[] };

/**
 * For every call the topics that its output is of, or those that it changes. What reads a topic is asked again when
 * the topic is touched; a call that reads none is asked once for each time that it is shown.
 */
export const TRAFFIC = {
  'settings.get': { reads: ['settings'] },
  'settings.set': { touches: ['settings'] },

  'folders.list': { reads: ['folders', 'library'] },
  'folders.add': { touches: ['folders', 'status'] },
  'folders.addSamples': { touches: ['folders', 'status'] },
  'folders.pictures': { reads: ['folders'] },
  'folders.addPictures': { touches: ['folders', 'status'] },
  'folders.remove': { touches: ['folders', 'status'] },
  'folders.directories': { reads: ['folders'] },
  'folders.exclude': { touches: ['folders', 'status'] },
  'folders.kept': { reads: ['folders'] },
  'folders.retryKept': { touches: ['folders', 'status'] },
  'folders.discardKept': { touches: ['folders'] },
  'folders.answerMissing': { touches: ['folders', 'status'] },

  'updates.get': { reads: ['updates'] },
  'updates.set': { touches: ['updates'] },
  'updates.check': { touches: ['updates'] },

  'program.about': { reads: [] },
  'program.diagnostics': { reads: [] },
  'log.report': { touches: [] },
  'library.about': { reads: [] },
  'status.get': { reads: ['status'] },
  'status.dismissRecovery': { touches: ['status'] },
  'status.chooseHistory': {
    touches: ['status', ...USER_DATA, 'folders', 'searches', 'settings', 'problems', 'library'],
  },
  'index.pause': { touches: ['status'] },
  'index.resume': { touches: ['status'] },
  'index.rescan': { touches: ['status'] },
  'index.power': { touches: ['status'] },
  'indexing.get': { reads: ['indexing'] },
  'indexing.set': { touches: ['indexing', 'status'] },

  'engines.get': { reads: ['engines'] },
  'engines.choose': { touches: ['engines', 'status'] },
  'engines.compare': { touches: ['engines', 'status'] },
  'engines.stop': { touches: ['engines', 'status'] },

  'films.next': { reads: [] },
  'films.decoded': { touches: [] },
  'packs.list': { reads: ['packs'] },
  'packs.add': { touches: ['packs'] },
  'packs.fetch': { touches: ['packs'] },
  'packs.stop': { touches: ['packs'] },
  'packs.discard': { touches: ['packs'] },
  'packs.remove': { touches: ['packs'] },
  'packs.connect': { touches: ['packs'] },
  'imageText.get': { reads: ['imageText', 'packs', 'library', 'status'] },
  'imageText.use': { touches: ['imageText', 'library', 'status'] },

  'search.rank': { reads: [...USER_DATA, 'library'] },
  'search.run': { reads: [...USER_DATA, 'library'] },
  'search.others': { reads: ['labels', 'library'] },
  'search.suggest': { reads: [] },
  'searches.list': { reads: ['searches'] },
  'searches.save': { touches: ['searches'] },
  'searches.remove': { touches: ['searches'] },
  'searches.note': { touches: ['searches'] },
  'searches.forgetRecent': { touches: ['searches'] },

  'explore.get': { reads: [...USER_DATA, 'overview'] },

  'map.extent': { reads: [...USER_DATA, 'overview'] },
  'map.clusters': { reads: [...USER_DATA, 'overview'] },
  'map.photos': { reads: [...USER_DATA, 'overview'] },
  'map.cities': { reads: [] },
  'map.countries': { reads: [] },
  'map.find': { reads: [] },
  'map.at': { reads: [] },
  'map.near': { reads: ['edits'] },
  // Who states what a memory is of changes what others are chosen.
  'memories.ofDay': { reads: [...USER_DATA, 'overview'] },
  'memories.open': { reads: [...USER_DATA, 'overview'] },
  'memories.excluded': { reads: ['memories'] },
  'memories.exclude': { touches: ['memories'] },
  'memories.show': { touches: ['memories'] },

  'photo.get': { reads: USER_DATA },
  'photo.why': { reads: [] },

  'people.state': { reads: ['people', 'indexing', 'overview'] },
  'people.find': { touches: ['people', 'indexing', 'status'] },
  'people.forget': { touches: ['people', 'indexing', 'status'] },
  'people.list': { reads: ['people', 'overview'] },
  'people.faces': { reads: ['people', 'overview'] },
  'people.inPhoto': { reads: ['people', 'overview'] },
  'people.questions': { reads: ['people', 'overview'] },
  'people.answer': { touches: ['people', 'status'] },
  'people.name': { touches: ['people', 'status'] },
  'people.merge': { touches: ['people', 'status'] },
  'people.split': { touches: ['people', 'status'] },
  'people.reject': { touches: ['people', 'status'] },
  'people.notFaces': { touches: ['people', 'status'] },
  'people.hide': { touches: ['people', 'status'] },
  'people.cover': { touches: ['people', 'status'] },
  'people.birthday': { touches: ['people', 'status'] },
  'people.undo': { touches: ['people', 'status'] },

  'labels.correct': { touches: ['corrections'] },
  'labels.setSteady': { touches: ['corrections', 'labels'] },
  'labels.steady': { reads: ['labels'] },
  'labels.own': { reads: ['labels', 'corrections'] },
  'labels.add': { touches: ['labels'] },
  'labels.rename': { touches: ['labels'] },
  'labels.remove': { touches: ['labels', 'corrections'] },
  'labels.find': { reads: ['labels'] },
  'labels.propose': { reads: [] },

  'favourites.list': { reads: ['favourites', 'edits', 'overview'] },
  'favourites.set': { touches: ['favourites'] },
  // An album by search has what the search finds.
  'albums.list': { reads: [...USER_DATA, 'overview'] },
  'albums.add': { touches: ['albums'] },
  'albums.rename': { touches: ['albums'] },
  'albums.remove': { touches: ['albums'] },
  'albums.restore': { touches: ['albums'] },
  'albums.set': { touches: ['albums'] },
  'albums.arrange': { touches: ['albums'] },
  'albums.move': { touches: ['albums'] },
  'albums.cover': { touches: ['albums'] },
  'albums.search': { touches: ['albums'] },

  'edits.change': { touches: ['edits'] },
  'edits.restore': { touches: ['edits'] },

  'duplicates.list': { reads: [] },
  'duplicates.groups': { reads: ['overview'] },
  'duplicates.plan': { reads: [] },

  'userData.export': { reads: [] },
  'userData.import': {
    touches: [...USER_DATA, 'folders', 'searches', 'settings', 'indexing', 'problems', 'status'],
  },
  'userData.exportSidecars': { touches: [] },
  'userData.importSidecars': { touches: USER_DATA },

  'copies.start': { touches: ['copies'] },
  'copies.get': { reads: ['copies'] },
  'copies.stop': { touches: ['copies'] },
  'copies.download': { reads: [] },

  'trash.plan': { reads: [] },
  'trash.move': { touches: ['library', 'overview', 'status', 'folders', 'problems'] },
  'trash.list': { reads: ['library', 'overview'] },
  'trash.undo': { touches: ['library', 'overview', 'status', 'folders', 'problems'] },
  'trash.planPaths': { reads: [] },
  'trash.movePaths': { touches: ['library', 'overview', 'status', 'folders', 'problems'] },
  'trash.undoPaths': { touches: ['library', 'overview', 'status', 'folders', 'problems'] },
  'trash.paths': { reads: [] },
  'trash.moved': { touches: ['library', 'overview', 'status', 'folders', 'problems'] },

  'problems.list': { reads: ['problems', 'library'] },
  'problems.ignore': { touches: ['problems', 'library', 'status'] },
  'problems.retry': { touches: ['status'] },

  'photo.hit': { reads: [] },
  'photo.path': { reads: [] },
  'file.path': { reads: [] },
  'search.print': { reads: [] },
  'browser.address': { touches: [] },
} as const satisfies Record<CallName, Traffic>;

/** The calls that only read. */
export type QueryName = {
  [N in CallName]: (typeof TRAFFIC)[N] extends { readonly reads: readonly Topic[] } ? N : never;
}[CallName];

export const topicsRead = (name: QueryName): readonly Topic[] => TRAFFIC[name].reads;

/** The topics that a call changes; none for a call that only reads. */
export function topicsTouched(name: CallName): readonly Topic[] {
  const traffic: Traffic = TRAFFIC[name];
  return 'touches' in traffic ? traffic.touches : [];
}

export interface Topics {
  /** Notifies every listener that these changed. */
  touch(touched: readonly Topic[]): void;
  /** Returns how to stop listening. */
  subscribe(listener: (touched: readonly Topic[]) => void): () => void;
}

/** Notifies those that show a topic that it changed. */
export function createTopics(): Topics {
  const listeners = new Set<(touched: readonly Topic[]) => void>();
  return {
    touch: (touched) => {
      if (touched.length > 0) for (const listener of [...listeners]) listener(touched);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
