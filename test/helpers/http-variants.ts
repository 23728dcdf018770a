// The ports under the HTTP tests: recorded, so that a refusal can be shown to have written nothing, and in variants
// that fail in one way each, so that every error can be made to come.
import { makeIssuedSessions } from '../../api/broker/issued-sessions.js';
import { fail } from '../../api/errors.js';
import type { Deps } from '../../api/ports/ports.js';

/** What writes to a store; a refusal must not. */
const writing = new Set([
  'create',
  'change',
  'note',
  'claim',
  'put',
  'begin',
  'save',
  'finish',
  'write',
  'replace',
  'wake',
  'rewind',
]);
const written = [
  'tenants',
  'connections',
  'apiKeys',
  'links',
  'externalIds',
  'pendingPlaces',
  'ledger',
  'checks',
  'webhooks',
  'webhookRegister',
  'deliveries',
] as const;

/** Ports that fail in one way each. Keys are recognised over all of them. */
export function variantsOf(deps: Deps) {
  const { get } = deps.apiKeys;
  const readable = { apiKeys: { get: get.bind(deps.apiKeys) } };
  const foreign = () => Promise.reject(new Error('secret text of a foreign library'));
  const away = () => Promise.reject(fail('store_unavailable'));
  const lost = async () => undefined;
  const change = { create: lost, change: lost };
  const now = () => deps.clock.now().toISOString();
  const often = async () => ({ items: Array.from({ length: 20 }, () => ({ startedAt: now() })) });
  const without = <Code extends Parameters<typeof fail>[0]>(code: Code) => ({
    publishTemplate: () => Promise.reject(fail(code)),
  });
  // A memory of its own: what one variant was refused is nothing to the others.
  const issuedSessions = () => makeIssuedSessions({ clock: deps.clock, random: Math.random, atMost: 10 });
  const outcome = (value: object) => ({ assumeRole: async () => value, issuedSessions: issuedSessions() });
  const variants = {
    good: deps,
    failing: everyMethod(deps, foreign, readable),
    away: everyMethod(deps, away, readable),
    contested: changed(deps, {
      tenants: change,
      connections: change,
      apiKeys: change,
      links: change,
      webhooks: change,
      deliveries: { replace: async () => false },
      checks: { begin: async () => ({ begun: false, running: 'chk_gone' }), get: lost, lease: lost },
      idempotency: { begin: async () => ({ state: 'running' }) },
    }),
    checkedOften: changed(deps, { checks: { list: often, lease: lost } }),
    withManyWebhooks: changed(deps, { webhookRegister: { read: async () => manyWebhooks(deps) } }),
    withoutSets: changed(deps, { permissionSets: { get: () => undefined } }),
    withoutPublishing: changed(deps, without('aws_unavailable')),
    withoutPublisher: changed(deps, without('vendor_caller_unavailable')),
    refusing: changed(deps, outcome({ kind: 'refused' })),
    exhausted: changed(deps, { issuedSessions: issuedSessions(), stsQuota: { take: () => false } }),
    faulty: changed(deps, outcome({ kind: 'inconclusive', why: 'throttled' })),
    withoutCaller: changed(deps, {
      issuedSessions: issuedSessions(),
      callers: { get: async () => ({ ok: false, reason: { kind: 'refused' } }) },
    }),
  };
  return variants;
}

/** The register as it is when every place has a webhook that was just entered. */
function manyWebhooks({ clock }: Deps) {
  const at = clock.now().toISOString();
  return { entries: Array.from({ length: 20 }, (_, n) => ({ webhookId: `whk_full000000000${n}`, at })), version: 1 };
}

/** `deps` with some methods replaced, or whole ports where these are functions. */
function changed(deps: Deps, changes: Record<string, object>): Deps {
  const ports = Object.entries(changes).map(([name, port]) => {
    const own = deps[name as keyof Deps];
    return [name, typeof port === 'function' ? port : over(own!, port)];
  });
  return { ...deps, ...Object.fromEntries(ports) };
}

function everyMethod(deps: Deps, method: () => Promise<never>, kept: Record<string, object>): Deps {
  const ports = [...written, 'idempotency', 'permissionSets', 'securityLog', 'everySubject', 'publishedSets'].map(
    name => {
      const none = new Proxy({}, { get: () => method });
      return [name, over(none, kept[name] ?? {})];
    },
  );
  return { ...deps, ...Object.fromEntries(ports), metrics: over(deps.metrics, { read: method }) };
}

function over<Port extends object>(port: Port, methods: object): Port {
  return new Proxy(port, {
    get(target, name) {
      const own = Reflect.get(methods, name) ?? Reflect.get(target, name);
      return typeof own === 'function' && !Reflect.has(methods, name) ? own.bind(target) : own;
    },
  });
}

/** Notes the name of each write that was made. */
export function recorded(deps: Deps, writes: string[]): Deps {
  const ports = written.map(name => {
    const port = deps[name] as object;
    const noting = new Proxy(port, {
      get(target, method) {
        const own = Reflect.get(target, method);
        if (typeof own !== 'function') return own;
        if (!writing.has(String(method))) return own.bind(target);
        return async (...given: unknown[]) => {
          const result = await own.apply(target, given);
          if (result !== false && !(result === undefined && ['create', 'change'].includes(String(method))))
            writes.push(`${name}.${String(method)}`);
          return result;
        };
      },
    });
    return [name, noting];
  });
  return { ...deps, ...Object.fromEntries(ports) };
}

/** Ports that are at each moment those of the variant that `now` names. */
export function switching(variants: Record<string, Deps>, now: () => string): Deps {
  return new Proxy({} as Deps, { get: (_, port) => variants[now()]![port as keyof Deps] });
}
