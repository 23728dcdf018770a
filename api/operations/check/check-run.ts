// The AWS calls of one running check. Each call has a minted ledger row before and after, and is stored as a step at
// once. The connection is read again before every call: if what the check is about changed, the check is dropped.

import type { VendorPartition } from '../../config/config.js';
import { type MintedRow, mintedFor, outcomeOfRow, sessionNameOf } from '../../core/audit/ledger.js';
import type { Check, CheckStep, ProbeName } from '../../core/check/check.js';
import { isSameForChecks } from '../../core/check/checked-parts.js';
import type { Connection } from '../../core/connection/connection.js';
import { newestRetired, olderRetired, retiredKept } from '../../core/connection/rotation.js';
import { stackStatements } from '../../core/connection/stack.js';
import { type AssumeOutcome, type InconclusiveWhy, powerless, probeSeconds } from '../../core/iam/assume-role.js';
import { externalIdsIn } from '../../core/iam/external-id.js';
import type { LiveRole } from '../../core/iam/live-role.js';
import { inspectionPolicy } from '../../core/iam/self-read.js';
import type { PolicyDocument } from '../../core/policy/document/document.js';
import { atLaunch } from '../../core/role/build.js';
import type { CallerSessions, Credentials } from '../../ports/aws.js';
import type { Ports } from '../../ports/ports.js';
import type { StsUse } from '../../ports/sessions.js';
import type { Versioned } from '../../ports/subjects.js';
import { systemCaller } from '../access/actor.js';
import { switchRotation } from '../delivery/rotate.js';
import { assumeControl, quotaExceeded } from '../probe/probe.js';
import { vendorIn } from '../vendor-in.js';

export type Assumed = Extract<AssumeOutcome, { kind: 'assumed' }>;

/** The check was dropped: the connection changed, another check took the slot, or this process is stopping. */
export class Dropped extends Error {
  constructor(readonly why: 'moved' | 'lost' | 'stopped') {
    super(why);
  }
}

/** A call without a conclusive answer. It ends the check as inconclusive, unless something was already proven. */
export class InconclusiveCall extends Error {
  constructor(readonly why: InconclusiveWhy) {
    super(why);
  }
}

export interface ProbeCall {
  probe: ProbeName;
  launch: number;
  externalId?: string;
  sourceIdentity?: string;
  /** The caller: the check session of the broker role, or a stranger. */
  as: { credentials: Credentials; arn: string; stranger?: boolean };
}

/** More than a connection names, so that one is left if it has any other. */
const retiredRead = retiredKept + 4;

export class CheckRun {
  constructor(
    readonly ports: CheckNeeds,
    public check: Check,
    readonly kept: Versioned<Connection>,
    private readonly stopping: AbortSignal,
  ) {}

  /** Checks that someone requested come before scheduled ones. */
  private get use(): StsUse {
    return this.check.for === systemCaller.id ? 'sweep' : 'check';
  }

  get connection(): Connection {
    return this.kept.value;
  }

  /** One of the older retired IDs, drawn anew by each check, so that every one is tried in time. */
  async drawRetired(): Promise<string | undefined> {
    const { externalIds, ids } = this.ports;
    const place = ids.uuid();
    // An item of an earlier release may still hold all of them.
    const inItem = newestRetired(this.connection).slice(retiredKept);
    const left = inItem[Number.parseInt(place.slice(0, 8), 16) % inItem.length];
    if (left) return left.value;
    return olderRetired(this.connection, await externalIds.retiredFrom(this.connection.id, place, retiredRead))[0];
  }

  /** Every retired ID that the live trust policy names, and the newest ones. */
  async retiredIn(live: LiveRole): Promise<string[]> {
    const { id, externalId } = this.connection;
    const older = olderRetired(this.connection, await this.ports.externalIds.retiredAmong(id, externalIdsIn(live)));
    return [...older, ...externalId.retired.map(each => each.value)];
  }

  /** The session that makes all calls of the check. Without one, `first` is recorded as the inconclusive step. */
  async caller(first: ProbeName): Promise<ProbeCall['as']> {
    const session = await this.callers.get('check');
    if (session.ok) return session;
    const why = session.reason.kind === 'inconclusive' ? session.reason.why : 'vendor_credentials';
    await this.keep({ probe: first, outcome: 'inconclusive', why });
    throw new InconclusiveCall('vendor_credentials');
  }

  /** One AssumeRole with a session that has no permissions. Throws InconclusiveCall when inconclusive. */
  async probe(call: ProbeCall): Promise<Extract<AssumeOutcome, { kind: 'assumed' | 'refused' }>> {
    const outcome = await this.assume(call, 'probe', powerless('DrawbridgeProbe'));
    await this.step(call, outcome);
    if (outcome.kind === 'inconclusive') throw new InconclusiveCall(outcome.why);
    return outcome;
  }

  /** One AssumeRole whose session may only read the role itself. The caller drops the credentials after reading. */
  async inspection(call: ProbeCall): Promise<Extract<AssumeOutcome, { kind: 'assumed' | 'refused' }>> {
    const spec = atLaunch(this.connection.roleSpec, call.launch);
    const { arn, partition, accountId } = spec;
    const policy = inspectionPolicy(arn, partition, accountId, stackStatements(this.connection, spec));
    const outcome = await this.assume(call, 'inspection', policy);
    if (outcome.kind === 'inconclusive') {
      await this.step(call, outcome);
      throw new InconclusiveCall(outcome.why);
    }
    return outcome;
  }

