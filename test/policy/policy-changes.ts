// Changes that people and AWS really make to a policy: something added, removed or altered. Each is a pair to compare
// with the original.
import type { PolicyDocument, Principal, Statement } from '../../api/core/policy/document/document.js';

export interface Change {
  name: string;
  document: PolicyDocument;
}

const conditionsPeopleAdd: NonNullable<Statement['Condition']>[] = [
  { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
  { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '198.51.100.7'] } },
  { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, Bool: { 'aws:ViaAWSService': 'false' } },
  { Bool: { 'aws:SecureTransport': 'true' } },
  { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } },
  { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } },
  { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg' } },
  { StringNotEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' } },
  { StringEquals: { 'aws:ResourceTag/team': 'blue' } },
  { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
  { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg/*/ou-abcd-*' } },
  { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'cost'] } },
  { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } },
  { DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' }, DateLessThan: { 'aws:CurrentTime': '2027-01-01' } },
  { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/drawbridge-*' } },
  { StringLike: { 'aws:UserAgent': '*Boto3*' } },
  { Null: { 'aws:TokenIssueTime': 'false' } },
];

/** Each statement in turn replaced by the result of `change`. */
function each(document: PolicyDocument, name: string, change: (statement: Statement) => Statement[]): Change[] {
  return document.Statement.map((statement, at) => ({
    name: `statement ${at} ${name}`,
    document: {
      ...document,
      Statement: [...document.Statement.slice(0, at), ...change(statement), ...document.Statement.slice(at + 1)],
    },
  })).filter(({ document: { Statement } }) => Statement.length > 0);
}

function added(document: PolicyDocument, statement: Statement): Change {
  return {
    name: `with ${JSON.stringify(statement)}`,
    document: { ...document, Statement: [...document.Statement, statement] },
  };
}

function ofConditions(document: PolicyDocument): Change[] {
  return conditionsPeopleAdd.flatMap(given =>
    each(document, `on condition ${JSON.stringify(given)}`, statement => [
      { ...statement, Condition: { ...statement.Condition, ...given } },
    ]),
  );
}

const guardrails: Statement[] = [
  { Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
  {
    Effect: 'Deny',
    NotAction: ['iam:*', 'sts:*', 'cloudfront:*', 'route53:*', 'support:*'],
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } },
  },
  { Effect: 'Deny', Action: ['iam:*', 'organizations:*'], Resource: '*' },
  { Effect: 'Deny', NotAction: ['ce:*', 'budgets:View*'], Resource: '*' },
  {
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
    Condition: { DateLessThan: { 'aws:TokenIssueTime': '2026-11-20T00:00:00Z' } },
  },
  { Effect: 'Deny', Action: 's3:*', NotResource: ['arn:aws:s3:::our-*', 'arn:aws:s3:::our-*/*'] },
];
const grants: Statement[] = [
  { Effect: 'Allow', Action: '*', Resource: '*' },
  { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
  { Effect: 'Allow', Action: ['ec2:Describe*', 's3:Get*', 's3:List*', 'rds:Describe*'], Resource: '*' },
  { Effect: 'Allow', Action: 's3:GetObject', Resource: ['arn:aws:s3:::reports', 'arn:aws:s3:::reports/*'] },
  { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::home/${aws:username}/*' },
  { Effect: 'Allow', Action: 'iam:PassRole', Resource: 'arn:aws:iam::210987654321:role/service-*' },
  { Effect: 'Allow', Action: ['kms:Decrypt', 'logs:*'], Resource: 'arn:aws:*:*:210987654321:*' },
];

/** One change in a permissions policy. */
export function permissionChanges(document: PolicyDocument): Change[] {
  const inAction = (name: string, change: (action: string) => string) =>
    each(document, name, statement => {
      const [first = '*', ...rest] = [statement.Action ?? []].flat();
      return [{ ...statement, Action: [change(first), ...rest] }];
    });
  return [
    ...each(document, 'removed', () => []),
    ...each(document, 'without its first action', statement => {
      const rest = [statement.Action ?? []].flat().slice(1);
      return rest.length > 0 ? [{ ...statement, Action: rest }] : [];
    }),
    ...inAction('with a whole service', action => action.replace(/:.*/, ':*')),
    ...inAction('with all read actions', action => action.replace(/:([A-Z][a-z]+).*/, ':$1*')),
    ...inAction('with a misspelt action', action => `${action}s`),
    ...each(document, 'with one more action', statement => [
      { ...statement, Action: [statement.Action ?? [], 'ec2:RunInstances'].flat() },
    ]),
    ...each(document, 'on some resources', statement => [
      { ...statement, Resource: ['arn:aws:*:eu-west-1:210987654321:*', 'arn:aws:s3:::our-*'] },
    ]),
    ...each(document, 'as a Deny', statement => [{ ...statement, Effect: 'Deny' }]),
    ...ofConditions(document),
    ...[...guardrails, ...grants].map(statement => added(document, statement)),
    {
      name: 'all in one statement',
      document: {
        ...document,
        Statement: [{ Effect: 'Allow', Action: document.Statement.flatMap(one => one.Action ?? []), Resource: '*' }],
      },
    },
  ];
}

const principals: Principal[] = [
  '*',
  { AWS: '*' },
  { AWS: '111122223333' },
  { AWS: 'arn:aws:iam::111122223333:role/other' },
  { AWS: ['arn:aws:iam::111122223333:role/drawbridge-broker', 'arn:aws:iam::444455556666:root'] },
  { AWS: 'AROAEXAMPLEROLEID0000' },
  { AWS: 'arn:aws:iam::444455556666:user/alice' },
  { Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] },
  { Federated: 'arn:aws:iam::210987654321:saml-provider/corporate' },
];

/** One change in a trust policy. */
export function trustChanges(document: PolicyDocument): Change[] {
  const idWith = (operator: string, value: string | string[]) =>
    each(document, `requires ${operator} ${JSON.stringify(value)}`, statement => {
      const { Condition: _, ...rest } = statement;
      return [{ ...rest, Condition: { [operator]: { 'sts:ExternalId': value } } }];
    });
  const own = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const plain = document.Statement[0]!;
  return [
    ...each(document, 'removed', () => []),
    ...each(document, 'without its condition', ({ Condition: _, ...rest }) => [rest]),
    ...each(document, 'as a Deny', statement => [{ ...statement, Effect: 'Deny' }]),
    ...principals.flatMap(Principal =>
      each(document, `for ${JSON.stringify(Principal)}`, statement => [{ ...statement, Principal }]),
    ),
    ...['sts:*', 'sts:TagSession', 'sts:Assume*', 'sts:AssumeRoleWithWebIdentity'].flatMap(action =>
      each(document, `with ${action}`, statement => [
        { ...statement, Action: [statement.Action ?? [], action].flat() },
      ]),
    ),
    ...idWith('StringEquals', [own, 'another']),
    ...idWith('StringEquals', 'another'),
    ...idWith('StringLike', '0f8fad5b-*'),
    ...idWith('StringLike', '*'),
    ...idWith('StringEqualsIgnoreCase', own),
    ...idWith('StringEqualsIfExists', own),
    ...idWith('StringNotEquals', 'another'),
    ...idWith('ForAllValues:StringEquals', own),
    ...idWith('ForAnyValue:StringEquals', own),
    ...idWith('Null', 'true'),
    ...ofConditions(document),
    ...principals.map(Principal => added(document, { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' })),
    ...principals.map(Principal => added(document, { ...plain, Principal })),
    added(document, { Effect: 'Deny', NotPrincipal: plain.Principal!, Action: 'sts:*' }),
    added(document, {
      Effect: 'Deny',
      Principal: '*',
      Action: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
    added(document, {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:AssumeRole',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg' } },
    }),
    added(document, {
      Effect: 'Deny',
      Principal: '*',
      Action: 'sts:AssumeRole',
      Condition: { StringNotEquals: { 'sts:ExternalId': own } },
    }),
  ];
}
