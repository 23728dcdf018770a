// The local run's own log lines: warnings and errors to standard error, the rest only when asked for.
type Put = (facts: Record<string, unknown>, message: string) => void;

export function quietLog(level: string): { info: Put; warn: Put; error: Put } {
  const put: Put = (facts, message) => {
    const { err, ...rest } = facts;
    const why = err instanceof Error ? `: ${err.stack ?? err.message}` : '';
    process.stderr.write(`${message} ${JSON.stringify(rest)}${why}\n`);
  };
  const silent: Put = () => undefined;
  return { info: level === 'info' || level === 'debug' ? put : silent, warn: put, error: put };
}
