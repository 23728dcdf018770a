// AssumeRole as the kit uses it: how a call can end, and what leaves a probe without permissions.
import type { PolicyDocument } from '../policy/document/document.js';

/** The result of one AssumeRole. Only AccessDenied is `refused`; any other failure is inconclusive. */
export type AssumeOutcome =
  | {
      kind: 'assumed';
      accessKeyId: string;
      secretAccessKey: string;
      sessionToken: string;
      /** ISO 8601. */
      expiresAt: string;
      assumedRoleArn: string;
      /** The role's unique id: the part of AssumedRoleId before the colon. */
      roleUniqueId: string;
      /** The source identity of the session when the call set none: the caller's own, inherited by all its sessions. */
      inheritedSourceIdentity?: string;
    }
  | { kind: 'refused' }
  | {
      kind: 'inconclusive';
      why: InconclusiveWhy;
      awsCode?: string;
      /**
       * `source_identity`: our own credentials have one, which AWS does not let us change. `policy_too_large`: the
       * session policy does not fit once AWS has packed it.
       */
      because?: 'source_identity' | 'policy_too_large';
    };

export type InconclusiveWhy =
  | 'throttled'
  | 'aws_error'
  | 'no_answer'
  | 'unreadable_answer'
  | 'vendor_credentials'
  | 'sts_region_disabled'
  | 'request_invalid';

/** For operators, in the log. */
export const ownSourceIdentity =
  "The service's own AWS credentials have a source identity, and AWS does not allow changing it: every session made " +
  "from them keeps it. So no session can show a customer's role for whom we open it, no credentials can be issued " +
  'and no check can finish. The vendor must fix this, not the customers: run the service with credentials that were ' +
  'created without a source identity (IAM Roles Anywhere always sets one). See docs/vendor-stack.md.';

/**
 * The session policy of probes: their credentials can do nothing, and we drop them unread. `sid` names the purpose:
 * CloudTrail records a session policy, and no trust policy can see one.
 */
export function powerless(sid: PowerlessSid): PolicyDocument {
  return { Version: '2012-10-17', Statement: [{ Sid: sid, Effect: 'Deny', Action: '*', Resource: '*' }] };
}

export type PowerlessSid = 'DrawbridgeProbe' | 'DrawbridgeControl' | 'DrawbridgeOffboardingCheck';

/** The shortest session of STS. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const probeSeconds = 900;
