import type { Status } from '../src/api/contract.ts';
import type { Language } from '../src/domain/label.ts';

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
  trySamples: 'Try it on sample photos',
  promises: [
    ['Nothing leaves this computer.', 'Your photos are looked at here; the network is not used.'],
    ['Nothing is changed.', 'Photos are opened for reading only.'],
    ['You need not wait.', 'You can search while the rest is still being looked at.'],
  ] as readonly (readonly [string, string])[],

  searchLabel: 'Search your photos',
  searchPlaceholder: 'Search your photos: beach, dog, 2019 …',
  clearSearch: 'Clear the search',
  readAs: 'How the search was read',
  not: 'not',
  arrow: (meaning: string) => `→ ${meaning}`,
  meanings: (n: number) => `${n} meanings`,
  knownByNothing: 'not known',
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

  back: 'Back to the photos',
  previous: 'Previous photo',
  next: 'Next photo',
  openPhoto: 'Open in the system’s viewer',
  showInFolder: 'Show in folder',
  zoom: 'Zoom in (Z)',
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
  retryFile: (name: string) => `Try ${name} again`,
  retryAll: 'Try all again',
  willRetry: 'Will be tried again',
  tries: (n: number) => `Tried ${n === 1 ? 'once' : `${e.number(n)} times`}`,
  technicalDetail: 'Technical detail',
  showMore: 'Show more',

  settings: 'Settings',
  language: 'Language',
  theme: 'Appearance',
  likeSystem: 'System',
  light: 'Light',
  dark: 'Dark',
  device: 'Device',
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
  ] as readonly (readonly [string, string])[],
  privacy: 'Privacy',
  privacyPromise:
    'Everything happens on this computer. Beachcomb does not use the network, and opens your photos for reading only.',

  progress: 'Progress',
  phase: (phase: Status['phase'], found: number, done: number) => {
    const of = `${e.number(done)} of ${e.number(found)}`;
    switch (phase) {
      case 'idle':
        return found === 0 ? 'Ready' : `${count(found, 'photo', 'photos')}, all up to date`;
      case 'scanning':
        return `Finding photos: ${e.number(found)} so far`;
      case 'indexing':
        return `Looking at photos: ${of}`;
      case 'paused':
        return `Paused at ${of}`;
      case 'stopped':
        return `Stopped at ${of}`;
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
  reconnecting: 'Beachcomb does not answer; trying again…',
  dismiss: 'Dismiss',
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
  trySamples: '用示例照片试一试',
  promises: [
    ['照片不会离开这台电脑。', '所有识别都在本机完成，不使用网络。'],
    ['不会改动任何文件。', '照片只以只读方式打开。'],
    ['无需等待。', '其余照片仍在识别时就可以搜索。'],
  ],

  searchLabel: '搜索照片',
  searchPlaceholder: '搜索照片：海滩、狗、2019年……',
  clearSearch: '清除搜索',
  readAs: '搜索内容的理解方式',
  not: '不含',
  arrow: (meaning) => `→ ${meaning}`,
  meanings: (n) => `${n} 种含义`,
  knownByNothing: '未知',
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

  back: '返回照片列表',
  previous: '上一张',
  next: '下一张',
  openPhoto: '用系统查看器打开',
  showInFolder: '在文件夹中显示',
  zoom: '放大 (Z)',
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
  retryFile: (name) => `重试 ${name}`,
  retryAll: '全部重试',
  willRetry: '即将重试',
  tries: (n) => `已尝试 ${z.number(n)} 次`,
  technicalDetail: '技术细节',
  showMore: '显示更多',

  settings: '设置',
  language: '语言',
  theme: '外观',
  likeSystem: '跟随系统',
  light: '浅色',
  dark: '深色',
  device: '计算设备',
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
  ],
  privacy: '隐私',
  privacyPromise: '一切都在这台电脑上完成。Beachcomb 不使用网络，并且只以只读方式打开照片。',

  progress: '进度',
  phase: (phase, found, done) => {
    const of = `${z.number(done)} / ${z.number(found)}`;
    switch (phase) {
      case 'idle':
        return found === 0 ? '就绪' : `${z.number(found)} 张照片，均为最新`;
      case 'scanning':
        return `正在查找照片：已找到 ${z.number(found)} 张`;
      case 'indexing':
        return `正在识别照片：${of}`;
      case 'paused':
        return `已暂停：${of}`;
      case 'stopped':
        return `已停止：${of}`;
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
  reconnecting: 'Beachcomb 没有响应，正在重试……',
  dismiss: '知道了',
};

/** All that the window says, except what problems and errors mean (sentences.ts). */
export const strings: Readonly<Record<Language, Strings>> = { en, zh };
