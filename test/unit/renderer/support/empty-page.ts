import './count-renders.ts';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// For each file, also where its modules and its window are there from a file before it: a page as when it is opened.
history.replaceState(null, '', '/');
localStorage.clear();
sessionStorage.clear();
afterEach(cleanup);
