// The configuration, as the rest of the service uses it. Types only.
import type { UnreadRules } from '../core/connection/trust-visibility.js';
import type { WhenWidened } from '../core/session/capped.js';
import type { Language } from '../core/values/languages.js';

/** The vendor: what role specs, pages and checks need. */
export interface VendorConfig {
  name: string;
  supportContact: string;
  /** Languages of the pages; a reader who prefers none of them gets the first. */
  languages: readonly Language[];
  accounts: readonly string[];
  brokerRoleArn: string;
  trust: 'role' | 'account';
  controlRoleArn: string;
  strangerRoleArns: readonly string[];
  /** What happens to roles whose trust policy checks cannot read. */
  unread: UnreadRules;
  /** What is done while a role without a session cap may allow more than was announced. */
  whenWidened: WhenWidened;
  region: string;
  launchRegion: string;
  publicUrl: string;
  /** Local mode only: shown on everything that is printed. */
  watermark?: string;
  consoleUrl?: string;
  s3Endpoint?: string;
  /** Local mode only: what printed AWS CLI commands add as --endpoint-url. */
  awsEndpoint?: string;
  templateBucket: string;
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
  /** Address blocks from which `X-Forwarded-For` is trusted. */
  trustedProxies: readonly string[];
  permissionSetFolder?: string;
  logoFile?: string;
  /** Local mode only: the file of anchors. */
  anchorFile?: string;
  awsEndpoint?: string;
  dynamodbEndpoint?: string;
  /** Local mode only. A test sets the token to run the service in a role session, as in AWS. */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  vendor: VendorConfig;
}
