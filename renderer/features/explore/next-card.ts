/**
 * Where a key leads among cards in rows, or null where it leads nowhere.
 * @param at the card that the keyboard is at
 * @param columns cards in a row
 */
export function nextCard(key: string, at: number, total: number, columns: number): number | null {
  const last = total - 1;
  const next = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - columns,
    // Down from above a short last row leads to its end.
    ArrowDown: Math.floor(at / columns) < Math.floor(last / columns) ? Math.min(at + columns, last) : at,
    Home: 0,
    End: last,
  }[key];
  return next === undefined || next < 0 || next > last || next === at ? null : next;
}
