import { expect, it } from 'vitest';
import { HOST_ENVIRONMENT, HOST_FLAGS, keepToItself } from '../../../../src/api/host-runtime.ts';

it('the command line starts a host as the shell does', async () => {
  const scripts = await import(new URL('../../../../scripts/node24.mjs', import.meta.url).href);
  expect(scripts.HOST_FLAGS).toEqual(HOST_FLAGS);
  expect(scripts.HOST_ENVIRONMENT).toEqual(HOST_ENVIRONMENT);
});

it('what a host starts does not inherit how the host uses memory', () => {
  const environment = { ...HOST_ENVIRONMENT, PATH: '/bin' };
  keepToItself(environment);
  expect(environment).toEqual({ PATH: '/bin' });
});
