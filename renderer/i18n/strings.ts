import type { ImageTextState } from '../../src/api/contract/image-text-calls.ts';
import type { Indexing, InterpretationView, Output, Status, Suggestion } from '../../src/api/contract.ts';
import { keyName, PHOTO_ACTIONS, type PhotoActionId } from '../../src/api/photo-actions.ts';
import type { AnalysisStep, SwitchedAnalyserId } from '../../src/domain/analyser.ts';
import type { Device } from '../../src/domain/device.ts';
import type { DuplicateKind } from '../../src/domain/duplicate-kind.ts';
import type { EngineReason } from '../../src/domain/engine-reason.ts';
import type { ErrorReason } from '../../src/domain/error-reason.ts';
import type { ExportedMetadata } from '../../src/domain/exported-metadata.ts';
import type { Language } from '../../src/domain/label.ts';
import type { MemoryExclusionKind, MemoryKind } from '../../src/domain/memory.ts';
import type { TakenAtSource } from '../../src/domain/metadata.ts';
import type { EngineFacts, PackPurpose } from '../../src/domain/pack.ts';
import type { ProblemDetail } from '../../src/domain/problem-detail.ts';
import type { AlbumOrder } from '../../src/domain/user-data.ts';
import { CATALOGUES, type Catalogue, LOCALES } from '../../src/i18n/catalogues.ts';
import { type Format, formatterOf } from '../../src/i18n/formatter.ts';
import { restoredText } from '../../src/i18n/restored-text.ts';
import {
  deviceText,
  engineReasonText,
  errorReasonText,
  problemDetailText,
} from '../../src/i18n/sentences.ts';
import { formats } from './formats.ts';
import { type Messages, messagesOf } from './messages.ts';

type PackPhase = NonNullable<Output<'packs.list'>['work']>['phase'];

/** Stands for an element of the window in a message: such a character is in no text. */
const SLOT = { text: '\uE000', typed: '\uE001' } as const;
type Slot = keyof typeof SLOT;

/** A message in which two of the window's elements stand: its texts and the names of the elements, in order. */
export type MessagePart = { readonly text: string } | { readonly slot: Slot };

const partsOf = (message: string): MessagePart[] =>
  message
    .split(/([\uE000\uE001])/)
    .filter((part) => part !== '')
    .map((part) =>
      part === SLOT.text ? { slot: 'text' } : part === SLOT.typed ? { slot: 'typed' } : { text: part },
    );

/** What a search text's parts and suggestions are, and where they come from. */
const kindsOf = (format: Format) => ({
  /** Where a date comes from; null where the camera states it. */
  dateSources: {
    user: format('dateSources.user'),
    sidecar: format('dateSources.sidecar'),
    'exif-original': null,
    'exif-digitized': null,
    xmp: null,
    iptc: null,
    'iptc-digital': null,
    'png-text': null,
    gps: null,
    film: null,
    'film-moment': null,
    takeout: format('dateSources.takeout'),
    'file-name': format('dateSources.fileName'),
    'folder-name': format('dateSources.folderName'),
    'exif-modified': format('dateSources.modified'),
    'png-modified': format('dateSources.modified'),
    'file-time': format('dateSources.fileTime'),
  } satisfies Record<TakenAtSource, string | null>,
  interpretationKinds: {
    label: '',
    date: format('interpretationKinds.date'),
    place: format('interpretationKinds.place'),
    colour: format('interpretationKinds.colour'),
    property: format('interpretationKinds.property'),
    filter: '',
    text: '',
    meaning: '',
    similar: '',
  } satisfies Record<InterpretationView['as'], string>,
  suggestionKinds: {
    label: '',
    'own-label': format('suggestionKinds.own-label'),
    place: format('suggestionKinds.place'),
    camera: format('suggestionKinds.camera'),
    lens: format('suggestionKinds.lens'),
    keyword: format('suggestionKinds.keyword'),
    person: format('suggestionKinds.person'),
    folder: format('suggestionKinds.folder'),
    album: format('suggestionKinds.album'),
    saved: format('suggestionKinds.saved'),
    recent: '',
    field: '',
  } satisfies Record<Suggestion['kind'], string>,
  exploreKinds: {
    yours: format('exploreKinds.yours'),
    things: format('exploreKinds.things'),
    places: format('exploreKinds.places'),
    years: format('exploreKinds.years'),
    cameras: format('exploreKinds.cameras'),
  },
});

