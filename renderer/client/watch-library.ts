import type { StatusState, StatusWatch } from './status-watch.ts';
import { createThrottle } from './throttle.ts';
import { TOPICS, type Topic, type Topics } from './topics.ts';

/** Ms between two updates of the view of a growing library, and of its overview. */
const [LIBRARY_MS, OVERVIEW_MS] = [2500, 15_000];

/** What the status brings, or follows from it. */
const BY_STATUS: readonly Topic[] = ['status', 'library', 'overview'];
/** Topics that may have changed while the host was unavailable, or gave this page no access. */
const AFTER_RECONNECTING = TOPICS.filter((topic) => !BY_STATUS.includes(topic));

/** The same as long as the library has the same photos, problems and folders. */
const versionOf = ({ status, online }: StatusState): string =>
  `${status?.revision} ${status?.phase} ${status?.scans} ${status?.problems} ${online}`;

/** Touches the topics of the library when the status shows that it changed; returns how to stop. */
export function watchLibrary(watch: StatusWatch, topics: Topics): () => void {
  const library = createThrottle(() => topics.touch(['library']), LIBRARY_MS);
  const overview = createThrottle(() => topics.touch(['overview']), OVERVIEW_MS);
  let before = watch.get();
  const stop = watch.subscribe(() => {
    const now = watch.get();
    const [was, is] = [before, now];
    before = now;
    if (was.status !== null && was.status.people.version !== is.status?.people.version)
      topics.touch(['people']);
    const isBack = is.online && is.error === null && (!was.online || was.error !== null);
    if (versionOf(was) === versionOf(is) && !isBack) return;
    library.run();
    overview.run();
    if (isBack) topics.touch(AFTER_RECONNECTING);
  });
  return () => {
    stop();
    library.stop();
    overview.stop();
  };
}
