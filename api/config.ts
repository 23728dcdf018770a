// The configuration: one schema, read once from the environment at an entrance, frozen. Every bad variable is named
// in one error. The reference page in docs/ is generated from this schema.
import { type Static, Type } from 'typebox';
import { Settings } from 'typebox/system';
import { Value } from 'typebox/value';
import { isAccountId, parseRoleArn } from './core/iam/arn.js';
import { isRegionOf } from './core/iam/launch-link.js';
import { parseCidr } from './core/values/cidr.js';
import { type Language, languages } from './core/values/languages.js';

const text = (description: string, options: Record<string, unknown> = {}) =>
  Type.String({ description, minLength: 1, ...options });

export const configSchema = Type.Object({
  DRAWBRIDGE_MODE: Type.Union([Type.Literal('aws'), Type.Literal('local')], {
    description: '`local` accepts custom AWS endpoints and watermarks what it makes; `aws` refuses them.',
    default: 'aws',
  }),
  DRAWBRIDGE_HOST: text('Address to listen on.', { default: '127.0.0.1' }),
  DRAWBRIDGE_PORT: Type.Integer({ description: 'Port to listen on.', default: 4700, minimum: 0, maximum: 65535 }),
  DRAWBRIDGE_PUBLIC_URL: text('Where people and backends reach the service, e.g. https://access.example.com.', {
    pattern: '^https?://[^\\s/]+$',
  }),
  DRAWBRIDGE_SIGNING_KEY: text(
    'At least 32 random bytes, base64url. Signs links and page cookies, and the secrets of webhooks come from it: with another key all of these are others.',
    { minLength: 43 },
  ),
  DRAWBRIDGE_TABLE: text('Name of the DynamoDB table.', { default: 'drawbridge' }),
  DRAWBRIDGE_REGION: text('AWS region of the table, the template bucket and the STS endpoint.', {
    default: 'us-east-1',
    pattern: '^[a-z]{2}(-[a-z]+)+-\\d$',
  }),
  DRAWBRIDGE_LOG_LEVEL: Type.Union(
    (['fatal', 'error', 'warn', 'info', 'debug'] as const).map(level => Type.Literal(level)),
    { description: 'How much is logged.', default: 'info' },
  ),
  DRAWBRIDGE_VENDOR_NAME: text("The vendor's name, as customers read it.", { maxLength: 100 }),
  DRAWBRIDGE_SUPPORT_CONTACT: text('Where customers get help: an e-mail address or an https address.', {
    maxLength: 200,
  }),
  DRAWBRIDGE_LOGO: Type.Optional(
    text(
      "File with the vendor's logo, an SVG or a PNG of at most 128 KiB: pages show it in place of the name. Read once at start.",
    ),
  ),
  DRAWBRIDGE_LANGUAGES: text(
    'Languages of the pages, separated by commas: `en`, `ja`. Whoever prefers none of them gets the first; with one there is nothing to choose.',
    { default: languages.join(',') },
  ),
  DRAWBRIDGE_VENDOR_ACCOUNTS: text(
    "The vendor's own AWS accounts, separated by commas. None of them is ever a customer's.",
  ),
  DRAWBRIDGE_BROKER_ROLE_ARN: text('The one vendor role that trust policies name.'),
  DRAWBRIDGE_TRUST: Type.Union([Type.Literal('role'), Type.Literal('account')], {
    description:
      'Whom trust policies name: the broker role by ARN, or its account on condition of that ARN. `account` survives a broker role that is deleted and made again, at the cost that whoever may make a role of that name in the account is trusted by every customer.',
    default: 'role',
  }),
  DRAWBRIDGE_CONTROL_ROLE_ARN: text(
    'The control role: vendor-owned, powerless, assumable without an external ID. Shows that our caller is able to ask.',
  ),
  DRAWBRIDGE_STRANGER_ROLE_ARNS: Type.Optional(
    text(
      'Vendor roles that no trust policy names, separated by commas. Each must be refused by a customer role. Without one a check cannot try as somebody else: that nobody else is let in is then only read in the trust policy, and not seen where the role may not be read. The log says so at start, and each check has the step `stranger` as `not-made`. The role: the service may assume it, and it may assume the control role and roles named `*drawbridge-*`.',
    ),
  ),
  DRAWBRIDGE_VERIFY_UNREAD: Type.Boolean({
    description:
      'Whether a role may become verified although its trust policy was never read. Probes show that nobody gets in without the right ID; only the trust policy shows that nobody else is named. `true` tells it as a finding of high severity on every page; `false` keeps the connection pending until the policy was read once, and is the safer choice.',
    default: true,
  }),
  DRAWBRIDGE_TEMPLATE_BUCKET: text(
    'The bucket that holds published templates and nothing else. Its name has no dots.',
    {
      // A dot would not fit the certificate of the bucket's https address.
      pattern: '^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$',
    },
  ),
  DRAWBRIDGE_PERMISSION_SETS: Type.Optional(
    text("Folder with the vendor's own permission sets, beside the shipped ones."),
  ),
  DRAWBRIDGE_LAUNCH_REGION: text(
    'Region in which the launch link opens the console. IAM is global; any region will do.',
    {
      default: 'us-east-1',
      pattern: '^[a-z]{2}(-[a-z]+)+-\\d$',
    },
  ),
  DRAWBRIDGE_AWS_TIMEOUT_MS: Type.Integer({
    description: 'How long one call to AWS may take, in milliseconds.',
    default: 10_000,
    minimum: 50,
    maximum: 60_000,
  }),
  DRAWBRIDGE_STS_PER_SECOND: Type.Integer({
    description:
      'Calls of STS a second that all instances on one table make together at most, in each region. AWS gives an account 600 in each region unless it was raised, for everything in the account: give less where something else in it calls STS too, and the same to each instance. Asks may use all of it, checks that somebody waits for leave a fifth to them, and checks by schedule half.',
    default: 600,
    minimum: 1,
    maximum: 100_000,
  }),
  DRAWBRIDGE_SESSIONS_KEPT: Type.Integer({
    description:
      'How many sessions one instance keeps in memory for asks that are alike, at about 1.5 kB each. Beyond it those of the connections that were asked for longest ago go.',
    default: 100_000,
    minimum: 1,
    maximum: 10_000_000,
  }),
  DRAWBRIDGE_TRUSTED_PROXIES: Type.Optional(
    text(
      'Blocks of addresses of your load balancers, separated by commas, e.g. 10.0.0.0/16. Rate limits, the addresses of a key and the log go by the address of the connection. Behind a load balancer that is its own, one for everybody, unless it is named here: then the last address in `X-Forwarded-For` that is not of these blocks counts. From anywhere else that header is ignored. Name no block from which others can reach the service.',
    ),
  ),
  DRAWBRIDGE_RATE_LIMIT: Type.Integer({
    description:
      'Requests a minute that one caller may make. One address may make five times as many: see `DRAWBRIDGE_TRUSTED_PROXIES`.',
    default: 6000,
    minimum: 1,
  }),
  DRAWBRIDGE_WEBHOOK_TIMEOUT_MS: Type.Integer({
    description: 'How long the receiver of a webhook may take to answer, in milliseconds.',
    default: 10_000,
    minimum: 100,
    maximum: 20_000,
  }),
  DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK: Type.Optional(
    Type.Boolean({
      description: 'Local mode only: `true` lets webhooks go to this machine too, also by http.',
    }),
  ),
  AWS_ENDPOINT: Type.Optional(text('Local mode only: the address of the local AWS.')),
  DYNAMODB_ENDPOINT: Type.Optional(text('Local mode only: the address of a DynamoDB.')),
  S3_ENDPOINT: Type.Optional(text('Local mode only: the address that template links begin with, path-style.')),
  CONSOLE_URL: Type.Optional(text('Local mode only: the console that launch links open.')),
  DRAWBRIDGE_LOCAL_ACCESS_KEY_ID: Type.Optional(
    text("Local mode only: the service's access key. In AWS the service has a role."),
  ),
  DRAWBRIDGE_LOCAL_SECRET_ACCESS_KEY: Type.Optional(text("Local mode only: the secret of the service's access key.")),
});

