import type { Indexing, Reading, Status, Suggestion } from '../src/api/contract.ts';
import type { Language } from '../src/domain/label.ts';
import { deviceInChinese } from './device/device-in-chinese.ts';
import { reasonInChinese } from './device/reason-in-chinese.ts';
import type { ExploreSection } from './explore/explore-sections.ts';

/** Intl's names of the languages, and the formats that both languages share. */
function formats(locale: string) {
  const date = (options: Intl.DateTimeFormatOptions) => {
    // Wall-clock time has no zone: it is read and shown as if it were UTC.
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (local: string): string => format.format(new Date(`${local}Z`));
  };
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const list = new Intl.ListFormat(locale);
  return {
    number: (value: number): string => number.format(value),
    percent: (share: number): string => percent.format(share),
    list: (parts: readonly string[]): string => list.format(parts),
    bytes: (value: number): string => {
      const at = value < 1e6 ? 0 : value < 1e9 ? 1 : 2;
      const unit = (['kilobyte', 'megabyte', 'gigabyte'] as const)[at];
      const format = new Intl.NumberFormat(locale, { style: 'unit', unit, maximumSignificantDigits: 2 });
      return format.format(value / 1000 ** (at + 1));
    },
    day: date({ dateStyle: 'long' }),
    time: date({ timeStyle: 'short' }),
    monthOf: date({ year: 'numeric', month: 'long' }),
    yearOf: date({ year: 'numeric' }),
  };
}

const e = formats('en');
const count = (n: number, one: string, many: string): string => `${e.number(n)} ${n === 1 ? one : many}`;
const minutes = (seconds: number): number => Math.max(1, Math.round(seconds / 60));

