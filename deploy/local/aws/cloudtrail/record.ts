// CloudTrail: one record per call and account, in CloudTrail's own shape. Records what happened, decides nothing.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
import { randomUUID } from 'node:crypto';
import { partitionFacts } from '../names.js';
import type { AwsError } from '../protocol/wire.js';
import { own } from '../state.js';
import type { Call, Caller } from '../world.js';
import type { CloudTrailEvent } from './event.js';

const NEWEST = 20_000;

/** Services with one endpoint for all regions: their events appear only in this one. */
const GLOBAL = new Set(['iam']);

function userIdentity(caller: Caller): CloudTrailEvent['userIdentity'] {
  const { accountId, arn, userId: principalId, accessKeyId } = caller;
  if (caller.kind === 'administrator') return { type: 'Root', accountId, principalId, arn };
  if (!caller.session) {
    return { type: 'IAMUser', accountId, principalId, arn, accessKeyId, userName: caller.userName ?? '' };
  }
  const { roleArn, roleId, roleName, issuedAt, sourceIdentity } = caller.session;
  const sessionContext = {
    sessionIssuer: { type: 'Role', principalId: roleId, arn: roleArn, accountId, userName: roleName },
    attributes: { creationDate: issuedAt, mfaAuthenticated: 'false' },
    ...(sourceIdentity ? { sourceIdentity } : {}),
  };
  return { type: 'AssumedRole', accountId, principalId, arn, accessKeyId, sessionContext };
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** `Tags.member.1.Key=…` → `tags: [{ key }]`; template bodies are omitted, as CloudTrail does. */
function requestParameters(call: Call): Record<string, unknown> | null {
  const nested: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(call.params)) {
    const [head = '', member, index, ...rest] = path.split('.');
    if (head === 'TemplateBody') continue;
    if (member !== 'member' || !index) {
      nested[lowerFirst(head)] = /^\d+$/.test(value) && head === 'DurationSeconds' ? Number(value) : value;
      continue;
    }
    nested[lowerFirst(head)] ??= [];
    const items = nested[lowerFirst(head)] as unknown[];
    const at = Number(index) - 1;
    if (rest.length === 0) items[at] = value;
    else items[at] = { ...(items[at] as object | undefined), [lowerFirst(rest.join('.'))]: value };
  }
  return Object.keys(nested).length > 0 ? nested : null;
}

const SECRETS = new Set(['SecretAccessKey']);

function withoutSecrets(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, inner]) => !SECRETS.has(key) && inner !== undefined);
  return Object.fromEntries(kept.map(([key, inner]) => [lowerFirst(key), withoutSecrets(inner)]));
}

function isReadOnly(action: string): boolean {
  return /^(Get|List|Lookup|Describe|Validate|Head)/.test(action);
}

function keep(call: Call, accountId: string, event: CloudTrailEvent): void {
  const events = own(call.world.state.accounts, accountId)?.events;
  if (!events) return;
  events.push(event);
  if (events.length > NEWEST) events.splice(0, events.length - NEWEST);
}

export interface Outcome {
  result?: unknown;
  error?: AwsError;
}

/** Success with a resource of another account is recorded in both accounts; a refusal only in the caller's. */
export function recordEvent(call: Call, { result, error }: Outcome): void {
  const isSilent = isReadOnly(call.action) || error !== undefined || result === undefined;
  // CloudTrail counts AssumeRole as read-only but still records its response.
  const answered = isSilent && call.action !== 'AssumeRole' ? null : withoutSecrets(result ?? null);
  const mirrored = error ? undefined : call.alsoIn;
  const event: CloudTrailEvent = {
    eventVersion: '1.08',
    eventID: randomUUID(),
    eventTime: call.world.now().toISOString(),
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.action,
    awsRegion: GLOBAL.has(call.service) ? partitionFacts[call.world.partition].region : call.region,
    sourceIPAddress: call.sourceIp,
    userAgent: call.userAgent,
    userIdentity: { ...userIdentity(call.caller), ...(call.invokedBy ? { invokedBy: call.invokedBy } : {}) },
    requestParameters: requestParameters(call),
    responseElements: answered as Record<string, unknown> | null,
    ...(mirrored
      ? { resources: [{ ARN: mirrored.resourceArn, accountId: mirrored.accountId, type: 'AWS::IAM::Role' }] }
      : {}),
    ...(error ? { errorCode: error.code, errorMessage: error.message } : {}),
    readOnly: isReadOnly(call.action) || call.action === 'AssumeRole',
    eventType: 'AwsApiCall',
    recipientAccountId: call.caller.accountId,
    requestID: call.requestId,
  };
  const isCross = mirrored !== undefined && mirrored.accountId !== call.caller.accountId;
  if (isCross) event.sharedEventID = randomUUID();
  keep(call, call.caller.accountId, event);
  if (isCross) {
    // The other account sees only the caller's account and unique ID.
    const { accountId, userId } = call.caller;
    const seen = { type: 'AWSAccount', accountId, principalId: userId };
    keep(call, mirrored.accountId, {
      ...event,
      eventID: randomUUID(),
      userIdentity: seen,
      recipientAccountId: mirrored.accountId,
    });
  }
  call.world.changed();
}
