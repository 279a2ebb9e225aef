import type { QueryField } from '../domain/query.ts';

/** Kinds of suggestions for the value of a field. */
export type SuggestedKind =
  | 'label'
  | 'own-label'
  | 'place'
  | 'camera'
  | 'lens'
  | 'keyword'
  | 'folder'
  | 'album';

/** A field of the search language, as in `camera:nikon`. */
interface FieldRow {
  /** Display name in each language. */
  readonly name: { readonly en: string; readonly zh: string };
  /** Alternative names for typing; lower case. */
  readonly aliases: readonly string[];
  /** Kinds of suggested values; empty: any text. */
  readonly suggests: readonly SuggestedKind[];
  /** Example for the grammar page, and what it finds. */
  readonly example: string;
  readonly finds: string;
}

/** All fields of the search language. Used by the window, the search, the suggestions and the grammar page. */
export const FIELDS: Readonly<Record<QueryField, FieldRow>> = {
  label: {
    name: { en: 'label', zh: '内容' },
    aliases: ['内容'],
    suggests: ['label', 'own-label'],
    example: 'label:crane-bird',
    finds: 'one label of the vocabulary, or one of your own, and no other reading of the word',
  },
  in: {
    name: { en: 'place', zh: '地点' },
    aliases: ['place', '地点', '位置'],
    suggests: ['place'],
    example: 'in:Italy',
    finds: 'taken there, as far as the photo knows',
  },
  meaning: {
    name: { en: 'meaning', zh: '语义' },
    aliases: ['含义', '语义'],
    suggests: [],
    example: 'meaning:"happy people"',
    finds: 'what looks like the phrase, and no other reading of its words',
  },
  text: {
    name: { en: 'text', zh: '文字' },
    aliases: ['文字'],
    suggests: [],
    example: 'text:"ice cream"',
    finds: 'whole words in keywords, captions, albums, folders, file names and cameras',
  },
  similar: {
    name: { en: 'similar', zh: '相似' },
    aliases: ['like', '相似'],
    suggests: [],
    example: 'similar:12',
    finds: 'photos like that one',
  },
  album: {
    name: { en: 'album', zh: '相册' },
    aliases: ['相册'],
    suggests: ['album'],
    example: 'album:"Best of 2019"',
    finds: 'what lies in the album, or what its search finds',
  },
  type: {
    name: { en: 'type', zh: '类型' },
    aliases: ['format', '类型', '格式'],
    suggests: [],
    example: 'type:png',
    finds: 'files of that format',
  },
  folder: {
    name: { en: 'folder', zh: '文件夹' },
    aliases: ['文件夹', '目录'],
    suggests: ['folder'],
    example: 'folder:holidays',
    finds: 'part of the name of its folder, or of one above it',
  },
  name: {
    name: { en: 'name', zh: '文件名' },
    aliases: ['file', 'filename', '名称', '文件名'],
    suggests: [],
    example: 'name:IMG_2',
    finds: 'part of the file name',
  },
  camera: {
    name: { en: 'camera', zh: '相机' },
    aliases: ['相机'],
    suggests: ['camera'],
    example: 'camera:nikon',
    finds: 'part of the name of the camera',
  },
  lens: {
    name: { en: 'lens', zh: '镜头' },
    aliases: ['镜头'],
    suggests: ['lens'],
    example: 'lens:50mm',
    finds: 'part of the name of the lens',
  },
  keyword: {
    name: { en: 'keyword', zh: '关键词' },
    aliases: ['keywords', 'tag', '关键词', '标签'],
    suggests: ['keyword'],
    example: 'keyword:family',
    finds: 'part of a keyword that another program wrote',
  },
  rating: {
    name: { en: 'rating', zh: '评分' },
    aliases: ['stars', '评分'],
    suggests: [],
    example: 'rating:4+',
    finds: 'stars: `4`, `4+`, `>=4`, `2..3`',
  },
  is: {
    name: { en: 'is', zh: '状态' },
    aliases: ['状态'],
    suggests: [],
    example: 'is:favourite',
    finds: 'a state or a property of the photo (below)',
  },
  colour: {
    name: { en: 'colour', zh: '颜色' },
    aliases: ['color', '颜色'],
    suggests: [],
    example: 'colour:red',
    finds: 'photos in which much is of that colour, the middle counting more',
  },
  date: {
    name: { en: 'date', zh: '日期' },
    aliases: ['日期', '时间'],
    suggests: [],
    example: 'date:2019-06..2019-08',
    finds: 'taken then, by the clock on the wall where it was taken',
  },
};

const NAMED = new Map<string, QueryField>(
  Object.entries(FIELDS).flatMap(([field, { aliases }]) =>
    [field, ...aliases].map((name) => [name, field as QueryField] as const),
  ),
);

/** The field with this name in any language; null if there is none. */
export const fieldNamed = (name: string): QueryField | null =>
  NAMED.get(name.normalize('NFKC').toLowerCase()) ?? null;
