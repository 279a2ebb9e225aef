const repeated =
  (text: string) =>
  (units: number): string =>
    text.repeat(Math.ceil(units / text.length)).slice(0, units);
const listed =
  (make: (nth: number) => string) =>
  (units: number): string => {
    const parts: string[] = [];
    for (let length = 0; length < units; length += (parts.at(-1) ?? '').length + 1)
      parts.push(make(parts.length));
    return parts.join(' ').slice(0, units);
  };

/** Texts of any length in UTF-16 units, each of a kind that was slow somewhere. */
export const LONG_TEXTS: Readonly<Record<string, (units: number) => string>> = {
  'Chinese sentences': repeated('我想看去年夏天在海边拍的狗和红色汽车的照片'),
  'one Chinese character': repeated('海'),
  'rare Chinese characters': listed((nth) => String.fromCodePoint(0x4e00 + ((nth * 7919) % 20_000))),
  'Chinese ors': repeated('海或'),
  'Chinese negations': repeated('没有狗'),
  'Chinese dates': repeated('2019年'),
  'Chinese numbers': repeated('一二三四五六七八九十'),
  'half years': repeated('半年前'),
  'English dates': listed((nth) => `${1 + (nth % 28)} May 20${10 + (nth % 10)}`),
  'ISO dates': listed((nth) => `20${10 + (nth % 10)}-0${1 + (nth % 9)}-1${nth % 10}`),
  'date ranges': repeated('between 2018 and 2019 '),
  'opening brackets': repeated('('),
  'closing brackets': repeated(')'),
  brackets: (units) => `${'('.repeat(units / 2)}dog${')'.repeat(units / 2)}`,
  'nested negations': repeated('(dog or -(cat '),
  words: listed((nth) => ['dog', 'beach', 'with', 'red', `x${nth}`][nth % 5] ?? ''),
  'unknown words': listed((nth) => `qz${(nth * 7919 + 1000).toString(36)}u`),
  'misspelt words': repeated('beahc '),
  'one long word': repeated('a'),
  'joined words': repeated('beachdog'),
  quotes: repeated('"'),
  'quoted words': repeated('"dog" '),
  ors: repeated('dog or '),
  nots: repeated('not '),
  negations: repeated('not dog '),
  minuses: repeated('-'),
  'minus words': repeated('-dog '),
  fields: repeated('camera:a '),
  colons: repeated(':'),
  spaces: (units) => `dog${' '.repeat(units)}cat`,
  digits: repeated('1'),
  'single digits': repeated('1 '),
  'combining marks': (units) => `a${'\u0301'.repeat(units)}`,
  joiners: repeated('\u200d'),
  commas: repeated(','),
  'exclamation marks': (units) => `dog${'!'.repeat(units)}`,
  'last words': repeated('last '),
  months: repeated('may '),
};
