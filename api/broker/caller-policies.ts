// The session policies under which the kit asks customers' roles: a backstop on the vendor's side. Data only.
// A session can do what its role and its session policy both allow.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
import type { Partition } from '../core/iam/arn.js';
import type { PolicyDocument, Statement } from '../core/policy/document/document.js';

/** Roles of the kit's name form, in any account; `*` spans slashes, so in any path and behind any name prefix. */
function kitRoles(partition: Partition): string {
  return `arn:${partition}:iam::*:role/*drawbridge-*`;
}

/** In a statement of its own: this action does not know `sts:ExternalId`. */
function nameSource(partition: Partition): Statement {
  return { Sid: 'NameSource', Effect: 'Allow', Action: 'sts:SetSourceIdentity', Resource: kitRoles(partition) };
}

/** For handing out credentials: never without an external ID, whatever the code that asks may get wrong. */
export function issueSessionPolicy(partition: Partition): PolicyDocument {
  const assume: Statement = {
    Sid: 'AssumeWithExternalId',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: kitRoles(partition),
    Condition: { Null: { 'sts:ExternalId': 'false' } },
  };
  return { Version: '2012-10-17', Statement: [assume, nameSource(partition)] };
}

/** For checks, which must also ask without an external ID, to see that they are refused. */
export function checkSessionPolicy(partition: Partition): PolicyDocument {
  const assume: Statement = {
    Sid: 'Assume',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: kitRoles(partition),
  };
  return { Version: '2012-10-17', Statement: [assume, nameSource(partition)] };
}