type Variables = Static<typeof configSchema>;

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

/** Every bad variable at once, each with what is wrong with it. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(
      `The configuration cannot be used; docs/configuration.md explains each variable.\n${problems.map(each => `  - ${each}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

const localOnly = [
  'AWS_ENDPOINT',
  'DYNAMODB_ENDPOINT',
  'S3_ENDPOINT',
  'CONSOLE_URL',
  'DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK',
  'DRAWBRIDGE_LOCAL_ACCESS_KEY_ID',
  'DRAWBRIDGE_LOCAL_SECRET_ACCESS_KEY',
] as const;

/** Reads and checks the variables of this schema; others are not looked at. Throws ConfigError. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given: Record<string, string> = {};
  for (const name of Object.keys(configSchema.properties)) if (env[name]) given[name] = env[name];
  const variables = Value.Default(configSchema, Value.Convert(configSchema, given)) as Variables;
  // More than there can be: by itself it stops at eight.
  Settings.Set({ maxErrors: 200 });
  const problems = Value.Errors(configSchema, variables).flatMap(problemTexts);
  if (problems.length === 0) problems.push(...meaningProblems(variables));
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(configOf(variables));
}

function problemTexts(error: ReturnType<typeof Value.Errors>[number]): string[] {
  const name = error.instancePath.slice(1);
  switch (error.keyword) {
    case 'required':
      return error.params.requiredProperties.map(each => `${each} must be set`);
    // Each word of a choice that it is not; the choice itself comes after them.
    case 'const':
      return [];
    case 'anyOf': {
      const { anyOf = [] } = (configSchema.properties as Record<string, { anyOf?: { const?: string }[] }>)[name] ?? {};
      return [`${name} must be one of: ${anyOf.map(each => each.const).join(', ')}`];
    }
    default:
      return [`${name} ${error.message}`];
  }
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '');
}

function meaningProblems(v: Variables): string[] {
  const problems = [...languageProblems(v), ...proxyProblems(v), ...accountProblems(v), ...roleProblems(v)];
  const partition = parseRoleArn(v.DRAWBRIDGE_BROKER_ROLE_ARN)?.partition;
  for (const name of ['DRAWBRIDGE_REGION', 'DRAWBRIDGE_LAUNCH_REGION'] as const) {
    if (partition && !isRegionOf(partition, v[name]))
      problems.push(`${name} holds ${v[name]}, which is not a region of ${partition}`);
  }
  if (v.DRAWBRIDGE_MODE === 'aws') {
    for (const name of localOnly) if (v[name]) problems.push(`${name} is accepted in local mode only`);
    if (!v.DRAWBRIDGE_PUBLIC_URL.startsWith('https://'))
      problems.push('DRAWBRIDGE_PUBLIC_URL must be https outside local mode');
  }
  return problems;
}

function languageProblems(v: Variables): string[] {
  const given = list(v.DRAWBRIDGE_LANGUAGES);
  if (given.length === 0) return ['DRAWBRIDGE_LANGUAGES names no language'];
  return given
    .filter(each => !languages.some(language => language === each))
    .map(each => `DRAWBRIDGE_LANGUAGES holds ${each}, which is not one of ${languages.join(', ')}`);
}

function proxyProblems(v: Variables): string[] {
  return list(v.DRAWBRIDGE_TRUSTED_PROXIES).flatMap(each => {
    const cidr = parseCidr(each);
    if (!cidr) return [`DRAWBRIDGE_TRUSTED_PROXIES holds ${each}, which is not a block of addresses`];
    return cidr.prefix === 0 ? [`DRAWBRIDGE_TRUSTED_PROXIES holds ${each}, which is everybody`] : [];
  });
}

function accountProblems(v: Variables): string[] {
  return list(v.DRAWBRIDGE_VENDOR_ACCOUNTS)
    .filter(account => !isAccountId(account))
    .map(account => `DRAWBRIDGE_VENDOR_ACCOUNTS holds ${account}, which is not 12 digits`);
}

/** The vendor's roles are the vendor's, in one partition, and named so that the broker role's policy reaches them. */
function roleProblems(v: Variables): string[] {
  const accounts = list(v.DRAWBRIDGE_VENDOR_ACCOUNTS);
  const partition = parseRoleArn(v.DRAWBRIDGE_BROKER_ROLE_ARN)?.partition;
  const roles: [string, string][] = [
    ['DRAWBRIDGE_BROKER_ROLE_ARN', v.DRAWBRIDGE_BROKER_ROLE_ARN],
    ['DRAWBRIDGE_CONTROL_ROLE_ARN', v.DRAWBRIDGE_CONTROL_ROLE_ARN],
    ...list(v.DRAWBRIDGE_STRANGER_ROLE_ARNS).map((arn): [string, string] => ['DRAWBRIDGE_STRANGER_ROLE_ARNS', arn]),
  ];
  return roles.flatMap(([name, arn]) => {
    const role = parseRoleArn(arn);
    if (!role) return [`${name} holds ${arn}, which is not a role ARN`];
    // A stranger elsewhere would be another's role: the caller sessions never open it.
    if (name === 'DRAWBRIDGE_STRANGER_ROLE_ARNS' && !accounts.includes(role.accountId))
      return [`${name} holds a role of ${role.accountId}, which DRAWBRIDGE_VENDOR_ACCOUNTS does not name`];
    if (role.partition !== partition) return [`${name} holds a role of another partition than the broker role`];
    // The caller sessions may ask roles of this form only, so another control role could never answer.
    const isControl = name === 'DRAWBRIDGE_CONTROL_ROLE_ARN';
    return isControl && !role.roleName.includes('drawbridge-')
      ? [`${name} must hold a role whose name has "drawbridge-" in it`]
      : [];
  });
}

