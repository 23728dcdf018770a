// The JSON API as one Fastify instance: limits, guards, problems, the document and the routes. app.ts registers the
// pages on it; the entry points listen.

import type { IncomingMessage } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyUnderPressureOptions } from '@fastify/under-pressure';
import Fastify, { LogController } from 'fastify';
import helmet from 'helmet';
import type { Config } from '../config/config.js';
import type { Ports } from '../ports/ports.js';
import type { App } from './app-type.js';
import { authenticateWith } from './auth.js';
import { parseJson } from './body/parse-json.js';
import { answerBroken, answerForNode } from './broken-http.js';
import { countAnswer } from './count-answer.js';
import { describe, publishDocument } from './docs/openapi.js';
import { guardRequest, refuseUndefinedInput } from './guard.js';
import { limitAll, limitCallers } from './limits.js';
import { logAnswer, logOptions } from './logging.js';
import { answerUnknown } from './not-found.js';
import { answerError } from './problems.js';
import { acceptedDeviationRoutes } from './routes/accepted-deviations.js';
import { apiKeyRoutes } from './routes/api-keys.js';
import { checkRoutes } from './routes/checks.js';
import { connectionRoutes } from './routes/connections.js';
import { deliveryRoutes } from './routes/delivery.js';
import { endingRoutes } from './routes/ending.js';
import { exportRoutes } from './routes/exports.js';
import { healthRoutes } from './routes/health.js';
import { historyRoutes } from './routes/history.js';
import { legacyAccessRoutes } from './routes/legacy-access.js';
import { linkRoutes } from './routes/links.js';
import { metricsRoutes } from './routes/metrics.js';
import { offboardingRoutes } from './routes/offboarding.js';
import { permissionSetRoutes } from './routes/permission-sets.js';
import { rotationRoutes } from './routes/rotation.js';
import { securityLogRoutes } from './routes/security-log.js';
import { sessionRoutes } from './routes/sessions.js';
import { tenantRoutes } from './routes/tenants.js';
import { upgradeRoutes } from './routes/upgrade.js';
import { webhookRoutes } from './routes/webhooks.js';
import { namedSchemas } from './schemas/named.js';
import { lazySerializers } from './serializers.js';
import { traceRequests } from './trace-requests.js';
import { validatorCompiler } from './validation.js';

export interface HttpOptions {
  config: Config;
  /** Receives log lines instead of standard output. */
  stream?: { write(line: string): void };
  /** Replaces the default thresholds for `overloaded`. */
  pressure?: FastifyUnderPressureOptions;
}

const bodyLimitBytes = 64 * 1024;
const requestTimeoutMs = 30_000;
const longestParameter = 500;

export async function buildHttp(ports: Ports, { config, stream, pressure }: HttpOptions): Promise<App> {
  const app = instance(ports, config, stream);
  if (ports.tracing) traceRequests(app, ports.tracing);
  answerUnknown(app);
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  app.addHook('onResponse', logAnswer);
  app.addHook('onResponse', countAnswer(ports));
  answerForNode(app);
  addSafeHeaders(app, config.vendor.publicUrl);
  await describe(app);
  await limitAll(app, { perMinute: config.rateLimit, ...(pressure && { pressure }) });
  app.addHook('preValidation', guardRequest);
  await publishDocument(app);
  healthRoutes(app, ports);
  await app.register(async api => {
    needKey(api, ports, config.rateLimit);
    metricsRoutes(api, ports);
  });
  await app.register(
    async api => {
      needKey(api, ports, config.rateLimit);
      apiRoutes(api, ports);
    },
    { prefix: '/v1' },
  );
  return app;
}

function instance(ports: Ports, config: Config, stream: HttpOptions['stream']): App {
  const { basePath } = config.vendor;
  const newRequestId = () => `req_${ports.ids.text(16)}`;
  const app = Fastify({
    logger: { ...logOptions(config.logLevel, true), ...(stream && { stream }) },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newRequestId,
    clientErrorHandler: answerBroken(newRequestId, basePath),
    http: { requireHostHeader: false },
    requestIdHeader: false,
    ...(basePath && { rewriteUrl: (request: IncomingMessage) => withoutBase(basePath, request.url ?? '/') }),
    // A forwarding header from any other peer is not trusted: any sender can set it.
    trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    routerOptions: { maxParamLength: longestParameter },
    frameworkErrors: answerError,
    schemaController: { compilersFactory: { buildSerializer: lazySerializers } },
  }).withTypeProvider<TypeBoxTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setErrorHandler(answerError);
  app.decorate('basePath', basePath);
  app.decorateRequest('caller', null);
  app.removeContentTypeParser('text/plain');
  parseJson(app);
  for (const schema of namedSchemas) app.addSchema(schema);
  return app;
}

/** A load balancer may leave the path of the public address in requests, or remove it: both are the same request. */
function withoutBase(basePath: string, url: string): string {
  const rest = url.startsWith(basePath) ? url.slice(basePath.length) : undefined;
  if (rest === '') return '/';
  return rest?.startsWith('/') ? rest : rest?.startsWith('?') ? `/${rest}` : url;
}

/** For scopes that require an API key. Each scope counts a caller's requests separately. */
function needKey(api: App, ports: Ports, perMinute: number): void {
  api.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));
  authenticateWith(api, ports);
  api.addHook('preValidation', refuseUndefinedInput);
  limitCallers(api, perMinute);
}

function apiRoutes(api: App, ports: Ports): void {
  for (const routes of [
    tenantRoutes,
    connectionRoutes,
    deliveryRoutes,
    checkRoutes,
    acceptedDeviationRoutes,
    sessionRoutes,
    endingRoutes,
    offboardingRoutes,
    legacyAccessRoutes,
    rotationRoutes,
    upgradeRoutes,
    historyRoutes,
    exportRoutes,
    linkRoutes,
    permissionSetRoutes,
    apiKeyRoutes,
    securityLogRoutes,
    webhookRoutes,
  ])
    routes(api, ports);
}

/** Pages and answers load nothing from other sites and cannot be framed. HSTS only with TLS. */
function addSafeHeaders(app: App, publicUrl: string): void {
  const isTls = publicUrl.startsWith('https://');
  // Created once: the Fastify plugin for helmet would read these options at each request.
  const write = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:'],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        ...(isTls && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: isTls && { maxAge: 31_536_000, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onRequest', (request, reply, done) => write(request.raw, reply.raw, error => done(error as Error)));
}
