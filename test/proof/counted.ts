// Ends the process with `kill -9` at a counted call: before the call for even n, after it for odd ones. 0: never.

export function countedUntil(nth: number) {
  let calls = 0;

  async function count<Result>(call: () => Promise<Result>): Promise<Result> {
    calls += 1;
    const mine = calls;
    if (mine === nth && nth % 2 === 0) die();
    const result = await call();
    if (mine === nth) die();
    return result;
  }

  /** `port` with each of these methods counted. */
  function counted<Port extends object>(port: Port, ...names: (keyof Port)[]): Port {
    const methods = names.map(name => {
      const own = port[name] as (...given: unknown[]) => Promise<unknown>;
      return [name, (...given: unknown[]) => count(() => own.apply(port, given))];
    });
    return { ...port, ...Object.fromEntries(methods) };
  }

  return { count, counted };
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('killed');
}
