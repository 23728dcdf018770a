// A record as LookupEvents returns it, and the attributes that a lookup can use.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html
import type { CloudTrailEvent } from './event.js';

interface Resource {
  ResourceType: string;
  ResourceName: string;
}

export interface EventView {
  EventId: string;
  EventName: string;
  ReadOnly: 'true' | 'false';
  AccessKeyId: string | undefined;
  /** Seconds since 1970. */
  EventTime: number;
  EventSource: string;
  Username: string | undefined;
  Resources: Resource[];
  CloudTrailEvent: string;
}

/** For a session its name; undefined for a caller of another account. */
function userNameOf({ type, userName, principalId }: CloudTrailEvent['userIdentity']): string | undefined {
  if (type === 'AssumedRole') return principalId.slice(principalId.indexOf(':') + 1);
  return type === 'Root' ? 'root' : userName;
}

const NAMED_BY: Readonly<Record<string, string>> = {
  roleName: 'AWS::IAM::Role',
  userName: 'AWS::IAM::User',
  policyName: 'AWS::IAM::Policy',
  policyArn: 'AWS::IAM::Policy',
  stackName: 'AWS::CloudFormation::Stack',
};

interface Assumed {
  credentials: { accessKeyId: string };
  assumedRoleUser: { arn: string; assumedRoleId: string };
}

/** The session that an AssumeRole created, under each of its names. */
function assumedBy({ requestParameters, responseElements }: CloudTrailEvent): Resource[] {
  const { credentials, assumedRoleUser } = responseElements as unknown as Assumed;
  const session = [assumedRoleUser.arn, assumedRoleUser.assumedRoleId, String(requestParameters?.roleSessionName)];
  return [
    { ResourceType: 'AWS::IAM::AccessKey', ResourceName: credentials.accessKeyId },
    ...session.map(ResourceName => ({ ResourceType: 'AWS::STS::AssumedRole', ResourceName })),
    { ResourceType: 'AWS::IAM::Role', ResourceName: String(requestParameters?.roleArn) },
  ];
}

function resourcesOf(event: CloudTrailEvent): Resource[] {
  if (event.eventName === 'AssumeRole') return event.responseElements ? assumedBy(event) : [];
  return Object.entries(NAMED_BY).flatMap(([name, ResourceType]) => {
    const value = event.requestParameters?.[name];
    return typeof value === 'string' ? [{ ResourceType, ResourceName: value }] : [];
  });
}

export function viewOf(event: CloudTrailEvent): EventView {
  return {
    EventId: event.eventID,
    EventName: event.eventName,
    ReadOnly: `${event.readOnly}`,
    AccessKeyId: event.userIdentity.accessKeyId,
    EventTime: Math.floor(Date.parse(event.eventTime) / 1000),
    EventSource: event.eventSource,
    Username: userNameOf(event.userIdentity),
    Resources: resourcesOf(event),
    CloudTrailEvent: JSON.stringify(event),
  };
}

/** For each lookup attribute: the values that an event has. */
export const LOOKUP_ATTRIBUTES: Readonly<Record<string, (view: EventView) => readonly (string | undefined)[]>> = {
  EventId: view => [view.EventId],
  EventName: view => [view.EventName],
  ReadOnly: view => [view.ReadOnly],
  Username: view => [view.Username],
  ResourceType: view => view.Resources.map(({ ResourceType }) => ResourceType),
  ResourceName: view => view.Resources.map(({ ResourceName }) => ResourceName),
  EventSource: view => [view.EventSource],
  AccessKeyId: view => [view.AccessKeyId],
};
