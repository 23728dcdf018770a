// The configuration, as the rest of the service uses it. Types only.
import type { UnreadRules } from '../core/connection/trust-visibility.js';
import type { Partition } from '../core/iam/arn.js';
import type { WhenWidened } from '../core/session/capped.js';
import type { Language } from '../core/values/languages.js';

/**
 * What the vendor has in one partition. A role cannot be assumed from another partition, so each has its own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export interface VendorPartition {
  partition: Partition;
  accounts: readonly string[];
  brokerRoleArn: string;
  controlRoleArn: string;
  strangerRoleArns: readonly string[];
  /** Of the STS endpoint and the template bucket. */
  region: string;
  launchRegion: string;
  templateBucket: string;
  /** Of the AWS config file: where the service finds its credentials. Absent: those of its own role. */
  profile?: string;
  /** Local mode only: the console that launch links open, and the start of template links. */
  consoleUrl?: string;
  s3Endpoint?: string;
  /** Local mode only: also what printed AWS CLI commands add as --endpoint-url. */
  awsEndpoint?: string;
}

/** A test sets the token to run the service in a role session, as in AWS. */
interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** The vendor: what role specs, pages and checks need. */
export interface VendorConfig {
  name: string;
  supportContact: string;
  /** Languages of the pages; a reader who prefers none of them gets the first. */
  languages: readonly Language[];
  trust: 'role' | 'account';
  /** The first is that of a connection whose creator names none. */
  partitions: readonly [VendorPartition, ...VendorPartition[]];
  /** What happens to roles whose trust policy checks cannot read. */
  unread: UnreadRules;
  /** What is done while a role without a session cap may allow more than was announced. */
  whenWidened: WhenWidened;
  /** Without a slash at the end. */
  publicUrl: string;
  /** The path of that address: empty, or `/access`. */
  basePath: string;
  /** Local mode only: shown on everything that is printed. */
  watermark?: string;
}

export interface Config {
  mode: 'aws' | 'local';
  host: string;
  port: number;
  signingKey: string;
  /** Their MACs are still verified. */
  earlierSigningKeys: readonly string[];
  /** Absent: derived from the signing key. */
  checkTimesKey?: string;
  table: string;
  region: string;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug';
  awsTimeoutMs: number;
  stsPerSecond: number;
  sessionsKept: number;
  webhookTimeoutMs: number;
  /** Local mode only. */
  webhooksToLoopback: boolean;
  rateLimit: number;
  /** For https connections to AWS and to receivers of webhooks. */
  proxy?: { url: string; except: readonly string[] };
  /** Address blocks from which `X-Forwarded-For` is trusted. */
  trustedProxies: readonly string[];
  permissionSetFolder?: string;
  logoFile?: string;
  /** Local mode only: the file of anchors. */
  anchorFile?: string;
  awsEndpoint?: string;
  dynamodbEndpoint?: string;
  /** Local mode only: the service's key in the first partition, and in others. */
  credentials?: AccessKey;
  otherCredentials: Partial<Record<Partition, AccessKey>>;
  vendor: VendorConfig;
}
