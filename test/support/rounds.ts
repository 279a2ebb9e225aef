import process from 'node:process';

/** Whether this is the long version of the tests: `npm run test:faults`, `npm run test:security`. */
const isLong = process.env['BEACHCOMB_LONG'] === '1';

/** How often something is tried: few times in `npm test`, many in the long version. */
export const rounds = (few: number, many: number): number => (isLong ? many : few);