/** Actions on photos: with the key in brackets where there is room for a name only, as in a tooltip. */
const actionsOf = (format: Format, m: Messages) => {
  const actionName = (id: PhotoActionId): string => format(`action.${id}`);
  return {
    actionName,
    dateMode: (mode: 'set' | 'move' | 'zone'): string => format(`dateMode.${mode}`),
    datePrecisionName: (precision: 'year' | 'month' | 'day' | 'minute'): string =>
      format(`datePrecisions.${precision}`),
    actionWithKey: (id: PhotoActionId): string =>
      m.nameWithKey(actionName(id), keyName(PHOTO_ACTIONS[id].key)),
  };
};

type Pair = readonly [string, string];

/** Tables of texts: promises, keys, examples, licences. */
const tablesOf = (format: Format) => ({
  promises: [
    [format('promises.start.title'), format('promises.start.text')],
    [format('promises.speed.title'), format('promises.speed.text')],
    [format('promises.private.title'), format('promises.private.text')],
    [format('promises.safe.title'), format('promises.safe.text')],
  ] satisfies Pair[],
  /** What the keys of the viewer do, by the lines of the list of keys. */
  viewerKeys: {
    step: format('viewerKeys.step'),
    page: format('viewerKeys.page'),
    ends: format('viewerKeys.ends'),
    scale: format('viewerKeys.scale'),
    zoom: format('viewerKeys.zoom'),
    fit: format('viewerKeys.fit'),
    where: format('viewerKeys.where'),
    answer: format('viewerKeys.answer'),
    play: format('viewerKeys.play'),
    details: format('viewerKeys.details'),
    close: format('viewerKeys.close'),
  },
  windowKeys: {
    search: format('windowKeys.search'),
    move: format('windowKeys.move'),
    select: format('windowKeys.select'),
    all: format('windowKeys.all'),
    answer: format('windowKeys.answer'),
    size: format('windowKeys.size'),
    leave: format('windowKeys.leave'),
  },
  searchExamples: [
    [format('searchExamples.both.text'), format('searchExamples.both.meaning')],
    [format('searchExamples.without.text'), format('searchExamples.without.meaning')],
    [format('searchExamples.or.text'), format('searchExamples.or.meaning')],
    [format('searchExamples.phrase.text'), format('searchExamples.phrase.meaning')],
    [format('searchExamples.date.text'), format('searchExamples.date.meaning')],
    [format('searchExamples.camera.text'), format('searchExamples.camera.meaning')],
    [format('searchExamples.folder.text'), format('searchExamples.folder.meaning')],
    [format('searchExamples.unlabelled.text'), format('searchExamples.unlabelled.meaning')],
    [format('searchExamples.problem.text'), format('searchExamples.problem.meaning')],
  ] satisfies Pair[],
  licenceRows: [
    [format('licenceRows.program'), 'MIT'],
    [format('licenceRows.models'), 'Apache-2.0'],
    [format('licenceRows.things'), 'WordNet 3.0'],
    [format('licenceRows.places'), 'GeoNames, CC BY 4.0'],
    [format('licenceRows.map'), format('licenceRows.mapOf')],
  ] satisfies Pair[],
  engineColumns: {
    engine: format('engineColumns.engine'),
    rate: format('engineColumns.rate'),
    loads: format('engineColumns.loads'),
    difference: format('engineColumns.difference'),
  },
});

/** Where indexing is, how fast it may be and what happened to the library. */
const recoveryOf = (format: Format) => ({
  recovered: {
    damaged: (day: string): string => format('recovered.damaged', { day }),
    missing: (day: string): string => format('recovered.missing', { day }),
  },
  histories: {
    'older-library': format('histories.olderLibrary'),
    'older-journal': format('histories.olderJournal'),
    'two-histories': format('histories.twoHistories'),
    'damaged-journal': format('histories.damagedJournal'),
  } satisfies Record<NonNullable<Status['histories']>['reason'], string>,
  recoveredHas: {
    all: (folders: number, statements: number): string => format('recoveredHas.all', { folders, statements }),
    some: (folders: number, statements: number): string =>
      format('recoveredHas.some', { folders, statements }),
  },
});

