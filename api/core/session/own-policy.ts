// Whether a request's own session policy stays within what was announced. Then it may take the place of the cap. Pure.
import { cellOf } from '../drift/witnesses.js';
import { compareIdentity } from '../policy/compare/compare.js';
import { normalPolicy, type PolicyDocument } from '../policy/document/document.js';
import { announcedPolicies } from '../role/announced.js';
import type { RoleSpec } from '../role/role-spec.js';

/** Undecided is not inside. */
export type OwnPolicyVerdict = { isInside: true } | { isInside: false; path: string; message: string };

/** Some hundredths of a second: the caller waits for the comparison, and it blocks all other requests. */
const stepsAtMost = 100_000;

/** `policy`: as `parseDocument` accepts it. */
export function ownPolicyVerdict(spec: RoleSpec, policy: PolicyDocument): OwnPolicyVerdict {
  const requested = [{ name: 'session policy', policy: normalPolicy(policy) }];
  const { wider, undecided } = compareIdentity(
    { identity: announcedPolicies(spec) },
    { identity: requested },
    { ...cellOf(spec), steps: stepsAtMost, onlyWider: true },
  );
  const isList = Array.isArray(policy.Statement);
  const pathOf = (at: number) => `/sessionPolicy/Statement${isList ? `/${at}` : ''}`;
  const [beyond] = wider;
  if (beyond) {
    const { action, resource } = beyond.witness.request;
    const message = `allows ${action} on ${resource}, which was not announced`;
    return { isInside: false, path: pathOf(beyond.by.at), message };
  }
  const [open] = undecided;
  if (!open) return { isInside: true };
  const message = 'may allow more than was announced: the comparison could not decide';
  return { isInside: false, path: pathOf(open.by.at), message };
}
