// To be imported before tap. tap follows every promise with an async hook, to tell which test a stray error belongs to; that
// costs a fifth of a run. Without the hook a stray error ends the process instead, which fails its batch as well.
import hooks from 'node:async_hooks';
import { syncBuiltinESMExports } from 'node:module';

const { createHook } = hooks;

/** For the one hook that tap makes when it is loaded. */
hooks.createHook = () => {
  hooks.createHook = createHook;
  syncBuiltinESMExports();
  const idle = { enable: () => idle, disable: () => idle };
  return idle;
};
syncBuiltinESMExports();
