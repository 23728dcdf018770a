// The stage of the HTTP tests: one world with a connection in every state, keys of every kind, the same API over stores
// that fail in one way each, and a record of everything that was written.
import type { InjectOptions } from 'fastify';
import type { Test } from 'tap';
import { buildApp } from '../../api/app.js';
import type { Config } from '../../api/config/config.js';
import { createTenant } from '../../api/operations/access/tenants.js';
import { reviewConnection } from '../../api/operations/connection/change-connection.js';
import { closeTenant } from '../../api/operations/ending/close-tenant.js';
import { revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import type { Ports } from '../../api/ports/ports.js';
import { backend, founder, support } from '../helpers/callers.js';
import { checked, newConnection, newTenant, verifiedConnection, type Where } from '../helpers/customer.js';
import { drawing } from '../helpers/seeded.js';
import { newWorld, otherCustomerAccount, type World } from '../helpers/world.js';
import { recorded, switching, variantsOf } from './http-variants.js';

export interface Route {
  call: HttpCall;
  status: number;
  /** The same request with another body, to reuse an Idempotency-Key with. */
  otherBody?: unknown;
  refusals?: Record<string, Partial<HttpCall>>;
  /** Set once the request succeeded under an Idempotency-Key: the request that gets its answer again. */
  done?: HttpCall;
}

export interface HttpCall {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';
  url: string;
  /** Which key is used; none when absent. */
  as?: keyof Keys;
  payload?: unknown;
  headers?: Record<string, string>;
  /** Which stores are used; working ones when absent. */
  over?: Over;
}

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
  json: any;
}

/** The ports under the app; or an app that is always busy, or limited to a single request. */
type Over = keyof ReturnType<typeof variantsOf> | 'loaded' | 'limited';

type Keys = Awaited<ReturnType<typeof keysOf>>;

export async function setStage(t: Test) {
  const world = await newWorld(t);
  const writes: string[] = [];
  const lines: string[] = [];
  const ports = recorded(world.ports, writes);
  const apps = await appsOf(t, ports, world.config, line => void lines.push(line));
  const places = await placesOf(world);
  const keys = await keysOf(world, places);
  let filledAt = Number.NEGATIVE_INFINITY;
  /**
   * More requests than the per-minute limit of `limited`, from this address and for each key; that minute is a real
   * one.
   */
  const fill = async () => {
    if (performance.now() - filledAt < 30_000) return;
    filledAt = performance.now();
    for (const as of Object.keys(keys) as (keyof Keys)[])
      await call({ method: 'GET', url: '/v1/permission-sets', as, over: 'limited' });
  };
  const call = async ({ over = 'good', as, payload, ...rest }: HttpCall): Promise<Answer> => {
    if (over === 'limited') await fill();
    const answer = await apps.inject(over, {
      ...rest,
      ...(payload !== undefined && { payload: payload as object }),
      headers: { ...(as && { authorization: `Bearer ${keys[as]}` }), ...rest.headers },
    });
    const isJson = /[/+]json/.test(String(answer.headers['content-type']));
    const json = isJson && answer.body ? JSON.parse(answer.body) : undefined;
    return { status: answer.statusCode, headers: answer.headers, text: answer.body, json };
  };
  /** Nothing runs any more, and no write is recorded yet. */
  const settled = async () => {
    await ports.background.idle();
    writes.length = 0;
  };
  await settled();
  const logged = () => lines.join('') + world.logged();
  return { world, app: apps.app, settled, keys, places, call, writes, logged, random: drawing(t) };
}

/** Three apps: one over ports that can be switched, one that is always busy, one limited to a single request. */
async function appsOf(t: Test, ports: Ports, config: Config, write: (line: string) => void) {
  const variants = variantsOf(ports);
  let now: keyof typeof variants = 'good';
  const options = { stream: { write } };
  const app = await buildApp(
    switching(variants, () => now),
    config,
    options,
  );
  const pressure = { healthCheck: async () => false, healthCheckInterval: 3_600_000 };
  const others = {
    loaded: await buildApp(ports, config, { ...options, pressure }),
    limited: await buildApp(ports, { ...config, rateLimit: 1 }, options),
  };
  t.teardown(() => Promise.all([app, ...Object.values(others)].map(each => each.close())));
  const inject = async (over: Over, request: InjectOptions) => {
    if (over === 'loaded' || over === 'limited') return others[over].inject(request);
    // Background work of the previous request must not run on the ports of this one.
    if (over !== 'good') await ports.background.idle();
    now = over;
    return app.inject(request).finally(() => {
      now = 'good';
    });
  };
  return { app, inject };
}

export type Stage = Awaited<ReturnType<typeof setStage>>;

async function keysOf(world: World, { tenantId, elsewhere }: { tenantId: string; elsewhere: Where }) {
  return {
    ...world.keys,
    /** May not end access. */
    weak: await world.keyOf('backend'),
    bound: await world.keyOf('backend', { tenants: [tenantId], mayEndAccess: true }),
    boundElsewhere: await world.keyOf('backend', { tenants: [elsewhere.tenantId], mayEndAccess: true }),
    boundAuditor: await world.keyOf('auditor', { tenants: [tenantId] }),
    boundSupport: await world.keyOf('support', { tenants: [tenantId] }),
  };
}

/** One object in each state that an answer may depend on. */
async function placesOf(world: World) {
  const { ports } = world;
  const tenantId = await newTenant(world);
  const pending = await newConnection(world, tenantId);
  const verified = await verifiedConnection(
    world,
    { accountId: otherCustomerAccount, maxSessionSeconds: 900 },
    tenantId,
  );
  const check = await checked(world, verified);
  const revoked = await newConnection(world, tenantId);
  await revokeConnection(ports, backend, revoked, 'No more');
  const theirs = await newConnection(world, tenantId);
  const manage = { kind: 'manage', id: 'lnk_manage0000000001', tenants: [tenantId], connectionId: theirs.connectionId };
  await suspendConnection(ports, manage as typeof backend, theirs, 'We look into it');
  const reviewed = await newConnection(world, tenantId);
  await reviewConnection(ports, support, reviewed, { approve: true, reason: 'Known' });
  const elsewhere = await newConnection(world, await newTenant(world, 'Another Tenant'), {
    accountId: otherCustomerAccount,
  });
  const awaiting = await newConnection(world, tenantId, { permissionSetId: 'data-bucket-read' });
  const closed = await newTenant(world, 'Closed Tenant');
  await closeTenant(ports, founder, closed, 'Left');
  const crowded = await newTenant(world, 'Crowded Tenant');
  for (let n = 0; n < 20; n += 1) await newConnection(world, crowded);
  return {
    tenantId,
    pending,
    verified,
    checkId: check.id,
    revoked,
    theirs,
    reviewed,
    elsewhere,
    awaiting,
    closed,
    crowded,
  };
}

export async function freshTenant(stage: Stage): Promise<string> {
  return (await createTenant(stage.world.ports, backend, { name: 'Fresh Tenant' })).id;
}
