import * as z from 'zod';

// The content security policy forbids code from strings: zod must be configured before the first schema.
z.config({ jitless: true });
