/** A time (ms since 1970) on the wall clock here, `YYYY-MM-DDTHH:mm:ss`, as the formats of dates take it. */
export const wallClock = (at: number): string =>
  new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
