// Checks one action of a permission set: does AWS have it, and does it fit the access that the set declares?
// The catalogue (policy/catalogue/actions.ts) judges known actions, and a wildcard by every known action that it
// covers. The name judges actions that AWS may add later. Resources and conditions are checked in lint.ts.
// Least privilege: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
import type { AccessLevel } from '../policy/catalogue/access-level.js';
import { accessLevelOf, actionsMatching, catalogueDate, isKnownService } from '../policy/catalogue/actions.js';
import { dataReadingActions, readsCountedAsWrite } from '../policy/catalogue/data-reading-actions.js';
import { escalatingActions } from '../policy/catalogue/escalating-actions.js';
import { firstOverlap } from '../policy/catalogue/overlap.js';
import { looksReading } from '../policy/catalogue/reading-verbs.js';
import { effectOf, type PermissionSet, type PermissionSetIssue, type PermissionStatement } from './permission-set.js';

// A few service prefixes contain a hyphen (vpc-lattice).
const actionForm = /^[a-z0-9][a-z0-9-]*:[A-Za-z0-9*?-]+$/;

type Fault = Omit<PermissionSetIssue, 'path'>;

/** The faults of one action of a statement; empty when it is correct. */
export function actionFaults(access: PermissionSet['access'], statement: PermissionStatement, at: number): Fault[] {
  const action = statement.actions[at]!;
  if (action !== '*' && !actionForm.test(action))
    return [
      {
        message: `"${action}" is not an action: write service:Action, with the service in lower case and no wildcard`,
      },
    ];
  const known = actionsMatching(action);
  const faults: Fault[] = [];
  if (statement.actions.findIndex(each => each.toLowerCase() === action.toLowerCase()) !== at)
    faults.push({ message: `"${action}" is already in this statement` });
  // A Deny grants nothing, so the rules against granting too much do not apply to it.
  if (effectOf(statement) === 'Allow') faults.push(...grantFaults(access, statement, action, known));
  if (known.length === 0 && !statement.unknownActionsReason)
    faults.push({ message: unknownMessage(action), byCatalogue: true });
  return faults;
}

function grantFaults(
  access: PermissionSet['access'],
  statement: PermissionStatement,
  action: string,
  known: string[],
): Fault[] {
  const faults: Fault[] = [];
  if (/[*?]/.test(action) && !statement.wildcardReason)
    faults.push({ message: `"${action}" is a wildcard: list the actions, or give a wildcardReason` });
  const listed = firstOverlap(action, escalatingActions);
  const escalating = listed ?? known.find(each => accessLevelOf(each) === 'permissions');
  if (escalating) {
    const message = `"${action}" allows ${escalating}, which can lead to more permissions than this set describes`;
    faults.push({ message, ...(!listed && { byCatalogue: true }) });
  }
  const data = access === 'metadata' ? firstOverlap(action, dataReadingActions) : undefined;
  if (data)
    faults.push({ message: `"${action}" allows ${data}, which reads customer data; the set's access is "metadata"` });
  return [...faults, ...writingFaults(access, action, known)];
}

const writingLevels: Partial<Record<AccessLevel, string>> = { write: 'Write', tagging: 'Tagging' };

function writingFaults(access: PermissionSet['access'], action: string, known: string[]): Fault[] {
  if (access === 'write') return [];
  for (const each of known) {
    const level = readsCountedAsWrite.includes(each) ? undefined : writingLevels[accessLevelOf(each)!];
    if (level) {
      const message = `"${action}" allows ${each}, which AWS classifies as "${level}"; the set's access is "${access}"`;
      return [{ message, byCatalogue: true }];
    }
  }
  // AWS also classifies exports and model calls as "Read". For "metadata" and wildcards the name must look like reading
  // too.
  const always = access === 'metadata' || /[*?]/.test(action);
  if (!(always || known.length === 0) || looksReading(action)) return [];
  const message = `"${action}" does not look like a read action (by its name); the set's access is "${access}"`;
  return [{ message, ...(!always && { byCatalogue: true }) }];
}

function unknownMessage(action: string): string {
  const [service = '', name = ''] = action.split(':');
  const what = !isKnownService(service)
    ? `the service prefix "${service}" does not exist`
    : `"${action}" ${/[*?]/.test(action) ? 'matches no known action' : 'is not a known action'}`;
  const suggestions = likely(service, name);
  const hint = suggestions.length > 0 ? `; did you mean ${suggestions.join(' or ')}?` : '.';
  return `${what} in AWS's reference of ${catalogueDate}${hint} If AWS added it later, give an unknownActionsReason`;
}

/**
 * Up to three known actions that were probably meant: the same name in other services, or a similar name in this one.
 */
function likely(service: string, name: string): string[] {
  if (/[*?]/.test(name)) return [];
  const elsewhere = actionsMatching(`*:${name}`);
  const some = elsewhere.length > 0 && elsewhere.length <= 3;
  return some ? elsewhere : nearest(`${service}:${name}`, actionsMatching(`${service}:*`));
}

/** Up to three candidates with the smallest edit distance, within a limit that grows with the name. */
function nearest(text: string, candidates: string[]): string[] {
  const lower = text.toLowerCase();
  const most = Math.max(2, Math.floor((lower.length - lower.indexOf(':')) / 3));
  return candidates
    .map(candidate => ({ candidate, changes: changesBetween(lower, candidate.toLowerCase()) }))
    .filter(({ changes }) => changes <= most)
    .sort((a, b) => a.changes - b.changes)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** The Levenshtein distance: how many letters to add, remove or replace to turn `a` into `b`. */
function changesBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const before = row;
    row = [i];
    for (let j = 1; j <= b.length; j += 1)
      row.push(Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
  }
  return row[b.length]!;
}
