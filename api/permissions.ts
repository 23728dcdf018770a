// `main.js permissions`: makes a draft permission set from a policy document or a CloudFormation template, and checks
// the files of permission sets. It needs no configuration, and it calls nothing.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { type Draft, draftOf } from './core/permission-set/draft/draft.js';
import type { ImportNote } from './core/permission-set/draft/notes.js';
import { lintPermissionSet } from './core/permission-set/lint.js';
import { capIssue } from './core/permission-set/lint-cap.js';
import { parsePermissionSet } from './core/permission-set/parse.js';
import type { PermissionSetIssue } from './core/permission-set/permission-set.js';
import { hidden } from './core/values/characters.js';
import { parsedFile } from './template-file.js';

export const permissionsUsage = `node dist/api/main.js permissions import <file> [--out <new file>]
                                     prints a draft permission set from a policy document (JSON) or a CloudFormation
                                     template (JSON, YAML); exits with 1 if something was left out
node dist/api/main.js permissions lint <file>...
                                     checks files of permission sets; exits with 1 if one would be refused
`;

export interface Output {
  out(text: string): void;
  note(text: string): void;
}

/** The exit code. */
export function permissionsCommand(args: readonly string[], output: Output): number {
  const [command, ...rest] = args;
  const files = rest.filter((each, at) => each !== '--out' && rest[at - 1] !== '--out');
  const target = rest.includes('--out') ? rest[rest.indexOf('--out') + 1] : undefined;
  const isOption = files.some(each => each.startsWith('-'));
  const [file] = files;
  if (command === 'import' && files.length === 1 && file && !isOption && !(rest.includes('--out') && !target))
    return importFile(file, target, output);
  if (command === 'lint' && files.length > 0 && !isOption && !rest.includes('--out'))
    return Math.max(...files.map(each => lintFile(each, output)));
  output.note(permissionsUsage);
  return 1;
}

const unseen = new RegExp(`[${hidden}]`, 'gu');
/** What a file says must not move the cursor of a terminal. */
const shown = (text: string) => text.replace(unseen, '\ufffd');

function line({ place, message }: ImportNote): string {
  return `  ${shown(`${place || '/'}: ${message}`)}\n`;
}

function readFile(file: string, { note }: Output): { json: unknown } | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    note(`${shown(file)} cannot be read (${(error as NodeJS.ErrnoException).code})\n`);
    return undefined;
  }
  const parsed = parsedFile(text);
  if ('json' in parsed) return parsed;
  note(`${shown(`${file} ${parsed.why}`)}\n`);
  return undefined;
}

function importFile(file: string, target: string | undefined, output: Output): number {
  const read = readFile(file, output);
  if (!read) return 1;
  const { set, notes }: Draft = draftOf(read.json, basename(file, extname(file)));
  const section = (title: string, list: readonly ImportNote[]) => {
    if (list.length > 0) output.note(`${title}\n${list.map(line).join('')}`);
  };
  section(`Left out of the draft (places of ${shown(file)}):`, notes.refused);
  if (!set) {
    output.note('Nothing could be imported.\n');
    return 1;
  }
  section('To decide:', notes.hints);
  section('To change, whatever the reasons will say (places of the draft):', beyondReasons(set));
  output.note('Write every sentence that begins with "DRAFT:". The linter refuses the draft until then.\n');
  const text = `${JSON.stringify(set, undefined, 2)}\n`;
  if (target === undefined) output.out(text);
  else if (!writeNew(target, text, output)) return 1;
  return notes.refused.length > 0 ? 1 : 0;
}

/** The linter's issues that remain once the sentences are written. */
function beyondReasons(set: unknown): ImportNote[] {
  const written = JSON.parse(JSON.stringify(set).replaceAll('"DRAFT: ', '"')) as unknown;
  return issuesOf(written).map(({ path, message }) => ({ place: path, message }));
}

function writeNew(file: string, text: string, { note }: Output): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    note(`Written to ${shown(file)}.\n`);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    note(`${shown(file)} ${code === 'EEXIST' ? 'exists and was not changed' : `cannot be written (${code})`}\n`);
    return false;
  }
}

function issuesOf(json: unknown): PermissionSetIssue[] {
  const parsed = parsePermissionSet(json);
  return 'issues' in parsed ? parsed.issues : lintPermissionSet(parsed.set);
}

function lintFile(file: string, output: Output): number {
  const read = readFile(file, output);
  if (!read) return 1;
  const issues = issuesOf(read.json);
  for (const { path, message } of issues) output.out(`${shown(`${file} ${path}: ${message}`)}\n`);
  if (issues.length > 0) return 1;
  const parsed = parsePermissionSet(read.json);
  const cap = 'set' in parsed && capIssue(parsed.set);
  const note = cap ? `. Note on ${cap.path}: ${cap.message}` : '';
  output.out(`${shown(`${file}: no issue${note}`)}\n`);
  return 0;
}
