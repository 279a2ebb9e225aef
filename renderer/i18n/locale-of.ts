/**
 * Locale of a language in the region of the system: English in Britain writes "6 July", in the United States "July 6".
 * @param own locale of the language, BCP 47; its script is kept
 * @param system locale of the system, BCP 47
 */
export function localeOf(own: string, system: string): string {
  const { region } = new Intl.Locale(system).maximize();
  const written = new Intl.Locale(own).maximize();
  return (region === undefined ? written : new Intl.Locale(written, { region })).minimize().toString();
}
