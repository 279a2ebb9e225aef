// @vitest-environment jsdom
import { renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useWhileShown } from '../../../renderer/ui/use-while-shown.ts';

it('what an answer leads to is done while the component is there, and not after that', () => {
  const act = vi.fn();
  const { result, unmount } = renderHook(() => useWhileShown(act));
  result.current('while it is there');
  unmount();
  result.current('too late');
  expect(act.mock.calls).toEqual([['while it is there']]);
});
