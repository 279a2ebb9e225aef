import { InvalidArgumentError } from 'commander';

/**
 * Creates the parser of an option whose value is a whole number in decimal digits.
 * @param expected the error for any other value: 'Expected …'
 */
export const numberFrom =
  (least: number, most: number, expected: string) =>
  (text: string): number => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most)) throw new InvalidArgumentError(expected);
    return number;
  };
