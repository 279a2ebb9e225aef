import process from 'node:process';
import fc from 'fast-check';

// The same cases in every run of `npm test`: what was green stays green until the code changes. The long runs
// (BEACHCOMB_LONG) and BEACHCOMB_TEST_SEED draw others.
const { BEACHCOMB_LONG, BEACHCOMB_TEST_SEED } = process.env;
if (BEACHCOMB_LONG === undefined) fc.configureGlobal({ seed: Number(BEACHCOMB_TEST_SEED ?? 2026) });

export * from 'fast-check';
export default fc;
