/** Parts of the names that src/vision/classify gives to devices, and the same in Chinese. */
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/ \((\d+) threads?\)/, '（$1 线程）'],
  [/, 8-bit network$/, '，8 位网络'],
  [/^GPU with CPU/, 'GPU 与 CPU'],
  [/^GPU or Neural Engine/, 'GPU 或神经引擎'],
  [/ in software/, '，软件模拟'],
  [/ \(/, '（'],
  [/\)$/, '）'],
  [/, /g, '，'],
];

/** A device in Chinese; names of makers and programs stay. */
export const deviceInChinese = (device: string): string =>
  PARTS.reduce((text, [pattern, chinese]) => text.replace(pattern, chinese), device);
