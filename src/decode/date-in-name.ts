/** IMG_20190614_120000, PXL_20190614_120000123, 2019-06-14 12.00.00, Screenshot_2019-06-14-12-00-00, IMG-20190614-WA0001. */
const DATE_AND_TIME =
  /(?<!\d)(?<year>(?:19|20)\d{2})[-_.]?(?<month>\d{2})[-_.]?(?<day>\d{2})(?:[-_ T.]+(?:at )?(?<hour>\d{2})[-_.:h]?(?<minute>\d{2})[-_.:m]?(?<second>\d{2})(?:\d{3})?)?(?!\d)/;

/** The date that a file's name holds, as `YYYY-MM-DDTHH:mm:ss`; null where there is none. */
export function dateInName(name: string): string | null {
  const parts = DATE_AND_TIME.exec(name)?.groups;
  if (parts === undefined) return null;
  const { year, month, day, hour = '00', minute = '00', second = '00' } = parts;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}`;
}
