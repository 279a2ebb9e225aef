/** The best picture of a group first. */
export const bestFirst = <T>(group: readonly T[]): T[] => [...group];
