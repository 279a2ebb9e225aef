import * as z from 'zod';

// The content security policy forbids code from strings: the schemas must know before the first is made.
z.config({ jitless: true });
