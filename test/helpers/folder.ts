// A folder of a test that is removed last. tap removes a `testdir` before what the test tears down, unless the test had
// something to tear down already: processes would still write into the folder.
import type { Test } from 'tap';

export function testFolder(t: Pick<Test, 'teardown' | 'testdir'>, content?: Parameters<Test['testdir']>[0]): string {
  t.teardown(() => {});
  return t.testdir(content);
}
