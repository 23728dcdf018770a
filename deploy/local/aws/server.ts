// The local AWS: starts the server and gives tests and the local run a handle to it. Its services are in the folders
// beside this file; this one seeds and reads their state and connects them.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createStackAs, deleteStackAs, type StackInput, type StackView } from './cloudformation/seeding.js';
import type { CloudTrailEvent } from './cloudtrail/event.js';
import { createFaults, type FaultRule, type Faults } from './faults.js';
import { moveAwsPolicy } from './iam/managed-policies.js';
import {
  createRole,
  currentRole,
  deleteInlinePolicy,
  deleteRole,
  editRole,
  putInlinePolicy,
  setTrust,
  shownTrust,
} from './iam/roles.js';
import { ensureUser } from './iam/users.js';
import { localRoutes } from './local-routes.js';
import { type Partition, partitionFacts, roleOfArn } from './names.js';
import { requestListener } from './protocol/http-server.js';
import { addBucket } from './s3/objects.js';
import { loadState, Saver, type SessionRow } from './state.js';
import { accountOf, type World } from './world.js';

export interface LocalAwsOptions {
  /** The partition that this server plays: of its ARNs, its managed policies and its regions. Default `aws`. */
  partition?: Partition;
  /** For propagation and expiry, not for the dates of signatures. Default: real time. */
  clock?: { now(): Date };
  /** How long STS and authorisation still see the old form of a changed role. Default 0. */
  propagationSeconds?: number;
  /** Default 0: any free port. */
  port?: number;
  /** The file that holds the whole state: loaded at start, saved after each change. In memory when absent. */
  stateFile?: string;
  /** For tests: gets everything that the trust policy of a role could see of each call. */
  onTrust?: World['onTrust'];
}

export interface RoleSeed {
  roleName: string;
  path?: string;
  trustPolicy: unknown;
  policies?: Record<string, unknown>;
  maxSessionDuration?: number;
  tags?: Record<string, string>;
}

export interface RoleView {
  roleName: string;
  arn: string;
  roleId: string;
  path: string;
  /** As IAM shows it: a deleted principal appears as its unique ID. */
  trustPolicy: unknown;
  policies: Record<string, unknown>;
  attachedPolicies: string[];
  permissionsBoundary?: string;
  maxSessionDuration: number;
  tags: Record<string, string>;
  createdAt: string;
}

export interface LocalAws {
  partition: Partition;
  url: string;
  /** The server that listens there. */
  server: Server;
  /** Each of the `add…` is idempotent by name. */
  addAccount(accountId: string, options?: { name?: string }): void;
  /** A known name gets the same keys again; its policies are replaced. */
  addUser(
    accountId: string,
    userName: string,
    policies: Record<string, unknown>,
  ): { accessKeyId: string; secretAccessKey: string };
  /**
   * Visible at once. A known role keeps its unique ID; trust, inline policies, session length and tags are replaced.
   */
  addRole(accountId: string, role: RoleSeed): { arn: string; roleId: string };
  setTrustPolicy(roleArn: string, trustPolicy: unknown): void;
  putRolePolicy(roleArn: string, name: string, document: unknown): void;
  deleteRolePolicy(roleArn: string, name: string): void;
  /** Plays AWS: one of its managed policies gets a new version, in force at once in every account. */
  moveAwsPolicy(arn: string, document: unknown): { versionId: string };
  /** First detaches and deletes the role's policies. */
  deleteRole(roleArn: string): void;
  /** `publicRead`: anonymous GetObject, no listing. */
  addBucket(accountId: string, bucket: string, options?: { publicRead?: boolean }): void;
  role(roleArn: string): RoleView | undefined;
  events(accountId: string): CloudTrailEvent[];
  /** Every session that STS created, in all accounts (the newest 20,000). */
  sessions(): SessionRow[];
  /** Adds a fault rule; returns a function that removes it. */
  fail(rule: FaultRule): () => void;
  clearFaults(): void;
  /** The same actions as over HTTP, called as the account's owner. */
  createStack(accountId: string, input: StackInput): Promise<StackView>;
  deleteStack(accountId: string, stackName: string, region?: string): Promise<void>;
  close(): Promise<void>;
}

function required(roleArn: string): { accountId: string; roleName: string } {
  const found = roleOfArn(roleArn);
  if (!found) throw new TypeError(`not a role ARN: ${roleArn}`);
  return found;
}

