// Files of the repository as text, for tests that scan them. A scan that finds too few files fails.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SourceText {
  path: string;
  text: string;
}

/** Every file below `folder` with this ending. Throws if there are fewer than `atLeast`: the scan has gone silent. */
export function textsIn(folder: string, ending: string, atLeast: number): SourceText[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(each => each.endsWith(ending));
  if (paths.length < atLeast) throw new Error(`${folder} has ${paths.length} files ${ending}, not ${atLeast}`);
  return paths.map(each => join(folder, each)).map(path => ({ path, text: readFileSync(path, 'utf8') }));
}
