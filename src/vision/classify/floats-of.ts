/**
 * The numbers of an output of a network.
 * @throws Error if the output is missing or of another type
 */
export function floatsOf(
  outputs: Readonly<Record<string, { readonly data: unknown }>>,
  name: string,
): Float32Array {
  const data = outputs[name]?.data;
  if (!(data instanceof Float32Array)) throw new Error(`The network gave no ${name}.`);
  return data;
}
