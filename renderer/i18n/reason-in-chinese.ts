/** What an engine's trouble may be called (src/vision/classify says it in English), and the same in Chinese. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^it is not made for this system$/, '不支持此系统'],
  [/^there is no NVIDIA driver$/, '没有 NVIDIA 驱动'],
  [/^onnxruntime's CUDA libraries are not installed$/, '未安装 onnxruntime 的 CUDA 库'],
  [/^its package is not installed$/, '未安装其软件包'],
  [/^it was not added yet.*$/, '尚未添加'],
  [/^no graphics card was found that WebGPU can use$/, '没有找到 WebGPU 可用的显卡'],
  [/^a library that it needs was not found$/, '缺少所需的库'],
  [/^it ran out of memory$/, '内存不足'],
  [/^it was stopped$/, '已停止'],
  [/^it was closed$/, '已关闭'],
  [/^it did not answer within (\d+) seconds$/, '$1 秒内没有响应'],
  [/^it crashed \((.*)\)$/, '崩溃（$1）'],
  [/^its answers are no numbers$/, '结果不是数字'],
  [/^it gave too few answers$/, '结果不完整'],
  [/^its answers differ from the processor's by (.*)$/, '结果与处理器相差 $1'],
  [/^the computer or Beachcomb ended while it was tried$/, '试用时电脑或 Beachcomb 中断'],
];

/** An engine's trouble in Chinese; what is not known, such as the words of a driver, as it is. */
export function reasonInChinese(reason: string): string {
  const known = REASONS.find(([pattern]) => pattern.test(reason));
  return known === undefined ? reason : reason.replace(...known);
}
