import { type ErrorKind, toBeachcombError } from '../../src/domain/error.ts';
import type { Language } from '../../src/domain/label.ts';

/** What went wrong with something that the person asked for. */
export const errorSentences: Readonly<Record<Language, Readonly<Record<ErrorKind, string>>>> = {
  en: {
    'bad-request': 'That could not be understood.',
    'not-allowed': 'This page may not do that. Open the address that “beachcomb serve” printed last.',
    'not-found': 'It is no longer there.',
    'folder-missing': 'There is no folder at this place. Check the path and whether the drive is connected.',
    'folder-overlaps': 'This folder lies in, or around, one that is already there.',
    'library-newer': 'The library was made by a newer Beachcomb. Update this one to open it.',
    'library-damaged':
      'The library file is damaged. Start Beachcomb again: it makes a new one with all that you said. Your photos are not affected.',
    'library-busy': 'Another program is using the library. Close it, then try again.',
    'disk-full': 'The disk is full. Free some space, then try again.',
    'library-unwritable':
      'Nothing can be written to the library: its disk is write-protected or away. Nothing was lost; you can still search.',
    unavailable: 'Beachcomb does not answer just now. Try again in a moment.',
    internal: 'Something went wrong inside Beachcomb. The log says more.',
  },
  zh: {
    'bad-request': '无法理解这个请求。',
    'not-allowed': '此页面没有权限。请打开“beachcomb serve”最后显示的地址。',
    'not-found': '它已经不在了。',
    'folder-missing': '此处没有文件夹。请检查路径，以及驱动器是否已连接。',
    'folder-overlaps': '此文件夹与已添加的文件夹互相包含。',
    'library-newer': '图库由更新版本的 Beachcomb 创建。请更新后再打开。',
    'library-damaged':
      '图库文件已损坏。请重新启动 Beachcomb：它会新建图库，并保留您说过的一切。您的照片不受影响。',
    'library-busy': '另一个程序正在使用图库。请关闭它后重试。',
    'disk-full': '磁盘已满。请释放一些空间后重试。',
    'library-unwritable': '无法写入图库：其所在磁盘被写保护或已断开。没有丢失任何内容，仍可搜索。',
    unavailable: 'Beachcomb 暂时没有响应，请稍后再试。',
    internal: 'Beachcomb 内部出错，详情见日志。',
  },
};

export const errorSentence = (language: Language, error: unknown): string =>
  errorSentences[language][toBeachcombError(error).kind];
