// The ports under the HTTP tests: recorded, to show that a refusal wrote nothing, and in variants that fail in one way
// each, so that every error can be caused.
import { makeIssuedSessions } from '../../api/broker/issued-sessions.js';
import { fail } from '../../api/errors.js';
import type { Ports } from '../../api/ports/ports.js';

/** The methods that write to a store; a refusal must call none. */
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
  'accountClaims',
  'ledger',
  'checks',
  'webhooks',
  'webhookRegister',
  'deliveries',
] as const;

/** Ports that fail in one way each. All of them recognise the keys. */
export function variantsOf(ports: Ports) {
  const { get } = ports.apiKeys;
  const readable = { apiKeys: { get: get.bind(ports.apiKeys) } };
  const foreign = () => Promise.reject(new Error('secret text of a foreign library'));
  const away = () => Promise.reject(fail('store_unavailable'));
  const lost = async () => undefined;
  const change = { create: lost, change: lost, stop: async () => 'other', record: lost, dropStop: lost };
  const tooOften = (what: string) => ({
    connections: { countChange: async (_: string, counter: string) => !counter.startsWith(`${what}#`) },
  });
  const without = <Code extends Parameters<typeof fail>[0]>(code: Code) => ({
    publishTemplate: () => Promise.reject(fail(code)),
  });
  // Its own session cache: a refusal in one variant must not affect the others.
  const issuedSessions = () => makeIssuedSessions({ clock: ports.clock, random: Math.random, atMost: 10 });
  const outcome = (value: object) => ({
    assumeRole: async () => value,
    issuedSessions: issuedSessions(),
    // The control role would be refused as well.
    refusalOwner: { in: () => ({ ...ports.refusalOwner.in('aws'), of: async () => 'role' }) },
  });
  const variants = {
    good: ports,
    failing: everyMethod(ports, foreign, readable),
    away: everyMethod(ports, away, readable),
    contested: changed(ports, {
      tenants: change,
      connections: change,
      apiKeys: change,
      links: change,
      webhooks: change,
      deliveries: { replace: async () => false },
      checks: { begin: async () => ({ begun: false, running: 'chk_gone' }), get: lost, lease: lost },
      idempotency: { begin: async () => ({ state: 'running' }) },
    }),
    full: changed(ports, { connections: { change: () => Promise.reject(fail('record_full')) } }),
    unreadable: everyMethod(ports, () => Promise.reject(fail('not_readable')), readable),
    torn: changed(ports, { connections: { get: () => Promise.reject(fail('not_readable')), stop: async () => 'set' } }),
    changedOften: changed(ports, tooOften('change')),
    checkedOften: changed(ports, { ...tooOften('check'), checks: { lease: lost } }),
    rotatedOften: changed(ports, tooOften('rotation')),
    linkedOften: changed(ports, tooOften('handOffLink')),
    withManyWebhooks: changed(ports, { webhookRegister: { read: async () => manyWebhooks(ports) } }),
    withoutSets: changed(ports, { permissionSets: { get: () => undefined } }),
    withoutPublishing: changed(ports, without('aws_unavailable')),
    withoutPublisher: changed(ports, without('vendor_caller_unavailable')),
    refusing: changed(ports, outcome({ kind: 'refused' })),
    exhausted: changed(ports, { issuedSessions: issuedSessions(), stsQuota: { take: () => false } }),
    faulty: changed(ports, outcome({ kind: 'inconclusive', why: 'throttled' })),
    inDisabledRegion: changed(ports, outcome({ kind: 'inconclusive', why: 'sts_region_disabled' })),
    withoutCaller: changed(ports, {
      issuedSessions: issuedSessions(),
      callers: { in: () => ({ get: async () => ({ ok: false, reason: { kind: 'refused' } }) }) },
    }),
  };
  return variants;
}

/** The register with a webhook, just entered, in every place. */
function manyWebhooks({ clock }: Ports) {
  const at = clock.now().toISOString();
  return { entries: Array.from({ length: 20 }, (_, n) => ({ webhookId: `whk_full000000000${n}`, at })), version: 1 };
}

/** `ports` with some methods replaced, or whole ports if these are functions. */
function changed(ports: Ports, changes: Record<string, object>): Ports {
  const replaced = Object.entries(changes).map(([name, port]) => {
    const own = ports[name as keyof Ports];
    return [name, typeof port === 'function' ? port : over(own as object, port)];
  });
  return { ...ports, ...Object.fromEntries(replaced) };
}

function everyMethod(ports: Ports, method: () => Promise<never>, kept: Record<string, object>): Ports {
  const replaced = [...written, 'idempotency', 'permissionSets', 'everySubject', 'publishedSets'].map(name => {
    const none = new Proxy({}, { get: () => method });
    return [name, over(none, kept[name] ?? {})];
  });
  // Noting a refusal never fails a request.
  const securityLog = over(new Proxy({}, { get: () => method }), { note: () => {} });
  return { ...ports, ...Object.fromEntries(replaced), securityLog, metrics: over(ports.metrics, { read: method }) };
}

function over<Port extends object>(port: Port, methods: object): Port {
  return new Proxy(port, {
    get(target, name) {
      const own = Reflect.get(methods, name) ?? Reflect.get(target, name);
      return typeof own === 'function' && !Reflect.has(methods, name) ? own.bind(target) : own;
    },
  });
}

/** Records the name of each write. */
export function recorded(ports: Ports, writes: string[]): Ports {
  const replaced = written.map(name => {
    const port = ports[name] as object;
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
  return { ...ports, ...Object.fromEntries(replaced) };
}

/** Ports that always forward to the variant that `now` names. */
export function switching(variants: Record<string, Ports>, now: () => string): Ports {
  return new Proxy({} as Ports, { get: (_, port) => variants[now()]![port as keyof Ports] });
}
