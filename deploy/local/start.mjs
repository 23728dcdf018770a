// `npm start`: builds, then runs in the same process, so that a signal to npm reaches what it has started.
import '../build.mjs';

await import('../../dist/deploy/local/run.js');
