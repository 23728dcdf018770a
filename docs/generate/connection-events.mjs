// What can happen to a connection, in the words of its page and as events of the state machine.
import { sideOf } from '../../dist/api/core/access/caller.js';
import { isEndingSoon, overOf } from '../../dist/api/core/connection/acceptance.js';
import { isLegacyDue } from '../../dist/api/core/connection/legacy-access.js';
import { drillResult } from '../../dist/api/core/connection/machine/drill.js';
import { findingId } from '../../dist/api/core/finding/acceptable.js';
import { sampleConnection, sampleSpec } from '../../dist/test/helpers/samples.js';

export const start = new Date('2026-11-25T00:00:00.000Z');
const dayMs = 24 * 60 * 60 * 1000;
const aWeekLater = new Date(start.getTime() + 8 * dayMs);
const later = new Date(start.getTime() + dayMs);
const almost = new Date(later.getTime() - 1);
const newId = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const witness = {
  principal: 'x',
  action: 's3:GetObject',
  resource: '*',
  context: {},
  spec: 'refused',
  live: 'allowed',
};
const high = { code: 'permissions_widened', severity: 'high', facts: {}, witness };
const critical = { code: 'external_id_missing', severity: 'critical', facts: {} };
const seen = { launch: 1, roleUniqueId: 'AROAEXAMPLEEXAMPLE000' };
const deviation = { digest: 'd'.repeat(64), checkId: 'chk_example000000000' };
const admitted = findings => ({
  outcome: 'admitted',
  ...seen,
  findings,
  ...(findings.includes(high) && { deviation }),
});
const unsafe = { outcome: 'unsafe', ...seen, findings: [critical] };
const refused = { outcome: 'refused', findings: [{ code: 'access_refused', severity: 'critical', facts: {} }] };
const upgrade = {
  permissionSet: { id: 'sample-read', version: '2.0.0' },
  startedAt: start.toISOString(),
  roleSpec: { ...sampleSpec, permissionSet: { id: 'sample-read', version: '2.0.0' } },
};
const pending = { value: newId, startedAt: start.toISOString(), deadline: later.toISOString() };

const older = {
  id: 'leg_example000000000',
  kind: 'role',
  arn: 'arn:aws:iam::210987654321:role/acme',
  recordedAt: start.toISOString(),
};
const acceptance = {
  id: 'acc_example000000000',
  code: high.code,
  finding: findingId(high),
  ...deviation,
  reason: 'Known',
  by: 'tenant',
  who: { kind: 'manage', id: 'lnk_example000000000' },
  acceptedAt: start.toISOString(),
  endsAt: later.toISOString(),
};
const overNow = ({ accepted = [] }) => accepted.map(each => overOf(each, later)).find(each => each !== undefined);
export const isOlderOpen = ({ legacy }) => legacy?.some(each => !each.ended) === true;
const drill = { requestedAt: start.toISOString(), people: [], dependents: [] };

const check = verdict => ({ type: 'check-finished', verdict });
const light = verdict => ({ type: 'light-check-finished', verdict });
export const manage = sideOf({ kind: 'manage' });
export const vendor = sideOf({ kind: 'support' });

/** A light check runs only where a full one has proven the role. */
const isLightEnough = ({ state, health }) => state === 'verified' && (health === 'healthy' || health === 'drifted');

const succeeds = 'a full check succeeds';

/**
 * `says`: the words of the page; `events`: the events of the machine. `by`: the action in the table of callers; `side`:
 * only its callers of that side; `kit`: when the kit does it; `also`: who else. `from`: only from these connections.
 * `brief`: its name where a fact begins or ends; `part`: left out there if that one is named.
 */
