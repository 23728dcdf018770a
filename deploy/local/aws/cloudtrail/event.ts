// One CloudTrail event, as LookupEvents returns it. Types only.

export interface CloudTrailEvent {
  eventVersion: string;
  eventID: string;
  eventTime: string;
  eventSource: string;
  eventName: string;
  awsRegion: string;
  sourceIPAddress: string;
  userAgent: string;
  userIdentity: {
    type: string;
    accountId: string;
    principalId: string;
    arn?: string;
    accessKeyId?: string;
    userName?: string;
    sessionContext?: Record<string, unknown>;
    invokedBy?: string;
  };
  requestParameters: Record<string, unknown> | null;
  responseElements: Record<string, unknown> | null;
  resources?: { ARN: string; accountId: string; type: string }[];
  errorCode?: string;
  errorMessage?: string;
  readOnly: boolean;
  eventType: string;
  recipientAccountId: string;
  sharedEventID?: string;
  requestID: string;
}