const en = {
  ...e,
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  add: 'Add',
  or: 'or',

  welcome: 'Find your photos by what is in them',
  welcomeLead:
    'Choose a folder with photos. Then search for “beach”, “dog” or “ice cream”, without ever having named one.',
  takeFolder: (name: string) => `Use your folder “${name}”`,
  trySamples: 'Try it on sample photos',
  samplesMeaning: 'Two dozen free photos, which you can remove again.',
  promises: [
    ['You need not wait.', 'Photos appear at once; search while the rest is still being looked at.'],
    [
      'A thousand photos take a minute or two',
      'on an ordinary computer, less with a fast graphics card. Each is looked at once.',
    ],
    ['Nothing leaves this computer.', 'The network is not used.'],
    ['Nothing is changed.', 'Photos are opened for reading only.'],
  ] as readonly (readonly [string, string])[],

  searchLabel: 'Search your photos',
  searchPlaceholder: 'Search your photos: beach, dog, 2019 …',
  clearSearch: 'Clear the search',
  readAs: 'How the search was read',
  not: 'not',
  arrow: (meaning: string) => `→ ${meaning}`,
  moreMeanings: (n: number) => `+${n}`,
  inMeaning: 'in meaning:',
  inMeaningHint: 'Found by likeness to these words: less sure than what was recognised.',
  likeThisPhoto: 'like this photo',
  changePart: (text: string, photos: number) => `${text}, ${count(photos, 'photo', 'photos')}: change`,
  excludePart: (text: string) => `Exclude “${text}”`,
  includePart: (text: string) => `Include “${text}”`,
  onlyPart: (text: string) => `Only “${text}”`,
  readPartAs: 'Read as',
  readingKinds: {
    label: '',
    date: 'date',
    place: 'place',
    filter: '',
    text: '',
    meaning: '',
    similar: '',
  } as Readonly<Record<Reading['as'], string>>,
  readingAs: (text: string, meaning: string) => `“${text}” as ${meaning}`,
  byMeaning: (text: string) => `Look for “${text}” in meaning`,
  suggestions: 'Suggestions',
  suggestionKinds: {
    label: '',
    'own-label': 'your label',
    place: 'place',
    camera: 'camera',
    lens: 'lens',
    keyword: 'keyword',
    folder: 'folder',
    album: 'album',
    saved: 'saved',
    recent: '',
    field: '',
  } as Readonly<Record<Suggestion['kind'], string>>,
  recentSearches: 'Recent',
  savedSearches: 'Saved',
  commonInPhotos: 'In your photos',
  forgetRecent: 'Forget recent searches',
  saveSearch: 'Save this search',
  unsaveSearch: 'Saved; remove from the saved searches',
  removeFromSearch: (text: string) => `Remove “${text}” from the search`,
  searchFor: (text: string) => `Search for “${text}”`,
  sort: 'Order',
  bestFirst: 'Best match',
  newestFirst: 'Newest',
  photos: (n: number) => count(n, 'photo', 'photos'),
  andPossible: (n: number) => `${e.number(n)} less likely`,
  lessLikely: 'Less likely',
  month: (time: string) =>
    time === '' ? 'Without a date' : time.length === 4 ? time : e.monthOf(`${time}-01T00:00:00`),
  photosGrid: 'Photos',
  timeline: 'Time',
  photoSize: 'Size of the photos',
  largerPhotos: 'Larger photos (+)',
  smallerPhotos: 'Smaller photos (−)',
  show: 'Show',
  allPhotos: 'All photos',
  explore: 'Explore',
  exploreKinds: {
    yours: 'Yours',
    things: 'Things',
    places: 'Places',
    years: 'Years',
    cameras: 'Cameras',
  } as Readonly<Record<ExploreSection['kind'], string>>,
  cardName: (name: string, photos: number) => `${name}, ${count(photos, 'photo', 'photos')}`,
  showAllOf: (section: string, n: number) => `${section}: show all ${e.number(n)}`,
  showFewerOf: (section: string) => `${section}: show fewer`,
  showFewer: 'Show fewer',
  exploreSoon: 'What is in your photos appears here as they are looked at.',
  exploreNothing: 'There is nothing to sort these photos by. All of them are under “All photos”.',
  photoOf: (n: number, total: number) => `Photo ${e.number(n)} of ${e.number(total)}`,
  placeInOrder: (n: number, total: number) => `${e.number(n)} of ${e.number(total)}`,

  nothingFound: 'No photo found',
  noPhotoShows: (words: readonly string[]) =>
    `No photo answers to ${e.list(words.map((word) => `“${word}”`))}.`,
  noPhotoShowsAll: 'Each part finds photos, but no photo has all of them together.',
  stillLooking: 'Photos are still being looked at; there may be some later.',
  searchWithout: (text: string) => `Search without “${text}”`,
  showAll: 'Show all photos',
  noPhotosYet: 'No photos yet',
  noPhotosInFolders: 'No photos were found in your folders.',
  soonHere: 'Photos appear here as they are found.',
  seeFolders: 'Folders…',

  back: 'Back to the photos',
  previous: 'Previous photo',
  next: 'Next photo',
  openPhoto: 'Open in the system’s viewer (O)',
  showInFolder: 'Show in folder (S)',
  zoom: 'Look closely (Z)',
  more: 'More',
  copyPicture: 'Copy the picture (C)',
  copied: 'The picture is in the clipboard.',
  notCopied: 'The picture could not be copied.',
  showKeys: 'Keys (?)',
  keys: 'Keys',
  viewerKeys: [
    [['←', '→'], 'Previous and next photo; zoomed, move the picture'],
    [['PgUp', 'PgDn'], 'Previous and next photo, zoomed too'],
    [['Home', 'End'], 'First and last photo'],
    [['+', '−'], 'Larger, smaller; so does the wheel'],
    [['Z'], 'Look closely, and back'],
    [['0', '1'], 'The whole picture; pixel for pixel'],
    [['W'], 'Where the network saw a label'],
    [['Y', 'N'], 'Yes or no to a label'],
    [['L'], 'Add a label'],
    [['F'], 'Favourite'],
    [['B'], 'Albums'],
    [['M'], 'More like this'],
    [['C'], 'Copy the picture'],
    [['I'], 'Details'],
    [['Esc'], 'Back, step by step'],
  ] as readonly (readonly [keys: readonly string[], meaning: string])[],
  desktopKeys: [
    [['S'], 'Show in folder'],
    [['O'], 'Open in the system’s viewer'],
  ] as readonly (readonly [keys: readonly string[], meaning: string])[],
  showWhere: (name: string) => `Where the network saw “${name}” (W)`,
  whereSeen: (name: string) => `Where the network saw: ${name}`,
  lookingFor: (name: string) => `Looking for “${name}” in the picture…`,
  onlyMiddle: 'Of a picture as long as this, the network looks at the middle.',
  hideWhy: 'Hide (W)',
  seenNowhere: 'The network saw nothing of it in any one place.',
  whyNoOriginal: 'The original cannot be read just now, so there is nothing to look at.',
  whyNotNow: 'The network cannot look at the picture just now. Try again in a moment.',
  photoShowing: (names: readonly string[]) => `Photo: ${e.list(names)}`,
  details: 'Details (I)',
  photo: 'Photo',
  photoAlt: 'Photo',
  originalAway:
    'The original cannot be shown just now. Its drive may not be connected; this is the small copy.',
  slightlyDamaged: 'The file is slightly damaged; part of the picture may be missing.',
  whyFound: 'Why it was found',
  reason: (word: string, name: string, score: number) =>
    word.toLowerCase() === name.toLowerCase()
      ? `${name}, ${e.percent(score)}`
      : `${word}: from ${name}, ${e.percent(score)}`,
  shows: 'What it shows',
  showAllLabels: (n: number) => `Show all ${e.number(n)}`,
  nothingRecognised: 'Nothing was recognised with enough certainty.',
  takenAt: 'Taken',
  fromFileTime: 'from the date of the file',
  fromFileName: 'from the name of the file',
  camera: 'Camera',
  location: 'Place',
  coordinates: (latitude: number, longitude: number) =>
    `${Math.abs(latitude).toFixed(4)}° ${latitude < 0 ? 'S' : 'N'}, ${Math.abs(longitude).toFixed(4)}° ${longitude < 0 ? 'W' : 'E'}`,
  keywords: 'Keywords',
  rating: 'Rating',
  stars: (n: number) => count(n, 'star', 'stars'),
  rejected: 'Rejected',
  size: 'Size',
  pixels: (width: number, height: number) => `${e.number(width)} × ${e.number(height)}`,
  place: 'Where it lies',
  places: (n: number) => `Where it lies (${e.number(n)} copies)`,

  folders: 'Folders',
  addFolder: 'Add a folder',
  chooseFolder: 'Choose a folder…',
  folderPath: 'Path of a folder on this computer',
  folderPathExample: '/home/ann/Pictures',
  readOnlyPromise: 'Beachcomb only reads your photos. Nothing in the folder is changed.',
  rescan: 'Look for changes now',
  scanningFolder: 'looking…',
  waiting: (n: number) => `${e.number(n)} waiting`,
  problemCount: (n: number) => count(n, 'problem', 'problems'),
  videos: (n: number) => count(n, 'video', 'videos'),
  raws: (n: number) => count(n, 'RAW photo', 'RAW photos'),
  otherImages: (n: number) => count(n, 'other picture', 'other pictures'),
  notSearchedYet: (parts: readonly string[]) => `${e.list(parts)}, not searched yet`,
  cloudOnly: (n: number) =>
    `${count(n, 'file is', 'files are')} only in the cloud and left alone, since opening would download ${n === 1 ? 'it' : 'them'}.`,
  leftOut: (n: number) => `${count(n, 'subfolder is', 'subfolders are')} left out.`,
  unreachable:
    'This folder cannot be reached just now. Its photos stay in the library; connect its drive to see them whole.',
  manyMissing: (n: number) =>
    `${count(n, 'photo that was here is', 'photos that were here are')} gone. Were they deleted or moved, or is a drive not connected?`,
  keepMissing: 'Keep them and look again',
  forgetMissing: 'They are gone: forget them',
  subfolders: 'Subfolders…',
  subfoldersToSearch: 'Subfolders to search',
  noSubfolders: 'There are no subfolders with photos.',
  remove: 'Remove…',
  removeQuestion:
    'Remove this folder from Beachcomb? What was learned about its photos is forgotten. The photos themselves are never touched.',
  removeFolder: 'Remove folder',
  keep: 'Keep',

  problems: 'Problems',
  noProblems: 'No problems: every photo could be read.',
  problemsIntro: (n: number) => `${count(n, 'file', 'files')} could not be read. All others can be searched.`,
  retry: 'Try again',
  retryFile: (name: string) => `Try again: ${name}`,
  retryAll: 'Try all again',
  willRetry: 'Will be tried again',
  ignore: 'Ignore',
  ignoreFile: (name: string) => `Ignore until the file changes: ${name}`,
  listAgain: 'List again',
  listAgainFile: (name: string) => `List again: ${name}`,
  ignoredMeaning: 'You ignore these files. Each is listed again when it changes.',
  showIgnored: (n: number) => `Show ${count(n, 'ignored file', 'ignored files')}`,
  backToProblems: 'Back to the problems',
  showFileInFolder: 'Show in folder',
  showNamedInFolder: (name: string) => `Show in folder: ${name}`,
  tries: (n: number) => `Tried ${n === 1 ? 'once' : `${e.number(n)} times`}`,
  technicalDetail: 'Technical detail',
  showMore: 'Show more',

  duplicates: 'Duplicates',
  comparing: 'Comparing your photos…',
  noDuplicates: 'No picture is there twice.',
  duplicatesIntro: (n: number) =>
    `${count(n, 'picture is', 'pictures are')} there more than once. The best one comes first; nothing is deleted here.`,
  samePicture: (n: number) => `The same picture, ${e.number(n)} times`,
  best: 'Best',
  openNamed: (name: string) => `Open ${name}`,
  andCopies: (n: number) => `and ${count(n, 'exact copy', 'exact copies')}`,

  settings: 'Settings',
  language: 'Language',
  theme: 'Appearance',
  likeSystem: 'System',
  light: 'Light',
  dark: 'Dark',
  device: 'Device',
  deviceName: (device: string) => device,
  onDevice: (device: string, gpu: boolean) =>
    gpu ? `The graphics card: ${device}` : `The processor: ${device}`,
  deviceMeaning: 'The fastest part of this computer that gives right answers is used.',
  othersNotUsed: 'Why not the others',
  comparingEngines:
    'What this computer can look at photos with is being compared, once. It takes some seconds.',
  engineFailed: (failed: string, reason: string, device: string) =>
    `${failed} failed: ${reason}. Going on with ${device}.`,
  deviceToCome: (device: string) => `For new photos: ${device}`,
  openDevice: 'Compare and choose…',
  engineAuto: 'Automatic: the fastest that gives right answers',
  engineOverride: (engine: string) =>
    `The environment variable BEACHCOMB_ENGINE says “${engine}”, which counts for more than this choice.`,
  enginesTable: 'What was measured on this computer',
  engineColumns: {
    engine: 'Runs on',
    rate: 'Photos a second',
    loads: 'Loads in',
    difference: 'Differs by',
  },
  engineColumnsMeaning:
    'Photos a second at its best batch. “Differs by”: the largest difference of its answers from those of the processor; 0 is none, 1 the most.',
  engineUsed: 'in use',
  engineNotTried: 'not compared yet',
  engineRate: (rate: number) => (rate >= 10 ? e.number(Math.round(rate)) : rate.toPrecision(2)),
  engineBatch: (batch: number) => `${e.number(batch)} at once`,
  seconds: (n: number) => `${n.toFixed(n < 1 ? 2 : 1)} s`,
  reasonText: (reason: string) => reason.replace(/ \(beachcomb .*\)$/, ''),
  compareEngines: 'Compare',
  compareAgain: 'Compare again',
  tryingEngine: (engine: string | null) => (engine === null ? 'Starting to compare…' : `Trying: ${engine}`),
  engineWorkFailed: (detail: string) => `That came to nothing: ${detail}`,
  addTensorflow: 'Add TensorFlow…',
  addTensorflowNow: 'Download and add',
  tensorflow: 'TensorFlow',
  tensorflowNeeds: [
    'TensorFlow is of use with an NVIDIA graphics card, whose driver (450 or newer), CUDA 11.2 and cuDNN 8.1 have to be installed. Without them it computes on the processor, slower than Beachcomb does anyway.',
    'About 400 MB are downloaded from storage.googleapis.com. Nothing about you or your photos is sent there.',
  ] as readonly string[],
  addingTensorflow: 'TensorFlow is being added',
  stop: 'Stop',
  searchHelp: 'What you can search for',
  searchExamples: [
    ['dog beach', 'both in one photo'],
    ['dog -people', 'a dog, but no people'],
    ['(cat | dog) 2019', 'a cat or a dog, in 2019'],
    ['"ice cream"', 'these words together'],
    ['date:2019-06..2019-08', 'taken in these months'],
    ['camera:nikon', 'taken with this camera'],
    ['folder:holidays', 'in folders of this name'],
    ['is:unlabelled', 'nothing was recognised'],
    ['is:problem', 'could not be read'],
  ] as readonly (readonly [string, string])[],
  privacy: 'Privacy',
  privacyPromise:
    'Everything happens on this computer. Beachcomb does not use the network, unless you have it download TensorFlow, and opens your photos for reading only.',
  openFolders: 'Add, leave out or remove…',
  folderAway: 'not reachable',
  folderAsks: 'photos missing',
  lookingAtPhotos: 'Looking at photos',
  openIndexing: 'Progress, speed and battery…',
  library: 'Library',
  libraryPlace: 'File',
  librarySize: 'Size',
  librarySizes: (library: string, thumbnails: string) => `${library}, and ${thumbnails} of small pictures`,
  libraryMeaning:
    'What Beachcomb knows of your photos. The photos themselves stay where they are; the small pictures are made anew if they are lost.',
  about: 'About Beachcomb',
  aboutMeaning:
    'Finds photos on your own computer by what is in them. A network that was trained on a million photos names what each one shows; you can correct it, and it learns your own words.',
  version: 'Version',
  network: 'Network',
  runsOn: 'Runs on',
  licences: 'Licences',
  licenceRows: [
    ['Beachcomb', 'MIT'],
    ['The networks', 'Apache-2.0'],
    ['Names of things', 'WordNet 3.0'],
    ['Names of places', 'GeoNames, CC BY 4.0'],
  ] as readonly (readonly [string, string])[],

  progress: 'Progress',
  phase: (phase: Status['phase'], found: number, done: number) => {
    const of = `${e.number(done)} of ${e.number(found)}`;
    switch (phase) {
      case 'idle':
        if (done < found) return `${of} photos looked at`;
        return found === 0 ? 'Ready' : `${count(found, 'photo', 'photos')}, all up to date`;
      case 'scanning':
        return `Finding photos: ${e.number(found)} so far`;
      case 'indexing':
        return `Looking at photos: ${of}`;
      case 'paused':
        return `Paused at ${of}`;
      case 'stopped':
        return found === 0 ? 'Stopped' : `Stopped at ${of}`;
    }
  },
  perSecond: (rate: number) =>
    `${e.number(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate))} a second`,
  timeLeft: (seconds: number) => {
    if (seconds < 50) return 'less than a minute left';
    const all = minutes(seconds);
    if (all < 90) return `about ${count(all, 'minute', 'minutes')} left`;
    return `about ${count(Math.round(all / 60), 'hour', 'hours')} left`;
  },
  pause: 'Pause',
  resume: 'Go on',
  pausedOnBattery: (done: number, found: number) =>
    `Waiting for the charger at ${e.number(done)} of ${e.number(found)}`,
  waitsForCharger: 'Paused while the computer runs on its battery.',
  waitsForComparison: 'Waiting while this computer is being measured.',
  phaseNews: {
    idle: 'All photos are looked at',
    scanning: 'Finding photos',
    indexing: 'Looking at photos',
    paused: 'Paused',
    stopped: 'Stopped',
  } as Readonly<Record<Status['phase'], string>>,
  indexing: 'Looking at your photos',
  indexingStopped:
    'Looking at photos failed several times in a row. What was looked at can be searched; “Go on” tries again.',
  speed: 'Speed',
  speeds: {
    gentle: {
      name: 'Gentle',
      meaning: 'About half a processor: hardly to be felt, and slower.',
    },
    normal: { name: 'Normal', meaning: 'What other programs do not need just now.' },
    full: { name: 'Full', meaning: 'All of the computer, on battery too. Other programs may be slower.' },
  } as Readonly<Record<Indexing['mode'], { readonly name: string; readonly meaning: string }>>,
  pauseOnBattery: 'Pause while the computer runs on its battery',
  changesInFolders: 'Changes in your folders',
  watchingMeaning: {
    watching: 'New and changed photos are noticed at once.',
    'looking-now-and-then':
      'New and changed photos are looked for now and then: a folder on the network, or a very large one, does not tell of them.',
  } as Readonly<Record<NonNullable<Status['watching']>, string>>,
  foldersAway: (names: readonly string[]) =>
    `${e.list(names)} cannot be reached just now; ${names.length === 1 ? 'its' : 'their'} photos stay in the library.`,
  toFolders: 'See folders',
  leftAside: 'Not searched',
  nothingLeftAside: 'Nothing: every photo can be searched.',
  toProblems: (n: number) => `See ${count(n, 'file', 'files')} with a problem`,
  reconnecting: 'Beachcomb does not answer; trying again…',
  recovered: {
    damaged: (day: string) => `The library file was damaged. A new one was made on ${day}.`,
    missing: (day: string) => `The library file was gone. A new one was made on ${day}.`,
  },
  recoveredHas: {
    all: (folders: number, said: number) =>
      `Your ${count(folders, 'folder', 'folders')} and everything that you said (${e.number(said)}) are in it; your photos, which were not touched, are being looked at again.`,
    some: (folders: number, said: number) =>
      `In it are ${count(folders, 'folder', 'folders')} and what could be read of what you said (${e.number(said)}): please check both. Your photos were not touched.`,
  },
  recoveredKept: (file: string) => `The damaged file was kept as ${file}.`,
  dismiss: 'Dismiss',

  undo: 'Undo',
  takenBack: 'Taken back.',
  saidIs: (name: string, n: number) =>
    n === 1 ? `Said that this is “${name}”.` : `Said that ${e.number(n)} photos are “${name}”.`,
  saidIsNot: (name: string, n: number) =>
    n === 1 ? `Said that this is not “${name}”.` : `Said that ${e.number(n)} photos are not “${name}”.`,
  saidNothing: (name: string) => `What you said of “${name}” is taken back.`,
  saidSoBefore: 'Nothing to change: it was so before.',
  youSaidYes: 'you said so',
  youSaidNo: 'you said no',
  reasonField: (word: string, field: string) => (/[:：]/u.test(word) ? word : `${word}: found in ${field}`),
  reasonAlike: (score: number) => `Like the photo that was asked for, ${e.percent(score)}`,
  reasonSaid: (word: string, name: string) =>
    word.toLowerCase() === name.toLowerCase() ? `${name}: you said so` : `${word}: you said “${name}”`,
  isIt: (name: string) => `${name}?`,
  isLabel: (name: string) => `This is “${name}” (Y)`,
  isNotLabel: (name: string) => `This is not “${name}” (N)`,
  is: (name: string) => `Is “${name}”`,
  isNot: (name: string) => `Is not “${name}”`,
  addLabel: 'Add a label (L)',
  addLabelExample: 'Add a label: dog, Rex …',
  makeLabel: (name: string) => `Make a label “${name}”`,
  labelsToAdd: 'Labels',
  favourite: 'Favourite (F)',
  favourites: 'Favourites',
  madeFavourite: (n: number) => (n === 1 ? 'A favourite now.' : `${e.number(n)} photos are favourites now.`),
  noFavourite: (n: number) =>
    n === 1 ? 'No longer a favourite.' : `${e.number(n)} photos are no longer favourites.`,
  moreLikeThis: 'More like this (M)',

  selection: 'Selected photos',
  selected: (n: number) => `${e.number(n)} selected`,
  clearSelection: 'Select nothing (Escape)',
  mostSelected: (n: number) => `Only the first ${e.number(n)} photos are selected.`,
  copyInto: 'Copy to a folder (E)',
  copiesOf: (n: number) => `Copy ${count(n, 'photo', 'photos')} to a folder`,
  copiesPromise:
    'The photos themselves are not touched. Nothing in the folder is overwritten: a name that is taken gets a number.',
  copiesWithLabels: 'Write what they show beside them (XMP files, for other programs)',
  copiesFolder: 'Path of the folder for the copies',
  copyNow: 'Copy',
  copying: (done: number, of: number) => `Copying: ${e.number(done)} of ${e.number(of)}`,
  copiedPhotos: (n: number) => `${count(n, 'photo was', 'photos were')} copied.`,
  copiesStopped: (n: number, of: number) => `Stopped: ${e.number(n)} of ${e.number(of)} were copied.`,
  copyProblems: (n: number) => `${count(n, 'photo was', 'photos were')} not copied as wanted:`,
  label: 'Label (L)',
  album: 'Album (B)',
  photosToLabel: (n: number) => `Label ${count(n, 'photo', 'photos')}`,

  albums: 'Albums',
  toAlbum: 'Albums (B)',
  photosToAlbum: (n: number) =>
    n === 1 ? 'Albums of this photo' : `Put ${e.number(n)} photos into an album`,
  putIntoAlbum: (name: string, n: number) =>
    n === 1 ? `Now in “${name}”.` : `${e.number(n)} photos are now in “${name}”.`,
  takenFromAlbum: (name: string, n: number) =>
    n === 1 ? `No longer in “${name}”.` : `${e.number(n)} photos are no longer in “${name}”.`,
  noAlbumsYet: 'No album yet. Name your first one here.',
  newAlbum: 'New album',
  newAlbumExample: 'Summer in Italy',
  makeAlbum: 'Make album',
  byHand: 'By hand',
  fromThisSearch: 'From this search',
  fromSearchPromise: (text: string) => `All photos that “${text}” finds, now and later.`,
  searchAlbum: (text: string) => `from the search “${text}”`,
  emptyAlbum: 'Still empty: select photos and choose “Album”.',
  openAlbum: (name: string, n: number) => `Open “${name}”, ${count(n, 'photo', 'photos')}`,
  rename: 'Rename',
  renameThing: (name: string) => `Rename “${name}”`,
  newName: 'New name',
  removeThing: (name: string) => `Remove “${name}”`,
  removeAlbumQuestion: (name: string) => `Remove the album “${name}”? Its photos stay.`,
  removeAlbum: 'Remove album',
  nameIsTaken: 'There is one of this name already.',

  ownLabels: 'Your labels',
  ownLabelsIntro: 'Labels that you made: a pet, a garden, a person. Beachcomb learns them from your answers.',
  noOwnLabels:
    'You have no labels of your own yet. Make one for a pet, a garden, a person: Beachcomb learns it from your answers.',
  newLabel: 'New label',
  newLabelExample: 'Rex, our garden …',
  make: 'Make',
  examples: (yes: number, no: number) => `${e.number(yes)} yes, ${e.number(no)} no`,
  teach: 'Teach',
  teachLabel: (name: string) => `Teach “${name}”`,
  showPhotos: 'Show photos',
  removeLabelQuestion: (name: string, n: number) =>
    n === 0
      ? `Remove the label “${name}”?`
      : `Remove the label “${name}”? Your ${count(n, 'answer', 'answers')} about it will be forgotten. The photos stay.`,
  removeLabel: 'Remove label',
  isThis: (name: string) => `Which of these are “${name}”?`,
  teachKeys: 'Arrow keys go from photo to photo; Y says yes, N says no.',
  yes: 'Yes',
  no: 'No',
  answered: (n: number, yes: boolean | null) =>
    `Photo ${e.number(n)}${yes === null ? '' : yes ? ', you said yes' : ', you said no'}`,
  teachFirst: (name: string) =>
    `Show Beachcomb “${name}” first: select a few photos of it and choose “Label”, or open one and add the label. Then come back here.`,
  nothingToAsk: 'There is no other photo to ask about just now.',
  lessons: (yes: number, no: number) => {
    const known = `${e.number(yes)} yes, ${e.number(no)} no`;
    if (yes === 0) return `${known}: it needs a photo that shows it.`;
    if (yes < 3 || no < 2) return `${known}: answer a few more.`;
    return `${known}: every answer makes it surer.`;
  },
  findsNow: (likely: number, possible: number) =>
    possible === 0
      ? `Finds ${count(likely, 'photo', 'photos')}.`
      : `Finds ${count(likely, 'photo', 'photos')}, and ${e.number(possible)} less likely.`,
  nextPhotos: 'Next photos',
  done: 'Done',

  whatYouSaid: 'What you said',
  whatYouSaidPromise:
    'Your labels, answers, favourites and albums, as one file: for a backup, or for Beachcomb on another computer.',
  saveSaid: 'Save what you said…',
  saidIsSaved: 'Saved.',
  readSaid: 'Read it back…',
  readBack: (what: { corrections: number; ownLabels: number; favourites: number; albums: number }) =>
    `Read back: ${e.list([
      count(what.corrections, 'answer', 'answers'),
      count(what.ownLabels, 'own label', 'own labels'),
      count(what.favourites, 'favourite', 'favourites'),
      count(what.albums, 'album', 'albums'),
    ])}.`,
  notSaid: 'This file is not one that Beachcomb saved.',
  sidecars: 'Sidecar files for other programs',
  sidecarsPromise:
    'An XMP file for every photo that you said something of, in a folder that you choose. The photos are not changed.',
  sidecarForm: 'Names of the files',
  writeSidecars: 'Write files…',
  readSidecars: 'Read files…',
  write: 'Write',
  read: 'Read',
  sidecarFolder: 'Path of a folder for these files',
  wroteSidecars: (n: number) => `${count(n, 'file was', 'files were')} written.`,
  sidecarProblems: (n: number) => `${count(n, 'file', 'files')} could not be written:`,
  readSidecarsOf: (n: number, matched: number) =>
    `${count(n, 'file was', 'files were')} read; ${e.number(matched)} belong to photos that are here.`,
};

