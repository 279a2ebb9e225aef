/**
 * The numbers of one of a network's outputs.
 * @throws Error where there is no such output, or its numbers are of another kind
 */
export function floatsOf(
  outputs: Readonly<Record<string, { readonly data: unknown }>>,
  name: string,
): Float32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array)) throw new Error(`The network gave no ${name}.`);
  return data;
}
