/** Imported before anything of React, by empty-page.ts: it is what the developer tools hook into. */

interface Fiber {
  readonly tag: number;
  readonly flags: number;
  readonly type: unknown;
  readonly alternate: Fiber | null;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
}

/** Kinds of fiber that are components of ours: functions, forwarded and memoised. */
const COMPONENTS = [0, 11, 14, 15];
const PERFORMED_WORK = 1;
/** Since the last call of takeRendered; null: nobody has called it yet. */
let rendered: string[] | null = null;

const nameOf = (type: unknown): string => {
  const inner = typeof type === 'object' && type !== null && 'type' in type ? type.type : type;
  return typeof inner === 'function' ? inner.name : '?';
};

/** Goes only where the last render went: what React left out is the same fiber as before. */
function visit(fiber: Fiber | null, before: Fiber | null): void {
  if (fiber === null) return;
  if (COMPONENTS.includes(fiber.tag) && (fiber.flags & PERFORMED_WORK) !== 0)
    rendered?.push(nameOf(fiber.type));
  if (before !== null && fiber.child === before.child) return;
  for (let child = fiber.child; child !== null; child = child.sibling) visit(child, child.alternate);
}

Object.defineProperty(globalThis, '__REACT_DEVTOOLS_GLOBAL_HOOK__', {
  value: {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: (_: number, { current }: { readonly current: Fiber }) => {
      if (rendered !== null) visit(current, current.alternate);
    },
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
  },
});

/** The names of the components that were rendered since the last call, one for each time; none at the first call. */
export function takeRendered(): readonly string[] {
  const taken = rendered ?? [];
  rendered = [];
  return taken;
}