export type Strings = typeof en;

const z = formats('zh-CN');

const zh: Strings = {
  ...z,
  close: '关闭',
  cancel: '取消',
  save: '保存',
  add: '添加',
  or: '或',

  welcome: '按内容查找您的照片',
  welcomeLead: '选择一个照片文件夹，然后搜索“海滩”“狗”或“冰淇淋”，无需事先标注。',
  takeFolder: (name) => `使用您的“${name}”文件夹`,
  trySamples: '用示例照片试一试',
  samplesMeaning: 'Beachcomb 自带的二十多张免费照片，之后可以移除。',
  promises: [
    ['无需等待。', '照片会立即出现，其余照片仍在识别时就可以搜索。'],
    ['一千张照片大约需要一两分钟。', '这是普通电脑的速度，有较快的显卡时更短。每张照片只识别一次。'],
    ['照片不会离开这台电脑。', '所有识别都在本机完成，不使用网络。'],
    ['不会改动任何文件。', '照片只以只读方式打开。'],
  ],

  searchLabel: '搜索照片',
  searchPlaceholder: '搜索照片：海滩、狗、2019年……',
  clearSearch: '清除搜索',
  readAs: '搜索内容的理解方式',
  not: '不含',
  arrow: (meaning) => `→ ${meaning}`,
  moreMeanings: (n) => `+${n}`,
  inMeaning: '含义：',
  inMeaningHint: '按与这些词的相似程度查找，不如识别结果可靠。',
  likeThisPhoto: '与此照片相似',
  changePart: (text, photos) => `${text}，${z.number(photos)} 张照片：更改`,
  excludePart: (text) => `排除“${text}”`,
  includePart: (text) => `包含“${text}”`,
  onlyPart: (text) => `只搜“${text}”`,
  readPartAs: '理解为',
  readingKinds: {
    label: '',
    date: '日期',
    place: '地点',
    filter: '',
    text: '',
    meaning: '',
    similar: '',
  },
  readingAs: (text, meaning) => `将“${text}”理解为${meaning}`,
  byMeaning: (text) => `按含义查找“${text}”`,
  suggestions: '建议',
  suggestionKinds: {
    label: '',
    'own-label': '您的标签',
    place: '地点',
    camera: '相机',
    lens: '镜头',
    keyword: '关键词',
    folder: '文件夹',
    album: '相册',
    saved: '已保存',
    recent: '',
    field: '',
  },
  recentSearches: '最近搜索',
  savedSearches: '已保存',
  commonInPhotos: '您的照片中有',
  forgetRecent: '清除最近搜索',
  saveSearch: '保存此搜索',
  unsaveSearch: '已保存；点击可取消保存',
  removeFromSearch: (text) => `从搜索中移除“${text}”`,
  searchFor: (text) => `搜索“${text}”`,
  sort: '排序',
  bestFirst: '最匹配',
  newestFirst: '最新',
  photos: (n) => `${z.number(n)} 张照片`,
  andPossible: (n) => `另有 ${z.number(n)} 张可能相关`,
  lessLikely: '可能相关',
  month: (time) =>
    time === '' ? '无日期' : time.length === 4 ? `${time}年` : z.monthOf(`${time}-01T00:00:00`),
  photosGrid: '照片',
  timeline: '时间',
  photoSize: '照片大小',
  largerPhotos: '放大照片（+）',
  smallerPhotos: '缩小照片（−）',
  show: '显示',
  allPhotos: '全部照片',
  explore: '探索',
  exploreKinds: { yours: '我的', things: '事物', places: '地点', years: '年份', cameras: '相机' },
  cardName: (name, photos) => `${name}，${z.number(photos)} 张照片`,
  showAllOf: (section, n) => `${section}：显示全部 ${z.number(n)} 项`,
  showFewerOf: (section) => `${section}：收起`,
  showFewer: '收起',
  exploreSoon: '识别照片时，其中的内容会陆续出现在这里。',
  exploreNothing: '这些照片暂时无法归类。所有照片都在“全部照片”中。',
  photoOf: (n, total) => `第 ${z.number(n)} 张照片，共 ${z.number(total)} 张`,
  placeInOrder: (n, total) => `${z.number(n)} / ${z.number(total)}`,

  nothingFound: '没有找到照片',
  noPhotoShows: (words) => `没有照片符合${z.list(words.map((word) => `“${word}”`))}。`,
  noPhotoShowsAll: '每个词都能找到照片，但没有一张同时符合全部。',
  stillLooking: '照片仍在识别中，稍后可能会有结果。',
  searchWithout: (text) => `不带“${text}”搜索`,
  showAll: '显示全部照片',
  noPhotosYet: '还没有照片',
  noPhotosInFolders: '您的文件夹中没有找到照片。',
  soonHere: '找到的照片会显示在这里。',
  seeFolders: '文件夹…',

  back: '返回照片列表',
  previous: '上一张',
  next: '下一张',
  openPhoto: '用系统查看器打开 (O)',
  showInFolder: '在文件夹中显示 (S)',
  zoom: '放大细看 (Z)',
  more: '更多',
  copyPicture: '复制图片 (C)',
  copied: '图片已复制到剪贴板。',
  notCopied: '无法复制图片。',
  showKeys: '快捷键 (?)',
  keys: '快捷键',
  viewerKeys: [
    [['←', '→'], '上一张、下一张；放大时移动图片'],
    [['PgUp', 'PgDn'], '上一张、下一张，放大时也可以'],
    [['Home', 'End'], '第一张、最后一张'],
    [['+', '−'], '放大、缩小；滚轮也可以'],
    [['Z'], '放大细看，再按返回'],
    [['0', '1'], '显示全图；按原始像素显示'],
    [['W'], '网络在哪里看到了标签'],
    [['Y', 'N'], '对标签回答是或否'],
    [['L'], '添加标签'],
    [['F'], '收藏'],
    [['B'], '相册'],
    [['M'], '更多类似照片'],
    [['C'], '复制图片'],
    [['I'], '详细信息'],
    [['Esc'], '逐步返回'],
  ],
  desktopKeys: [
    [['S'], '在文件夹中显示'],
    [['O'], '用系统查看器打开'],
  ],
  showWhere: (name) => `网络在哪里看到了“${name}” (W)`,
  whereSeen: (name) => `网络看到“${name}”的位置`,
  lookingFor: (name) => `正在图片中寻找“${name}”…`,
  onlyMiddle: '图片太长时，网络只看中间部分。',
  hideWhy: '隐藏 (W)',
  seenNowhere: '网络没有在某个具体位置看到它。',
  whyNoOriginal: '暂时无法读取原图，因此无法查看。',
  whyNotNow: '网络暂时无法查看这张图片，请稍后再试。',
  photoShowing: (names) => `照片：${z.list(names)}`,
  details: '详细信息 (I)',
  photo: '照片信息',
  photoAlt: '照片',
  originalAway: '暂时无法显示原图，可能是驱动器未连接；这里显示的是缩略图。',
  slightlyDamaged: '文件有轻微损坏，图像可能不完整。',
  whyFound: '匹配原因',
  reason: (word, name, score) =>
    word.toLowerCase() === name.toLowerCase()
      ? `${name}，${z.percent(score)}`
      : `${word}：来自“${name}”，${z.percent(score)}`,
  shows: '照片内容',
  showAllLabels: (n) => `显示全部 ${z.number(n)} 项`,
  nothingRecognised: '没有识别出足够确定的内容。',
  takenAt: '拍摄时间',
  fromFileTime: '取自文件日期',
  fromFileName: '取自文件名',
  camera: '相机',
  location: '地点',
  coordinates: (latitude, longitude) =>
    `${latitude < 0 ? '南纬' : '北纬'} ${Math.abs(latitude).toFixed(4)}°，${longitude < 0 ? '西经' : '东经'} ${Math.abs(longitude).toFixed(4)}°`,
  keywords: '关键词',
  rating: '评分',
  stars: (n) => `${n} 星`,
  rejected: '已拒绝',
  size: '尺寸',
  pixels: (width, height) => `${z.number(width)} × ${z.number(height)}`,
  place: '存放位置',
  places: (n) => `存放位置（${z.number(n)} 份）`,

  folders: '文件夹',
  addFolder: '添加文件夹',
  chooseFolder: '选择文件夹…',
  folderPath: '这台电脑上文件夹的路径',
  folderPathExample: '/home/ann/Pictures',
  readOnlyPromise: 'Beachcomb 只读取照片，不会改动文件夹中的任何内容。',
  rescan: '立即检查变化',
  scanningFolder: '正在查找…',
  waiting: (n) => `${z.number(n)} 张等待识别`,
  problemCount: (n) => `${z.number(n)} 个问题`,
  videos: (n) => `${z.number(n)} 个视频`,
  raws: (n) => `${z.number(n)} 张 RAW 照片`,
  otherImages: (n) => `${z.number(n)} 个其他图像`,
  notSearchedYet: (parts) => `${z.list(parts)}，暂不支持搜索`,
  cloudOnly: (n) => `${z.number(n)} 个文件仅在云端；打开会触发下载，因此未处理。`,
  leftOut: (n) => `已排除 ${z.number(n)} 个子文件夹。`,
  unreachable: '暂时无法访问此文件夹。其中的照片仍保留在图库中；连接驱动器后即可查看原图。',
  manyMissing: (n) => `原来在此的 ${z.number(n)} 张照片不见了。是删除或移动了，还是驱动器未连接？`,
  keepMissing: '保留并重新查找',
  forgetMissing: '确已删除，不再保留',
  subfolders: '子文件夹…',
  subfoldersToSearch: '要搜索的子文件夹',
  noSubfolders: '没有含照片的子文件夹。',
  remove: '移除…',
  removeQuestion: '要从 Beachcomb 移除此文件夹吗？已识别的信息会被清除，照片本身绝不会被改动。',
  removeFolder: '移除文件夹',
  keep: '保留',

  problems: '问题',
  noProblems: '没有问题：所有照片都能读取。',
  problemsIntro: (n) => `${z.number(n)} 个文件无法读取，其余照片都可以搜索。`,
  retry: '重试',
  retryFile: (name) => `重试：${name}`,
  retryAll: '全部重试',
  willRetry: '即将重试',
  ignore: '忽略',
  ignoreFile: (name) => `忽略，直到文件有变化：${name}`,
  listAgain: '重新列出',
  listAgainFile: (name) => `重新列出：${name}`,
  ignoredMeaning: '您忽略了这些文件。文件有变化时会重新列出。',
  showIgnored: (n) => `显示 ${z.number(n)} 个已忽略的文件`,
  backToProblems: '返回问题列表',
  showFileInFolder: '在文件夹中显示',
  showNamedInFolder: (name) => `在文件夹中显示：${name}`,
  tries: (n) => `已尝试 ${z.number(n)} 次`,
  technicalDetail: '技术细节',
  showMore: '显示更多',

  duplicates: '重复照片',
  comparing: '正在比较照片…',
  noDuplicates: '没有重复的照片。',
  duplicatesIntro: (n) => `${z.number(n)} 张图片有多份，最好的一份排在最前；这里不会删除任何内容。`,
  samePicture: (n) => `同一张图片，共 ${z.number(n)} 份`,
  best: '最佳',
  openNamed: (name) => `打开 ${name}`,
  andCopies: (n) => `另有 ${z.number(n)} 份完全相同`,

  settings: '设置',
  language: '语言',
  theme: '外观',
  likeSystem: '跟随系统',
  light: '浅色',
  dark: '深色',
  device: '计算设备',
  deviceName: deviceInChinese,
  onDevice: (device, gpu) => `${gpu ? '显卡' : '处理器'}：${deviceInChinese(device)}`,
  deviceMeaning: '使用本机上结果正确且速度最快的设备。',
  othersNotUsed: '为何不用其他设备',
  comparingEngines: '正在比较这台电脑上可用的识别方式，只做一次，需要几秒钟。',
  engineFailed: (failed, reason, device) =>
    `${deviceInChinese(failed)} 出错：${reasonInChinese(reason)}。改用 ${deviceInChinese(device)} 继续。`,
  deviceToCome: (device) => `识别新照片时使用：${deviceInChinese(device)}`,
  openDevice: '比较和选择…',
  engineAuto: '自动：结果正确且最快的设备',
  engineOverride: (engine) => `环境变量 BEACHCOMB_ENGINE 指定了“${engine}”，优先于此处的选择。`,
  enginesTable: '在这台电脑上测得的结果',
  engineColumns: { engine: '运行于', rate: '每秒张数', loads: '载入时间', difference: '差异' },
  engineColumnsMeaning:
    '每秒张数以最合适的批量计。“差异”是其结果与处理器结果的最大差别：0 为相同，1 为最大。',
  engineUsed: '使用中',
  engineNotTried: '尚未比较',
  engineRate: (rate) => (rate >= 10 ? z.number(Math.round(rate)) : rate.toPrecision(2)),
  engineBatch: (batch) => `每批 ${z.number(batch)} 张`,
  seconds: (n) => `${n.toFixed(n < 1 ? 2 : 1)} 秒`,
  reasonText: reasonInChinese,
  compareEngines: '比较',
  compareAgain: '重新比较',
  tryingEngine: (engine) => (engine === null ? '即将开始比较…' : `正在试用：${deviceInChinese(engine)}`),
  engineWorkFailed: (detail) => `未能完成：${detail}`,
  addTensorflow: '添加 TensorFlow…',
  addTensorflowNow: '下载并添加',
  tensorflow: 'TensorFlow',
  tensorflowNeeds: [
    'TensorFlow 需要 NVIDIA 显卡，并已安装驱动（450 或更新）、CUDA 11.2 和 cuDNN 8.1。否则它会使用处理器，比 Beachcomb 本身更慢。',
    '将从 storage.googleapis.com 下载约 400 MB，不会发送任何关于您或您照片的信息。',
  ],
  addingTensorflow: '正在添加 TensorFlow',
  stop: '停止',
  searchHelp: '可以这样搜索',
  searchExamples: [
    ['狗 海滩', '同一张照片里都有'],
    ['狗 -人', '有狗但没有人'],
    ['(猫 | 狗) 2019年', '2019 年的猫或狗'],
    ['"冰淇淋"', '完整的词语'],
    ['日期:2019-06..2019-08', '在这些月份拍摄'],
    ['相机:nikon', '用此相机拍摄'],
    ['文件夹:假期', '在此名称的文件夹中'],
    ['is:unlabelled', '没有识别出内容'],
    ['有问题', '无法读取'],
  ],
  privacy: '隐私',
  privacyPromise:
    '一切都在这台电脑上完成。除非您让它下载 TensorFlow，Beachcomb 不使用网络，并且只以只读方式打开照片。',
  openFolders: '添加、排除或移除…',
  folderAway: '无法访问',
  folderAsks: '有照片缺失',
  lookingAtPhotos: '照片识别',
  openIndexing: '进度、速度和电池…',
  library: '图库',
  libraryPlace: '文件',
  librarySize: '大小',
  librarySizes: (library, thumbnails) => `${library}，另有缩略图 ${thumbnails}`,
  libraryMeaning: 'Beachcomb 对照片的了解。照片本身仍在原处；缩略图丢失后会重新生成。',
  about: '关于 Beachcomb',
  aboutMeaning:
    '按内容查找您自己电脑上的照片。一个用上百万张照片训练的网络会说出每张照片里有什么；您可以纠正它，也可以教它您自己的词。',
  version: '版本',
  network: '识别网络',
  runsOn: '运行环境',
  licences: '许可',
  licenceRows: [
    ['Beachcomb', 'MIT'],
    ['神经网络', 'Apache-2.0'],
    ['事物名称', 'WordNet 3.0'],
    ['地点名称', 'GeoNames，CC BY 4.0'],
  ],

  progress: '进度',
  phase: (phase, found, done) => {
    const of = `${z.number(done)} / ${z.number(found)}`;
    switch (phase) {
      case 'idle':
        if (done < found) return `已识别 ${of} 张照片`;
        return found === 0 ? '就绪' : `${z.number(found)} 张照片，均为最新`;
      case 'scanning':
        return `正在查找照片：已找到 ${z.number(found)} 张`;
      case 'indexing':
        return `正在识别照片：${of}`;
      case 'paused':
        return `已暂停：${of}`;
      case 'stopped':
        return found === 0 ? '已停止' : `已停止：${of}`;
    }
  },
  perSecond: (rate) => `每秒 ${z.number(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate))} 张`,
  timeLeft: (seconds) => {
    if (seconds < 50) return '剩余不到 1 分钟';
    const all = minutes(seconds);
    return all < 90 ? `约剩 ${all} 分钟` : `约剩 ${Math.round(all / 60)} 小时`;
  },
  pause: '暂停',
  resume: '继续',
  pausedOnBattery: (done, found) => `等待接通电源：${z.number(done)} / ${z.number(found)}`,
  waitsForCharger: '电脑正在使用电池，已暂停。',
  waitsForComparison: '正在测试这台电脑，请稍候。',
  phaseNews: {
    idle: '所有照片都已识别',
    scanning: '正在查找照片',
    indexing: '正在识别照片',
    paused: '已暂停',
    stopped: '已停止',
  },
  indexing: '照片识别进度',
  indexingStopped: '照片识别连续多次中断。已识别的照片可以搜索；点“继续”可重试。',
  speed: '速度',
  speeds: {
    gentle: { name: '轻柔', meaning: '约占半个处理器：几乎感觉不到，但较慢。' },
    normal: { name: '正常', meaning: '只用其他程序此刻不需要的部分。' },
    full: { name: '全速', meaning: '使用整台电脑，用电池时也不停。其他程序可能变慢。' },
  },
  pauseOnBattery: '使用电池时暂停',
  changesInFolders: '文件夹中的变化',
  watchingMeaning: {
    watching: '新增和改动的照片会立即被发现。',
    'looking-now-and-then': '会不时查找新增和改动的照片：网络文件夹或非常大的文件夹不会主动通知。',
  },
  foldersAway: (names) => `暂时无法访问${z.list(names)}；其中的照片仍保留在图库中。`,
  toFolders: '查看文件夹',
  leftAside: '未纳入搜索',
  nothingLeftAside: '没有：所有照片都可以搜索。',
  toProblems: (n) => `查看 ${z.number(n)} 个有问题的文件`,
  reconnecting: 'Beachcomb 没有响应，正在重试……',
  recovered: {
    damaged: (day) => `图库文件曾损坏，已于${day}新建。`,
    missing: (day) => `图库文件不见了，已于${day}新建。`,
  },
  recoveredHas: {
    all: (folders, said) =>
      `您的 ${z.number(folders)} 个文件夹和您说过的一切（${z.number(said)} 项）都已恢复；照片没有被改动，正在重新识别。`,
    some: (folders, said) =>
      `已恢复 ${z.number(folders)} 个文件夹和能读出的 ${z.number(said)} 项您说过的内容，请检查。照片没有被改动。`,
  },
  recoveredKept: (file) => `损坏的文件保留为 ${file}。`,
  dismiss: '知道了',

  undo: '撤销',
  takenBack: '已撤销。',
  saidIs: (name, n) => (n === 1 ? `已标明：这是“${name}”。` : `已标明：${z.number(n)} 张照片是“${name}”。`),
  saidIsNot: (name, n) =>
    n === 1 ? `已标明：这不是“${name}”。` : `已标明：${z.number(n)} 张照片不是“${name}”。`,
  saidNothing: (name) => `已收回您对“${name}”的判断。`,
  saidSoBefore: '原本就是如此，没有变化。',
  youSaidYes: '您已确认',
  youSaidNo: '您已否定',
  reasonField: (word, field) => (/[:：]/u.test(word) ? word : `${word}：在${field}中找到`),
  reasonAlike: (score) => `与所选照片相似，${z.percent(score)}`,
  reasonSaid: (word, name) =>
    word.toLowerCase() === name.toLowerCase() ? `${name}：由您确认` : `${word}：您确认了“${name}”`,
  isIt: (name) => `${name}？`,
  isLabel: (name) => `这是“${name}” (Y)`,
  isNotLabel: (name) => `这不是“${name}” (N)`,
  is: (name) => `是“${name}”`,
  isNot: (name) => `不是“${name}”`,
  addLabel: '添加标签 (L)',
  addLabelExample: '添加标签：狗、旺财……',
  makeLabel: (name) => `新建标签“${name}”`,
  labelsToAdd: '标签',
  favourite: '收藏 (F)',
  favourites: '收藏',
  madeFavourite: (n) => (n === 1 ? '已收藏。' : `已收藏 ${z.number(n)} 张照片。`),
  noFavourite: (n) => (n === 1 ? '已取消收藏。' : `已取消收藏 ${z.number(n)} 张照片。`),
  moreLikeThis: '查找相似照片 (M)',

  selection: '选中的照片',
  selected: (n) => `已选 ${z.number(n)} 张`,
  clearSelection: '取消选择 (Escape)',
  mostSelected: (n) => `只选中了前 ${z.number(n)} 张照片。`,
  copyInto: '复制到文件夹 (E)',
  copiesOf: (n) => `将 ${z.number(n)} 张照片复制到文件夹`,
  copiesPromise: '照片本身不会改动。文件夹中的文件不会被覆盖：重名时会加上编号。',
  copiesWithLabels: '同时写出照片内容（XMP 文件，供其他程序使用）',
  copiesFolder: '存放副本的文件夹路径',
  copyNow: '复制',
  copying: (done, of) => `正在复制：${z.number(done)} / ${z.number(of)}`,
  copiedPhotos: (n) => `已复制 ${z.number(n)} 张照片。`,
  copiesStopped: (n, of) => `已停止：共 ${z.number(of)} 张，已复制 ${z.number(n)} 张。`,
  copyProblems: (n) => `${z.number(n)} 张照片未能完整复制：`,
  label: '标签 (L)',
  album: '相册 (B)',
  photosToLabel: (n) => `给 ${z.number(n)} 张照片加标签`,

  albums: '相册',
  toAlbum: '相册 (B)',
  photosToAlbum: (n) => (n === 1 ? '此照片的相册' : `把 ${z.number(n)} 张照片放入相册`),
  putIntoAlbum: (name, n) => (n === 1 ? `已放入“${name}”。` : `已将 ${z.number(n)} 张照片放入“${name}”。`),
  takenFromAlbum: (name, n) =>
    n === 1 ? `已从“${name}”移出。` : `已将 ${z.number(n)} 张照片从“${name}”移出。`,
  noAlbumsYet: '还没有相册，可在这里新建。',
  newAlbum: '新建相册',
  newAlbumExample: '意大利的夏天',
  makeAlbum: '新建',
  byHand: '手动添加',
  fromThisSearch: '来自当前搜索',
  fromSearchPromise: (text) => `“${text}”现在和以后找到的所有照片。`,
  searchAlbum: (text) => `来自搜索“${text}”`,
  emptyAlbum: '还是空的：请选中照片，再点“相册”。',
  openAlbum: (name, n) => `打开“${name}”，${z.number(n)} 张照片`,
  rename: '重命名',
  renameThing: (name) => `重命名“${name}”`,
  newName: '新名称',
  removeThing: (name) => `移除“${name}”`,
  removeAlbumQuestion: (name) => `要移除相册“${name}”吗？其中的照片会保留。`,
  removeAlbum: '移除相册',
  nameIsTaken: '已有同名的。',

  ownLabels: '我的标签',
  ownLabelsIntro: '您自己建的标签：宠物、花园、某个人。Beachcomb 会根据您的回答学会识别。',
  noOwnLabels: '您还没有自己的标签。可以为宠物、花园或某个人建一个，Beachcomb 会根据您的回答学会识别。',
  newLabel: '新建标签',
  newLabelExample: '旺财、我家花园……',
  make: '新建',
  examples: (yes, no) => `${z.number(yes)} 个是，${z.number(no)} 个不是`,
  teach: '教它识别',
  teachLabel: (name) => `教它识别“${name}”`,
  showPhotos: '显示照片',
  removeLabelQuestion: (name, n) =>
    n === 0
      ? `要移除标签“${name}”吗？`
      : `要移除标签“${name}”吗？您对它的 ${z.number(n)} 个回答会被清除，照片会保留。`,
  removeLabel: '移除标签',
  isThis: (name) => `哪些是“${name}”？`,
  teachKeys: '方向键切换照片；Y 表示是，N 表示不是。',
  yes: '是',
  no: '不是',
  answered: (n, yes) => `第 ${z.number(n)} 张照片${yes === null ? '' : yes ? '，您说是' : '，您说不是'}`,
  teachFirst: (name) =>
    `请先让 Beachcomb 认识“${name}”：选中几张有它的照片并点“标签”，或打开一张照片添加标签，然后再回到这里。`,
  nothingToAsk: '暂时没有别的照片需要询问。',
  lessons: (yes, no) => {
    const known = `${z.number(yes)} 个是，${z.number(no)} 个不是`;
    if (yes === 0) return `${known}：需要一张有它的照片。`;
    if (yes < 3 || no < 2) return `${known}：请再回答几张。`;
    return `${known}：回答越多越准确。`;
  },
  findsNow: (likely, possible) =>
    possible === 0
      ? `现在能找到 ${z.number(likely)} 张照片。`
      : `现在能找到 ${z.number(likely)} 张照片，另有 ${z.number(possible)} 张可能相关。`,
  nextPhotos: '下一批',
  done: '完成',

  whatYouSaid: '您的标记',
  whatYouSaidPromise:
    '您的标签、回答、收藏和相册，保存为一个文件：可作备份，或用于另一台电脑上的 Beachcomb。',
  saveSaid: '保存我的标记…',
  saidIsSaved: '已保存。',
  readSaid: '读取已保存的标记…',
  readBack: (what) =>
    `已读取：${z.list([
      `${z.number(what.corrections)} 个回答`,
      `${z.number(what.ownLabels)} 个自建标签`,
      `${z.number(what.favourites)} 张收藏`,
      `${z.number(what.albums)} 个相册`,
    ])}。`,
  notSaid: '这不是 Beachcomb 保存的文件。',
  sidecars: '供其他软件使用的附属文件',
  sidecarsPromise: '在您选择的文件夹中，为每张有标记的照片写一个 XMP 文件。照片本身不会改动。',
  sidecarForm: '文件命名方式',
  writeSidecars: '写出文件…',
  readSidecars: '读取文件…',
  write: '写出',
  read: '读取',
  sidecarFolder: '存放这些文件的文件夹路径',
  wroteSidecars: (n) => `已写出 ${z.number(n)} 个文件。`,
  sidecarProblems: (n) => `有 ${z.number(n)} 个文件无法写出：`,
  readSidecarsOf: (n, matched) =>
    `已读取 ${z.number(n)} 个文件，其中 ${z.number(matched)} 个与现有照片对应。`,
};

/** All that the window says, except what problems and errors mean (sentences.ts). */
export const strings: Readonly<Record<Language, Strings>> = { en, zh };
