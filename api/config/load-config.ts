// Reads the configuration from the environment, once, at an entrance. One error lists every problem.
import { Settings } from 'typebox/system';
import { Value } from 'typebox/value';
import type { Language } from '../core/values/languages.js';
import { dayMs } from '../core/values/time.js';
import type { Config } from './config.js';
import { list } from './list.js';
import { partitionsOf } from './partitions.js';
import { meaningProblems } from './problems.js';
import { configSchema, type Variables } from './schema.js';

/** All problems of all variables. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(
      ['The configuration is not valid; docs/configuration.md explains each variable.', ...problems].join('\n  - '),
    );
    this.name = 'ConfigError';
  }
}

/** Reads and validates the variables of this schema, and ignores all others. Throws ConfigError. */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const given: Record<string, string> = {};
  for (const name of Object.keys(configSchema.properties)) if (env[name]) given[name] = env[name];
  const variables = Value.Default(configSchema, Value.Convert(configSchema, given)) as Variables;
  // More than there can be; the default is eight.
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
    // One error for each word of a choice; the `anyOf` error after them lists all words.
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

function configOf(v: Variables): Config {
  const { partitions, otherCredentials } = partitionsOf(v);
  return {
    mode: v.DRAWBRIDGE_MODE,
    host: v.DRAWBRIDGE_HOST,
    port: v.DRAWBRIDGE_PORT,
    signingKey: v.DRAWBRIDGE_SIGNING_KEY,
    earlierSigningKeys: list(v.DRAWBRIDGE_EARLIER_SIGNING_KEYS),
    ...(v.DRAWBRIDGE_CHECK_TIMES_KEY && { checkTimesKey: v.DRAWBRIDGE_CHECK_TIMES_KEY }),
    table: v.DRAWBRIDGE_TABLE,
    region: v.DRAWBRIDGE_REGION,
    logLevel: v.DRAWBRIDGE_LOG_LEVEL,
    awsTimeoutMs: v.DRAWBRIDGE_AWS_TIMEOUT_MS,
    stsPerSecond: v.DRAWBRIDGE_STS_PER_SECOND,
    sessionsKept: v.DRAWBRIDGE_SESSIONS_KEPT,
    webhookTimeoutMs: v.DRAWBRIDGE_WEBHOOK_TIMEOUT_MS,
    webhooksToLoopback: v.DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK ?? false,
    rateLimit: v.DRAWBRIDGE_RATE_LIMIT,
    ...(v.HTTPS_PROXY && { proxy: { url: v.HTTPS_PROXY, except: list(v.NO_PROXY) } }),
    trustedProxies: list(v.DRAWBRIDGE_TRUSTED_PROXIES),
    ...(v.DRAWBRIDGE_PERMISSION_SETS && { permissionSetFolder: v.DRAWBRIDGE_PERMISSION_SETS }),
    ...(v.DRAWBRIDGE_LOGO && { logoFile: v.DRAWBRIDGE_LOGO }),
    ...(v.DRAWBRIDGE_ANCHOR_FILE && { anchorFile: v.DRAWBRIDGE_ANCHOR_FILE }),
    ...(v.AWS_ENDPOINT && { awsEndpoint: v.AWS_ENDPOINT }),
    ...(v.DYNAMODB_ENDPOINT && { dynamodbEndpoint: v.DYNAMODB_ENDPOINT }),
    ...(v.DRAWBRIDGE_LOCAL_ACCESS_KEY_ID &&
      v.DRAWBRIDGE_LOCAL_SECRET_ACCESS_KEY && {
        credentials: {
          accessKeyId: v.DRAWBRIDGE_LOCAL_ACCESS_KEY_ID,
          secretAccessKey: v.DRAWBRIDGE_LOCAL_SECRET_ACCESS_KEY,
        },
      }),
    otherCredentials,
    vendor: {
      name: v.DRAWBRIDGE_VENDOR_NAME,
      supportContact: v.DRAWBRIDGE_SUPPORT_CONTACT,
      languages: [...new Set(list(v.DRAWBRIDGE_LANGUAGES))] as Language[],
      trust: v.DRAWBRIDGE_TRUST,
      partitions,
      unread: { verifyUnread: v.DRAWBRIDGE_VERIFY_UNREAD, graceMs: v.DRAWBRIDGE_UNREAD_GRACE_DAYS * dayMs },
      whenWidened: v.DRAWBRIDGE_WHEN_WIDENED,
      publicUrl: v.DRAWBRIDGE_PUBLIC_URL,
      basePath: new URL(v.DRAWBRIDGE_PUBLIC_URL).pathname.replace(/\/$/, ''),
      ...(v.DRAWBRIDGE_MODE === 'local' && { watermark: 'LOCAL RUN: not AWS, not evidence' }),
    },
  };
}
