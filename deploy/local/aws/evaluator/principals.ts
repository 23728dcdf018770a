// The Principal of trust policies: whether it names a caller, and how it is saved and shown.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
import { type InPartition, parseArn, rootArn } from '../names.js';
import { AwsError } from '../protocol/wire.js';

/** The parts of a caller that a Principal element can name. */
export interface Principal {
  accountId: string;
  /** The caller's own ARN: a user's or a session's (`arn:aws:sts::…:assumed-role/…`). */
  arn: string;
  /** The unique ID of the user or role; trust policies are saved by it. */
  uniqueId: string;
  isSession: boolean;
  /** `Service:ec2.amazonaws.com`, `Federated:…`, or a bare unique ID, for a caller that is known by nothing else. */
  named?: string;
}

/** How closely a statement names the caller; inside one account this decides which limits apply. */
export type Closeness = 'none' | 'account' | 'anyone' | 'role' | 'user' | 'session';

const ORDER: readonly Closeness[] = ['none', 'account', 'anyone', 'role', 'user', 'session'];

export function closer(a: Closeness, b: Closeness): Closeness {
  return ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b;
}

function listed(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter(item => typeof item === 'string');
}

/** An account's root user stands for the account; a caller is of one partition. */
function isRoot(entry: string, { arn, accountId }: Principal): boolean {
  const of = parseArn(entry);
  const isSame = of?.partition === (parseArn(arn)?.partition ?? of?.partition);
  return of?.service === 'iam' && of.resource === 'root' && of.accountId === accountId && isSame;
}

/** One entry of `AWS` in its *saved* form: unique IDs in place of role and user ARNs. */
function entryNames(entry: string, principal: Principal): Closeness {
  if (entry === '*') return 'anyone';
  if (entry === principal.accountId || isRoot(entry, principal)) return 'account';
  if (entry === principal.uniqueId) return principal.isSession ? 'role' : 'user';
  if (principal.isSession && entry === principal.arn) return 'session';
  return 'none';
}

export function principalNames(element: unknown, principal: Principal): Closeness {
  if (element === '*') return 'anyone';
  if (typeof element !== 'object' || element === null) return 'none';
  for (const [kind, value] of Object.entries(element)) {
    const names = listed(value).map(name => (kind === 'AWS' ? name : `${kind}:${name}`));
    if (principal.named !== undefined && names.includes(principal.named)) return 'role';
  }
  const entries = listed((element as Record<string, unknown>).AWS);
  return entries.map(entry => entryNames(entry, principal)).reduce(closer, 'none');
}

/** The existing principals that this server knows: look-ups in both directions. */
export interface Directory extends InPartition {
  uniqueIdOf(arn: string): string | undefined;
  arnOf(uniqueId: string): string | undefined;
}

function invalid(kind: string, entry: string): AwsError {
  return new AwsError('MalformedPolicyDocument', `Invalid principal in policy: "${kind}":"${entry}"`);
}

function savedEntry(entry: string, directory: Directory): string {
  if (entry === '*') return entry;
  if (/^\d{12}$/.test(entry)) return rootArn(directory, entry);
  if (/^A[RI][OD]A[A-Z2-7]{17}$/.test(entry)) {
    if (directory.arnOf(entry)) return entry;
    throw invalid('AWS', entry);
  }
  const arn = parseArn(entry);
  if (!arn || arn.partition !== directory.partition || !/^\d{12}$/.test(arn.accountId)) throw invalid('AWS', entry);
  if (arn.service === 'iam' && arn.resource === 'root') return entry;
  if (arn.service === 'iam') {
    const uniqueId = directory.uniqueIdOf(entry);
    if (!uniqueId) throw invalid('AWS', entry);
    return uniqueId;
  }
  if (arn.service === 'sts' && /^assumed-role\/[^/*]+\/[^/*]+$/.test(arn.resource)) return entry;
  throw invalid('AWS', entry);
}

/** The saved form: a role or user ARN becomes its unique ID, an account number its root ARN, a list of one a string. */
export function savedPrincipal(element: unknown, directory: Directory): unknown {
  if (element === '*') return element;
  const saved: Record<string, unknown> = {};
  for (const [kind, value] of Object.entries(element as Record<string, unknown>)) {
    const entries = listed(value).map(entry => (kind === 'AWS' ? savedEntry(entry, directory) : entry));
    saved[kind] = entries.length === 1 ? entries[0] : entries;
  }
  return saved;
}

/** The shown form: the ARN while that principal exists, the bare unique ID after it was deleted. */
export function shownPrincipal(element: unknown, directory: Directory): unknown {
  if (typeof element !== 'object' || element === null) return element;
  const shown: Record<string, unknown> = {};
  for (const [kind, value] of Object.entries(element as Record<string, unknown>)) {
    const entries = listed(value).map(entry => directory.arnOf(entry) ?? entry);
    shown[kind] = entries.length === 1 ? entries[0] : entries;
  }
  return shown;
}
