// Trust policies and their meaning by IAM's pages: the result for the right external ID, a wrong one, none.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
import { BROKER, CUSTOMER, OUTSIDER, policy, RIGHT_ID, trust, VENDOR, WITH_ID } from './local-aws-clients.js';

export interface TrustShape {
  title: string;
  document: object;
  /** Whether the right ID, a wrong ID and no ID are accepted. */
  lets: readonly [right: boolean, wrong: boolean, none: boolean];
}

const US = { AWS: BROKER };

function shape(title: string, document: object, right: boolean, wrong: boolean, none: boolean): TrustShape {
  return { title, document, lets: [right, wrong, none] };
}

function when(operator: string, value: unknown, key = 'sts:ExternalId') {
  return trust(US, { [operator]: { [key]: value } });
}

const ALLOW_BARE = { Effect: 'Allow', Principal: US, Action: 'sts:AssumeRole' };

export const TRUST_SHAPES: readonly TrustShape[] = [
  shape('StringEquals', when('StringEquals', RIGHT_ID), true, false, false),
  shape('key and operator in other case', when('stringEQUALS', RIGHT_ID, 'STS:externalID'), true, false, false),
  shape('two values', when('StringEquals', ['old-one', RIGHT_ID]), true, false, false),
  shape('StringLike *', when('StringLike', '*'), true, true, false),
  shape('Null false', when('Null', 'false'), true, true, false),
  shape('StringEquals with a literal *', when('StringEquals', '*'), false, false, false),
  shape('StringEqualsIfExists', when('StringEqualsIfExists', RIGHT_ID), true, false, true),
  shape('ForAllValues:StringEquals', when('ForAllValues:StringEquals', RIGHT_ID), true, false, true),
  shape('ForAnyValue:StringEquals', when('ForAnyValue:StringEquals', RIGHT_ID), true, false, false),
  shape('StringEqualsIgnoreCase', when('StringEqualsIgnoreCase', RIGHT_ID.toUpperCase()), true, false, false),
  shape('StringNotEquals another', when('StringNotEquals', 'some-other'), true, true, true),
  shape('no condition', trust(US), true, true, true),
  shape('everyone', trust('*'), true, true, true),
  shape('everyone, as AWS *', trust({ AWS: '*' }), true, true, true),
  shape('our account', trust({ AWS: VENDOR }, WITH_ID), true, false, false),
  shape(
    'our account and the caller by condition',
    trust({ AWS: `arn:aws:iam::${VENDOR}:root` }, { ...WITH_ID, ArnEquals: { 'aws:PrincipalArn': BROKER } }),
    true,
    false,
    false,
  ),
  shape('another account', trust({ AWS: OUTSIDER }, WITH_ID), false, false, false),
  shape('a service', trust({ Service: 'ec2.amazonaws.com' }), false, false, false),
  shape(
    'everyone but another',
    policy({ ...ALLOW_BARE, Principal: undefined, NotPrincipal: { AWS: OUTSIDER } }),
    true,
    true,
    true,
  ),
  shape('NotAction', policy({ ...ALLOW_BARE, Action: undefined, NotAction: 'sts:TagSession' }), true, true, true),
  shape('one of two statements bare', policy({ ...ALLOW_BARE, Condition: WITH_ID }, ALLOW_BARE), true, true, true),
  shape(
    'a bare statement for another account',
    policy({ ...ALLOW_BARE, Condition: WITH_ID }, { ...ALLOW_BARE, Principal: { AWS: OUTSIDER } }),
    true,
    false,
    false,
  ),
  shape(
    'a bare Allow and a Deny of other IDs',
    policy(ALLOW_BARE, {
      ...ALLOW_BARE,
      Effect: 'Deny',
      Principal: '*',
      Condition: { StringNotEquals: { 'sts:ExternalId': RIGHT_ID } },
    }),
    true,
    false,
    false,
  ),
  shape(
    'a matching source address',
    trust(US, { ...WITH_ID, IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }),
    true,
    false,
    false,
  ),
  shape(
    'another source address',
    trust(US, { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32'] } }),
    false,
    false,
    false,
  ),
  shape(
    'a past date',
    trust(US, { ...WITH_ID, DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }),
    true,
    false,
    false,
  ),
  shape(
    'a future date',
    trust(US, { ...WITH_ID, DateGreaterThan: { 'aws:CurrentTime': '2999-01-01T00:00:00Z' } }),
    false,
    false,
    false,
  ),
  shape('a number in range', trust(US, { NumericLessThan: { 'aws:EpochTime': 1 } }), false, false, false),
  shape(
    'keys of the requested session',
    trust(US, { ...WITH_ID, StringLike: { 'sts:RoleSessionName': 'test-*' } }),
    true,
    false,
    false,
  ),
  shape('another session name', trust(US, { StringNotLike: { 'sts:RoleSessionName': 'test-*' } }), false, false, false),
  shape(
    'keys of the caller and of the role',
    trust(
      { AWS: '*' },
      {
        ...WITH_ID,
        StringEquals: {
          'sts:ExternalId': RIGHT_ID,
          'aws:PrincipalAccount': VENDOR,
          'aws:ResourceAccount': CUSTOMER,
          'aws:PrincipalType': 'User',
          'aws:username': 'broker',
        },
      },
    ),
    true,
    false,
    false,
  ),
  shape(
    'a policy variable',
    trust(US, { ...WITH_ID, ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/${aws:username}' } }),
    true,
    false,
    false,
  ),
  shape('no long-term key', trust(US, { Null: { 'aws:TokenIssueTime': 'false' } }), false, false, false),
  shape('a missing source identity', trust(US, { StringLike: { 'sts:SourceIdentity': '*' } }), false, false, false),
  shape('Bool', trust(US, { ...WITH_ID, Bool: { 'aws:SecureTransport': true } }), true, false, false),
];
