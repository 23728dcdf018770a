// Import before tap. tap follows every promise with an async hook, to assign a stray error to a test; that takes a
// fifth of a run. Without the hook a stray error ends the process, which also fails its batch.
import hooks from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';

const { createHook } = hooks;

/** For the one hook that tap creates when it is loaded. */
hooks.createHook = () => {
  hooks.createHook = createHook;
  syncBuiltinESMExports();
  const idle = { enable: () => idle, disable: () => idle };
  return idle;
};
syncBuiltinESMExports();
