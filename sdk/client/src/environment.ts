// The two environment variables that replace absent options. Nothing else in the client reads the environment.

/** Node's `process`. Browsers and some edge runtimes have none. */
declare const process: { env: Record<string, string | undefined> } | undefined;

/** The variables that the client reads. */
export type Variable = 'DRAWBRIDGE_KEY' | 'DRAWBRIDGE_URL';

/** Undefined when the variable is not set or empty. */
export function fromEnvironment(name: Variable): string | undefined {
  if (typeof process === 'undefined' || !process.env) return undefined;
  return process.env[name]?.trim() || undefined;
}
