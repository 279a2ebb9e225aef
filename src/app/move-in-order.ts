/** Where things are moved to: one place, or before one of the others; to the end for null. */
export type MoveTarget = 'earlier' | 'later' | { readonly before: number | null };

/** An order in which the chosen stand together at another place, in the order that they had. */
export function moveInOrder(order: readonly number[], chosen: ReadonlySet<number>, to: MoveTarget): number[] {
  const others = order.filter((one) => !chosen.has(one));
  const moved = order.filter((one) => chosen.has(one));
  const at = Math.min(Math.max(0, placeAmong(order, others, chosen, to)), others.length);
  return [...others.slice(0, at), ...moved, ...others.slice(at)];
}

/** How many of the others come before the moved ones. */
function placeAmong(
  order: readonly number[],
  others: readonly number[],
  chosen: ReadonlySet<number>,
  to: MoveTarget,
): number {
  if (to === 'earlier') return order.findIndex((one) => chosen.has(one)) - 1;
  const othersUpTo = (end: number): number => order.slice(0, end).filter((one) => !chosen.has(one)).length;
  // Behind the one that follows the last of them.
  if (to === 'later') return othersUpTo(order.findLastIndex((one) => chosen.has(one)) + 2);
  const at = to.before === null ? -1 : order.indexOf(to.before);
  return at < 0 ? others.length : othersUpTo(at);
}
