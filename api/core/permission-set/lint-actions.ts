// Judges one action of a permission set: is it an action that AWS has, does it go further than the set's access says.
// The catalogue (policy/actions.ts) judges what it knows, and a wildcard by everything it covers there; the name judges
// what AWS may add tomorrow. Nothing about resources or conditions: that is permission-set.ts.
// Least privilege: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
import type { AccessLevel } from '../policy/catalogue/access-level.js';
import { accessLevelOf, actionsMatching, catalogueDate, isKnownService } from '../policy/catalogue/actions.js';
import { dataReadingActions } from '../policy/catalogue/data-reading-actions.js';
import { escalatingActions } from '../policy/catalogue/escalating-actions.js';
import { firstOverlap } from '../policy/catalogue/overlap.js';
import { looksReading } from '../policy/catalogue/reading-verbs.js';
import { effectOf, type PermissionSet, type PermissionSetIssue, type PermissionStatement } from './permission-set.js';

// AWS has one or two names with a hyphen (vpc-lattice).
const actionForm = /^[a-z0-9][a-z0-9-]*:[A-Za-z0-9*?-]+$/;

type Fault = Omit<PermissionSetIssue, 'path'>;

/** What is wrong with the action at a place of a statement; empty when nothing is. */
export function actionFaults(access: PermissionSet['access'], statement: PermissionStatement, at: number): Fault[] {
  const action = statement.actions[at]!;
  if (action !== '*' && !actionForm.test(action))
    return [
      {
        message: `"${action}" is not an action: write service:Action, the service in lower case and without wildcards`,
      },
    ];
  const known = actionsMatching(action);
  const faults: Fault[] = [];
  if (statement.actions.findIndex(each => each.toLowerCase() === action.toLowerCase()) !== at)
    faults.push({ message: `"${action}" is in this statement already` });
  // What guards against granting too much has nothing to say of what is refused.
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
    faults.push({ message: `"${action}" is a wildcard: name the actions, or state a wildcardReason` });
  const listed = firstOverlap(action, escalatingActions);
  const escalating = listed ?? known.find(each => accessLevelOf(each) === 'permissions');
  if (escalating) {
    const message = `"${action}" allows ${escalating}, which leads to more rights than this set describes`;
    faults.push({ message, ...(!listed && { byCatalogue: true }) });
  }
  const data = access === 'metadata' ? firstOverlap(action, dataReadingActions) : undefined;
  if (data)
    faults.push({ message: `"${action}" allows ${data}, which reads data contents; the set's access is "metadata"` });
  return [...faults, ...writingFaults(access, action, known)];
}

const writingLevels: Partial<Record<AccessLevel, string>> = { write: 'Write', tagging: 'Tagging' };

function writingFaults(access: PermissionSet['access'], action: string, known: string[]): Fault[] {
  if (access === 'write') return [];
  for (const each of known) {
    const level = writingLevels[accessLevelOf(each)!];
    if (level) {
      const message = `"${action}" allows ${each}, which AWS counts as "${level}"; the set's access is "${access}"`;
      return [{ message, byCatalogue: true }];
    }
  }
  // AWS counts as "Read" also what exports, or asks a model: more than settings and figures, so there both must agree.
  const always = access === 'metadata' || /[*?]/.test(action);
  if (!(always || known.length === 0) || looksReading(action)) return [];
  const message = `"${action}" looks like more than reading (judged by its name); the set's access is "${access}"`;
  return [{ message, ...(!always && { byCatalogue: true }) }];
}

function unknownMessage(action: string): string {
  const [service = '', name = ''] = action.split(':');
  const what = !isKnownService(service)
    ? `there is no service prefix "${service}"`
    : `"${action}" ${/[*?]/.test(action) ? 'covers no action that is known' : 'is not a known action'}`;
  const meant = likely(service, name);
  const hint = meant.length > 0 ? `; did you mean ${meant.join(' or ')}?` : '.';
  return `${what} in AWS's reference of ${catalogueDate}${hint} If AWS added it later, state an unknownActionsReason`;
}

/** Up to three known actions that may have been meant: of this name in other services, or of nearly this name here. */
function likely(service: string, name: string): string[] {
  if (/[*?]/.test(name)) return [];
  const elsewhere = actionsMatching(`*:${name}`);
  const some = elsewhere.length > 0 && elsewhere.length <= 3;
  return some ? elsewhere : nearest(`${service}:${name}`, actionsMatching(`${service}:*`));
}

/** The up to three candidates that are fewest changes of a letter away, and not too many. */
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

/** How many letters have to be added, removed or replaced to make `b` of `a` (the Levenshtein distance). */
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
