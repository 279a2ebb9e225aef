/**
 * What switches were set to that are still shown as before: the next press, before the window has fetched the photo
 * again, switches back what the last one set. By the object that is shown, which is another one once it has changed.
 */
export interface LatestValues {
  /** The value that was set last. @param seen the one that is shown */
  read<T extends boolean | null>(shown: object, name: string, seen: T): T;
  note(shown: object, name: string, value: boolean | null): void;
  /** Forgets all: something failed, or was undone. */
  clear(): void;
}

export function createLatestValues(): LatestValues {
  let latest = new WeakMap<object, Map<string, unknown>>();
  return {
    read: <T>(shown: object, name: string, seen: T) => {
      const known = latest.get(shown);
      // What was noted by a name is of the type that is read by it.
      return known?.has(name) === true ? (known.get(name) as T) : seen;
    },
    note: (shown, name, value) => {
      const known = latest.get(shown) ?? new Map<string, unknown>();
      latest.set(shown, known.set(name, value));
    },
    clear: () => {
      latest = new WeakMap();
    },
  };
}
