// IAM users, as far as a vendor's account needs them: the user, its keys and its inline policies.
import { requireAllowed } from '../evaluator/authorise.js';
import { checkDocument, parseDocument } from '../evaluator/policy-documents.js';
import { newAccessKeyId, newSecret, newUniqueId, userArn } from '../names.js';
import { AwsError } from '../protocol/wire.js';
import { type AccessKey, own, type User } from '../state.js';
import { type Action, accountOf, type Call, type World } from '../world.js';
import { noSuchEntity } from './roles.js';

export function createUser(world: World, accountId: string, userName: string): User {
  const user: User = {
    userName,
    userId: newUniqueId('AIDA'),
    arn: userArn(world, accountId, userName),
    createdAt: world.now().toISOString(),
    policies: {},
  };
  accountOf(world, accountId).users[userName] = user;
  world.state.uniqueIds[user.userId] = { accountId, name: userName };
  world.changed();
  return user;
}

export function createAccessKey(world: World, accountId: string, userName: string): AccessKey {
  const key: AccessKey = {
    accessKeyId: newAccessKeyId('AKIA'),
    secretAccessKey: newSecret(),
    accountId,
    userName,
  };
  world.state.keys[key.accessKeyId] = key;
  world.changed();
  return key;
}

/** For seeding: a known name keeps its user, key and unique ID, and gets exactly these policies. */
export function ensureUser(world: World, accountId: string, userName: string, policies: Record<string, unknown>) {
  for (const document of Object.values(policies)) checkDocument(world, document, 'identity');
  const user = own(accountOf(world, accountId).users, userName) ?? createUser(world, accountId, userName);
  user.policies = structuredClone(policies);
  const known = Object.values(world.state.keys).find(key => key.accountId === accountId && key.userName === userName);
  const { accessKeyId, secretAccessKey } = known ?? createAccessKey(world, accountId, userName);
  world.changed();
  return { accessKeyId, secretAccessKey };
}

function userFor(call: Call): User {
  const { UserName = '' } = call.params;
  const { accountId } = call.caller;
  const arn = userArn(call.world, accountId, UserName);
  requireAllowed(call, { action: `iam:${call.action}`, arn, shownAs: `user ${UserName}`, accountId });
  const user = own(accountOf(call.world, accountId).users, UserName);
  if (!user) throw noSuchEntity(`The user with name ${UserName} cannot be found.`);
  return user;
}

function shownUser(user: User) {
  const { userName: UserName, userId: UserId, arn: Arn, createdAt: CreateDate } = user;
  return { Path: '/', UserName, UserId, Arn, CreateDate };
}

const create: Action = call => {
  const { UserName = '' } = call.params;
  const { accountId } = call.caller;
  requireAllowed(call, { action: 'iam:CreateUser', arn: userArn(call.world, accountId, UserName), accountId });
  if (!/^[\w+=,.@-]{1,64}$/.test(UserName)) {
    throw new AwsError('ValidationError', 'The specified value for userName is invalid.');
  }
  if (own(accountOf(call.world, accountId).users, UserName)) {
    throw new AwsError('EntityAlreadyExists', `User with name ${UserName} already exists.`, 409);
  }
  return { User: shownUser(createUser(call.world, accountId, UserName)) };
};

const createKey: Action = call => {
  const user = userFor(call);
  const key = createAccessKey(call.world, call.caller.accountId, user.userName);
  const CreateDate = call.world.now().toISOString();
  const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey } = key;
  return { AccessKey: { UserName: user.userName, AccessKeyId, Status: 'Active', SecretAccessKey, CreateDate } };
};

const putPolicy: Action = call => {
  const user = userFor(call);
  user.policies[call.params.PolicyName ?? ''] = parseDocument(call.world, call.params.PolicyDocument ?? '', 'identity');
  call.world.changed();
};

/** The key that a call names; keys of other users do not exist for it. */
function keyFor(call: Call): AccessKey {
  const { userName } = userFor(call);
  const { AccessKeyId = '' } = call.params;
  const key = own(call.world.state.keys, AccessKeyId);
  if (!key || key.accountId !== call.caller.accountId || key.userName !== userName)
    throw noSuchEntity(`The Access Key with id ${AccessKeyId} cannot be found.`);
  return key;
}

const listKeys: Action = call => {
  const { userName } = userFor(call);
  const keys = Object.values(call.world.state.keys).filter(
    key => key.accountId === call.caller.accountId && key.userName === userName,
  );
  const AccessKeyMetadata = keys.map(({ accessKeyId: AccessKeyId, isInactive }) => ({
    UserName: userName,
    AccessKeyId,
    Status: isInactive ? 'Inactive' : 'Active',
  }));
  return { AccessKeyMetadata, IsTruncated: false };
};

const updateKey: Action = call => {
  const key = keyFor(call);
  const { Status = '' } = call.params;
  if (Status !== 'Active' && Status !== 'Inactive')
    throw new AwsError('ValidationError', `Value '${Status}' at 'status' failed to satisfy constraint.`);
  key.isInactive = Status === 'Inactive';
  call.world.changed();
};

const deleteKey: Action = call => {
  delete call.world.state.keys[keyFor(call).accessKeyId];
  call.world.changed();
};

const keyLastUsed: Action = call => {
  const { AccessKeyId = '' } = call.params;
  const { accountId } = call.caller;
  const key = own(call.world.state.keys, AccessKeyId);
  const arn = key ? userArn(call.world, accountId, key.userName) : '*';
  requireAllowed(call, { action: 'iam:GetAccessKeyLastUsed', arn, accountId });
  if (!key || key.accountId !== accountId) throw noSuchEntity(`The Access Key with id ${AccessKeyId} cannot be found.`);
  const { lastUsed } = key;
  return {
    UserName: key.userName,
    AccessKeyLastUsed: {
      LastUsedDate: lastUsed?.at,
      ServiceName: lastUsed?.service ?? 'N/A',
      Region: lastUsed?.region ?? 'N/A',
    },
  };
};

export const IAM_USER_ACTIONS: Readonly<Record<string, Action>> = {
  CreateUser: create,
  GetUser: call => ({ User: shownUser(userFor(call)) }),
  CreateAccessKey: createKey,
  ListAccessKeys: listKeys,
  UpdateAccessKey: updateKey,
  DeleteAccessKey: deleteKey,
  GetAccessKeyLastUsed: keyLastUsed,
  PutUserPolicy: putPolicy,
};
