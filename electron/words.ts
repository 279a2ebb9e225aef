import type { Language } from '../src/domain/label.ts';

/** Everything that the shell says by itself: menus, tray, dialogs. */
const en = {
  file: 'File',
  addFolder: 'Add Folder…',
  closeWindow: 'Close Window',
  quit: 'Quit Beachcomb',
  settings: 'Settings…',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',
  find: 'Find',
  view: 'View',
  folders: 'Folders',
  problems: 'Problems',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  actualSize: 'Actual Size',
  fullScreen: 'Full Screen',
  window: 'Window',
  minimize: 'Minimize',
  about: 'About Beachcomb',
  hide: 'Hide Beachcomb',
  hideOthers: 'Hide Others',
  showAll: 'Show All',
  open: 'Open Beachcomb',
  goesOn: 'Beachcomb goes on looking at your photos. Its icon opens the window again, and quits.',
  notAdded: 'This folder could not be added.',
};
export type Words = Readonly<typeof en>;

const zh: Words = {
  file: '文件',
  addFolder: '添加文件夹…',
  closeWindow: '关闭窗口',
  quit: '退出 Beachcomb',
  settings: '设置…',
  edit: '编辑',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
  find: '查找',
  view: '显示',
  folders: '文件夹',
  problems: '问题',
  zoomIn: '放大',
  zoomOut: '缩小',
  actualSize: '实际大小',
  fullScreen: '全屏',
  window: '窗口',
  minimize: '最小化',
  about: '关于 Beachcomb',
  hide: '隐藏 Beachcomb',
  hideOthers: '隐藏其他',
  showAll: '全部显示',
  open: '打开 Beachcomb',
  goesOn: 'Beachcomb 会继续查看您的照片。点击其图标可重新打开窗口或退出。',
  notAdded: '无法添加此文件夹。',
};

/** The words of the chosen language, or, where none is chosen, of the system's `locale`. */
export function wordsFor(chosen: Language | null, locale: string): Words {
  const language = chosen ?? (locale.toLowerCase().startsWith('zh') ? 'zh' : 'en');
  return { en, zh }[language];
}
