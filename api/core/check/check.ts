// One check: its steps and its conclusion. probes.ts defines what the outcomes mean.
import { isProblem } from '../finding/findings.js';
import type { CheckVerdict } from '../finding/verdict.js';

/** `light`: one probe without an external ID, then an inspection; findings that it does not test do not change. */
export type CheckKind = 'full' | 'light';

/** One call of a check and its outcome. */
export interface CheckStep {
  probe: ProbeName;
  at: string;
  /** The launch whose role was called; absent for the control role. */
  launch?: number;
  /** `not-made`: no session was available for the call, so it proves nothing. */
  outcome: 'assumed' | 'refused' | 'inconclusive' | 'read' | 'partly-read' | 'not-made';
  /** Why it was inconclusive or not made, in the kit's own words. */
  why?: string;
  /** The caller, if not the broker role. */
  as?: string;
  /** The call sent the source identity that credential requests send. */
  withSourceIdentity?: true;
}

export type ProbeName =
  | 'right'
  | 'control'
  | 'none'
  | 'wrong'
  | 'upper-case'
  | 'head'
  | 'tail'
  | 'one-changed'
  | 'retired'
  /** The ID before a rotation, which the role must be proven to refuse. */
  | 'retiring'
  | 'stranger'
  | 'right-again'
  | 'old-role'
  | 'inspection';

export type CauseCode =
  | 'vendor_caller'
  | 'propagation'
  | 'role_absent'
  /** CloudFormation could not create the stack, and removed what it had created. */
  | 'stack_rolled_back'
  /** The end date of the trust policy has passed. */
  | 'trust_ended'
  | 'trust_principal'
  | 'external_id'
  /** A condition or a Deny in the trust policy that the role spec does not have. */
  | 'other_condition'
  | 'resource_control_policy'
  | 'account_mistyped'
  /** The account was closed or suspended. */
  | 'account_closed'
  | 'sts_region_disabled'
  | 'source_identity'
  | 'aws_fault';

/** A cause of a failure, who can fix it, and why it is excluded if it is. */
export interface Cause {
  code: CauseCode;
  owner: 'vendor' | 'tenant' | 'aws';
  /** The observation that excludes it. */
  excludedBy?: ProbeName | 'elapsed-time' | 'earlier-check' | 'error-code';
  /**
   * What the last accepted check knew about it. For `other_condition`: condition keys that it read in the trust policy,
   * separated by commas. Otherwise empty: at that time it was not the cause.
   */
  before?: string;
}

export interface Causes {
  excluded: Cause[];
  left: Cause[];
}

export type InconclusiveReason =
  /** Our own caller could not make the calls, so their refusals mean nothing. */
  | 'vendor_caller'
  /** AWS did not answer one of the calls usably. */
  | 'aws_fault'
  /** The role's unique id at the end differed from the one at the start. */
  | 'role_changed'
  /** The role refused a light check, which only a full one can explain. */
  | 'inspection_refused'
  /** A light check found another role under the name, which only a full one can prove. */
  | 'role_recreated'
  /** The connection kept changing while the check ran. */
  | 'connection_changed'
  /** The process that ran the check stopped. */
  | 'interrupted';

export type CheckResult =
  | { conclusive: true; verdict: CheckVerdict; causes?: Causes }
  | {
      conclusive: false;
      reason: InconclusiveReason;
      causes: Causes;
    };

/** The name of a verdict in the texts. `awaited`: no role was ever seen, so its refusal is not a finding. */
export function wordOf({ outcome, findings }: CheckVerdict): 'passed' | 'findings' | 'unsafe' | 'refused' | 'awaited' {
  if (outcome === 'refused') return findings.length > 0 ? 'refused' : 'awaited';
  if (outcome === 'unsafe') return 'unsafe';
  return findings.some(isProblem) ? 'findings' : 'passed';
}

export interface Check {
  id: string;
  connectionId: string;
  tenantId: string;
  kind: CheckKind;
  /** The caller that requested it. */
  for: string;
  startedAt: string;
  /** The connection's revision that it tests; if that changes, the check starts again. */
  revision: number;
  steps: CheckStep[];
  finishedAt?: string;
  result?: CheckResult;
}