  /** Tests whether this caller can assume the control role. Throws InconclusiveCall when inconclusive. */
  async control(as: ProbeCall['as']): Promise<AssumeOutcome['kind']> {
    await this.stillCurrent();
    const outcome = await assumeControl(this.ports, as.credentials, this.use, this.connection.partition);
    await this.keep({ probe: 'control', ...(as.stranger && { as: as.arn }), ...stepOutcome(outcome) });
    if (outcome.kind === 'inconclusive') throw new InconclusiveCall(outcome.why);
    // The session may have been revoked: the next check gets a new one.
    if (outcome.kind === 'refused' && !as.stranger) await this.callers.reopen('check', as.credentials);
    return outcome.kind;
  }

  /** The role accepted the pending ID: it becomes the current one, and the check starts again with it. */
  async switchTo(pending: string): Promise<never> {
    await switchRotation(this.ports, this.kept, pending, { checkId: this.check.id });
    throw new Dropped('moved');
  }

  /** What the vendor has in the partition of the connection. */
  get vendor(): VendorPartition {
    return vendorIn(this.ports.vendor, this.connection.partition);
  }

  private get callers(): CallerSessions {
    return this.ports.callers.in(this.connection.partition);
  }

  async wait(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0; left -= waitAtMostMs) {
      await this.ports.clock.wait(Math.min(left, waitAtMostMs), this.stopping);
      if (this.stopping.aborted) throw new Dropped('stopped');
      // The step after the last part renews it too.
      if (left > waitAtMostMs) await this.beat();
    }
  }

  /** Renews the lease now and then, also during long calls. Returns the function that stops it. */
  keepAlive(): () => void {
    return this.ports.background.beat(beatMs, () => this.beat());
  }

  /** If the store fails, a later renewal or the next step shows whether the slot is still ours. */
  private async beat(): Promise<void> {
    const renewed = this.ports.checks.renew(this.check, leaseUntil(this.ports.clock.now()));
    await renewed.catch(err => this.ports.log.warn({ err, checkId: this.check.id }, 'a lease could not be renewed'));
  }

  async step(call: ProbeCall, outcome: AssumeOutcome): Promise<void> {
    await this.keep({
      probe: call.probe,
      launch: call.launch,
      ...(call.as.stranger && { as: call.as.arn }),
      ...(call.sourceIdentity && { withSourceIdentity: true }),
      ...stepOutcome(outcome),
    });
  }

  /** Stores one more step and renews the lease. */
  async keep(step: Omit<CheckStep, 'at'>): Promise<void> {
    const now = this.ports.clock.now();
    this.check = { ...this.check, steps: [...this.check.steps, { ...step, at: now.toISOString() }] };
    if (!(await this.ports.checks.save(this.check, leaseUntil(now)))) throw new Dropped('lost');
  }

  private async assume(call: ProbeCall, kind: 'probe' | 'inspection', policy: PolicyDocument): Promise<AssumeOutcome> {
    const isOurTurn = await this.ports.stsQuota.turn(this.vendor.region, this.use, this.stopping);
    if (this.stopping.aborted) throw new Dropped('stopped');
    if (!isOurTurn) return quotaExceeded;
    await this.stillCurrent();
    const row = this.mintedRow(call, kind);
    await this.ports.ledger.put(row);
    const outcome = await this.ports.assumeRole(call.as.credentials, {
      use: kind,
      roleArn: row.roleArn,
      sessionName: row.sessionName,
      ...(call.externalId !== undefined && { externalId: call.externalId }),
      ...(call.sourceIdentity && { sourceIdentity: call.sourceIdentity }),
      sessionPolicy: policy,
      durationSeconds: probeSeconds,
      region: this.vendor.region,
    });
    await this.ports.ledger.put({ ...row, outcome: outcomeOfRow(outcome) });
    if (outcome.kind === 'inconclusive' && outcome.why === 'vendor_credentials') this.callers.forget();
    return outcome;
  }

  /** Whether the check is about the connection as it is in `now`, and nobody has stopped it. */
  isAbout(now: Versioned<Connection> | undefined): now is Versioned<Connection> {
    if (!now || now.stops) return false;
    return now.revision === this.kept.revision || isSameForChecks(now.value, this.connection);
  }

  private async stillCurrent(): Promise<void> {
    if (!this.isAbout(await this.ports.connections.get(this.connection.id))) throw new Dropped('moved');
  }

  private mintedRow(call: ProbeCall, kind: 'probe' | 'inspection'): MintedRow {
    const id = `row_${this.ports.ids.text(16)}`;
    return {
      ...mintedFor(this.connection, id, this.ports.clock.now(), probeSeconds),
      kind,
      roleArn: atLaunch(this.connection.roleSpec, call.launch).arn,
      sessionName: sessionNameOf(id),
      ...(call.sourceIdentity && { sourceIdentity: call.sourceIdentity }),
      for: `check:${this.check.id}`,
    };
  }
}

function stepOutcome(outcome: AssumeOutcome): Pick<CheckStep, 'outcome' | 'why'> {
  return outcome.kind === 'inconclusive' ? { outcome: 'inconclusive', why: outcome.why } : { outcome: outcome.kind };
}

export type CheckNeeds = Pick<
  Ports,
  | 'clock'
  | 'ids'
  | 'log'
  | 'vendor'
  | 'permissionSets'
  | 'connections'
  | 'externalIds'
  | 'accountClaims'
  | 'secrets'
  | 'ledger'
  | 'checks'
  | 'assumeRole'
  | 'stsQuota'
  | 'readRole'
  | 'readStack'
  | 'callers'
  | 'background'
>;

/** A run whose process does not renew its lease for this long counts as dead, and another one may start. */
const leaseMs = 20 * 1000;
/** How often a running check renews its lease beside its steps. */
const beatMs = 5 * 1000;
/** Longer waits are cut into parts, so that each part renews the lease. */
const waitAtMostMs = 10 * 1000;

export function leaseUntil(now: Date): string {
  return new Date(now.getTime() + leaseMs).toISOString();
}
