// The live role as AWS shows it: each part was read, or the reason why not. Types only.
import type { InconclusiveWhy } from './assume-role.js';

/** What one part of an inspection came to. An answer that is not whole is inconclusive; a text that is no policy is still a text. */
export type Reading<Value> =
  | { kind: 'read'; value: Value }
  | { kind: 'denied' }
  | { kind: 'absent' }
  | { kind: 'inconclusive'; why: InconclusiveWhy };

/** The live role as AWS shows it; documents are texts, already URL-decoded. */
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
  /** The texts of managed policies by ARN: attached ones, and boundaries (the live one and the announced one). */
  policies: Readonly<Record<string, ManagedPolicyReading>>;
}

export interface ManagedPolicyReading {
  /** The default version, which is in force. */
  current: Reading<{ versionId: string; document: string }>;
  /** An earlier version that was asked for. */
  earlier?: Reading<string>;
}
