// What a connection's item may hold: every stored list has a bound, retired IDs are items of their own, and a reserve
// is left for changes that end access.
import { readFileSync } from 'node:fs';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { t } from 'tap';
import type { SubjectKind } from '../../api/core/audit/history.js';
import { boundAt, listBounds, listFault } from '../../api/core/audit/stored-lists.js';
import type { Connection } from '../../api/core/connection/connection.js';
import { legacyAtMost } from '../../api/core/connection/legacy-access.js';
import { windowsAtMost } from '../../api/core/connection/limits.js';
import { retiredKept } from '../../api/core/connection/rotation.js';
import { finding, findingsAtMost, mostSevere } from '../../api/core/finding/findings.js';
import { errorTable } from '../../api/errors.js';
import { changeConnection } from '../../api/operations/connection/change-connection.js';
import { limits } from '../../api/operations/connection/refuse-beyond.js';
import { cancelRotation, startRotation } from '../../api/operations/delivery/rotate.js';
import { revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import { ordinaryBytes } from '../../api/stores/subject/size-limits.js';
import { keys } from '../../api/stores/table/table.js';
import { backend, support } from '../helpers/callers.js';
import {
  checked,
  connectionOf,
  newConnection,
  newTenant,
  provenConnection,
  requestSession,
  type Where,
} from '../helpers/customer.js';
import { sampleConnection } from '../helpers/samples.js';
import { sourcesIn } from '../helpers/sources.js';
import { change, openStores } from '../helpers/store-world.js';
import { newWorld } from '../helpers/world.js';
import { documentsOf } from '../helpers/world-table.js';

/** The types that subjects are made of, by name: the text of each declaration. */
function declarations(): Map<string, string> {
  const found = new Map<string, string>();
  const files = sourcesIn('api/core', 60).filter(
    ({ path }) => !/core\/(policy\/(?!document\/document)|session)/.test(path),
  );
  for (const { text } of files) {
    const plain = text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
    const declared = /(?:interface (\w+)(?: extends (\w+))? |type (\w+) =\s*)(\{[\s\S]*?\n\}|[^;{]*?;)/g;
    for (const [, name, base, alias, body] of plain.matchAll(declared)) {
      const inherited = base ? (found.get(base) ?? '{}').slice(1, -1) : '';
      found.set((name ?? alias)!, body!.startsWith('{') ? `{${inherited}${body!.slice(1)}` : body!);
    }
  }
  return found;
}

/** The paths of lists in a type: of members in braces, of named types, of lists and of maps. */
function listsIn(types: Map<string, string>, text: string, path = '', depth = 0): string[] {
  if (depth > 9) return [];
  const found: string[] = [];
  for (const { name, type } of membersOf(text)) {
    const at = path === '' ? name : `${path}.${name}`;
    const map = /^Record<\w+, ([\s\S]+)>$/.exec(type.trim());
    const of = map ? map[1]! : type;
    const place = map ? `${at}.*` : at;
    if (/\[\]|Array<|readonly \w+\[/.test(of.replace(/\{[\s\S]*\}/, ''))) found.push(place);
    if (of.includes('{')) {
      if (/\}\s*\[\]\s*$/.test(of)) found.push(place);
      found.push(...listsIn(types, of, place, depth + 1));
    } else
      for (const word of of.match(/\b[A-Z]\w+/g) ?? []) {
        const declared = types.get(word);
        if (declared?.includes('{')) found.push(...listsIn(types, declared, place, depth + 1));
        else if (declared && /\[\]/.test(declared)) found.push(place);
      }
  }
  return [...new Set(found)];
}

/** The members of the outermost braces. */
function membersOf(text: string): { name: string; type: string }[] {
  const inside = text.slice(text.indexOf('{') + 1, text.lastIndexOf('}'));
  const members: { name: string; type: string }[] = [];
  let depth = 0;
  let begun = 0;
  for (let n = 0; n <= inside.length; n += 1) {
    const character = inside[n] ?? ';';
    if ('{<('.includes(character)) depth += 1;
    if ('}>)'.includes(character)) depth -= 1;
    if (character !== ';' || depth > 0) continue;
    const match = /^\s*(?:readonly )?(\w+)\??:\s*([\s\S]+)$/.exec(inside.slice(begun, n));
    if (match) members.push({ name: match[1]!, type: match[2]! });
    begun = n + 1;
  }
  return members;
}

const typeOf: Record<SubjectKind, string> = {
  connection: 'Connection',
  tenant: 'Tenant',
  'api-key': 'ApiKey',
  link: 'Link',
  'permission-set': 'PublishedPermissionSet',
  webhook: 'Webhook',
};

t.test('every list in the type of a stored subject has a bound and an error code', async t => {
  const types = declarations();
  const all: string[] = [];
  for (const [kind, name] of Object.entries(typeOf) as [SubjectKind, string][]) {
    const lists = listsIn(types, types.get(name)!);
    for (const path of lists) t.ok(boundAt(kind, path), `${kind} ${path}`);
    all.push(...lists.map(path => `${kind} ${path}`));
    for (const [path, { refusedAs }] of Object.entries(listBounds[kind])) {
      t.ok(lists.includes(path), `the bound of ${kind} ${path} belongs to a list`);
      t.ok(refusedAs === 'kit' || refusedAs in errorTable, `${kind} ${path}: ${refusedAs}`);
    }
  }
  for (const known of ['connection legacy', 'connection externalId.retired', 'connection limits.windows.days'])
    t.ok(all.includes(known), `the scan finds ${known}`);
  const planted = new Map([
    ...types,
    ['Tenant', `${types.get('Tenant')!.slice(0, -1)}  notes?: { by: string[] }[];\n}`],
  ]);
  t.strictSame(listsIn(planted, planted.get('Tenant')!), ['notes', 'notes.by'], 'a planted list is found');
  t.equal(boundAt('tenant', 'notes'), undefined);
});

t.test('the bounds are those of the places that enforce them', async t => {
  const { connection } = listBounds;
  t.equal(connection['externalId.retired']!.atMost, retiredKept);
  t.equal(connection['limits.windows']!.atMost, windowsAtMost);
  t.equal(connection.legacy!.atMost, legacyAtMost);
  t.equal(connection.findings!.atMost, findingsAtMost);
  t.match(readFileSync('api/http/schemas/drill.ts', 'utf8'), `maxItems: ${connection['drill.people']!.atMost}`);
  t.equal(listFault('connection', sampleConnection), undefined);
  const many = Array.from({ length: 300 }, (_, n) => finding(n === 299 ? 'external_id_missing' : 'outdated'));
  const kept = mostSevere(many);
  t.equal(kept.length, findingsAtMost);
  t.equal(kept.at(-1)!.code, 'external_id_missing', 'the most severe ones stay');
});

const verified: Connection = { ...sampleConnection, state: 'verified', health: 'healthy' };

t.test('an ordinary change leaves a reserve; a change that ends access uses it', async t => {
  const opened = await openStores();
  t.teardown(opened.close);
  const { connections } = opened.stores;
  const kept = (await connections.create(verified, change('connection.created')))!;
  const tags = { big: 'x'.repeat(ordinaryBytes) };
  const large = { ...kept.value, options: { ...kept.value.options, tags } };
  await t.rejects(connections.change(kept, large, change('connection.changed')), { code: 'record_full' });
  const windows = Array.from({ length: windowsAtMost + 1 }, () => ({
    days: ['mon' as const],
    from: '00:00',
    to: '24:00',
  }));
  await t.rejects(
    connections.change(kept, { ...kept.value, limits: { windows } }, change('connection.limits-changed')),
    {
      code: 'record_full',
      options: { members: { list: 'limits.windows' } },
    },
  );
  const stop = { id: 'stp_1', ...change('connection.revoked') };
  const full = { ...large, id: 'con_full' };
  const made = (await connections.create(full, change('connection.created')))!;
  t.equal(await connections.stop('con_full', 'stopRevoke', stop), 'set');
  const stopped = (await connections.get('con_full'))!;
  const revoked = { ...made.value, state: 'revoked' as const };
  t.match(await connections.record(stopped, { kind: 'stopRevoke', stop }, revoked, stop), {
    value: { state: 'revoked' },
  });
});

t.test('retired IDs are items of their own, also those that an earlier release kept in the list', async t => {
  const opened = await openStores();
  t.teardown(opened.close);
  const { connections, externalIds } = opened.stores;
  const retired = Array.from({ length: 300 }, (_, n) => ({
    value: `id-${n}`,
    retiredAt: new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString(),
  }));
  const old = { ...verified, externalId: { ...verified.externalId, retired } };
  const kept = (await connections.create(old, change('connection.created')))!;
  t.equal((await connections.get(old.id))!.value.externalId.retired.length, 300, 'read as it is');
  const next = { ...kept.value, launch: 2 };
  const changed = (await connections.change(kept, next, change('connection.launched-again')))!;
  t.strictSame(
    changed.value.externalId.retired.map(each => each.value),
    ['id-295', 'id-296', 'id-297', 'id-298', 'id-299'],
  );
  const older = retired.slice(0, 295).map(each => each.value);
  t.same((await externalIds.retiredFrom(old.id, '', 1000)).sort(), older.toSorted());
  for (const value of older)
    t.equal((await externalIds.retiredFrom(old.id, value, 1))[0], value, 'every one is first for some place');
  t.strictSame(
    await externalIds.retiredFrom(old.id, '~', 2),
    older.toSorted().slice(0, 2),
    'the start follows the end',
  );
  t.same((await externalIds.retiredAmong(old.id, [...older, 'id-299', 'foreign'])).sort(), older.toSorted());
  t.strictSame((await connections.verify(old.id)).faults, []);
});

t.test('a rotation begun and called off again and again is refused to that caller only, and nothing grows', async t => {
  const world = await newWorld(t);
  // The start of a day, so that no limit begins anew during the test.
  world.clock.advance(86_400_000 - (world.clock.now().getTime() % 86_400_000));
  const where = await provenConnection(world);
  const weak = { ...backend, id: 'key_weak', mayEndAccess: false };
  const again = async () => {
    await startRotation(world.ports, weak, where, { reason: 'x' });
    await cancelRotation(world.ports, weak, where, 'x');
  };
  const rotations = limits.rotation.ofKey + limits.rotation.ofMaker;
  for (let n = 0; n < rotations; n += 1) await again();
  await t.rejects(again(), { code: 'rotations_too_frequent', options: { retryAfterSeconds: Number } });
  const { externalId } = (await connectionOf(world, where)).value;
  t.equal(externalId.retired.length, retiredKept);
  const items = await world.ports.externalIds.retiredFrom(where.connectionId, '', 1000);
  t.equal(items.length, rotations - retiredKept);
  const now = world.clock.now().getTime();
  const change = (caller: typeof backend, n: number) =>
    changeConnection(world.ports, caller, where, { endsAt: new Date(now + 86_400_000 + n).toISOString() });
  const left = limits.change.ofKey + limits.change.ofMaker - 2 * rotations - 1;
  for (let n = 0; n < left; n += 1) await change(weak, n);
  await t.rejects(change(weak, left), { code: 'changes_too_frequent', options: { retryAfterSeconds: Number } });
  t.ok(await change(backend, left), 'another caller is not refused');
  await startRotation(world.ports, backend, where, { reason: 'The ID leaked' });
  await cancelRotation(world.ports, backend, where, 'It did not');
  // The role is checked with old ones too, and an old one in its trust policy is found, whichever it is.
  world.clock.advance(60_000);
  const check = await checked(world, where);
  const tried = check.steps.filter(each => each.probe === 'retired').length;
  t.equal(tried % (retiredKept + 1), 0, `${tried} probes: the newest and an older one, each without and with its twin`);
  t.ok(tried > 0);
  const { trustPolicy } = (await connectionOf(world, where)).value.roleSpec;
  const text = JSON.stringify(trustPolicy).replaceAll(
    `"${externalId.current}"`,
    `["${externalId.current}","${items[0]}"]`,
  );
  world.aws.setTrustPolicy(where.roleArn, JSON.parse(text));
  await checked(world, where);
  t.match((await connectionOf(world, where)).value, {
    health: 'unsafe',
    findings: [{ code: 'external_id_retired_accepted' }],
  });
  // The same caller, allowed to end access, is not refused that.
  await suspendConnection(world.ports, { ...weak, mayEndAccess: true }, where, 'Stop');
  t.match(await revokeConnection(world.ports, { ...weak, mayEndAccess: true }, where, 'Over'), {
    connection: { value: { state: 'revoked' } },
  });
  t.ok(await newConnection(world, await newTenant(world)), 'and a new connection has its own count');
  await t.rejects(startRotation(world.ports, support, where, { reason: 'x' }), { code: 'not_in_this_state' });
});

t.test('an item of an earlier release that is full to the last byte can be suspended and revoked', async t => {
  const world = await newWorld(t);
  const { value } = await connectionOf(world, await provenConnection(world));
  const documents = documentsOf(t, world);
  const retired = Array.from({ length: 4200 }, () => ({ value: world.ports.ids.uuid(), retiredAt: value.createdAt }));
  /** A connection whose item has no byte left. */
  async function full(name: string): Promise<Where> {
    const id = `con_${name.padEnd(16, '0')}`;
    const old = { ...value, id, externalId: { ...value.externalId, retired } };
    await world.ports.connections.create(old, change('connection.created'), {
      lastConclusiveCheckAt: world.clock.now().toISOString(),
    });
    const pad = (bytes: number) =>
      documents.send(
        new UpdateCommand({
          TableName: world.config.table,
          Key: keys.subject('connection', id),
          UpdateExpression: 'SET filler = :filler',
          ExpressionAttributeValues: { ':filler': 'x'.repeat(bytes) },
        }),
      );
    let [fits, above] = [0, 60_000];
    await t.rejects(pad(above), /[Ii]tem size/);
    while (above - fits > 1) {
      const bytes = (fits + above) >> 1;
      await pad(bytes).then(
        () => {
          fits = bytes;
        },
        () => {
          above = bytes;
        },
      );
    }
    await pad(fits);
    return { tenantId: value.tenantId, connectionId: id };
  }
  for (const [name, stop, why] of [
    ['suspend', suspendConnection, 'suspended'],
    ['revoke', revokeConnection, 'revoked'],
  ] as const) {
    const where = await full(name);
    await stop(world.ports, support, where, 'Stop');
    t.match(await connectionOf(world, where), { value: { state: why }, last: { reason: 'Stop' }, stops: undefined });
    await t.rejects(requestSession(world, where), { code: 'not_issuing', options: { members: { why } } });
    const moved = await world.ports.externalIds.retiredFrom(where.connectionId, '', 5000);
    t.equal(moved.length, retired.length - retiredKept, 'no retired ID is lost');
  }
});
