import type { HostConnection } from '../../../../renderer/client/connect.ts';
import { createClient } from '../../../../src/api/client.ts';
import { indexingSchema } from '../../../../src/api/contract/indexing-calls.ts';
import { DEFAULT_SETTINGS } from '../../../../src/api/contract/settings-calls.ts';
import type {
  AlbumView,
  CustomLabelView,
  Engines,
  Folder,
  Hit,
  Indexing,
  LabelCorrection,
  Output,
  PhotoDetails,
  Settings,
  Status,
  Suggestion,
} from '../../../../src/api/contract.ts';
import { dispatch, type Handlers } from '../../../../src/api/dispatch.ts';
import { assertNever } from '../../../../src/domain/assert-never.ts';
import { BeachcombError } from '../../../../src/domain/error.ts';
import type { MemoryExclusionKind } from '../../../../src/domain/memory.ts';
import { editValue, type PhotoEdits, turnedBy } from '../../../../src/domain/photo-edit.ts';
import { late } from '../../../support/slowness.ts';

/** In ms, under BEACHCOMB_TEST_SLOW. */
const LATEST_MS = 300;

const both = (en: string, zh: string) => ({ en, zh });

export const folder = (part: Partial<Folder> = {}): Folder => ({
  id: 1,
  name: 'Pictures',
  state: 'ready',
  files: 3,
  waiting: 0,
  listed: 0,
  problems: 0,
  others: { video: 0, raw: 0, 'other-image': 0 },
  cloudOnly: 0,
  missing: [],
  excluded: [],
  isSilent: false,
  silent: [],
  ...part,
});

export const album = (part: Partial<AlbumView> = {}): AlbumView => ({
  album: 1,
  name: 'Summer',
  search: null,
  imported: false,
  importedId: null,
  photos: 0,
  cover: null,
  isCoverChosen: false,
  order: 'oldest',
  from: null,
  to: null,
  changedAt: 0,
  ...part,
});

const UPDATES: Output<'updates.get'> = {
  checks: false,
  checkedAt: null,
  version: '0.1.0',
  newer: null,
  canCheck: true,
};

export const IDLE: Status = {
  phase: 'idle',
  found: 3,
  listed: 3,
  decoded: 0,
  done: 3,
  problems: 0,
  photosPerSecond: 0,
  secondsLeft: null,
  analysis: null,
  films: { waiting: 0, unreadable: 0 },
  device: { kind: 'processor', threads: 2, isInt8: false },
  engine: null,
  pausedBy: null,
  stoppedBy: null,
  isLockedElsewhere: false,
  photos: 3,
  watching: 'watching',
  revision: 1,
  restarts: 0,
  scans: 0,
  people: { version: 0, isGrouping: false },
  histories: null,
  recovered: null,
};

const ENGINES: Engines = {
  choice: 'auto',
  override: null,
  used: 'onnx-cpu',
  engines: [],
  work: null,
  failure: null,
};

const refuse = (name: string) => (): never => {
  throw new BeachcombError('internal', `the host in memory does not answer ${name}`);
};

const keptSearches = (kind: 'recent' | 'saved', texts: readonly string[]): Suggestion[] =>
  texts.map((text) => ({ kind, text, name: text, matched: '', typed: '', photos: 0, album: null }));

/**
 * The other end of the wire, in memory: the calls of the contract over `photos` photos, the odd ones beaches. What
 * comes in and goes out is checked against the contract, as everywhere.
 */
