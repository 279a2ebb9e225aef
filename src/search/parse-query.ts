import { QUERY_FIELDS, type Query, type QueryField, type Span } from '../domain/query.ts';

/** Field names in other words and languages. */
const FIELD_NAMES = new Map<string, QueryField>([
  ...QUERY_FIELDS.map((field) => [field, field] as const),
  ...Object.entries({
    format: 'type',
    file: 'name',
    filename: 'name',
    keywords: 'keyword',
    tag: 'keyword',
    stars: 'rating',
    类型: 'type',
    格式: 'type',
    文件夹: 'folder',
    目录: 'folder',
    名称: 'name',
    文件名: 'name',
    相机: 'camera',
    镜头: 'lens',
    关键词: 'keyword',
    标签: 'keyword',
    评分: 'rating',
    状态: 'is',
    日期: 'date',
    时间: 'date',
    place: 'in',
    like: 'similar',
    内容: 'label',
    地点: 'in',
    位置: 'in',
    含义: 'meaning',
    文字: 'text',
    相似: 'similar',
    相册: 'album',
  } satisfies Record<string, QueryField>),
]);

/** The field of a name in any language; null for none. */
export const fieldNamed = (name: string): QueryField | null => FIELD_NAMES.get(name.toLowerCase()) ?? null;

const OR_WORDS = new Set(['or', '或', '或者']);
const AND_WORDS = new Set(['and', '&', '和', '与', '且']);
const NOT_WORDS = new Set(['not', '非', '不是', '没有', '不含']);

type Token = Span &
  (
    | { readonly kind: '(' | ')' | 'or' | 'and' | 'not' }
    | { readonly kind: 'word'; readonly text: string; readonly quoted: boolean }
    | { readonly kind: 'field'; readonly field: QueryField; readonly value: string }
  );

const SPACE = /[\s\u3000]/u;
const OPEN = /[(（]/u;
const CLOSE = /[)）]/u;
const BAR = /[|｜]/u;
const QUOTE = /["“”„«»「」『』]/u;
/** What ends a bare word or the value of a field; what holds any of it has to stand in quotes. */
export const ENDS_WORD = new RegExp(
  [SPACE, OPEN, CLOSE, BAR, QUOTE].map((part) => part.source).join('|'),
  'u',
);

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const until = (stop: RegExp): string => {
    const start = at;
    while (at < text.length && !stop.test(text.charAt(at))) at += 1;
    return text.slice(start, at);
  };
  /** The text up to the next quote, which is passed over. */
  const quoted = (): string => {
    at += 1;
    const value = until(QUOTE);
    at += 1;
    return value.trim();
  };
  while (at < text.length) {
    const start = at;
    const char = text.charAt(at);
    const single = (kind: '(' | ')' | 'or' | 'not'): void => {
      at += 1;
      tokens.push({ kind, start, end: at });
    };
    if (SPACE.test(char)) at += 1;
    else if (OPEN.test(char)) single('(');
    else if (CLOSE.test(char)) single(')');
    else if (BAR.test(char)) single('or');
    else if (char === '-' && at + 1 < text.length && !SPACE.test(text.charAt(at + 1))) single('not');
    else if (QUOTE.test(char)) {
      const value = quoted();
      const end = Math.min(at, text.length);
      if (value !== '') tokens.push({ kind: 'word', text: value, quoted: true, start, end });
    } else {
      const word = until(ENDS_WORD);
      const colon = word.search(/[:：]/u);
      const field = colon > 0 ? fieldNamed(word.slice(0, colon)) : null;
      if (field !== null) {
        let value = word.slice(colon + 1);
        if (value === '' && QUOTE.test(text.charAt(at))) value = quoted();
        const end = Math.min(at, text.length);
        if (value !== '') tokens.push({ kind: 'field', field, value, start, end });
        else tokens.push({ kind: 'word', text: word, quoted: false, start, end });
      } else {
        const lower = word.toLowerCase();
        const kind = OR_WORDS.has(lower)
          ? 'or'
          : AND_WORDS.has(lower)
            ? 'and'
            : NOT_WORDS.has(lower)
              ? 'not'
              : null;
        if (kind !== null) tokens.push({ kind, start, end: at });
        else if (word !== '-') tokens.push({ kind: 'word', text: word, quoted: false, start, end: at });
      }
    }
  }
  return tokens;
}

/**
 * Reads a search text by its form. Never an error: an operator with nothing to work on is passed over, a
 * missing parenthesis or quote is taken to stand at the end.
 */
export function parseQuery(text: string): Query {
  const tokens = tokenize(text);
  let at = 0;
  const group = (kind: 'and' | 'or', parts: readonly Query[]): Query => {
    // A group of one is that one, and a group in a group of its kind is no group of its own.
    const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
    const [only] = flat;
    return flat.length === 1 && only !== undefined ? only : { kind, parts: flat };
  };
  const isEmpty = (query: Query): boolean => query.kind === 'and' && query.parts.length === 0;

  const readOr = (depth: number): Query => {
    const parts: Query[] = [];
    for (;;) {
      const part = readAnd(depth);
      if (!isEmpty(part)) parts.push(part);
      const token = tokens[at];
      // A closing parenthesis that nothing opened is passed over.
      if (token?.kind === 'or' || (token?.kind === ')' && depth === 0)) at += 1;
      else break;
      if (token.kind === ')') {
        const before = parts.pop();
        const after = readOr(depth);
        const both = [before, after].filter((one): one is Query => one !== undefined && !isEmpty(one));
        parts.push(...(after.kind === 'or' ? [group('and', both)] : [group('and', both)]));
        break;
      }
    }
    return parts.length === 0 ? { kind: 'and', parts: [] } : group('or', parts);
  };
  const readAnd = (depth: number): Query => {
    const parts: Query[] = [];
    for (;;) {
      const part = readOne(depth);
      if (part === null) return group('and', parts);
      if (!isEmpty(part)) parts.push(part);
    }
  };
  /** The next operand; an empty group for what is passed over, null where no operand follows. */
  const readOne = (depth: number): Query | null => {
    const token = tokens[at];
    const span = token === undefined ? { start: 0, end: 0 } : { start: token.start, end: token.end };
    switch (token?.kind) {
      case 'word':
        at += 1;
        return { kind: 'word', text: token.text, quoted: token.quoted, span };
      case 'field':
        at += 1;
        return { kind: 'field', field: token.field, value: token.value, span };
      case 'and':
        at += 1;
        return { kind: 'and', parts: [] };
      case 'not': {
        at += 1;
        const part = readOne(depth);
        return part === null || isEmpty(part) ? { kind: 'and', parts: [] } : { kind: 'not', part, span };
      }
      case '(': {
        at += 1;
        const inner = readOr(depth + 1);
        if (tokens[at]?.kind === ')') at += 1;
        return inner;
      }
      default:
        return null;
    }
  };
  return readOr(0);
}
