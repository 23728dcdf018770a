// The variables of the configuration: one schema. docs/configuration.md is generated from it.
import { type Static, Type } from 'typebox';
import { languages } from '../core/values/languages.js';

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

export type Variables = Static<typeof configSchema>;