function configOf(v: Variables): Config {
  return {
    mode: v.DRAWBRIDGE_MODE,
    host: v.DRAWBRIDGE_HOST,
    port: v.DRAWBRIDGE_PORT,
    signingKey: v.DRAWBRIDGE_SIGNING_KEY,
    table: v.DRAWBRIDGE_TABLE,
    region: v.DRAWBRIDGE_REGION,
    logLevel: v.DRAWBRIDGE_LOG_LEVEL,
    awsTimeoutMs: v.DRAWBRIDGE_AWS_TIMEOUT_MS,
    stsPerSecond: v.DRAWBRIDGE_STS_PER_SECOND,
    sessionsKept: v.DRAWBRIDGE_SESSIONS_KEPT,
    webhookTimeoutMs: v.DRAWBRIDGE_WEBHOOK_TIMEOUT_MS,
    webhooksToLoopback: v.DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK ?? false,
    rateLimit: v.DRAWBRIDGE_RATE_LIMIT,
    trustedProxies: list(v.DRAWBRIDGE_TRUSTED_PROXIES),
    ...(v.DRAWBRIDGE_PERMISSION_SETS && { permissionSetFolder: v.DRAWBRIDGE_PERMISSION_SETS }),
    ...(v.DRAWBRIDGE_LOGO && { logoFile: v.DRAWBRIDGE_LOGO }),
    ...(v.AWS_ENDPOINT && { awsEndpoint: v.AWS_ENDPOINT }),
    ...(v.DYNAMODB_ENDPOINT && { dynamodbEndpoint: v.DYNAMODB_ENDPOINT }),
    ...(v.DRAWBRIDGE_LOCAL_ACCESS_KEY_ID &&
      v.DRAWBRIDGE_LOCAL_SECRET_ACCESS_KEY && {
        credentials: {
          accessKeyId: v.DRAWBRIDGE_LOCAL_ACCESS_KEY_ID,
          secretAccessKey: v.DRAWBRIDGE_LOCAL_SECRET_ACCESS_KEY,
        },
      }),
    vendor: {
      name: v.DRAWBRIDGE_VENDOR_NAME,
      supportContact: v.DRAWBRIDGE_SUPPORT_CONTACT,
      languages: [...new Set(list(v.DRAWBRIDGE_LANGUAGES))] as Language[],
      accounts: list(v.DRAWBRIDGE_VENDOR_ACCOUNTS),
      brokerRoleArn: v.DRAWBRIDGE_BROKER_ROLE_ARN,
      trust: v.DRAWBRIDGE_TRUST,
      controlRoleArn: v.DRAWBRIDGE_CONTROL_ROLE_ARN,
      strangerRoleArns: list(v.DRAWBRIDGE_STRANGER_ROLE_ARNS),
      verifyUnread: v.DRAWBRIDGE_VERIFY_UNREAD,
      region: v.DRAWBRIDGE_REGION,
      launchRegion: v.DRAWBRIDGE_LAUNCH_REGION,
      publicUrl: v.DRAWBRIDGE_PUBLIC_URL,
      templateBucket: v.DRAWBRIDGE_TEMPLATE_BUCKET,
      ...(v.DRAWBRIDGE_MODE === 'local' && { watermark: 'LOCAL RUN: not AWS, not evidence' }),
      ...(v.CONSOLE_URL && { consoleUrl: v.CONSOLE_URL }),
      ...(v.S3_ENDPOINT && { s3Endpoint: v.S3_ENDPOINT }),
      ...(v.AWS_ENDPOINT && { awsEndpoint: v.AWS_ENDPOINT }),
    },
  };
}
