import './jitless.ts';
import './styles/theme.css';
import './styles/parts.css';
import './styles/search.css';
import './styles/suggestions.css';
import './styles/menu.css';
import './styles/grid.css';
import './styles/viewer.css';
import './styles/sheets.css';
import './styles/duplicates.css';
import './styles/screens.css';
import './styles/said.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connect } from './connect.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('no place to show the app');
createRoot(root).render(<App connection={connect()} />);
