/** What a SELECT lists for a row: the SQL of each of its fields, none of which can be forgotten. */
export const selected = <Row>(columns: Readonly<Record<keyof Row & string, string>>): string =>
  Object.entries(columns)
    .map(([name, sql]) => `${sql} AS ${name}`)
    .join(', ');
