import type { EngineReport } from './engine-report.ts';

/** "55", "0.19": as many digits as mean something. */
export const shownRate = (photosPerSecond: number): string =>
  photosPerSecond >= 10 ? photosPerSecond.toFixed(0) : photosPerSecond.toPrecision(2);

/**
 * Which engine is used and why not the others: "CPU (2 threads) is used: 55 photos a second. CPU (WebGPU in
 * software, SwiftShader): 0.2 photos a second. CUDA: there is no NVIDIA driver."
 */
export function describeChoice(reports: readonly EngineReport[], used: EngineReport): string {
  const rate = ({ photosPerSecond }: EngineReport): string =>
    photosPerSecond === null ? 'not measured' : `${shownRate(photosPerSecond)} photos a second`;
  const lines = reports
    .filter(({ id }) => id !== used.id)
    .map((report) => `${report.device ?? report.title}: ${report.trouble ?? rate(report)}.`);
  const first =
    used.photosPerSecond === null
      ? `${used.device ?? used.title} is used.`
      : `${used.device ?? used.title} is used: ${rate(used)}.`;
  return [first, ...lines].join(' ');
}
