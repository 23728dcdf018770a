// The live role as AWS reports it: each part, or the reason why it could not be read. Types only.
import type { InconclusiveWhy } from './assume-role.js';

/** One part of an inspection. An incomplete answer is inconclusive; the text of a policy is not parsed here. */
export type Reading<Value> =
  | { kind: 'read'; value: Value }
  | { kind: 'denied' }
  | { kind: 'absent' }
  | { kind: 'inconclusive'; why: InconclusiveWhy };

/** The live role as AWS reports it; documents are texts, already URL-decoded. */
export interface LiveRole {
  role: Reading<{
    arn: string;
    roleUniqueId: string;
    path: string;
    trustPolicy: string;
    maxSessionSeconds: number;
    permissionsBoundaryArn?: string;
    tags: Record<string, string>;
  }>;
  inline: Reading<{ name: string; document: Reading<string> }[]>;
  attached: Reading<{ arn: string; name: string }[]>;
  /** The texts of managed policies by ARN: attached ones, and the live and the announced boundary. */
  policies: Readonly<Record<string, ManagedPolicyReading>>;
}

export interface ManagedPolicyReading {
  /** The default version, which is the one in force. */
  current: Reading<{ versionId: string; document: string }>;
  /** An earlier version, if the inspection requested one. */
  earlier?: Reading<string>;
}
