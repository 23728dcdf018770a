// One AssumeRole call. Every outcome is a value; it never throws and never retries.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
import { AssumeRoleCommand, type AssumeRoleCommandOutput, STSClient } from '@aws-sdk/client-sts';
import { parseRoleArn } from '../core/iam/arn.js';
import type { AssumeOutcome } from '../core/iam/assume-role.js';
import type { AssumeInput, AssumeRole, Credentials } from '../ports/aws.js';
import { outcomeOfError } from './aws-errors.js';
import { beforeSigning, clientConfig, nextToTheWire, oneUserAgent, type Reach, withinTime } from './clients.js';

export function makeAssumeRole(reach: Reach): AssumeRole {
  const clients = makeStsClients(reach);
  return async (as, input) => {
    try {
      const answer = await clients.of(as, input.region).send(new AssumeRoleCommand(parametersOf(input)));
      return readAnswer(answer, input);
    } catch (error) {
      return outcomeOfError(error, input.sourceIdentity === undefined);
    }
  };
}

/**
 * One client per identity and region. An SDK client signs with the credentials it was created with, so concurrent calls
 * with different credentials cannot mix. A client is garbage collected together with its credentials.
 */
function makeStsClients(reach: Reach) {
  const clients = new WeakMap<Credentials, Map<string, STSClient>>();
  return {
    of(as: Credentials, region: string): STSClient {
      const ofIdentity = clients.get(as) ?? new Map<string, STSClient>();
      clients.set(as, ofIdentity);
      const kept = ofIdentity.get(region);
      if (kept) return kept;
      const client = new STSClient({ ...clientConfig(reach, region, as), useGlobalEndpoint: false });
      client.middlewareStack.add(withinTime(reach.timeoutMs), nextToTheWire);
      client.middlewareStack.add(oneUserAgent, beforeSigning);
      ofIdentity.set(region, client);
      return client;
    },
  };
}

/** Absent values are not sent: a SourceIdentity or an ExternalId changes how the role's trust policy decides. */
function parametersOf(input: AssumeInput) {
  return {
    RoleArn: input.roleArn,
    RoleSessionName: input.sessionName,
    DurationSeconds: input.durationSeconds,
    ...(input.externalId !== undefined && { ExternalId: input.externalId }),
    ...(input.sourceIdentity !== undefined && { SourceIdentity: input.sourceIdentity }),
    ...(input.sessionPolicy !== undefined && { Policy: JSON.stringify(input.sessionPolicy) }),
    ...(input.sessionPolicyArns && { PolicyArns: input.sessionPolicyArns.map(arn => ({ arn })) }),
  };
}

const unreadable: AssumeOutcome = { kind: 'inconclusive', why: 'unreadable_answer' };

/** A response is a success only if it is complete and names the role and the session of the request. */
function readAnswer(answer: AssumeRoleCommandOutput, input: AssumeInput): AssumeOutcome {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
  const { Arn, AssumedRoleId } = answer.AssumedRoleUser ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration || !Arn || !AssumedRoleId) return unreadable;
  const [roleUniqueId = '', ...sessionName] = AssumedRoleId.split(':');
  if (!/^AROA[A-Z0-9]{12,124}$/.test(roleUniqueId) || sessionName.join(':') !== input.sessionName) return unreadable;
  const role = parseRoleArn(input.roleArn);
  if (!role || !Arn.startsWith(`arn:${role.partition}:sts::${role.accountId}:assumed-role/`)) return unreadable;
  return {
    kind: 'assumed',
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiresAt: Expiration.toISOString(),
    assumedRoleArn: Arn,
    roleUniqueId,
    ...(answer.SourceIdentity &&
      input.sourceIdentity === undefined && { inheritedSourceIdentity: answer.SourceIdentity }),
  };
}
