// AssumeRole as the kit sees it: how a call can end, and what keeps a probe powerless.
import type { PolicyDocument } from '../policy/document/document.js';

/** What one AssumeRole came to. Only AccessDenied is `refused`; all else that is no success is inconclusive. */
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
      /** The session's, where none was sent: whoever asked has it, and all sessions made from theirs. */
      inheritedSourceIdentity?: string;
    }
  | { kind: 'refused' }
  | {
      kind: 'inconclusive';
      why: InconclusiveWhy;
      awsCode?: string;
      /** Why our own credentials will not do: they have a source identity, which nobody can change. */
      because?: 'source_identity';
    };

export type InconclusiveWhy =
  | 'throttled'
  | 'aws_error'
  | 'no_answer'
  | 'unreadable_answer'
  | 'vendor_credentials'
  | 'sts_region_disabled'
  | 'request_invalid';

/** For operators, wherever it shows first. */
export const ownSourceIdentity =
  "The service's own AWS credentials have a source identity, which AWS lets nobody change: every session made from them keeps it, so no customer's role can be told for whom it is opened. No credentials can be handed out and no check can end. It is ours to mend, not the customers': run the service with credentials that were made without a source identity (IAM Roles Anywhere always sets one). See docs/vendor-stack.md.";

/** Nobody may do anything with a probe's credentials, which are dropped unread. */
export const denyAll: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
};
/** STS gives no shorter sessions. */
export const probeSeconds = 900;
