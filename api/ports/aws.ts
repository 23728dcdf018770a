// Calls of AWS: assume a role, read a role, publish a template, and our own caller sessions. Types only.
import type { Partition } from '../core/iam/arn.js';
import type { AssumeOutcome } from '../core/iam/assume-role.js';
import type { LiveRole, Reading } from '../core/iam/live-role.js';
import type { ResourceDrift, StackFacts } from '../core/iam/stack.js';
import type { AssumeUse } from '../core/metric-labels.js';
import type { PolicyDocument } from '../core/policy/document/document.js';

/** Plain AWS credentials. Our clock decides when they are renewed, never an SDK provider. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export interface AssumeInput {
  /** For metrics; not sent to AWS. */
  use: AssumeUse;
  roleArn: string;
  sessionName: string;
  externalId?: string;
  sourceIdentity?: string;
  sessionPolicy?: PolicyDocument;
  /** Managed policies that limit the session together with `sessionPolicy`. */
  sessionPolicyArns?: readonly string[];
  durationSeconds: number;
  region: string;
}

/** One AssumeRole call, without retry. Every outcome is a value; it never throws. */
export type AssumeRole = (as: Credentials, input: AssumeInput) => Promise<AssumeOutcome>;

/**
 * Reads one role with the given session, without retry. Each part shows whether it could be read. `also`: further
 * managed policies to read, by ARN, with an earlier version to read as well.
 */
export type ReadRole = (
  as: Credentials,
  roleName: string,
  region: string,
  also: Readonly<Record<string, string | undefined>>,
) => Promise<LiveRole>;

/** Reads of one stack, by its name or ARN, with the given session and without retry. They never throw. */
export interface ReadStack {
  describe(as: Credentials, region: string, stack: string): Promise<Reading<StackFacts>>;
  /** Starts a drift detection and returns its id. `busy`: another one is running. */
  detect(as: Credentials, region: string, stack: string): Promise<Reading<string> | { kind: 'busy' }>;
  detection(as: Credentials, region: string, id: string): Promise<Reading<'running' | 'complete' | 'failed'>>;
  /** What the last detection found. */
  drifts(as: Credentials, region: string, stack: string): Promise<Reading<ResourceDrift[]>>;
}

/** Puts a template into the bucket of a partition, at a key derived from its content. Idempotent. */
export type PublishTemplate = (body: string, partition: Partition) => Promise<{ url: string }>;

/** Each partition has roles of its own, and no role can be assumed from another partition. */
export interface InPartitions<Each> {
  in(partition: Partition): Each;
}

/** The caller sessions of the broker role and the stranger roles: opened at first use, renewed by our clock. */
export interface CallerSessions {
  get(use: 'issue' | 'check'): Promise<CallerSession>;
  stranger(roleArn: string): Promise<CallerSession>;
  /**
   * Opens a session in place of `refused`, which can assume no role any more, at most once a minute. Undefined if that
   * was done already.
   */
  reopen(use: 'issue' | 'check', refused: Credentials): Promise<CallerSession | undefined>;
  /** Drops all cached sessions, so that the next call opens new ones. */
  forget(): void;
}

/** Whose fault it is that a customer's role refuses us. */
export interface RefusalOwner {
  /**
   * `ours`: the control role refuses the same session too, so that every role does. `unknown`: AWS did not say.
   * `since`: when the refused call began. One call of the control role answers for all refusals before it.
   */
  of(session: Credentials, since: Date): Promise<'role' | 'ours' | 'unknown'>;
  /** For some seconds no role is tried: the fault is ours, and a new session did not help. Returns the seconds. */
  blameUs(): number;
  /** Seconds until a role is tried again; 0 means now. */
  blamedFor(): number;
}

export type CallerSession = { ok: true; credentials: Credentials; arn: string } | { ok: false; reason: AssumeOutcome };
