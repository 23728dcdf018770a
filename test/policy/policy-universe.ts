// A small universe of callers, actions, resources and context values, random policies over it, and every request in it:
// the truth that the policy engine is compared with by brute force.
import fc from 'fast-check';
import type { Statement } from '../../api/core/policy/document/document.js';
import type { Caller } from '../../api/core/policy/document/principals.js';
import type { Request } from '../../api/core/policy/evaluate.js';

export const broker = 'arn:aws:iam::111122223333:role/drawbridge-broker';
const other = 'arn:aws:iam::111122223333:role/other';
const outsider = 'arn:aws:iam::444455556666:role/outsider';
const user = 'arn:aws:iam::444455556666:user/team/someone';
const deepOutsider = 'arn:aws:iam::444455556666:role/deep/outsider';
const session = 'arn:aws:sts::444455556666:assumed-role/outsider/run-1';
const brokerSession = 'arn:aws:sts::111122223333:assumed-role/drawbridge-broker/run-1';

/** A role by itself stands for its sessions that no policy names. */
function awsCaller(arn: string, sessionArn?: string): Caller {
  return { type: 'AWS', arn, accountId: arn.split(':')[4]!, ...(sessionArn !== undefined && { sessionArn }) };
}

export const callers: Caller[] = [
  ...[broker, other, outsider, user].map(arn => awsCaller(arn)),
  awsCaller(outsider, session),
  awsCaller(deepOutsider, session),
  awsCaller(broker, brokerSession),
  { type: 'Service', name: 'ec2.amazonaws.com' },
  { type: 'Federated', name: 'accounts.google.com' },
];

export const actions = ['s3:GetObject', 's3:GetBucketAcl', 's3:PutObject', 'ec2:RunInstances', 'iam:PassRole'];
const trustActions = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession', 'sts:SetContext'];
export const resources = ['*', 'arn:aws:s3:::a', 'arn:aws:s3:::ab', 'arn:aws:s3:::a/b', 'arn:aws:iam::1:role/x'];

/** Every value (or list of values) a key can have; the empty list is a missing key. */
export const contextValues: Record<string, string[][]> = {
  'sts:externalid': [[], ['right'], ['RIGHT'], ['wrong']],
  'aws:sourceip': [[], ['10.0.0.1'], ['192.168.0.9']],
  's3:max-keys': [[], ['1'], ['5'], ['10']],
  'aws:currenttime': [['2024-01-01T00:00:00Z'], ['2026-06-01T00:00:00Z']],
  'aws:tagkeys': [[], ['a'], ['b'], ['a', 'b']],
  'aws:username': [[], ['a'], ['b']],
  'aws:principaltag/team': [[], [''], ['a']],
  'aws:multifactorauthpresent': [[], ['true'], ['false']],
  'aws:sourcearn': [[], ['arn:aws:s3:::a'], ['arn:aws:s3:eu:1:x:y']],
};

function oneOrMany<Item>(item: fc.Arbitrary<Item>, most = 3): fc.Arbitrary<Item | Item[]> {
  return fc.oneof(item, fc.array(item, { minLength: 1, maxLength: most }));
}

const actionPattern = fc.constantFrom(
  ...actions,
  '*',
  's3:*',
  's3:Get*',
  's3:?etObject',
  '*:*',
  'S3:getobject',
  's3:*Object',
  'ec2:*',
  'iam:Pass*',
);
const resourcePattern = fc.constantFrom(
  ...resources,
  'arn:aws:s3:::*',
  'arn:aws:s3:::a*',
  'arn:aws:s3:::?',
  'arn:*',
  'arn:aws:s3:::${aws:username}',
  'arn:aws:s3:::${aws:username}*',
  "arn:aws:s3:::${aws:username, 'a'}/b",
  '*a*b*',
  '*?',
);

const texts: Record<string, fc.Arbitrary<string>> = {
  'sts:ExternalId': fc.constantFrom('right', 'RIGHT', 'wrong', 'r*', '*', '?????', '*t', '${aws:username}'),
  'aws:username': fc.constantFrom('a', 'b', '*', '?', 'A'),
  'aws:PrincipalTag/team': fc.constantFrom('', 'a', '*', '?*', '?'),
  'aws:TagKeys': fc.constantFrom('a', 'b', '*', 'A'),
};
const textOperators = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
];
const numberOperators = [
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
];
const dateOperators = [
  'DateEquals',
  'DateNotEquals',
  'DateLessThan',
  'DateLessThanEquals',
  'DateGreaterThan',
  'DateGreaterThanEquals',
];