export const happenings = [
  {
    says: 'a full check succeeds without a critical finding',
    brief: succeeds,
    edge: 'a check succeeds, nothing critical',
    by: 'check.start',
    kit: 'when due',
    events: [check(admitted([])), check(admitted([high]))],
  },
  {
    says: 'the same, but it may not verify: under review, or the vendor requires a read trust policy and it is unread',
    part: succeeds,
    by: 'check.start',
    kit: 'when due',
    events: [{ ...check(admitted([])), isHeldBack: true }],
    from: ({ state }) => state === 'pending',
  },
  { says: 'a full check finds it unsafe', by: 'check.start', kit: 'when due', events: [check(unsafe)] },
  { says: 'a full check is refused by the role', by: 'check.start', kit: 'when due', events: [check(refused)] },
  {
    says: 'a full check is refused, a day after the first refusal',
    by: 'check.start',
    kit: 'when due',
    events: [check(refused)],
    at: () => later,
    from: ({ refusedSince }) => refusedSince === start.toISOString(),
  },
  {
    says: 'a full check finds the update that an upgrade requested',
    part: succeeds,
    by: 'check.start',
    kit: 'when due',
    events: [check({ ...admitted([]), upgradedTo: '2.0.0' })],
    from: connection => connection.upgrade !== undefined,
  },
  {
    says: 'a full check proves that the role refuses the old external ID',
    part: succeeds,
    by: 'check.start',
    kit: 'when due',
    events: [check({ ...admitted([]), deadId: sampleConnection.externalId.current })],
    from: connection => connection.externalId.retiring !== undefined,
  },
  {
    says: 'a light check succeeds',
    kit: 'daily',
    events: [light(admitted([])), light(admitted([high]))],
    from: isLightEnough,
  },
  { says: 'a light check finds it unsafe', kit: 'daily', events: [light(unsafe)], from: isLightEnough },
  {
    says: 'options, session limit or role ARN are changed',
    by: 'connection.change',
    events: [
      { type: 'options-changed', options: sampleConnection.options, maxSessionSeconds: 900, roleSpec: sampleSpec },
    ],
  },
  {
    says: 'the customer states the values that the permission set needs',
    by: 'values.give',
    events: [{ type: 'values-stated', options: sampleConnection.options, roleSpec: sampleSpec }],
    /** A connection that awaits them is launched by nobody, so the walk starts without one. */
    otherwise: before => (before.state === 'pending' ? [{ ...before, awaitsValues: true }] : []),
  },
  {
    says: 'end date or windows are changed',
    by: 'connection.change',
    events: [
      { type: 'limits-changed', limits: {} },
      { type: 'limits-changed', limits: { endsAt: later.toISOString() } },
    ],
  },
  { says: 'another launch is requested', by: 'launch.again', events: [{ type: 'launched-again' }] },
  {
    says: 'support decides its review',
    by: 'connection.review',
    events: [true, false].map(approve => ({ type: 'reviewed', approve, reason: 'x' })),
  },
  {
    says: 'it was not launched within 14 days',
    edge: 'not launched for 14 days',
    kit: '',
    events: [{ type: 'expired' }],
  },
  { says: 'a rotation is started', by: 'rotation.start', events: [{ type: 'rotation-started', pending }] },
  {
    says: 'a rotation is cancelled',
    by: 'rotation.cancel',
    kit: 'past its deadline',
    events: [{ type: 'rotation-cancelled' }],
  },
  {
    says: 'a credential request or a check succeeds with the new external ID',
    kit: '',
    events: [{ type: 'rotation-switched', value: newId }],
  },
  { says: 'an upgrade is started', by: 'upgrade.start', events: [{ type: 'upgrade-started', upgrade }] },
  {
    says: 'an upgrade is cancelled',
    by: 'upgrade.cancel',
    kit: 'when its version was withdrawn',
    events: [{ type: 'upgrade-cancelled' }],
  },
  {
    says: 'its revocation is proposed',
    kit: 'past its end date, gone, or unused for 90 days',
    events: [{ type: 'revoke-proposed', why: 'unused' }],
  },
  {
    says: 'the proposal is withdrawn',
    kit: 'when the reason no longer applies',
    events: [{ type: 'revoke-proposed', why: undefined }],
  },
  {
    says: 'the tenant states that it ended the access',
    by: 'end.state',
    events: [{ type: 'end-stated', said: { by: manage } }],
  },
  {
    says: 'legacy access is recorded',
    by: 'legacy.record',
    events: [{ type: 'legacy-recorded', access: older }],
    from: ({ legacy }) => legacy === undefined,
  },
  {
    says: 'legacy access is confirmed as deleted',
    by: 'legacy.close',
    events: [{ type: 'legacy-ended', id: older.id, how: 'deleted', by: manage, person: 'Ann' }],
    from: isOlderOpen,
  },
  {
    says: 'legacy access that was recorded by mistake is withdrawn',
    by: 'legacy.retract',
    events: [{ type: 'legacy-ended', id: older.id, how: 'mistaken', by: vendor }],
    from: isOlderOpen,
  },
  {
    says: 'a reminder of legacy access is sent',
    kit: 'a week after the first proof, then monthly',
    events: [{ type: 'legacy-reminded' }],
    from: connection => isLegacyDue(connection, aWeekLater),
    at: () => aWeekLater,
  },
  {
    says: 'a finding is accepted as a known deviation',
    by: 'deviation.accept',
    events: [{ type: 'deviation-accepted', acceptance }],
    from: ({ health, accepted }) => health === 'drifted' && accepted === undefined,
  },
  {
    says: 'an acceptance is removed',
    by: 'deviation.reopen',
    events: [{ type: 'acceptance-removed', id: acceptance.id }],
    from: ({ accepted }) => accepted !== undefined,
  },
  {
    says: 'the end of an acceptance is announced',
    kit: 'within a week of it',
    events: [{ type: 'acceptance-reminded', id: acceptance.id }],
    from: ({ accepted }) => accepted?.some(each => isEndingSoon(each, almost)) === true,
    at: () => almost,
  },
  {
    says: 'an acceptance no longer counts',
    kit: 'when a check reads another role, or its end has passed',
    events: [{ type: 'acceptance-ended', id: acceptance.id, why: 'ended' }],
    from: connection => overNow(connection) === 'ended',
    at: () => later,
  },
  {
    says: 'a revocation drill is started',
    edge: 'suspended',
    by: 'drill.start',
    events: [{ type: 'drill-started', drill }],
  },
  {
    says: 'a revocation drill ends',
    edge: 'resumed by every side that suspended it',
    kit: 'when every active session has expired',
    events: [{ type: 'drill-finished', result: drillResult(drill, start.toISOString(), [], start) }],
    from: connection => connection.drill !== undefined,
  },
  {
    says: 'the tenant suspends it',
    edge: 'suspended',
    by: 'connection.suspend',
    side: manage,
    events: [{ type: 'suspended', by: manage }],
  },
  {
    says: 'the vendor suspends it',
    edge: 'suspended',
    by: 'connection.suspend',
    side: vendor,
    events: [{ type: 'suspended', by: vendor }],
  },
  {
    says: 'the tenant resumes it',
    edge: 'resumed by every side that suspended it',
    by: 'connection.resume',
    side: manage,
    events: [{ type: 'resumed', by: manage }],
  },
  {
    says: 'the vendor resumes it',
    edge: 'resumed by every side that suspended it',
    by: 'connection.resume',
    side: vendor,
    events: [{ type: 'resumed', by: vendor }],
  },
  {
    says: 'it is revoked',
    edge: 'revoked',
    by: 'connection.revoke',
    also: 'operator, by closing its tenant',
    events: [
      { type: 'revoked', consent: { mayCheck: true, by: manage } },
      { type: 'revoked', consent: { mayCheck: false, by: manage } },
    ],
  },
  {
    says: 'an off-boarding test finishes',
    kit: 'when due',
    events: [
      { type: 'offboarding-checked', look: { outcome: 'refused' } },
      { type: 'offboarding-checked', look: { outcome: 'admitted', launches: [1] } },
    ],
    at: ({ offboarding }) => (offboarding?.refused ? later : start),
  },
  { says: 'its off-boarding is stopped', by: 'offboarding.stop', events: [{ type: 'offboarding-stopped' }] },
  { says: 'the 30 days of its off-boarding end', kit: '', events: [{ type: 'offboarding-over' }] },
];
