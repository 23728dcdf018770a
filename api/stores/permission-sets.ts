// Reads permission sets from folders once, and refuses what core's linter refuses. A bad file stops the start; one
// error lists every issue of every file. Issues that only the catalogue of AWS actions finds are kept as doubts: they
// matter only for a version that is not published yet, which is not known here. It does not watch the folders.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lintPermissionSet } from '../core/permission-set/lint.js';
import { parsePermissionSet } from '../core/permission-set/parse.js';
import type { PermissionSet, PermissionSetIssue } from '../core/permission-set/permission-set.js';
import { digest } from '../core/values/canonical.js';
import { compareSemVer } from '../core/values/semver.js';
import type { PermissionSets } from '../ports/permission-sets.js';

/** An issue of a permission set file: the file, the place in it (a JSON pointer) and the reason. */
export interface PermissionFileIssue {
  file: string;
  path: string;
  message: string;
}

export interface PermissionSetFiles extends PermissionSets {
  /** The file that a set was read from, for error messages. */
  fileOf(set: PermissionSet): string | undefined;
}

/** All issues of all files. */
export class PermissionSetsError extends Error {
  constructor(readonly issues: PermissionFileIssue[]) {
    const lines = issues.map(({ file, path, message }) => `  - ${file}${path && ` ${path}`}: ${message}`);
    super(`The permission sets have ${issues.length} problem(s):\n${lines.join('\n')}`);
  }
}

/**
 * Reads every `*.json` in `folders`. A set may occur twice; one id and version with two contents is refused.
 * `partitions`: where the roles will be. A set need not fit each of them.
 */
export function readPermissionSets(folders: readonly string[], partitions: readonly string[] = []): PermissionSetFiles {
  const issues: PermissionFileIssue[] = [];
  const found = new Map<string, Found>();
  for (const file of folders.flatMap(folder => filesOf(folder, issues))) {
    const one = readOne(file, partitions, issues);
    if (!one) continue;
    const { set } = one;
    const key = `${set.id} ${set.version}`;
    const other = found.get(key);
    if (other && digest(other.set) !== digest(set))
      issues.push({ file, path: '/version', message: `${key} has different content in ${other.file}` });
    if (!other) found.set(key, one);
  }
  if (issues.length > 0) throw new PermissionSetsError(issues);
  return permissionSetsOf([...found.values()]);
}

interface Found {
  file: string;
  set: PermissionSet;
  doubts: PermissionSetIssue[];
}

/** Sorted by id, then newest version first. */
function permissionSetsOf(found: Found[]): PermissionSetFiles {
  const sets = found.map(each => each.set);
  const foundAs = ({ id, version }: PermissionSet) => found.find(({ set }) => set.id === id && set.version === version);
  const sorted = sets.toSorted((a, b) => (a.id === b.id ? compareSemVer(b.version, a.version) : a.id < b.id ? -1 : 1));
  return {
    list: () => [...sorted],
    get: (id, version) => sorted.find(set => set.id === id && (version === undefined || set.version === version)),
    doubtsOf: set => foundAs(set)?.doubts ?? [],
    fileOf: set => foundAs(set)?.file,
  };
}

function filesOf(folder: string, issues: PermissionFileIssue[]): string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.json'))
      .sort()
      .map(name => join(folder, name));
  } catch (cause) {
    issues.push({ file: folder, path: '', message: `cannot be read (${(cause as NodeJS.ErrnoException).code})` });
    return [];
  }
}

function readOne(file: string, partitions: readonly string[], issues: PermissionFileIssue[]): Found | undefined {
  const json = jsonOf(file, issues);
  if (json === undefined) return undefined;
  const parsed = parsePermissionSet(json);
  const problems = 'issues' in parsed ? parsed.issues : leastIssues(parsed.set, partitions);
  if ('set' in parsed && problems.every(each => each.byCatalogue)) return { file, set: parsed.set, doubts: problems };
  issues.push(...problems.map(({ path, message }) => ({ file, path, message })));
  return undefined;
}

/** Those of the partition that the set fits best. */
function leastIssues(set: PermissionSet, partitions: readonly string[]): PermissionSetIssue[] {
  const [first = [], ...rest] = (partitions.length > 0 ? partitions : [undefined]).map(each =>
    lintPermissionSet(set, each),
  );
  return rest.reduce((least, each) => (each.length < least.length ? each : least), first);
}

function jsonOf(file: string, issues: PermissionFileIssue[]): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    issues.push({
      file,
      path: '',
      message: code ? `cannot be read (${code})` : `is not JSON: ${(cause as Error).message}`,
    });
    return undefined;
  }
}