function block(
  operators: readonly string[],
  keys: readonly string[],
  value: (key: string) => fc.Arbitrary<string>,
): fc.Arbitrary<Record<string, Record<string, string | string[]>>> {
  const prefix = fc.constantFrom('', '', '', 'ForAllValues:', 'ForAnyValue:');
  const suffix = fc.constantFrom('', '', '', 'IfExists');
  return fc
    .record({ prefix, suffix, operator: fc.constantFrom(...operators), key: fc.constantFrom(...keys) })
    .map(each => {
      // AWS does not document an operator for several values without a set operator; a few such policies are enough.
      const needsSet = each.key === 'aws:TagKeys' && each.prefix === '' && each.suffix === '';
      return needsSet ? { ...each, prefix: 'ForAnyValue:' } : each;
    })
    .chain(({ prefix: before, suffix: after, operator, key }) =>
      oneOrMany(value(key)).map(values => ({ [`${before}${operator}${after}`]: { [key]: values } })),
    );
}

const condition = fc.oneof(
  { weight: 4, arbitrary: block(textOperators, Object.keys(texts), key => texts[key]!) },
  block(numberOperators, ['s3:max-keys'], () => fc.constantFrom('1', '3', '5', '10')),
  block(dateOperators, ['aws:CurrentTime'], () =>
    fc.constantFrom('2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z', '1780272000'),
  ),
  block(['IpAddress', 'NotIpAddress'], ['aws:SourceIp'], () =>
    fc.constantFrom('10.0.0.0/8', '192.168.0.0/16', '10.0.0.1', '0.0.0.0/0'),
  ),
  block(['Bool'], ['aws:MultiFactorAuthPresent'], () => fc.constantFrom('true', 'false')),
  block(['ArnLike', 'ArnEquals', 'ArnNotLike'], ['aws:SourceArn'], () =>
    fc.constantFrom('arn:aws:s3:::a', 'arn:*:s3:*:*:*', 'arn:aws:s3:*:*:x:*', '*'),
  ),
  fc
    .record({ key: fc.constantFrom(...Object.keys(texts), 'aws:SourceIp'), value: fc.constantFrom('true', 'false') })
    .map(({ key, value }) => ({ Null: { [key]: value } })),
);

const conditions = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  condition,
  fc.tuple(condition, condition).map(([a, b]) => ({ ...a, ...b })),
);

function effect(): fc.Arbitrary<'Allow' | 'Deny'> {
  return fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny');
}

function withCondition(statement: object, given: object): Statement {
  return { ...statement, ...(Object.keys(given).length > 0 && { Condition: given }) } as Statement;
}

export const identityStatement: fc.Arbitrary<Statement> = fc
  .record({
    Effect: effect(),
    not: fc.constantFrom('', '', '', '', 'action', 'resource'),
    actions: oneOrMany(actionPattern),
    resources: oneOrMany(resourcePattern),
    given: conditions,
  })
  .map(({ Effect, not, actions: Action, resources: Resource, given }) =>
    withCondition(
      {
        Effect,
        ...(not === 'action' ? { NotAction: Action } : { Action }),
        ...(not === 'resource' ? { NotResource: Resource } : { Resource }),
      },
      given,
    ),
  );

const principal = fc.oneof(
  fc.constant('*' as const),
  fc.constantFrom({ Service: 'ec2.amazonaws.com' }, { Federated: 'accounts.google.com' }),
  oneOrMany(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(broker, other, outsider, '111122223333', 'arn:aws:iam::444455556666:root'),
      },
      fc.constantFrom(session, brokerSession, user, 'AROAEXAMPLEROLEID0000', 'AIDAEXAMPLEUSERID0000'),
    ),
  ).map(AWS => ({ AWS })),
);
const trustAction = fc.constantFrom(
  'sts:AssumeRole',
  'sts:AssumeRole',
  'sts:*',
  'sts:SetSourceIdentity',
  'sts:TagSession',
  'sts:Assume*',
);
const principalCondition = fc.oneof(
  block(['ArnLike', 'ArnEquals', 'ArnNotLike'], ['aws:PrincipalArn'], () =>
    fc.constantFrom(
      broker,
      other,
      user,
      'arn:aws:iam::*:role/*',
      'arn:aws:iam::*:user/*',
      'arn:aws:iam::111122223333:role/drawbridge-*',
    ),
  ),
  block(['StringEquals', 'StringNotEquals', 'StringLike'], ['aws:PrincipalAccount'], () =>
    fc.constantFrom('111122223333', '444455556666', '4*'),
  ),
  block(['StringEquals', 'StringNotEquals', 'StringLike'], ['aws:PrincipalType'], () =>
    fc.constantFrom('AssumedRole', 'User', 'A*'),
  ),
  block(['StringEquals', 'StringNotLike', 'StringLike'], ['aws:userid'], () =>
    fc.constantFrom('*:run-1', 'AROA*', 'AIDA*', 'AROAEXAMPLEROLEID0001:run-1', '*'),
  ),
);

