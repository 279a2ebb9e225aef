/** Path of the journal for the path of a library. */
export const journalPath = (library: string): string => `${library}.said.jsonl`;
