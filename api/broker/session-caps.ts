// Session caps and verdicts on session policies, computed once and kept in memory, bounded. A cap depends on the
// announced text alone, which all connections with one version of a permission set share.
import { LRUCache } from 'lru-cache';
import { capForms, type SessionCap, sessionCapOf } from '../core/permission-set/session-cap.js';
import { cappedGrantsOf } from '../core/role/announced.js';
import { type OwnPolicyVerdict, ownPolicyVerdict } from '../core/session/own-policy.js';
import { digest } from '../core/values/canonical.js';
import { minuteMs } from '../core/values/time.js';
import type { Clock } from '../ports/runtime.js';
import type { SessionCaps } from '../ports/sessions.js';

/** Versions of permission sets in use. */
const textsAtMost = 200;
const verdictsAtMost = 1000;
const tooLargeAtMost = 10_000;
/** Afterwards a cap that was too large is tried again: what AWS packs it with may have changed. */
const tooLargeMs = 60 * minuteMs;

export function makeSessionCaps({ clock }: { clock: Pick<Clock, 'now'> }): SessionCaps {
  const caps = new LRUCache<string, readonly SessionCap[]>({ max: textsAtMost });
  const verdicts = new LRUCache<string, OwnPolicyVerdict>({ max: verdictsAtMost });
  const tooLarge = new LRUCache<string, number>({ max: tooLargeAtMost });
  const now = () => clock.now().getTime();
  const keyOf = (roleArn: string, cap: SessionCap) => `${roleArn} ${cap.form} ${digest([cap.policy, cap.policyArns])}`;
  return {
    of(spec) {
      if (spec.uncappedReason) return [];
      const announced = cappedGrantsOf(spec);
      const text = JSON.stringify(announced);
      const known = caps.get(text) ?? capForms.flatMap(form => sessionCapOf(announced, form) ?? []);
      caps.set(text, known);
      if (tooLarge.size === 0) return known;
      return known.filter(cap => (tooLarge.get(keyOf(spec.arn, cap)) ?? 0) <= now());
    },
    wasTooLarge(roleArn, cap) {
      tooLarge.set(keyOf(roleArn, cap), now() + tooLargeMs);
    },
    verdictOn(spec, policy) {
      const key = digest([spec.arn, spec.inlinePolicies, spec.managedPolicies, spec.stackPolicies, policy]);
      const verdict = verdicts.get(key) ?? ownPolicyVerdict(spec, policy);
      verdicts.set(key, verdict);
      return verdict;
    },
  };
}
