// Files of the repository as text, for tests that scan them. A scan that finds too few files fails.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

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

export interface SourceFile extends SourceText {
  /** Files of the repository, or package names. */
  imports: { from: string; typeOnly: boolean }[];
}

/** Every TypeScript source below `folder`, with what it imports. Throws as `textsIn` does. */
export function sourcesIn(folder: string, atLeast: number): SourceFile[] {
  return textsIn(folder, '.ts', atLeast)
    .filter(({ path }) => !/\.d\.ts$|node_modules|\/dist\//.test(path))
    .map(each => ({ ...each, imports: importsOf(each) }));
}

function importsOf({ path, text }: SourceText): SourceFile['imports'] {
  const found = [...text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)';/gms)];
  const dynamic = [...text.matchAll(/\bimport\('([^']+)'\)/g)].map(match => ({ from: match[1]!, typeOnly: false }));
  return [...found.map(match => ({ from: match[2]!, typeOnly: match[1] !== undefined })), ...dynamic].map(each => ({
    ...each,
    from: each.from.startsWith('.') ? normalize(join(dirname(path), each.from)).replace(/\.js$/, '.ts') : each.from,
  }));
}
