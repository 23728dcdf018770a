// Checks one action of a permission set: does AWS have it, and does it fit the access that the set declares?
// The catalogue (policy/catalogue/actions.ts) judges known actions, and a wildcard by every known action that it
// covers. The name judges actions that AWS may add later. Resources and conditions are checked in lint.ts.
// Least privilege: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
import type { AccessLevel } from '../policy/catalogue/access-level.js';
import { accessLevelOf, actionsMatching, catalogueDate, isKnownService } from '../policy/catalogue/actions.js';
import { dataReadingActions, readsCountedAsWrite } from '../policy/catalogue/data-reading-actions.js';
import { firstOverlap } from '../policy/catalogue/overlap.js';
import { looksReading } from '../policy/catalogue/reading-verbs.js';
import { effectOf, type PermissionSet, type PermissionSetIssue, type PermissionStatement } from './permission-set.js';
import { countedAs, countedOtherwise, hasWildcard, type Risk, readsByName, riskOf } from './risk/reasons.js';

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
  if (hasWildcard(action) && !statement.wildcardReason)
    faults.push({
      message: `"${action}" is a wildcard: list the actions, or give a wildcardReason that answers: ${whyWildcard}`,
    });
  faults.push(...riskFaults(access, statement, action, riskOf(statement, action, known)));
  const data = access === 'metadata' ? firstOverlap(action, dataReadingActions) : undefined;
  if (data)
    faults.push({ message: `"${action}" allows ${data}, which reads customer data; the set's access is "metadata"` });
  return [...faults, ...countedFaults(access, statement, action, known), ...writingFaults(access, action, known)];
}

const whyWildcard = 'why they cannot be listed';

function riskFaults(
  access: PermissionSet['access'],
  { riskReason }: PermissionStatement,
  action: string,
  risk: Risk,
): Fault[] {
  if (risk.kind === 'none') return [];
  const start = `"${action}" allows ${risk.allows}, which can lead to more permissions than this set describes`;
  if (risk.kind === 'never') {
    const advice = risk.isExcusable ? 'Write the action out in full' : 'No reason can excuse it';
    return [{ message: `${start}. ${advice}`, ...(risk.byCatalogue && { byCatalogue: true }) }];
  }
  const { row, scopeFaults } = risk;
  const lacks = [
    ...(access === 'write' ? [] : [`the set's access must be "write", not "${access}"`]),
    ...scopeFaults,
    ...(riskReason ? [] : [`it needs a riskReason that answers: ${row.asks}`]),
  ];
  return lacks.length === 0 ? [] : [{ message: `${start}: ${lacks.join('; ')}` }];
}

/** Reading actions that AWS counts as more: a reason is enough, because the name says that they read. */
function countedFaults(
  access: PermissionSet['access'],
  { excessReason }: PermissionStatement,
  action: string,
  known: string[],
): Fault[] {
  const counted = countedOtherwise(access, known);
  if (counted.length === 0 || excessReason) return [];
  const first = counted[0]!;
  const more = counted.length > 1 ? ` and ${counted.length - 1} more such actions` : '';
  const message =
    `"${action}" allows ${first}${more}, which AWS classifies as "${countedAs(first)}", although the name reads. ` +
    'If it only reads, give an excessReason that answers: what it shows, and why that is accepted';
  return [{ message, byCatalogue: true }];
}

const writingLevels: Partial<Record<AccessLevel, string>> = { write: 'Write', tagging: 'Tagging' };

function writingFaults(access: PermissionSet['access'], action: string, known: string[]): Fault[] {
  if (access === 'write') return [];
  for (const each of known) {
    const level = readsCountedAsWrite.includes(each) ? undefined : writingLevels[accessLevelOf(each)!];
    // A reading name is accepted with a reason; see countedFaults.
    if (level && !readsByName(each)) {
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