function seedAccount(world: World, accountId: string, name: string | undefined): void {
  if (!/^\d{12}$/.test(accountId)) throw new TypeError(`not an account number: ${accountId}`);
  const known = world.state.accounts[accountId];
  if (known && name !== undefined) known.name = name;
  const account = { accountId, name: name ?? accountId, users: {}, roles: {}, policies: {}, stacks: [], events: [] };
  world.state.accounts[accountId] ??= account;
  world.changed();
}

function seedRole(world: World, accountId: string, seed: RoleSeed): { arn: string; roleId: string } {
  const { roleName, path = '/', trustPolicy, policies = {}, maxSessionDuration = 3600, tags = {} } = seed;
  if (currentRole(world, accountId, roleName)) {
    setTrust(world, accountId, roleName, trustPolicy);
    editRole(world, accountId, roleName, role => Object.assign(role, { maxSessionDuration, tags, policies: {} }));
  } else {
    createRole(world, accountId, { roleName, path, trust: trustPolicy, maxSessionDuration, tags });
  }
  for (const [name, document] of Object.entries(policies)) {
    putInlinePolicy(world, accountId, roleName, name, document);
  }
  const { arn, roleId } = currentRole(world, accountId, roleName)!;
  return { arn, roleId };
}

function viewRole(world: World, roleArn: string): RoleView | undefined {
  const { accountId, roleName } = required(roleArn);
  const role = currentRole(world, accountId, roleName);
  if (role?.arn !== roleArn) return undefined;
  const { boundary, attached, trust: _saved, description: _description, ...rest } = structuredClone(role);
  return {
    ...rest,
    trustPolicy: shownTrust(world, role),
    attachedPolicies: attached,
    ...(boundary ? { permissionsBoundary: boundary } : {}),
  };
}

function removeRole(world: World, roleArn: string): void {
  const { accountId, roleName } = required(roleArn);
  editRole(world, accountId, roleName, role => Object.assign(role, { policies: {}, attached: [] }));
  deleteRole(world, accountId, roleName);
}

/** The handle without its address, its server and `close`. */
function handleOf(world: World, faults: Faults): Omit<LocalAws, 'url' | 'server' | 'close'> {
  return {
    partition: world.partition,
    addAccount: (accountId, { name } = {}) => seedAccount(world, accountId, name),
    addUser: (accountId, userName, policies) => ensureUser(world, accountId, userName, policies),
    // A seeded role counts as old, so it needs no propagation time.
    addRole: (accountId, role) => seedRole({ ...world, propagationMs: 0 }, accountId, role),
    setTrustPolicy(roleArn, trustPolicy) {
      const { accountId, roleName } = required(roleArn);
      setTrust(world, accountId, roleName, trustPolicy);
    },
    putRolePolicy(roleArn, name, document) {
      const { accountId, roleName } = required(roleArn);
      putInlinePolicy(world, accountId, roleName, name, document);
    },
    deleteRolePolicy(roleArn, name) {
      const { accountId, roleName } = required(roleArn);
      deleteInlinePolicy(world, accountId, roleName, name);
    },
    moveAwsPolicy: (arn, document) => moveAwsPolicy(world, arn, document),
    deleteRole: roleArn => removeRole(world, roleArn),
    addBucket: (accountId, bucket, { publicRead = false } = {}) =>
      addBucket(world, accountId, bucket, partitionFacts[world.partition].region, publicRead),
    role: roleArn => viewRole(world, roleArn),
    events: accountId => structuredClone(accountOf(world, accountId).events),
    sessions: () => structuredClone(world.state.sessions),
    fail: faults.add,
    clearFaults: faults.clear,
    createStack: (accountId, input) => createStackAs(world, accountId, input),
    deleteStack: (accountId, stackName, region) => deleteStackAs(world, accountId, stackName, region),
  };
}

export async function startLocalAws(options: LocalAwsOptions = {}): Promise<LocalAws> {
  const { partition = 'aws', clock, propagationSeconds = 0, port = 0, stateFile, onTrust } = options;
  const state = loadState(stateFile);
  const saver = new Saver(stateFile, state);
  const world: World = {
    partition,
    state,
    now: () => clock?.now() ?? new Date(),
    propagationMs: propagationSeconds * 1000,
    ...(onTrust && { onTrust }),
    changed: () => saver.changed(),
    url: '',
  };
  const faults = createFaults();
  const parts = { world, faults, localRoutes: localRoutes(world, faults) };
  const server = createServer(requestListener(parts));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The sealing key must be on disk before the first session is created; otherwise a kill would invalidate every token.
  saver.changed();
  saver.flush();
  return {
    ...handleOf(world, faults),
    url: world.url,
    server,
    async close() {
      const closed = new Promise(resolve => server.close(resolve));
      server.closeAllConnections();
      await closed;
      saver.flush();
    },
  };
}
