// The configuration as the rest of the service reads it. Types only.
import type { Language } from '../core/values/languages.js';

/** The vendor, as role specs, pages and checks need to know it. */
export interface VendorConfig {
  name: string;
  supportContact: string;
  /** Of the pages; the first where a person prefers none. */
  languages: readonly Language[];
  accounts: readonly string[];
  brokerRoleArn: string;
  trust: 'role' | 'account';
  controlRoleArn: string;
  strangerRoleArns: readonly string[];
  /** Whether a role whose trust policy was never read may become verified. */
  verifyUnread: boolean;
  region: string;
  launchRegion: string;
  publicUrl: string;
  /** Set in local mode: what is made carries it. */
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
  /** Blocks of addresses whose word on whom they ask for is believed. */
  trustedProxies: readonly string[];
  permissionSetFolder?: string;
  logoFile?: string;
  awsEndpoint?: string;
  dynamodbEndpoint?: string;
  /** Local mode only. The token: of a test that runs the service in a role session, as it is in AWS. */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  vendor: VendorConfig;
}