/** Notices of changes to people. */
const peopleOf = (format: Format) => ({
  peopleNews: {
    merged: format('peopleNews.merged'),
    split: format('peopleNews.split'),
    hidden: format('peopleNews.hidden'),
    shownAgain: format('peopleNews.shownAgain'),
    cover: format('peopleNews.cover'),
    birthday: format('peopleNews.birthday'),
    rejected: format('peopleNews.rejected'),
    notFaces: format('peopleNews.notFaces'),
    same: format('peopleNews.same'),
    different: format('peopleNews.different'),
  },
});

const indexingOf = (format: Format, m: Messages) => ({
  phase: (phase: Status['phase'], found: number, done: number): string => {
    switch (phase) {
      case 'idle':
        if (done < found) return format('phase.partly', { done, found });
        return found === 0 ? format('phase.ready') : format('phase.upToDate', { found });
      case 'scanning':
        return format('phase.scanning', { found });
      // Between two analysers, or before the first photo.
      case 'analysing':
      case 'indexing':
        return format('phase.indexing', { done, found });
      case 'paused':
        return format('phase.paused', { done, found });
      case 'stopped':
        return found === 0 ? format('phase.stopped') : format('phase.stoppedAt', { done, found });
    }
  },
  phaseNews: {
    idle: format('phaseNews.idle'),
    scanning: format('phaseNews.scanning'),
    indexing: format('phaseNews.indexing'),
    analysing: format('phaseNews.analysing'),
    paused: format('phaseNews.paused'),
    stopped: format('phaseNews.stopped'),
  } satisfies Record<Status['phase'], string>,
  analysing: {
    embedding: (found: number, done: number): string => format('analysing.embedding', { done, found }),
    text: (found: number, done: number): string => format('analysing.text', { done, found }),
    faces: (found: number, done: number): string => format('analysing.faces', { done, found }),
    films: (found: number, done: number): string => format('analysing.films', { done, found }),
  } satisfies Record<AnalysisStep, (found: number, done: number) => string>,
  analysers: {
    text: { name: format('analysers.text.name'), meaning: format('analysers.text.meaning') },
    faces: { name: format('analysers.faces.name'), meaning: format('analysers.faces.meaning') },
  } satisfies Record<SwitchedAnalyserId, { name: string; meaning: string }>,
  speeds: {
    gentle: { name: format('speeds.gentle.name'), meaning: format('speeds.gentle.meaning') },
    normal: { name: format('speeds.normal.name'), meaning: format('speeds.normal.meaning') },
    full: { name: format('speeds.full.name'), meaning: format('speeds.full.meaning') },
  } satisfies Record<Indexing['mode'], { name: string; meaning: string }>,
  watchingMeaning: {
    watching: format('watchingMeaning.watching'),
    'looking-now-and-then': format('watchingMeaning.polling'),
  } satisfies Record<NonNullable<Status['watching']>, string>,
  perSecond: (rate: number): string => m.perSecond(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate)),
  /** @param seconds that are left */
  timeLeft: (seconds: number): string => {
    if (seconds < 50) return m.soonDone;
    const minutes = Math.max(1, Math.round(seconds / 60));
    return minutes < 90 ? m.minutesLeft(minutes) : m.hoursLeft(Math.round(minutes / 60));
  },
});

type DuplicateReason = Output<'duplicates.groups'>['groups'][number]['reason'];

const duplicatesOf = (format: Format) => ({
  memoryKindOf: (kind: Exclude<MemoryKind, 'person'>, days: string): string =>
    format(`memoryKinds.${kind}`, { days }),
  memoryExclusionKind: (kind: MemoryExclusionKind): string => format(`memoryExclusionKinds.${kind}`),
  duplicateKind: (kind: DuplicateKind): string => format(`duplicateKinds.${kind}`),
  duplicatesOfKind: (kind: DuplicateKind, n: number): string => format(`duplicatesOfKind.${kind}`, { n }),
  bestBecause: (reason: DuplicateReason): string => format(`bestBecause.${reason}`),
});

type Restored = Output<'userData.import'>;

