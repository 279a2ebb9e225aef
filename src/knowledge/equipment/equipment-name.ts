import { closed } from '../../domain/fold.ts';

/** Other names of brands, folded, with the usual one. Not those that are rather something else (苹果, Fuji). */
const BRANDS: ReadonlyMap<string, string> = new Map([
  ['lumix', 'panasonic'],
  ['松下', 'panasonic'],
  ['佳能', 'canon'],
  ['尼康', 'nikon'],
  ['索尼', 'sony'],
  ['奥林巴斯', 'olympus'],
  ['徕卡', 'leica'],
  ['宾得', 'pentax'],
  ['理光', 'ricoh'],
  ['柯达', 'kodak'],
  ['卡西欧', 'casio'],
  ['美能达', 'minolta'],
  ['哈苏', 'hasselblad'],
  ['适马', 'sigma'],
  ['大疆', 'dji'],
  ['三星', 'samsung'],
  ['华为', 'huawei'],
  ['小米', 'xiaomi'],
  ['诺基亚', 'nokia'],
  ['摩托罗拉', 'motorola'],
  ['一加', 'oneplus'],
]);

const withUsualBrand = (words: string): string => {
  const [first = '', ...rest] = words.split(' ');
  return [BRANDS.get(first) ?? first, ...rest].join(' ');
};

/** A focal length, or a range of them also without its unit: 50mm, 18 55mm, 18 105. */
const FOCAL = /^(?<first>\d{1,4})(?:(?: 0)? (?<last>\d{2,4}))?(?: 0)?(?<unit> ?mm)?$/u;

/** What a focal length looks like in the folded name of a lens, whose numbers may have a decimal: 18 0 105 0 mm. */
function focalLengthIn(words: string): RegExp | null {
  const { first, last, unit } = FOCAL.exec(words)?.groups ?? {};
  if (first === undefined || (last === undefined && unit === undefined)) return null;
  const lengths = [first, ...(last === undefined ? [] : [last])].map((length) => `${length}(?: 0)?`);
  return new RegExp(`(?<!\\d|\\d )${lengths.join(' ')} ?mm`, 'u');
}

/**
 * Tests whether words name a camera or lens: its brand, its model, both, or whole words of it with a letter and a digit
 * ("600d" of Canon EOS 600D, "f 1 8"); a lens also by its focal length, as it is written or
 * without decimals and unit (18-105 of 18.0-105.0 mm). Spaces and hyphens between do not matter (X-T2 is
 * xt2), brands have their Chinese names too.
 * @param text folded
 * @returns whether it names the equipment of a folded name
 */
export function namesEquipment(text: string): (name: string) => boolean {
  const words = withUsualBrand(text);
  const focal = focalLengthIn(words);
  const wanted = closed(words);
  if (wanted === '') return () => false;
  const isPart = /\p{L}/u.test(wanted) && /\d/u.test(wanted);
  return (name) => {
    if (focal?.test(name) === true) return true;
    const tokens = name.split(' ');
    return tokens.some((first, start) => {
      if (start > 1 && !isPart) return false;
      // "55mm" is one end of 18-55mm.
      if (/^\d/u.test(first) && /\d$/u.test(tokens[start - 1] ?? '')) return false;
      let run = '';
      for (let at = start; at < tokens.length && run.length < wanted.length; at++) run += tokens[at];
      return run === wanted;
    });
  };
}
