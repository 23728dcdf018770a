// Which callers a Principal element names.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
import type { Listed } from './document.js';

/** The caller of a request: an AWS principal, or a service, federated provider or canonical user by name. */
export type Caller =
  | {
      type: 'AWS';
      /** The role or user: `arn:aws:iam::…`. For a role's session it is the role's ARN. */
      arn: string;
      accountId: string;
      /** AROA… or AIDA…, if known: IAM shows it in place of the ARN once the principal is deleted. */
      uniqueId?: string;
      /** `arn:aws:sts::…:assumed-role/…`, for a session that the policy names. */
      sessionArn?: string;
    }
  | { type: 'Service' | 'Federated' | 'CanonicalUser'; name: string };

/** Whether one of the entries (in normal form) names the caller. The function that calls it handles `isNot`. */
export function namesCaller(listed: Listed<string>, caller: Caller): boolean {
  return listed.items.some(entry => entryNames(entry, caller));
}

export function entryNames(entry: string, caller: Caller): boolean {
  if (entry === '*') return true;
  if (caller.type !== 'AWS') return entry === `${caller.type}:${caller.name}`;
  if (!entry.startsWith('AWS:')) return false;
  const named = entry.slice('AWS:'.length);
  return (
    named === caller.arn ||
    named === caller.uniqueId ||
    named === caller.sessionArn ||
    accountOfRoot(named) === caller.accountId
  );
}

/** The account of `arn:…:iam::123456789012:root`. */
export function accountOfRoot(arn: string): string | undefined {
  return /^arn:[^:]+:iam::(\d{12}):root$/.exec(arn)?.[1];
}

/** The account and the resource part of an IAM or STS ARN. */
export function partsOfArn(arn: string): { partition: string; accountId: string; resource: string } | undefined {
  const match = /^arn:([^:]+):(?:iam|sts)::(\d{12}):(.+)$/.exec(arn);
  return match ? { partition: match[1]!, accountId: match[2]!, resource: match[3]! } : undefined;
}

/** AROA… or AIDA…: the unique ID of a role or user. */
export function isUniqueId(name: string): boolean {
  return /^A[RI][OD]A[A-Z0-9]+$/.test(name);
}

/** The parts of `arn:aws:sts::123456789012:assumed-role/ROLE/SESSION`. */
export function sessionOf(
  arn: string,
): { partition: string; accountId: string; role: string; session: string } | undefined {
  const match = /^arn:([a-z-]+):sts::(\d{12}):assumed-role\/([\w+=,.@-]+)\/([\w+=,.@-]{2,64})$/.exec(arn);
  return match ? { partition: match[1]!, accountId: match[2]!, role: match[3]!, session: match[4]! } : undefined;
}
