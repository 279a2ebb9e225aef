import type { EngineReport } from './engine-report.ts';

/** "55", "0.19": as many digits as mean something. */
export const shownRate = (photosPerSecond: number): string =>
  photosPerSecond >= 10 ? photosPerSecond.toFixed(0) : photosPerSecond.toPrecision(2);

/**
 * Which engine is used and why not the others: "CPU (2 threads) is used: 55 photos a second. CPU (WebGPU in
 * software, SwiftShader): 0.2 photos a second. CUDA: there is no NVIDIA driver."
 * @param used its id
 * @param device what it runs on, in plain words
 */
export function describeChoice(reports: readonly EngineReport[], used: string, device: string): string {
  const rate = (report: EngineReport | undefined): string | null =>
    typeof report?.photosPerSecond === 'number'
      ? `${shownRate(report.photosPerSecond)} photos a second`
      : null;
  const own = rate(reports.find(({ id }) => id === used));
  const others = reports
    .filter(({ id }) => id !== used)
    .map((report) => `${report.device ?? report.title}: ${report.trouble ?? rate(report)}.`);
  return [`${device} is used${own === null ? '' : `: ${own}`}.`, ...others].join(' ');
}