/** Messages of several forms, and those whose arguments have to be formatted first. */
const composedOf = (format: Format, m: Messages, f: ReturnType<typeof formats>) => ({
  corrected: partsOf(m.corrected(SLOT.text, SLOT.typed)),
  notCorrected: partsOf(m.notCorrected(SLOT.typed, SLOT.text)),
  looksLike: (text: string): string => m.looksLike(text).trim(),
  onlyMeaning: (meaning: string, kind: string): string =>
    kind === '' ? m.onlyMeaning(meaning) : m.onlyMeaningOfKind(meaning, kind),
  /** @param photos null where they were not counted */
  changePart: (text: string, photos: number | null): string =>
    photos === null ? m.changePart(text) : m.changeCountedPart(text, photos),
  /** @param time '2019-06', '2019', or '' for photos without a date */
  month: (time: string): string => {
    if (time === '') return m.undated;
    return time.length === 4 ? m.wholeYear(time) : f.monthOf(`${time}-01T00:00:00`);
  },
  /** @param known '2019', '2019-06', or a day with or without its time */
  knownDate: (known: string): string => {
    if (known.length === 4) return m.wholeYear(known);
    return known.length === 7 ? f.monthOf(`${known}-01T00:00:00`) : f.day(known);
  },
  copyFormat: (one: 'original' | 'jpeg'): string => format(`copyFormats.${one}`),
  copyMetadata: (one: ExportedMetadata): string => format(`copyMetadata.${one}`),
  copyNames: (one: 'original' | 'date'): string => format(`copyNames.${one}`),
  albumOrder: (order: AlbumOrder): string => format(`albumOrders.${order}`),
  albumSort: (sort: 'changed' | 'name' | 'newest' | 'most'): string => format(`albumSorts.${sort}`),
  /** How many photos an album has, and from when to when: as precise as both dates are. */
  albumFacts: (n: number, from: string | null, to: string | null): string =>
    from === null || to === null ? m.photos(n) : m.albumFacts(n, unbroken(spanOf(from, to, m, f))),
  noPhotoShows: (words: readonly string[]): string => m.noPhotoShows(f.list(words.map(m.quoted))),
  unknownWords: (words: readonly string[]): string => m.unknownWords(f.list(words.map(m.quoted))),
  onlyOrder: (words: readonly string[]): string => m.onlyOrder(f.list(words.map(m.quoted))),
  notSearchedYet: (parts: readonly string[]): string => m.notSearchedYet(f.list(parts)),
  foldersAway: (names: readonly string[]): string => m.foldersAway(f.list(names), names.length),
  reason: (word: string, name: string, score: number): string =>
    isSame(word, name) ? m.reason(name, score) : m.reasonFrom(word, name, score),
  reasonField: (word: string, field: string): string =>
    /[:：]/u.test(word) ? word : m.reasonField(word, field),
  reasonIs: (field: string, value: string): string =>
    m.reasonIs(`${field.charAt(0).toUpperCase()}${field.slice(1)}`, value),
  reasonMarked: (word: string, name: string): string =>
    isSame(word, name) ? m.reasonMarked(name) : m.reasonMarkedOther(word, name),
  coordinates: (latitude: number, longitude: number): string =>
    m.coordinates(
      Math.abs(latitude).toFixed(4),
      latitude < 0 ? 'south' : 'north',
      Math.abs(longitude).toFixed(4),
      longitude < 0 ? 'west' : 'east',
    ),
  engineRate: (rate: number): string => (rate >= 10 ? f.number(Math.round(rate)) : rate.toPrecision(2)),
  seconds: (n: number): string => m.seconds(n.toFixed(n < 1 ? 2 : 1)),
  answered: (n: number, yes: boolean | null): string =>
    m.answered(n, yes === null ? 'none' : yes ? 'yes' : 'no'),
  lessons: (name: string, yes: number, no: number): string => {
    if (yes === 0) return format('lessons.first', { name, yes, no });
    return yes < 3 || no < 2 ? format('lessons.few', { yes, no }) : format('lessons.more', { yes, no });
  },
  findsNow: (likely: number, possible: number): string =>
    possible === 0 ? m.finds(likely) : m.findsWithPossible(likely, possible),
});

const correctionsOf = (m: Messages) => ({
  /** What was done, and how many other photos came above the line by it, or below. */
  withMoved: (done: string, { above, below }: { readonly above: number; readonly below: number }): string => {
    const moved = [...(above > 0 ? [m.movedAbove(above)] : []), ...(below > 0 ? [m.movedBelow(below)] : [])];
    return moved.reduce((sentence, one) => m.andMoved(sentence, one), done);
  },
});

const importsOf = (format: Format, locale: string) => ({
  readBack: (counts: Restored): string => restoredText(format, new Intl.ListFormat(locale), counts),
});

const isSame = (word: string, name: string): boolean => word.toLowerCase() === name.toLowerCase();

