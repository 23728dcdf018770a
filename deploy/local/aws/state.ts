// The state of this server, and how it is saved to a file and loaded. Has no rules of AWS.
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { CloudTrailEvent } from './cloudtrail/event.js';

export interface User {
  userName: string;
  userId: string;
  arn: string;
  createdAt: string;
  policies: Record<string, unknown>;
}

export interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
  accountId: string;
  userName: string;
  isInactive?: boolean;
  lastUsed?: { at: string; service: string; region: string };
}

export interface Role {
  roleName: string;
  roleId: string;
  arn: string;
  path: string;
  createdAt: string;
  description?: string;
  /** As saved: role and user principals by unique ID. Use `shownTrust` to show it. */
  trust: unknown;
  policies: Record<string, unknown>;
  attached: string[];
  boundary?: string;
  maxSessionDuration: number;
  tags: Record<string, string>;
}

/** IAM is eventually consistent: each state of a role has a time from which STS and authorisation see it. */
export interface RoleVersion {
  visibleAt: number;
  role: Role | null;
}

export interface PolicyVersion {
  versionId: string;
  document: unknown;
  createdAt: string;
}

export interface ManagedPolicy {
  policyName: string;
  policyId: string;
  arn: string;
  path: string;
  description?: string;
  createdAt: string;
  updatedAt: string;
  defaultVersionId: string;
  nextVersion: number;
  versions: PolicyVersion[];
  tags: Record<string, string>;
}

export interface StackEvent {
  eventId: string;
  timestamp: string;
  logicalId: string;
  physicalId: string;
  type: string;
  status: string;
  reason?: string;
}

export interface StackResource {
  logicalId: string;
  physicalId: string;
  type: string;
  status: string;
  reason?: string;
  timestamp: string;
  /** The properties with all intrinsic functions resolved. */
  properties: Record<string, unknown>;
  attributes: Record<string, string>;
}

export interface Stack {
  stackId: string;
  stackName: string;
  region: string;
  accountId: string;
  status: string;
  reason?: string;
  description?: string;
  createdAt: string;
  updatedAt?: string;
  deletedAt?: string;
  templateBody: string;
  parameters: Record<string, string>;
  noEcho: string[];
  capabilities: string[];
  tags: Record<string, string>;
  outputs: { key: string; value: string; description?: string; exportName?: string }[];
  resources: StackResource[];
  events: StackEvent[];
  /** The last drift detection. Its result was made at its start and shows later. */
  drift?: DriftDetection;
  /** Names of change sets that revert drift and wait to be executed. */
  changeSets?: string[];
}

export interface DriftDetection {
  id: string;
  startedAt: string;
  resources: DriftedResource[];
}

export interface DriftedResource {
  logicalId: string;
  physicalId: string;
  type: string;
  status: 'IN_SYNC' | 'MODIFIED' | 'DELETED' | 'UNKNOWN';
  differences: { path: string; kind: 'ADD' | 'REMOVE' | 'NOT_EQUAL'; expected: unknown; actual: unknown }[];
}

export interface Account {
  accountId: string;
  name: string;
  users: Record<string, User>;
  /** Role name → its versions, oldest first; the last one is what IAM itself returns. */
  roles: Record<string, RoleVersion[]>;
  policies: Record<string, ManagedPolicy>;
  stacks: Stack[];
  events: CloudTrailEvent[];
}

export interface StoredObject {
  body: string;
  contentType: string;
  etag: string;
  modifiedAt: string;
  headers: Record<string, string>;
}

export interface Bucket {
  name: string;
  accountId: string;
  region: string;
  createdAt: string;
  publicRead: boolean;
  objects: Record<string, StoredObject>;
}

/** One row for each session that STS created; tests compare a vendor's ledger with these. */
export interface SessionRow {
  accountId: string;
  roleArn: string;
  sessionName: string;
  sourceIdentity?: string;
  accessKeyId: string;
  issuedAt: string;
  expiresAt: string;
  callerArn: string;
}

export interface State {
  format: 1;
  /** Session tokens are sealed with this key, so that they stay valid after a restart without being stored. */
  sessionKey: string;
  accounts: Record<string, Account>;
  keys: Record<string, AccessKey>;
  /** The owner of each unique ID when it was created; that principal may no longer exist. */
  uniqueIds: Record<string, { accountId: string; name: string }>;
  buckets: Record<string, Bucket>;
  /** AWS's own managed policies that were moved to another version than the published one, by ARN. */
  awsPolicies?: Record<string, ManagedPolicy>;
  sessions: SessionRow[];
}

/** Names come from outside, and `constructor` is a valid role name: only own keys of a record count. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}

export function emptyState(): State {
  const sessionKey = randomBytes(32).toString('base64');
  return { format: 1, sessionKey, accounts: {}, keys: {}, uniqueIds: {}, buckets: {}, sessions: [] };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

export function loadState(file: string | undefined): State {
  if (file === undefined) return emptyState();
  try {
    const state = JSON.parse(readFileSync(file, 'utf8')) as State;
    if (state.format !== 1) throw new Error(`${file} is not a state file of this local AWS`);
    return state;
  } catch (error) {
    if (isMissing(error)) return emptyState();
    throw error;
  }
}

export function saveState(file: string, state: State): void {
  const next = `${file}.next`;
  writeFileSync(next, JSON.stringify(state), { mode: 0o600 });
  renameSync(next, file);
}

/** Saves soon after a change, but spends at most a twentieth of the time on saving. */
export class Saver {
  #timer: NodeJS.Timeout | undefined;
  #isDirty = false;
  #pauseMs = 50;

  constructor(
    private readonly file: string | undefined,
    private readonly state: State,
  ) {}

  changed(): void {
    if (this.file === undefined) return;
    this.#isDirty = true;
    this.#timer ??= setTimeout(() => this.#flushLater(), this.#pauseMs).unref();
  }

  #flushLater(): void {
    try {
      this.flush();
    } catch (error) {
      // The next change tries again; the state in memory is still correct.
      console.error('local AWS: could not save the state', error);
    }
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.file === undefined || !this.#isDirty) return;
    this.#isDirty = false;
    const startedAt = performance.now();
    saveState(this.file, this.state);
    this.#pauseMs = Math.max(50, 20 * (performance.now() - startedAt));
  }
}
