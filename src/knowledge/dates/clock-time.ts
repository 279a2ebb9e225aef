/** Time of day as written; parts that are not there are absent. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  readonly second?: number;
}

/** Markers of the halves of a day, before or behind the numbers. */
export const MORNING = String.raw`a\.? ?m\b\.?|π\.? ?μ\.|上午|早上|凌晨|午前|오전`;
export const AFTERNOON = String.raw`p\.? ?m\b\.?|μ\.? ?μ\.|下午|晚上|午後|午后|오후`;
const AFTERNOON_ONLY = new RegExp(`^(?:${AFTERNOON})$`, 'iu');

/**
 * The time of its written parts. 9 PM is 21:00, 12 AM is 0:00; 21 PM stays 21:00.
 * @param half AM, PM or their counterparts; '' without one
 */
export function clockTime(hour: string, minute: string, second: string | undefined, half: string): ClockTime {
  const written = Number(hour);
  const isAfternoon = AFTERNOON_ONLY.test(half);
  const shift =
    half === '' || written > 12 ? 0 : isAfternoon ? (written < 12 ? 12 : 0) : written === 12 ? -12 : 0;
  return {
    hour: written + shift,
    minute: Number(minute),
    ...(second === undefined ? {} : { second: Number(second) }),
  };
}
