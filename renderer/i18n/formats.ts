/** Intl's formats of one locale, which the messages need beside their own. Wall-clock times are as in the library. */
export function formats(locale: string) {
  const date = (options: Intl.DateTimeFormatOptions) => {
    // Wall-clock time has no zone: it is read and shown as if it were UTC.
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (local: string): string => format.format(new Date(`${local}Z`));
  };
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const span = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const list = new Intl.ListFormat(locale);
  const range = (dateStyle: 'long' | 'medium') => {
    const format = new Intl.DateTimeFormat(locale, { dateStyle, timeZone: 'UTC' });
    return (from: string, to: string): string =>
      format.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
  };
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  return {
    number: (value: number): string => number.format(value),
    percent: (share: number): string => percent.format(share),
    list: (parts: readonly string[]): string => list.format(parts),
    /** @param tags BCP 47 */
    languageNames: (tags: readonly string[]): string =>
      list.format(tags.map((tag) => languages.of(tag) ?? tag)),
    bytes: (value: number): string => {
      const at = value < 1e6 ? 0 : value < 1e9 ? 1 : 2;
      const unit = (['kilobyte', 'megabyte', 'gigabyte'] as const)[at];
      const format = new Intl.NumberFormat(locale, { style: 'unit', unit, maximumSignificantDigits: 2 });
      return format.format(value / 1000 ** (at + 1));
    },
    day: date({ dateStyle: 'long' }),
    mediumDay: date({ dateStyle: 'medium' }),
    dayAndTime: date({ dateStyle: 'medium', timeStyle: 'short' }),
    /** Two days, `YYYY-MM-DD`: what they share is written once. */
    daySpan: (from: string, to: string): string =>
      span.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)),
    /** Days from one to another, both included, each YYYY-MM-DD. */
    days: range('long'),
    /** The same where there is little room. */
    shortDays: range('medium'),
    time: date({ timeStyle: 'short' }),
    monthOf: date({ year: 'numeric', month: 'long' }),
  };
}
