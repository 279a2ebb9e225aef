/**
 * The elements of two lists that belong together, in their order.
 * @throws RangeError if one list is longer
 */
export function* zip<A, B>(first: readonly A[], second: readonly B[]): Generator<readonly [A, B]> {
  if (first.length !== second.length)
    throw new RangeError(`${first.length} and ${second.length} elements do not belong together.`);
  for (const [at, one] of first.entries()) yield [one, second[at] as B];
}
