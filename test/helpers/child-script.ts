// Starts a module as a process of its own: the script that runs the `run` of test/<first argument> with the other
// arguments. `npm test` sets a script that runs a bundle, which loads in a third of the time.
import { fileURLToPath } from 'node:url';

export const childScript =
  process.env.DRAWBRIDGE_CHILD_SCRIPT ?? fileURLToPath(new URL('./run-child.js', import.meta.url));
