// A test's folder, removed after the test's other teardowns. tap removes a `testdir` first unless a teardown exists
// already: processes would still write to it.
import type { Test } from 'tap';

export function testFolder(t: Pick<Test, 'teardown' | 'testdir'>, content?: Parameters<Test['testdir']>[0]): string {
  t.teardown(() => {});
  return t.testdir(content);
}
