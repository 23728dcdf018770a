// One check as a thing: what it did so far and what it concluded. probes.ts decides what outcomes mean.
import { isProblem } from '../finding/findings.js';
import type { CheckVerdict } from '../finding/verdict.js';

/** `light`: one try without an external ID, then an inspection; what it does not look at stays as it was. */
export type CheckKind = 'full' | 'light';

/** One call of a check and what came of it. */
export interface CheckStep {
  probe: ProbeName;
  at: string;
  /** The launch whose role was asked; absent for the control role. */
  launch?: number;
  /** `not-made`: there was nobody to ask with, so nothing is proven by it. */
  outcome: 'assumed' | 'refused' | 'inconclusive' | 'read' | 'partly-read' | 'not-made';
  /** Why it was inconclusive or not made, in the kit's own words. */
  why?: string;
  /** Who asked, when it was not the broker role. */
  as?: string;
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
  /** The ID before a rotation, which must be proven dead. */
  | 'retiring'
  | 'stranger'
  | 'right-again'
  | 'old-role'
  | 'inspection';

export type CauseCode =
  | 'vendor_caller'
  | 'propagation'
  | 'role_absent'
  /** The end that stands in the trust policy has come. */
  | 'trust_ended'
  | 'trust_principal'
  | 'external_id'
  | 'resource_control_policy'
  | 'account_mistyped'
  | 'sts_region_disabled'
  | 'source_identity'
  | 'aws_fault';

/** A cause of a failure, whose it is, and why it is excluded where it is. */
export interface Cause {
  code: CauseCode;
  owner: 'vendor' | 'tenant' | 'aws';
  /** The observation that excludes it. */
  excludedBy?: ProbeName | 'elapsed-time' | 'earlier-check' | 'error-code';
}

export interface Causes {
  excluded: Cause[];
  left: Cause[];
}

export type InconclusiveReason =
  /** Our own caller could not ask, so its refusals mean nothing. */
  | 'vendor_caller'
  /** AWS gave no usable answer at one of the calls. */
  | 'aws_fault'
  /** The role answered with another unique id at the end than at the start. */
  | 'role_changed'
  /** A light check was refused by the role, which a full one looks into. */
  | 'inspection_refused'
  /** A light check met another role under the name, which a full one has to prove. */
  | 'role_recreated'
  /** The connection was changed again and again while the check ran. */
  | 'connection_changed'
  /** The process that ran the check ended. */
  | 'interrupted';

export type CheckResult =
  | { conclusive: true; verdict: CheckVerdict; causes?: Causes }
  | {
      conclusive: false;
      reason: InconclusiveReason;
      causes: Causes;
    };

/** What a verdict comes to, as the texts name it. A role that was never seen is awaited: its refusal is no finding. */
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
  /** The caller that asked for it. */
  for: string;
  startedAt: string;
  /** The connection's revision it looks at; when that moves the check is dropped and run again. */
  revision: number;
  steps: CheckStep[];
  finishedAt?: string;
  result?: CheckResult;
}
