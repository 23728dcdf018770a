// Stored roles: versions with the time from which they are visible, and trust policies saved by unique ID. IAM,
// CloudFormation and seeding change roles only through this file. Permissions are not checked here.
import { checkDocument, policySize } from '../evaluator/policy-documents.js';
import { type Directory, savedPrincipal, shownPrincipal } from '../evaluator/principals.js';
import { newUniqueId, roleArn, roleOfArn } from '../names.js';
import { AwsError, validationError } from '../protocol/wire.js';
import { own, type Role, type RoleVersion } from '../state.js';
import { accountOf, type World } from '../world.js';
import { checkNamed } from './rules.js';

const TRUST_SIZE = 2048;
const INLINE_SIZE = 10_240;

export function limitExceeded(message: string): AwsError {
  return new AwsError('LimitExceeded', message, 409);
}

export function noSuchEntity(message: string): AwsError {
  return new AwsError('NoSuchEntity', message, 404);
}

function versionsOf(world: World, accountId: string, roleName: string): readonly RoleVersion[] {
  return own(own(world.state.accounts, accountId)?.roles, roleName) ?? [];
}

/** The newest version, which IAM itself returns. */
export function currentRole(world: World, accountId: string, roleName: string): Role | undefined {
  return versionsOf(world, accountId, roleName).at(-1)?.role ?? undefined;
}

export function currentRoles(world: World, accountId: string): Role[] {
  const slots = Object.values(accountOf(world, accountId).roles);
  return slots.map(versions => versions.at(-1)?.role).filter(role => role !== null && role !== undefined);
}

/** The version that STS and authorisation see now. */
export function visibleRole(world: World, accountId: string, roleName: string): Role | undefined {
  const now = world.now().getTime();
  return versionsOf(world, accountId, roleName).findLast(version => version.visibleAt <= now)?.role ?? undefined;
}

export function requireRole(world: World, accountId: string, roleName: string): Role {
  const role = currentRole(world, accountId, roleName);
  if (!role) throw noSuchEntity(`The role with name ${roleName} cannot be found.`);
  return role;
}

function write(world: World, accountId: string, roleName: string, role: Role | null): void {
  const account = accountOf(world, accountId);
  const now = world.now().getTime();
  const before = versionsOf(world, accountId, roleName);
  const firstNeeded = Math.max(
    0,
    before.findLastIndex(version => version.visibleAt <= now),
  );
  const versions: RoleVersion[] = [...before.slice(firstNeeded), { visibleAt: now + world.propagationMs, role }];
  const isOver = versions.every(version => version.role === null);
  if (isOver) delete account.roles[roleName];
  else account.roles[roleName] = world.propagationMs === 0 ? versions.slice(-1) : versions;
  if (role === null && world.propagationMs === 0) delete account.roles[roleName];
  world.changed();
}

/** Changes a copy, so that the version in force stays unchanged until the new one is visible. */
export function editRole(world: World, accountId: string, roleName: string, edit: (role: Role) => void): Role {
  const role = structuredClone(requireRole(world, accountId, roleName));
  edit(role);
  write(world, accountId, roleName, role);
  return role;
}

export function directoryOf(world: World): Directory {
  return {
    partition: world.partition,
    uniqueIdOf(arn) {
      const named = roleOfArn(arn);
      const role = named && visibleRole(world, named.accountId, named.roleName);
      if (role) return role.arn === arn ? role.roleId : undefined;
      const [, accountId = '', userName = ''] = /^arn:[\w-]+:iam::(\d{12}):user\/(.+)$/.exec(arn) ?? [];
      return own(own(world.state.accounts, accountId)?.users, userName)?.userId;
    },
    arnOf(uniqueId) {
      const where = own(world.state.uniqueIds, uniqueId);
      if (!where) return undefined;
      const account = own(world.state.accounts, where.accountId);
      const found = uniqueId.startsWith('AIDA')
        ? own(account?.users, where.name)
        : currentRole(world, where.accountId, where.name);
      const foundId = found && ('userId' in found ? found.userId : found.roleId);
      return foundId === uniqueId ? found?.arn : undefined;
    },
  };
}

