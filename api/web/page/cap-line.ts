// What limits the sessions of a connection, in one sentence.
import type { RoleSpec } from '../../core/role/role-spec.js';
import type { Ports } from '../../ports/ports.js';
import type { Speaker } from './check-view.js';

export function capLine({ sessionCaps }: Pick<Ports, 'sessionCaps'>, spec: RoleSpec, speaker: Speaker): string {
  const reason = spec.uncappedReason?.[speaker.language];
  if (reason) return `${speaker.say('cap.none')} ${reason}`;
  const form = sessionCaps.of(spec)[0]?.form ?? 'none';
  const isFollowing = spec.managedPolicies && form !== 'none';
  return [speaker.say(`cap.${form}`), ...(isFollowing ? [speaker.say('cap.managed')] : [])].join(' ');
}
