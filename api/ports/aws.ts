// Calls of AWS: AssumeRole, reading a role, publishing a template, our own caller sessions. Types only.
import type { AssumeOutcome } from '../core/iam/assume-role.js';
import type { LiveRole } from '../core/iam/live-role.js';
import type { AssumeUse } from '../core/metric-labels.js';
import type { PolicyDocument } from '../core/policy/document/document.js';

/** Plain AWS credentials; renewed by our clock, never by an SDK provider. */
export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

export interface AssumeInput {
  /** Not sent: what it is counted as. */
  use: AssumeUse;
  roleArn: string;
  sessionName: string;
  externalId?: string;
  sourceIdentity?: string;
  sessionPolicy?: PolicyDocument;
  durationSeconds: number;
  region: string;
}

/** One AssumeRole, made once (no retry inside). Expected answers are values. */
export type AssumeRole = (as: Credentials, input: AssumeInput) => Promise<AssumeOutcome>;

/**
 * Reads one role with the given session; each part says whether it could be read. No retry inside. `also`: managed
 * policies whose texts are wanted beside those of the role, with an earlier version of each where one is named.
 */
export type ReadRole = (
  as: Credentials,
  roleName: string,
  region: string,
  also: Readonly<Record<string, string | undefined>>,
) => Promise<LiveRole>;

/** Puts a template at a content-addressed key, once; answers its https address. Publishing the same text again is fine. */
export type PublishTemplate = (body: string, region: string) => Promise<{ url: string }>;

/** The caller sessions of the broker role, and the strangers: opened when first needed, renewed by our clock. */
export interface CallerSessions {
  get(use: 'issue' | 'check'): Promise<CallerSession>;
  stranger(roleArn: string): Promise<CallerSession>;
  /** The service's own credentials could not open a session: drop what is cached and open again next time. */
  forget(): void;
}

export type CallerSession = { ok: true; credentials: Credentials; arn: string } | { ok: false; reason: AssumeOutcome };