export const trustStatement: fc.Arbitrary<Statement> = fc
  .record({
    Effect: effect(),
    isNot: fc.constantFrom(false, false, false, false, true),
    who: principal,
    actions: oneOrMany(trustAction),
    given: fc.oneof(
      { weight: 3, arbitrary: conditions },
      fc.tuple(conditions, principalCondition).map(([a, b]) => ({ ...a, ...b })),
    ),
  })
  .map(({ Effect, isNot, who, actions: Action, given }) =>
    withCondition({ Effect, ...(isNot && who !== '*' ? { NotPrincipal: who } : { Principal: who }), Action }, given),
  );

export function policyOf(statement: fc.Arbitrary<Statement>, most = 3, least = 1) {
  return fc.record({
    Version: fc.constantFrom('2012-10-17' as const, '2012-10-17' as const, '2008-10-17' as const),
    Statement: fc.array(statement, { minLength: least, maxLength: most, ...(least > 1 && { size: 'max' as const }) }),
  });
}

/** Keys that occur in a document, in lower case: only these can make a difference. */
export function keysIn(...documents: unknown[]): string[] {
  const text = JSON.stringify(documents).toLowerCase();
  return Object.keys(contextValues).filter(key => text.includes(key));
}

/** What AWS writes into a request about its caller; an empty list is a missing key. */
function keysOf(caller: Caller): Record<string, string[]> {
  if (caller.type !== 'AWS') return { 'aws:principalarn': [], 'aws:principalaccount': [], 'aws:username': [] };
  const { arn, accountId, sessionArn } = caller;
  const isUser = arn.includes(':user/');
  const id = `${isUser ? 'AIDA' : 'AROA'}EXAMPLEROLEID000${[broker, other, outsider, deepOutsider].indexOf(arn) + 1}`;
  return {
    'aws:principalarn': [arn],
    'aws:principalaccount': [accountId],
    'aws:principaltype': [isUser ? 'User' : 'AssumedRole'],
    'aws:username': isUser ? [arn.split('/').at(-1)!] : [],
    'aws:userid': [isUser ? id : `${id}:${sessionArn?.split('/').at(-1) ?? 'some-run'}`],
  };
}

function present(context: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(context).filter(([, values]) => values.length > 0));
}

/** Every request of the universe; keys that are not listed are missing. */
export function* requests(keys: readonly string[], kind: 'identity' | 'trust'): Generator<Request> {
  const wantedActions = kind === 'trust' ? trustActions : actions;
  for (const context of contexts(keys)) {
    for (const action of wantedActions) {
      for (const caller of kind === 'trust' ? callers : callers.slice(0, 1)) {
        const own = kind === 'trust' ? keysOf(caller) : {};
        for (const resource of kind === 'trust' ? ['arn:aws:iam::777788889999:role/x'] : resources)
          yield { caller, action, resource, context: present({ ...context, ...own }) };
      }
    }
  }
}

function* contexts(keys: readonly string[]): Generator<Record<string, string[]>> {
  const [key, ...rest] = keys;
  if (key === undefined) {
    yield {};
    return;
  }
  for (const context of contexts(rest))
    for (const values of contextValues[key]!) yield values.length > 0 ? { ...context, [key]: values } : context;
}

/** One request of the universe, with any keys it may have. */
export function anyRequest(kind: 'identity' | 'trust'): fc.Arbitrary<Request> {
  const own = fc.record(
    Object.fromEntries(Object.entries(contextValues).map(([key, lists]) => [key, fc.constantFrom(...lists)])),
  );
  return fc
    .record({
      caller: fc.constantFrom(...callers),
      action: fc.constantFrom(...(kind === 'trust' ? trustActions : actions)),
      resource: fc.constantFrom(...resources),
      given: own,
    })
    .map(({ caller, action, resource, given }) => ({
      caller,
      action,
      resource,
      context: present({ ...given, ...keysOf(caller) }),
    }));
}