function mapPrincipals(trust: unknown, map: (element: unknown) => unknown): unknown {
  const { Statement, ...rest } = trust as { Statement: unknown };
  const statements = (Array.isArray(Statement) ? Statement : [Statement]) as Record<string, unknown>[];
  const mapped = statements.map(statement => ({
    ...statement,
    ...(statement.Principal === undefined ? {} : { Principal: map(statement.Principal) }),
    ...(statement.NotPrincipal === undefined ? {} : { NotPrincipal: map(statement.NotPrincipal) }),
  }));
  return { ...rest, Statement: mapped };
}

function savedTrust(world: World, trust: unknown): unknown {
  checkDocument(world, trust, 'trust');
  if (policySize(trust) > TRUST_SIZE) throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${TRUST_SIZE}`);
  const directory = directoryOf(world);
  return mapPrincipals(trust, element => savedPrincipal(element, directory));
}

/** A deleted principal appears as its `AROA…`; a new role of the same name does not restore it. */
export function shownTrust(world: World, role: Role): unknown {
  const directory = directoryOf(world);
  return mapPrincipals(role.trust, element => shownPrincipal(element, directory));
}

export interface NewRole {
  roleName: string;
  path?: string;
  trust: unknown;
  description?: string | undefined;
  maxSessionDuration?: number | undefined;
  boundary?: string | undefined;
  tags?: Record<string, string>;
}

export function checkSessionDuration(seconds: number): void {
  if (Number.isInteger(seconds) && seconds >= 3600 && seconds <= 43_200) return;
  const limit = seconds < 3600 ? 'greater than or equal to 3600' : 'less than or equal to 43200';
  throw validationError(
    `1 validation error detected: Value '${seconds}' at 'maxSessionDuration' failed to satisfy constraint: ` +
      `Member must have value ${limit}`,
  );
}

export function createRole(world: World, accountId: string, input: NewRole): Role {
  const { roleName, path = '/', description, boundary, tags = {}, maxSessionDuration = 3600 } = input;
  checkNamed('role', { name: roleName, path, description });
  checkSessionDuration(maxSessionDuration);
  const isTaken = currentRoles(world, accountId).some(other => other.roleName.toLowerCase() === roleName.toLowerCase());
  if (isTaken) throw new AwsError('EntityAlreadyExists', `Role with name ${roleName} already exists.`, 409);
  const role: Role = {
    roleName,
    roleId: newUniqueId('AROA'),
    arn: roleArn(world, accountId, path, roleName),
    path,
    createdAt: world.now().toISOString(),
    trust: savedTrust(world, input.trust),
    policies: {},
    attached: [],
    maxSessionDuration,
    tags,
    ...(description ? { description } : {}),
    ...(boundary ? { boundary } : {}),
  };
  world.state.uniqueIds[role.roleId] = { accountId, name: roleName };
  write(world, accountId, roleName, role);
  return role;
}

export function setTrust(world: World, accountId: string, roleName: string, trust: unknown): void {
  const saved = savedTrust(world, trust);
  editRole(world, accountId, roleName, role => {
    role.trust = saved;
  });
}

export function putInlinePolicy(world: World, accountId: string, roleName: string, name: string, document: unknown) {
  if (!/^[\w+=,.@-]{1,128}$/.test(name)) throw validationError('The specified value for policyName is invalid.');
  checkDocument(world, document, 'identity');
  editRole(world, accountId, roleName, role => {
    role.policies[name] = document;
    const size = Object.values(role.policies).reduce((sum: number, one) => sum + policySize(one), 0);
    if (size > INLINE_SIZE) {
      throw limitExceeded(`Maximum policy size of ${INLINE_SIZE} bytes exceeded for role ${roleName}`);
    }
  });
}

export function deleteInlinePolicy(world: World, accountId: string, roleName: string, name: string): void {
  editRole(world, accountId, roleName, role => {
    if (!Object.hasOwn(role.policies, name)) throw noSuchEntity(`The role policy with name ${name} cannot be found.`);
    delete role.policies[name];
  });
}

export function deleteRole(world: World, accountId: string, roleName: string): void {
  const role = requireRole(world, accountId, roleName);
  if (role.attached.length > 0) {
    throw new AwsError('DeleteConflict', 'Cannot delete entity, must detach all policies first.', 409);
  }
  if (Object.keys(role.policies).length > 0) {
    throw new AwsError('DeleteConflict', 'Cannot delete entity, must delete policies first.', 409);
  }
  write(world, accountId, roleName, null);
}
