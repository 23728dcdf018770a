// Session policies of the sessions that assume customers' roles: a backstop on the vendor's side. Data only.
// A session may do what its role and its session policy both allow.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
import type { Partition } from '../core/iam/arn.js';
import type { PolicyDocument, Statement } from '../core/policy/document/document.js';

/** Roles named by the kit, in any account. `*` also matches slashes, so any path and any name prefix match. */
function kitRoles(partition: Partition): string {
  return `arn:${partition}:iam::*:role/*drawbridge-*`;
}

/** A statement of its own, because this action does not support `sts:ExternalId`. */
function nameSource(partition: Partition): Statement {
  return { Sid: 'NameSource', Effect: 'Allow', Action: 'sts:SetSourceIdentity', Resource: kitRoles(partition) };
}

/** For issuing credentials: AWS refuses a call without an external ID, even if our code made one by mistake. */
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

/** For checks, which must also call without an external ID to prove that the role refuses it. */
export function checkSessionPolicy(partition: Partition): PolicyDocument {
  const assume: Statement = {
    Sid: 'Assume',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: kitRoles(partition),
  };
  return { Version: '2012-10-17', Statement: [assume, nameSource(partition)] };
}
