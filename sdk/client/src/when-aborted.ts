// Waits for a signal to abort. A caller may share one signal among many calls: it gets one listener, because Node warns
// of a leak when there are more than ten.

const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/** Calls `act` once, when the signal aborts or if it has. Returns what ends the wait. */
export function whenAborted(signal: AbortSignal | undefined, act: () => void): () => void {
  if (!signal) return () => {};
  if (signal.aborted) {
    act();
    return () => {};
  }
  const acts = waiting.get(signal) ?? listen(signal);
  // Each wait is its own, also when one function waits twice.
  const mine = () => act();
  acts.add(mine);
  return () => void acts.delete(mine);
}

function listen(signal: AbortSignal): Set<() => void> {
  const acts = new Set<() => void>();
  waiting.set(signal, acts);
  signal.addEventListener(
    'abort',
    () => {
      for (const act of acts) act();
      acts.clear();
    },
    { once: true },
  );
  return acts;
}