export function memoryHost(photos = 3) {
  const corrections = new Map<string, boolean>();
  const favourites = new Set<number>();
  const edits = new Map<number, PhotoEdits>();
  const albums: AlbumView[] = [];
  const removed: AlbumView[] = [];
  const labels: CustomLabelView[] = [];
  const searches = { saved: [] as string[], recent: [] as string[] };
  const settings: Settings = { ...DEFAULT_SETTINGS, language: 'en' };
  const indexing: Indexing = {
    mode: 'normal',
    pauseOnBattery: false,
    analysers: { text: true, faces: false },
    filmFrames: true,
  };
  const state = {
    folders: [folder()] as Folder[],
    settings,
    indexing,
    status: IDLE,
    calls: [] as { readonly call: string; readonly input: unknown }[],
    /** Calls that are refused, by name. */
    refused: new Map<string, BeachcombError>(),
    /** Calls whose answers come only once their promise is settled, by name. */
    held: new Map<string, Promise<void>>(),
    directories: ['2019', '2019/beach', '2020'] as string[],
    /** Groups of near duplicates. */
    duplicates: 0,
    removed: [] as Output<'trash.list'>['runs'],
    /** Photos of the last plan for the trash. */
    planned: 0,
    /** The RAW files of every photo. */
    raws: [] as string[],
    /** The text in every photo. */
    text: [] as PhotoDetails['text'],
    /** Further details of every photo. */
    details: {} as Partial<PhotoDetails>,
    people: {
      on: true,
      stated: 0,
      list: [] as Output<'people.list'>,
      questions: [] as Output<'people.questions'>,
      inPhoto: [] as Output<'people.inPhoto'>,
    },
    memories: {
      shown: true,
      of: [] as Output<'memories.ofDay'>['memories'],
      excluded: [] as { kind: MemoryExclusionKind; value: string }[],
    },
    /** What a correction moves besides. */
    moved: { above: 0, below: 0 },
    /** Labels whose corrections move nothing else. */
    steady: new Set<string>(),
    /** Photos whose files are not there. */
    missing: new Set<number>(),
    /** Photos with a film. */
    live: new Set<number>(),
    /** Films, by their photo. */
    films: new Map<number, Hit['film']>(),
    updates: UPDATES,
    packs: {
      packs: [],
      broken: [],
      offered: [],
      host: 'huggingface.co',
      work: null,
      failure: null,
      connection: { mirror: null, proxy: null },
    } as Output<'packs.list'>,
    imageText: {
      available: [],
      chosen: null,
      answering: null,
      state: 'answering',
    } as Output<'imageText.get'>,
    /** Folders of a backup that are not on this computer. */
    kept: [] as string[],
  };
  const hit = (photo: number): Hit => ({
    photo,
    level: 'likely',
    score: 0.9,
    width: 400,
    height: 300,
    takenAt: '2019-06-15T12:00:00',
    favourite: favourites.has(photo),
    missing: state.missing.has(photo),
    hidden: edits.get(photo)?.hidden === true,
    turn: edits.get(photo)?.turn ?? null,
    film: state.films.get(photo) ?? null,
    live: state.live.has(photo),
    colour: null,
  });
  const found = (text: string): number[] => {
    const all = Array.from({ length: photos }, (_, at) => at + 1);
    const isBeach = (photo: number): boolean => corrections.get(`${photo} beach`) ?? photo % 2 === 1;
    if (text === 'is:favourite') return all.filter((photo) => favourites.has(photo));
    if (/nothing/.test(text)) return [];
    return text.trim() === '' ? all : all.filter((photo) => isBeach(photo) !== text.startsWith('-'));
  };
  /** Photos with a place, by their places. */
  const placesOf = (among: readonly number[]): Map<string, number[]> => {
    const placed = among.filter((photo) => edits.get(photo)?.place !== undefined);
    return Map.groupBy(placed, (photo) => JSON.stringify(edits.get(photo)?.place));
  };
  const details = (photo: number): PhotoDetails => ({
    photo,
    format: 'jpeg',
    width: 400,
    height: 300,
    takenAt: { local: '2019-06-15T12:00:00', precision: 'second', offset: null, from: 'exif-original' },
    camera: null,
    lens: null,
    location: null,
    framesSeen: null,
    framesUnreadable: false,
    favourite: favourites.has(photo),
    turn: edits.get(photo)?.turn ?? null,
    hidden: edits.get(photo)?.hidden === true,
    edited: [],
    albums: [],
    keywords: [],
    people: [],
    placeNames: [],
    raws: state.raws,
    rating: edits.get(photo)?.rating ?? null,
    films: [],
    caption: null,
    durationMs: null,
    codec: null,
    missingSince: null,
    warning: null,
    text: state.text,
    labels: ['beach', 'dog'].map((label) => ({
      label,
      name: label === 'beach' ? both('beach', '海滩') : both('dog', '狗'),
      score: 0.8,
      level: 'likely',
      correction: corrections.get(`${photo} ${label}`) ?? null,
    })),
    places: [{ folder: 1, folderName: 'Pictures', directory: [], name: `${photo}.jpg` }],
    reasons: [],
    ...state.details,
  });

  const trashPlan = (files: number) => {
    state.planned = files;
    return {
      token: crypto.randomUUID(),
      photos: files,
      files,
      bytes: files * 1000,
      stacked: 0,
      copies: 0,
      companions: 0,
      lastCopies: 0,
      left: 0,
      problems: [],
      by: 'program' as const,
    };
  };
  const handlers: Partial<Handlers> = {
    'settings.get': () => state.settings,
    'settings.set': (next) => {
      state.settings = next;
      return next;
    },
    'indexing.get': () => state.indexing,
    'indexing.set': (wanted) => {
      state.indexing = indexingSchema.parse(wanted);
      return state.indexing;
    },
    'updates.get': () => state.updates,
    'updates.set': ({ checks }) => {
      state.updates = { ...state.updates, checks };
      return state.updates;
    },
    'updates.check': () => {
      state.updates = { ...state.updates, checkedAt: '2026-11-29T12:00:00.000Z' };
      return state.updates;
    },
    'program.about': () => ({ version: '0.1.0', network: 'made up', runtime: 'Node' }),
    'library.about': () => ({ place: '~/library.sqlite', bytes: 1, thumbnailBytes: 1 }),
    'engines.get': () => ENGINES,
    'packs.list': () => state.packs,
    'packs.fetch': ({ id }) => {
      state.packs = { ...state.packs, work: { name: id, phase: 'fetching', done: 25e6, of: 100e6 } };
      return {};
    },
    'packs.stop': () => {
      state.packs = { ...state.packs, work: null };
      return {};
    },
    'packs.discard': ({ id }) => {
      const offered = state.packs.offered.map((one) =>
        one.id === id ? { ...one, fetchedBytes: null } : one,
      );
      state.packs = { ...state.packs, offered };
      return {};
    },
    'packs.remove': ({ name }) => {
      const packs = state.packs.packs.filter(({ id, version }) => `${id}@${version}` !== name);
      state.packs = { ...state.packs, packs };
      return {};
    },
    'packs.add': ({ path }) => {
      if (!path.startsWith('/'))
        throw new BeachcombError('bad-request', 'no full path', { reason: { code: 'not-absolute', path } });
      state.packs = { ...state.packs, work: { name: path.slice(1), phase: 'starting', done: 0, of: 0 } };
      return {};
    },
    'packs.connect': (connection) => {
      state.packs = { ...state.packs, connection };
      return {};
    },
    'imageText.get': () => state.imageText,
    'imageText.use': ({ pack }) => {
      state.imageText = {
        ...state.imageText,
        chosen: pack,
        state: pack === null ? 'answering' : 'preparing',
      };
      return state.imageText;
    },
    'folders.list': () => state.folders,
    'folders.pictures': () => ({ name: 'Pictures' }),
    'folders.add': ({ path }) => {
      if (!path.startsWith('/')) throw new BeachcombError('not-found', 'there is no such folder');
      // As the host: of a folder that lies in another one, the other one.
      const around = state.folders.find(({ name }) => `${path.slice(1)}/`.startsWith(`${name}/`));
      if (around !== undefined) return around;
      const added = folder({ id: state.folders.length + 1, name: path.slice(1) });
      state.folders = [...state.folders, added];
      return added;
    },
    'folders.directories': () => state.directories,
    'folders.exclude': ({ folder: id, excluded }) => {
      state.folders = state.folders.map((one) => (one.id === id ? { ...one, excluded } : one));
      return folder({ id, excluded });
    },
    'folders.answerMissing': () => ({}),
    'folders.kept': () => ({ names: state.kept }),
    'folders.retryKept': () => ({ added: 0, kept: state.kept.length }),
    'folders.discardKept': () => {
      state.kept = [];
      return {};
    },
    'status.chooseHistory': () => {
      state.status = { ...state.status, histories: null };
      return {};
    },
    'status.get': () => state.status,
    'search.run': ({ text, offset, limit }) => {
      const all = found(text);
      const words = [...text.matchAll(/-?\w+/g)].filter(() => text.trim() !== '');
      return {
        interpretations: words.map((word) => ({
          text: word[0].replace('-', ''),
          start: word.index + (word[0].startsWith('-') ? 1 : 0),
          end: word.index + word[0].length,
          negated: word[0].startsWith('-'),
          as: 'label' as const,
          meaning: both('beach', '海滩'),
          meanings: [{ as: 'label' as const, name: both('beach', '海滩') }],
          isUnknown: false,
          labels: [{ label: 'beach', name: both('beach', '海滩') }],
          photos: all.length,
        })),
        phrases: [],
        qualifiers: [],
        correction: null,
        likely: all.length,
        possible: 0,
        hasSomeWords: false,
        missing: all.length === 0 ? state.missing.size : 0,
        unreadable: null,
        hits: all.slice(offset, offset + limit).map(hit),
        months: [],
        revision: state.status.revision,
      };
    },
    'search.suggest': ({ typed, field }) =>
      typed === '' && field === null
        ? [...keptSearches('recent', searches.recent), ...keptSearches('saved', searches.saved)]
        : field === 'in' || typed === ''
          ? []
          : ['beach', 'beach house'].map((name) => ({
              kind: 'label',
              text: name,
              name,
              matched: '',
              typed: typed.split(' ').at(-1) ?? '',
              photos: 2,
              album: null,
            })),
    'search.rank': ({ text, photo }) => {
      const rank = found(text).indexOf(photo);
      return { rank: rank < 0 ? null : rank };
    },
    'search.others': () => [
      { text: 'label:beach', as: 'label', meaning: both('beach', '海滩'), photos: 2 },
      { text: 'in:beach', as: 'place', meaning: both('Beach, Florida', '比奇'), photos: 1 },
    ],
    'searches.list': () => searches,
    'searches.note': ({ text }) => {
      searches.recent = [text, ...searches.recent.filter((one) => one !== text)];
      return {};
    },
    'searches.save': ({ text }) => {
      searches.saved = [text, ...searches.saved];
      return {};
    },
    'map.extent': ({ text }) => {
      const placed = found(text).filter((photo) => edits.get(photo)?.place !== undefined);
      const area = placed.length === 0 ? null : { south: 40, west: -5, north: 52, east: 15 };
      return { placed: placed.length, unplaced: found(text).length - placed.length, area };
    },
    // One cluster for each place.
    'map.clusters': ({ text }) =>
      [...placesOf(found(text))].map(([, of]) => {
        const [cover = 0] = of;
        const { latitude, longitude } = edits.get(cover)?.place ?? { latitude: 0, longitude: 0 };
        const area = { south: latitude, west: longitude, north: latitude, east: longitude };
        const name = both('Paris', '巴黎');
        return { latitude, longitude, photos: of.length, cover, turn: null, area, name, isSpread: false };
      }),
    'map.photos': ({ text, list, offset, limit }) => {
      const all = found(text);
      const place = list.of === 'cluster' ? edits.get(list.photo)?.place : undefined;
      const key = JSON.stringify(place);
      const of = all.filter((photo) => JSON.stringify(edits.get(photo)?.place) === key);
      return {
        total: of.length,
        hits: of.slice(offset, offset + limit).map(hit),
        revision: state.status.revision,
      };
    },
    'map.cities': () => [],
    'map.countries': () => [],
    'map.find': ({ typed }) =>
      'paris'.startsWith(typed.toLowerCase())
        ? [
            {
              latitude: 48.853,
              longitude: 2.349,
              population: 2_138_551,
              name: both('Paris', '巴黎'),
              within: [both('France', '法国')],
            },
          ]
        : [],
    'map.at': () => [both('Paris', '巴黎'), both('France', '法国')],
    'map.near': () => [],
    'memories.ofDay': () => ({ shown: state.memories.shown, memories: state.memories.of }),
    'memories.open': ({ memory }) => {
      const found = state.memories.of.find((one) => one.memory === memory);
      return found === undefined ? null : { ...found, ids: [1, 2] };
    },
    'memories.excluded': () => state.memories.excluded.map((one) => ({ ...one, name: null })),
    'memories.exclude': ({ exclusions, on }) => {
      const isOf = (one: (typeof exclusions)[number]) =>
        exclusions.some(({ kind, value }) => one.kind === kind && one.value === value);
      const others = state.memories.excluded.filter((one) => !isOf(one));
      state.memories.excluded = on ? [...others, ...exclusions] : others;
      return { changed: exclusions };
    },
    'memories.show': ({ shown }) => {
      state.memories.shown = shown;
      return {};
    },
    'explore.get': () => ({ things: [], places: [], years: [], cameras: [] }),
    'photo.hit': ({ photo }) => {
      if (photo > photos) throw new BeachcombError('not-found', `no photo ${photo}`);
      return { hit: hit(photo) };
    },
    'photo.get': ({ photo }) => details(photo),
    'labels.correct': ({ corrections: made }: { corrections: LabelCorrection[] }) => ({
      before: made.map(({ photo, label, applies }) => {
        const key = `${photo} ${label}`;
        const before = corrections.get(key) ?? null;
        if (applies === null) corrections.delete(key);
        else corrections.set(key, applies);
        return { photo, label, applies: before };
      }),
      moved: state.moved,
    }),
    'labels.setSteady': ({ label, steady }) => {
      const before = state.steady.has(label);
      if (steady) state.steady.add(label);
      else state.steady.delete(label);
      return { before, moved: { above: state.moved.below, below: state.moved.above } };
    },
    'labels.steady': () => [...state.steady].map((label) => ({ label, name: both(label, label) })),
    'labels.own': () => labels,
    'labels.find': ({ text }) =>
      ['beach', 'bear', 'hut']
        .filter((name) => name.startsWith(text) || text.endsWith(name))
        .map((name) => ({ label: name, name, own: false, isMeant: name.startsWith(text), word: null })),
    'labels.add': ({ name }) => {
      const made = { label: `own:${labels.length + 1}`, name, yes: 0, no: 0 };
      labels.push(made);
      return made;
    },
    'favourites.list': () => ({ photos: [...favourites] }),
    'favourites.set': ({ photos: wanted, on }) => {
      const changed = wanted.filter((photo) => favourites.has(photo) !== on);
      for (const photo of changed) on ? favourites.add(photo) : favourites.delete(photo);
      return { changed };
    },
    'edits.change': ({ photos: wanted, what }) => {
      const before = wanted.flatMap((photo): Output<'edits.change'>['before'] => {
        const known = edits.get(photo) ?? {};
        const { turn: _, hidden: __, ...others } = known;
        switch (what.change) {
          case 'turn': {
            const turn = turnedBy(known.turn ?? null, what.by);
            edits.set(photo, turn === null ? others : { ...others, turn });
            return [{ photo, ...editValue('turn', known) }];
          }
          case 'hidden':
            edits.set(photo, what.hidden ? { ...known, hidden: true } : others);
            return [{ photo, ...editValue('hidden', known) }];
          case 'rating':
            edits.set(photo, { ...known, rating: what.rating ?? 0 });
            return [{ photo, ...editValue('rating', known) }];
          case 'place': {
            const { place: ___, ...unplaced } = known;
            edits.set(photo, what.place === null ? unplaced : { ...known, place: what.place });
            return [{ photo, ...editValue('place', known) }];
          }
          // All photos here keep their date.
          case 'taken':
          case 'move-date':
          case 'time-zone':
            return [{ photo, ...editValue('taken', known) }];
          default:
            return assertNever(what);
        }
      });
      return { before };
    },
    'edits.restore': ({ edits: given }) => {
      for (const { photo, field, value } of given) {
        const { [field]: _, ...others } = edits.get(photo) ?? {};
        edits.set(photo, value === null ? others : ({ ...others, [field]: value } as PhotoEdits));
      }
      return { before: given };
    },
    'albums.list': () => albums,
    'albums.add': ({ name, search }) => {
      if (albums.some((one) => one.name === name))
        throw new BeachcombError('bad-request', 'the name is taken', { reason: { code: 'name-taken' } });
      const made = album({ album: albums.length + 1, name, search });
      albums.push(made);
      return made;
    },
    'albums.set': ({ photos: wanted }) => ({ changed: wanted, arranged: null }),
    'albums.rename': ({ album: id, name }) => {
      const at = albums.findIndex((one) => one.album === id);
      const known = albums[at] ?? album();
      albums[at] = { ...known, name };
      return { album: id, before: known.name };
    },
    'albums.remove': ({ album: id }) => {
      const at = albums.findIndex((one) => one.album === id);
      removed.push(...albums.splice(at, 1));
      return { undo: removed.length };
    },
    'albums.restore': ({ undo }) => {
      albums.push(...removed.slice(undo - 1, undo));
      return {};
    },
    'albums.move': ({ album: id, photos: moved }) => ({
      moved: moved.length,
      before: { album: id, order: 'oldest', photos: [1, 2, 3] },
    }),
    'albums.arrange': (wanted) => {
      const at = albums.findIndex((one) => one.album === wanted.album);
      const known = albums[at] ?? album();
      albums[at] = { ...known, order: wanted.order };
      return { before: { album: wanted.album, order: known.order, photos: null } };
    },
    'albums.cover': () => ({ before: null }),
    'albums.search': ({ album: id, search }) => {
      const at = albums.findIndex((one) => one.album === id);
      const known = albums[at] ?? album();
      albums[at] = { ...known, search };
      return { before: known.search ?? '' };
    },
    // Each group has two photos, of which the second goes unless something else is chosen.
    'duplicates.groups': ({ kind, offset, limit }) => {
      const groups = kind === 'near' ? state.duplicates : 0;
      const member = (id: number, name: string) => ({
        member: id,
        hit: hit(id),
        name,
        directory: ['Pictures'],
        format: 'jpeg' as const,
        bytes: 1000,
      });
      return {
        working: false,
        part: 1,
        total: groups,
        unread: 0,
        groups: Array.from({ length: groups }, (_, at) => 2 * at + 1)
          .slice(offset, offset + limit)
          .map((id) => ({
            group: id,
            reason: 'size' as const,
            members: [member(id, `${id}.jpg`), member(id + 1, `${id} (1).jpg`)],
          })),
      };
    },
    'duplicates.plan': ({ all, groups, keep }) => {
      const meant = all ? state.duplicates - groups.length : groups.length;
      const go = meant - keep.filter(({ members }) => members.length > 1).length;
      return {
        groups: meant,
        stay: meant,
        go,
        photos: [],
        merge: { photos: 1, corrections: [], favourites: [1], albums: [], edits: [] },
        plan: trashPlan(go),
      };
    },
    'trash.plan': ({ photos: wanted }) => trashPlan(wanted.length),
    'trash.move': () => {
      const files = state.planned;
      return { photos: files, files, failed: 0, problems: [], undo: 1 };
    },
    'trash.list': () => ({ by: 'program' as const, runs: state.removed }),
    'trash.undo': () => ({ files: state.planned, failed: 0, problems: [] }),
    'people.state': () => ({
      on: state.people.on,
      consentAt: null,
      photos: 3,
      faces: 6,
      waiting: 0,
      questions: state.people.questions.length,
      stated: state.people.stated,
    }),
    'people.list': ({ hidden }) => state.people.list.filter((one) => one.hidden === hidden),
    'people.inPhoto': () => state.people.inPhoto,
    'people.name': ({ person }) => ({ person, undo: 1 }),
    'people.split': () => ({ person: 'person:9', undo: 1 }),
    'people.reject': () => ({ undo: 1 }),
    'people.notFaces': () => ({ undo: 1 }),
    'people.questions': () => state.people.questions,
    'people.answer': ({ faces }) => {
      state.people.questions = state.people.questions.filter((one) => one.faces.join() !== faces.join());
      return { undo: 1 };
    },
    'people.undo': ({ undo }) => ({ undo }),
    'people.find': ({ on }) => {
      state.people.on = on;
      return {};
    },
    'people.forget': () => {
      state.people.on = false;
      return {};
    },
    'copies.download': () => ({ token: 'prepared' }),
    'copies.get': () => ({
      working: false,
      done: 0,
      of: 0,
      copied: 0,
      failed: 0,
      stopped: false,
      problems: [],
      failure: null,
    }),
    'problems.list': () => ({ total: 0, ignored: 0, rows: [] }),
  };
  const all = new Proxy(handlers, {
    get: (known, name: keyof Handlers) => known[name] ?? refuse(name),
  }) as Handlers;
  const connection: HostConnection = {
    client: createClient(async (request) => {
      state.calls.push({ call: request.call, input: request.input });
      const held = state.held.get(request.call);
      const refused = state.refused.get(request.call);
      if (refused !== undefined)
        return { ok: false, error: { kind: refused.kind, detail: refused.message, reason: refused.reason } };
      const reply = await dispatch(all, 'browser', request);
      await (held ?? late(LATEST_MS));
      return reply;
    }),
    picture: (size, photo, turn = null) => `/photo/${size}/${photo}${turn === null ? '' : `?turn=${turn}`}`,
    download: (token) => `/download/${token}`,
    abilities: new Set(['downloads']),
    desktop: null,
    scope: crypto.randomUUID(),
    endSession: null,
  };
  /** The inputs of all calls of this name so far. */
  const inputs = (call: string): unknown[] =>
    state.calls.filter((one) => one.call === call).map(({ input }) => input);
  return { connection, state, corrections, favourites, edits, albums, labels, searches, inputs };
}

export type MemoryHost = ReturnType<typeof memoryHost>;
