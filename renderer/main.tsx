import './jitless.ts';
import './ui/theme.css';
import './ui/parts.css';
import './features/search/search.css';
import './features/search/suggestions.css';
import './ui/menu.css';
import './features/timeline/grid.css';
import './features/explore/explore.css';
import './features/memories/memories.css';
import './features/export/copies.css';
import './features/sharing/print.css';
import './features/actions/actions.css';
import './features/trash/trash.css';
import './features/engines/engines.css';
import './features/indexing/status.css';
import './features/viewer/viewer.css';
import './features/slideshow/slideshow.css';
import './ui/sheets.css';
import './features/duplicates/duplicates.css';
import './ui/screens.css';
import './ui/page.css';
import './app/frame.css';
import './features/labels/labels.css';
import './features/map/map.css';
import './features/albums/albums.css';
import './features/people/people.css';
import './ui/forced-colors.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { WindowBoundary } from './app/window-boundary.tsx';
import { connect } from './client/connect.ts';
import { createErrorLog, watchWindowErrors } from './client/error-log.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('no place to show the app');
const connection = connect();
const log = createErrorLog(connection.client);
watchWindowErrors(log);
const onError = (error: unknown): void => {
  console.error(error);
  log('screen', error);
};
createRoot(root, { onCaughtError: onError, onUncaughtError: onError, onRecoverableError: onError }).render(
  <WindowBoundary>
    <App connection={connection} log={log} />
  </WindowBoundary>,
);
