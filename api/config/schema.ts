// The schema of the configuration variables. docs/configuration.md is generated from it.
import { type Static, Type } from 'typebox';
import { languages } from '../core/values/languages.js';

const text = (description: string, options: Record<string, unknown> = {}) =>
  Type.String({ description, minLength: 1, ...options });

/** The form of a region in any partition: `eu-central-1`, `us-gov-west-1`, `eusc-de-east-1`. */
export const regionPattern = '^[a-z]{2,4}(-[a-z]+)+-\\d{1,2}$';
// The certificate of the bucket's https address does not cover names with a dot.
export const bucketPattern = '^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$';

export const configSchema = Type.Object({
  DRAWBRIDGE_MODE: Type.Union([Type.Literal('aws'), Type.Literal('local')], {
    description:
      '`aws`: the service. `local`: a run against a local AWS, which accepts custom endpoints and watermarks its ' +
      'output.',
    default: 'aws',
  }),
  DRAWBRIDGE_HOST: text('Address to listen on.', { default: '127.0.0.1' }),
  DRAWBRIDGE_PORT: Type.Integer({ description: 'Port to listen on.', default: 4700, minimum: 0, maximum: 65535 }),
  DRAWBRIDGE_PUBLIC_URL: text(
    'The address at which people and backends reach the service, e.g. https://access.example.com. ' +
      'It may have a path: https://example.com/access. A load balancer may leave the path in requests or remove it.',
    {
      // The path has no dot at the start of a part, so that it cannot be `..`.
      pattern: '^https?://[^\\s/?#@]+(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*$',
    },
  ),
  DRAWBRIDGE_SIGNING_KEY: text(
    'At least 32 random bytes, base64url. It signs links and page cookies, and the secrets of webhooks derive from ' +
      'it. Changing the key invalidates all of these.',
    { minLength: 43 },
  ),
  DRAWBRIDGE_EARLIER_SIGNING_KEYS: Type.Optional(
    text(
      'Earlier values of `DRAWBRIDGE_SIGNING_KEY`, separated by commas. Every item in the table has a MAC that ' +
        'derives from the signing key. When you change that key, put the old one here: the items stay valid, and the ' +
        'next start writes their MACs again. Remove it once every instance has the new key and one has started.',
    ),
  ),
  DRAWBRIDGE_CHECK_TIMES_KEY: Type.Optional(
    text(
      'At least 32 random bytes, base64url. The times of checks come from it, so that no customer can predict them. ' +
        'Without it, a key is derived from the signing key.',
      { minLength: 43 },
    ),
  ),
  DRAWBRIDGE_TABLE: text('Name of the DynamoDB table.', { default: 'drawbridge' }),
  DRAWBRIDGE_REGION: text('AWS region of the table, the template bucket and the STS endpoint.', {
    default: 'us-east-1',
    pattern: regionPattern,
  }),
  DRAWBRIDGE_LOG_LEVEL: Type.Union(
    (['fatal', 'error', 'warn', 'info', 'debug'] as const).map(level => Type.Literal(level)),
    { description: 'Lowest level that is logged.', default: 'info' },
  ),
  DRAWBRIDGE_VENDOR_NAME: text("The vendor's name, as shown to customers.", { maxLength: 100 }),
  DRAWBRIDGE_SUPPORT_CONTACT: text('Where customers get help: an e-mail address or an https address.', {
    maxLength: 200,
  }),
  DRAWBRIDGE_LOGO: Type.Optional(
    text(
      "File with the vendor's logo, an SVG or PNG of at most 128 KiB. Pages show it in place of the name. It is read " +
        'once, at start.',
    ),
  ),
  DRAWBRIDGE_LANGUAGES: text(
    'Languages of the pages, separated by commas: `en`, `ja`. A reader who prefers none of them gets the first. With ' +
      'one language, pages offer no choice.',
    { default: languages.join(',') },
  ),
  DRAWBRIDGE_VENDOR_ACCOUNTS: text(
    "The vendor's own AWS accounts, separated by commas. No connection is created for them.",
  ),
  DRAWBRIDGE_BROKER_ROLE_ARN: text('The one vendor role that trust policies name.'),
  DRAWBRIDGE_TRUST: Type.Union([Type.Literal('role'), Type.Literal('account')], {
    description:
      'The principal in trust policies. `role`: the broker role by its ARN. `account`: its account, on condition of ' +
      'that ARN. With `account`, access survives deleting and recreating the broker role. The cost: every customer ' +
      'trusts anyone who may create a role of that name in the account.',
    default: 'role',
  }),
  DRAWBRIDGE_CONTROL_ROLE_ARN: text(
    'The control role: owned by the vendor, without permissions, assumable without an external ID. It proves that ' +
      'our caller can assume roles.',
  ),
  DRAWBRIDGE_STRANGER_ROLE_ARNS: Type.Optional(
    text(
      'Vendor roles that no trust policy names, separated by commas. Checks test that customer roles refuse ' +
        'each of them. Without one, only the trust policy shows that no one else may assume the role. If it ' +
        'cannot be read, nothing shows it. The log warns of this at start, and each check has the step `stranger` ' +
        'as `not-made`. The service must be able to assume the role, and the role must be able to assume the ' +
        'control role and roles named `*drawbridge-*`.',
    ),
  ),
  DRAWBRIDGE_VERIFY_UNREAD: Type.Boolean({
    description:
      'Whether a role may become verified even if its trust policy was never read. Probes show that the role ' +
      'requires the right ID; only the trust policy shows that it names no one else. `false`: the connection stays ' +
      'pending until the policy was read once. `true`: it is verified, and every page says that the trust policy is ' +
      'not visible.',
    default: false,
  }),
  DRAWBRIDGE_UNREAD_GRACE_DAYS: Type.Integer({
    description:
      'Days for which credentials are issued after checks can no longer read the trust policy of a verified role. ' +
      'Then none are issued until a check has read it. `0`: none from the first such check on. A role that was ' +
      'verified without ever being read gets the same time, unless `DRAWBRIDGE_VERIFY_UNREAD` is `true`.',
    default: 7,
    minimum: 0,
    maximum: 30,
  }),
  DRAWBRIDGE_WHEN_WIDENED: Type.Union([Type.Literal('hold'), Type.Literal('issue')], {
    description:
      'Only for connections whose sessions have no cap, because no session policy can hold what their permission set ' +
      'announces or the set switches caps off. `hold`: no credentials are issued while a check sees that the role ' +
      'may allow more than was announced, or cannot read its permissions (`hold_widened`). `issue`: they are issued, ' +
      'and can do whatever the role allows.',
    default: 'hold',
  }),
  DRAWBRIDGE_TEMPLATE_BUCKET: text('The bucket for published templates, used for nothing else. Its name has no dots.', {
    pattern: bucketPattern,
  }),
  DRAWBRIDGE_OTHER_PARTITIONS: Type.Optional(
    text(
      'Further partitions that this installation serves, as JSON: a list of `{ "partition": "aws-us-gov", ' +
        '"accounts": ["…"], "brokerRoleArn": "…", "controlRoleArn": "…", "strangerRoleArns": ["…"], ' +
        '"templateBucket": "…", "region": "us-gov-west-1", "launchRegion": "us-gov-west-1", "profile": "…" }`. ' +
        'No role can be assumed from another partition, so each one has the accounts, roles and bucket of its own. ' +
        "`profile` is a profile of the AWS config file with credentials of that partition, which the service's own " +
        'role does not have. `strangerRoleArns` and `launchRegion` may be absent. The other variables describe the ' +
        'partition of `DRAWBRIDGE_BROKER_ROLE_ARN`, in which a connection is created if its creator names none.',
      { maxLength: 20_000 },
    ),
  ),
  DRAWBRIDGE_PERMISSION_SETS: Type.Optional(
    text("Folder with the vendor's own permission sets, in addition to the shipped ones."),
  ),
  DRAWBRIDGE_LAUNCH_REGION: text(
    'Region in which the launch link opens the console. IAM is global, so any region works.',
    {
      default: 'us-east-1',
      pattern: regionPattern,
    },
  ),
  DRAWBRIDGE_AWS_TIMEOUT_MS: Type.Integer({
    description: 'Time limit for one call to AWS, in milliseconds.',
    default: 10_000,
    minimum: 50,
    maximum: 60_000,
  }),
  DRAWBRIDGE_STS_PER_SECOND: Type.Integer({
    description:
      'Limit of STS calls a second, per region, for all instances on one table together. AWS allows everything ' +
      'in an account together 600 a second per region, unless raised. Set less if other software in the account ' +
      'calls STS, and set the same value on each instance. Credential requests may use all of it. Checks that a ' +
      'person waits for leave a fifth of it to credential requests, and scheduled checks leave half.',
    default: 600,
    minimum: 1,
    maximum: 100_000,
  }),
  DRAWBRIDGE_SESSIONS_KEPT: Type.Integer({
    description:
      'Number of sessions that one instance keeps in memory for identical credential requests, about 1.5 kB ' +
      'each. Beyond this number, it evicts the connections requested longest ago.',
    default: 100_000,
    minimum: 1,
    maximum: 10_000_000,
  }),
  DRAWBRIDGE_TRUSTED_PROXIES: Type.Optional(
    text(
      'Address blocks of your load balancers, separated by commas, e.g. 10.0.0.0/16. Rate limits, the address ' +
        'list of a key and the log use the address of the network connection. Behind a load balancer that is the ' +
        'same address for every client. If you set its block here, the last address in `X-Forwarded-For` outside ' +
        'these blocks counts instead. The header is ignored from any other address. Set no block from which ' +
        'others can reach the service.',
    ),
  ),
  DRAWBRIDGE_RATE_LIMIT: Type.Integer({
    description:
      'Requests a minute that one caller may make. One address may make five times as many; see ' +
      '`DRAWBRIDGE_TRUSTED_PROXIES`.',
    default: 6000,
    minimum: 1,
  }),
  DRAWBRIDGE_WEBHOOK_TIMEOUT_MS: Type.Integer({
    description: 'Time limit for the receiver of a webhook to respond, in milliseconds.',
    default: 10_000,
    minimum: 100,
    maximum: 20_000,
  }),
  DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK: Type.Optional(
    Type.Boolean({
      description: 'Local mode only: `true` also allows webhooks to this machine, over https or http.',
    }),
  ),
  DRAWBRIDGE_ANCHOR_FILE: Type.Optional(
    text(
      'Local mode only: the file of anchors, outside the table. Each stop is appended at once, and the newest row of ' +
        'every history each hour. `GET /v1/history/verification` compares the table with them. Without it, the log ' +
        'warns at start, and nothing shows that the whole table was put back to an earlier state.',
    ),
  ),
  HTTPS_PROXY: Type.Optional(
    text(
      'A proxy for calls of AWS and for webhooks, e.g. http://proxy.example:3128. It sees which host is called, not ' +
        'what is sent. For webhooks it is given the address that this service has resolved and checked, so the ' +
        'service itself must be able to resolve public names. The lower-case variable is ignored.',
      { pattern: '^https?://[^\\s/?#]+/?$', maxLength: 2000 },
    ),
  ),
  NO_PROXY: Type.Optional(
    text(
      'Hosts that are called without the proxy, separated by commas: `dynamodb.eu-central-1.amazonaws.com`, ' +
        '`.internal.example`, `*`. A name covers the names below it.',
      { maxLength: 8000 },
    ),
  ),
  AWS_ENDPOINT: Type.Optional(text('Local mode only: the address of the local AWS.')),
  DYNAMODB_ENDPOINT: Type.Optional(text('Local mode only: the address of a DynamoDB.')),
  S3_ENDPOINT: Type.Optional(text('Local mode only: the address at the start of template links, path-style.')),
  CONSOLE_URL: Type.Optional(text('Local mode only: the console that launch links open.')),
  DRAWBRIDGE_LOCAL_ACCESS_KEY_ID: Type.Optional(
    text("Local mode only: the service's access key. In AWS the service has a role."),
  ),
  DRAWBRIDGE_LOCAL_SECRET_ACCESS_KEY: Type.Optional(text("Local mode only: the secret of the service's access key.")),
});

export type Variables = Static<typeof configSchema>;
