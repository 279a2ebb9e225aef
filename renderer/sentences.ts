import type { ErrorKind } from '../src/domain/error.ts';
import type { Language } from '../src/domain/label.ts';
import type { ProblemKind } from '../src/domain/problem.ts';
import { toBeachcombError } from './parts/to-beachcomb-error.ts';

/** Why a file could not be searched, and what can be done, where something can. */
export const problemSentences: Readonly<Record<Language, Readonly<Record<ProblemKind, string>>>> = {
  en: {
    empty: 'The file is empty: there is no picture in it.',
    'not-an-image': 'This is not a picture, although its name says so.',
    unsupported: 'This kind of picture cannot be read yet.',
    damaged: 'The picture is damaged and could not be read. A copy from a backup may be whole.',
    'too-large': 'The picture is too large to be opened safely.',
    'too-slow': 'Reading the picture took too long, so it was left aside.',
    'no-permission': 'The system does not let Beachcomb open this file. Check the permissions of the file.',
    vanished:
      'The file was gone when it was to be opened. If it was moved, it will be found at its new place.',
    'read-error': 'The disk or the network failed while the file was read. Check the drive, then try again.',
    crashed: 'Reading this file stopped the program twice, so it is left aside.',
  },
  zh: {
    empty: '文件是空的，里面没有图像。',
    'not-an-image': '虽然文件名像图片，但它不是图片。',
    unsupported: '暂时还无法读取这种图片。',
    damaged: '图片已损坏，无法读取。备份中的副本也许是完好的。',
    'too-large': '图片太大，无法安全打开。',
    'too-slow': '读取图片耗时太长，已跳过。',
    'no-permission': '系统不允许打开此文件。请检查文件的权限。',
    vanished: '打开时文件已不在原处。如果只是移动了位置，会在新位置找到它。',
    'read-error': '读取文件时磁盘或网络出错。请检查驱动器后重试。',
    crashed: '读取此文件曾两次使程序中断，已跳过。',
  },
};

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
