// What may limit the session of a credential request: its own session policy, or the caps of what was announced, the
// narrowest first. Refuses a session policy that may allow more, and a request that nothing would limit at a bad time.
import type { Connection } from '../../core/connection/connection.js';
import { liveRoleSpec } from '../../core/connection/launches.js';
import { type SessionPolicyWarning, sessionPolicyWarnings } from '../../core/drift/session-policy.js';
import type { CapForm } from '../../core/permission-set/session-cap.js';
import type { PolicyDocument } from '../../core/policy/document/document.js';
import { isHeldUncapped } from '../../core/session/capped.js';
import { fail, type KitError } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';

/** How one call is limited. */
export type Limit =
  | { cap: CapForm; policy?: PolicyDocument; policyArns?: readonly string[] }
  | { cap: 'session_policy'; policy: PolicyDocument }
  | { cap: 'none'; policy: PolicyDocument | undefined };

type Needs = Pick<Ports, 'sessionCaps' | 'vendor'>;

/** Throws when the session policy may allow more than was announced, or nothing may be issued without a cap now. */
export function limitsToTry(ports: Needs, connection: Connection, own: PolicyDocument | undefined): Limit[] {
  const spec = liveRoleSpec(connection);
  const isHeld = isHeldUncapped(connection, ports.sessionCaps.of(spec), ports.vendor.whenWidened);
  if (isHeld) throw heldAsWidened();
  if (!own) {
    const caps = ports.sessionCaps.of(spec).map(({ form, ...rest }): Limit => ({ cap: form, ...rest }));
    // Should AWS find every cap too large.
    const mayGoWithout = !isHeldUncapped(connection, [], ports.vendor.whenWidened);
    return mayGoWithout ? [...caps, { cap: 'none', policy: undefined }] : caps;
  }
  const verdict = ports.sessionCaps.verdictOn(spec, own);
  if (verdict.isInside) return [{ cap: 'session_policy', policy: own }];
  if (spec.uncappedReason) return [{ cap: 'none', policy: own }];
  const { path, message } = verdict;
  throw fail('session_policy_not_announced', { errors: [{ path, message }] });
}

/** Only where a session policy may name what was not announced. */
export function warningsOf(connection: Connection, own: PolicyDocument | undefined): SessionPolicyWarning[] {
  const spec = liveRoleSpec(connection);
  return own && spec.uncappedReason ? sessionPolicyWarnings(spec, own) : [];
}

export const widenedText =
  'No session policy limits its sessions, and the role may allow more than was announced. See its findings.';

export function heldAsWidened(): KitError {
  return fail('not_issuing', { detail: widenedText, members: { why: 'hold_widened' } });
}
