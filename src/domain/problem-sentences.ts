import type { Language } from './label.ts';
import type { ProblemKind } from './problem.ts';

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
