/** Times that a decoder may fail at a film before it is given up. */
const MOST_FAILURES = 2;

/**
 * Condition of `film_decodings d`: this version of the program does not try the film again. One parameter: the version.
 */
export const GIVEN_UP = `d.version = ? AND (d.outcome = 'unsupported' OR d.failures >= ${MOST_FAILURES})`;
