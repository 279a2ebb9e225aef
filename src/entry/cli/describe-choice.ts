import type { Device } from '../../domain/device.ts';
import type { Format } from '../../i18n/formatter.ts';
import { deviceText, engineReasonText } from '../../i18n/sentences.ts';
import type { EngineReport } from '../../vision/classify/engine-report.ts';

/** "55", "0.19": significant digits only. */
export const shownRate = (photosPerSecond: number): string =>
  photosPerSecond >= 10 ? photosPerSecond.toFixed(0) : photosPerSecond.toPrecision(2);

/**
 * Describes which engine is used and why the others are not: "CPU (2 threads) is used: 55 photos a second. CPU (WebGPU
 * in software, SwiftShader): 0.2 photos a second. CUDA: no NVIDIA graphics card."
 * @param used id of the engine in use
 * @param device device of that engine
 */
export function describeChoice(
  format: Format,
  reports: readonly EngineReport[],
  used: string,
  device: Device,
): string {
  const name = deviceText(format, device);
  const own = reports.find(({ id }) => id === used)?.photosPerSecond ?? null;
  const others = reports.filter(({ id }) => id !== used).map((report) => describeOther(format, report));
  return [
    own === null
      ? format('cli.engine.choice', { device: name })
      : format('cli.engine.choiceWithRate', { device: name, rate: shownRate(own) }),
    ...others,
  ].join(' ');
}

function describeOther(format: Format, { title, device, trouble, photosPerSecond }: EngineReport): string {
  const name = device === null ? title : deviceText(format, device);
  return trouble === null
    ? format('cli.engine.otherRate', { device: name, rate: shownRate(photosPerSecond ?? 0) })
    : format('cli.engine.otherReason', { device: name, reason: engineReasonText(format, trouble) });
}