/** A span whose dates are not broken within, only after its dash: on a narrow card a year would stand alone. */
const unbroken = (span: string): string => span.replaceAll(' ', '\u00A0').replaceAll(/\s*–\s*/gu, '\u00A0– ');

/** A span of time in words; one date where both are of one day, month or year. */
function spanOf(from: string, to: string, m: Messages, f: ReturnType<typeof formats>): string {
  const length = Math.min(from.length, to.length, DAY_LENGTH);
  const [first, last] = [from.slice(0, length), to.slice(0, length)];
  const nameOf = (date: string): string => {
    if (length === DAY_LENGTH) return f.mediumDay(`${date}T00:00:00`);
    return length === 7 ? f.monthOf(`${date}-01T00:00:00`) : m.wholeYear(date);
  };
  if (first === last) return nameOf(first);
  return length === DAY_LENGTH ? f.daySpan(first, last) : m.albumSpan(nameOf(first), nameOf(last));
}

/** Characters of a date to the day. */
const DAY_LENGTH = 10;

/** All that the window shows, of a catalogue. */
export function stringsOf(catalogue: Catalogue, locale: string) {
  const format = formatterOf(catalogue, locale);
  const messages = messagesOf(catalogue, locale);
  const shared = formats(locale);
  return {
    ...messages,
    ...shared,
    ...kindsOf(format),
    ...tablesOf(format),
    ...actionsOf(format, messages),
    ...peopleOf(format),
    ...indexingOf(format, messages),
    ...recoveryOf(format),
    ...composedOf(format, messages, shared),
    ...importsOf(format, locale),
    ...correctionsOf(messages),
    ...duplicatesOf(format),
    ...shownOf(messages, shared),
    ...devicesOf(format, messages),
    problemDetail: (detail: ProblemDetail): string => problemDetailText(format, detail),
    subfoldersSilent: (names: readonly string[]): string =>
      messages.subfoldersSilent(shared.list(names), names.length),
    imageText: {
      title: format('imageText.title'),
      bundled: format('imageText.bundled'),
    },
    imageTextAnswering: (name: string): string => format('imageText.answering', { name }),
    imageTextState: (state: Exclude<ImageTextState['state'], 'answering'>): string =>
      format(`imageText.${state}`),
    /** @param needs of an engine */
    engineNeeds: ({ driver, software }: EngineFacts['needs']): string =>
      messages.engineNeeds(driver, shared.list(software)),
    engineHosts: (hosts: readonly string[]): string => messages.engineHosts(shared.list(hosts)),
    packPurpose: (purpose: PackPurpose): string => format(`packPurposes.${purpose}`),
    packWork: (phase: PackPhase, name: string): string => format(`packWork.${phase}`, { name }),
    whyFailed: (reason: ErrorReason): string => errorReasonText(format, reason),
  };
}

/** What a picture or a film shows, by the names of its labels. */
const shownOf = (m: Messages, f: ReturnType<typeof formats>) => ({
  photoShowing: (names: readonly string[]): string => m.photoShowing(f.list(names)),
  videoShowing: (names: readonly string[]): string => m.videoShowing(f.list(names)),
});

const devicesOf = (format: Format, m: Messages) => {
  const deviceName = (device: Device): string => deviceText(format, device);
  const reasonText = (reason: EngineReason): string => engineReasonText(format, reason);
  return {
    deviceName,
    reasonText,
    onDevice: (device: Device, gpu: boolean): string =>
      (gpu ? m.onGraphicsCard : m.onProcessor)(deviceName(device)),
    engineFailed: (failed: Device, reason: EngineReason, device: Device): string =>
      m.engineFailed(deviceName(failed), reasonText(reason), deviceName(device)),
    deviceToCome: (device: Device): string => m.deviceToCome(deviceName(device)),
    engineWorkFailed: (reason: EngineReason): string => m.engineWorkFailed(reasonText(reason)),
    /** @param engine its title, the same in every language; null before the first */
    tryingEngine: (engine: string | null): string =>
      engine === null ? m.startingToCompare : m.tryingEngine(engine),
  };
};

export type Strings = ReturnType<typeof stringsOf>;

/** All that the window shows, in each language. */
export const strings: Readonly<Record<Language, Strings>> = {
  en: stringsOf(CATALOGUES.en, LOCALES.en),
  zh: stringsOf(CATALOGUES.zh, LOCALES.zh),
};
