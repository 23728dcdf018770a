// Connections that a test steps one call at a time: on the embedded table, or as the contract of the port in memory,
// where every interleaving can be walked. The operations are the real ones in both.
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Test } from 'tap';
import { type Change, type HistoryRow, nextRow } from '../../api/core/audit/history.js';
import type { Connection } from '../../api/core/connection/connection.js';
import { rememberedWith } from '../../api/core/connection/stop.js';
import { unreadRules } from '../../api/core/connection/trust-visibility.js';
import type { setStop } from '../../api/operations/ending/set-stop.js';
import type { Connections, Versioned } from '../../api/ports/subjects.js';
import { Integrity } from '../../api/stores/audit/integrity.js';
import { changeSubject, type SubjectStore } from '../../api/stores/subjects.js';
import { groupReader } from '../../api/stores/table/group-reader.js';
import { keys } from '../../api/stores/table/table.js';
import { Gate } from './schedules.js';
import { change, openStores, owner, tableName } from './store-world.js';

export type StopPorts = Parameters<typeof setStop>[0];

export interface StopWorld {
  gates: Gate[];
  /** The ports of each process; each of their calls waits at its gate. */
  stepped: StopPorts[];
  /** The same without a gate. */
  plain: StopPorts;
  create(value: Connection): Promise<void>;
  actions(id: string): Promise<string[]>;
  /** A change by the release before stops: it has no condition on them. */
  changeAsBefore(process: number, kept: Versioned<Connection>, next: Connection): Promise<unknown>;
}

const clock = { now: () => new Date('2026-11-22T10:00:00.000Z'), wait: async () => {} };
const notes = { lastConclusiveCheckAt: clock.now().toISOString() };

const vendor = { unread: unreadRules } as StopPorts['vendor'];

function makeIds() {
  let drawn = 0;
  const text = () => {
    drawn += 1;
    return `id${drawn}`;
  };
  return { uuid: text, secret: text, text };
}

/** The contract of the port: what `Stoppable` and `Subjects` say, for connections in memory. */
export function stopsInMemory(): StopWorld {
  const ids = makeIds();
  const items = new Map<string, { kept: Versioned<Connection>; actions: string[] }>();
  const write = (
    kept: Versioned<Connection>,
    next: Connection,
    made: Change,
    isOpen: (now: Versioned<Connection>) => boolean,
  ) => {
    const now = items.get(kept.value.id)!;
    if (now.kept.revision !== kept.revision || !isOpen(now.kept)) return undefined;
    const last = nextRow({ kind: 'connection', id: next.id }, now.kept.last, made, next);
    now.kept = { ...now.kept, value: next, revision: last.revision, last };
    now.actions.push(made.action);
    return now;
  };
  const without = (now: { kept: Versioned<Connection> }, kind: string, id: string) => {
    const { stops = [], stopsRecorded = [], ...rest } = now.kept;
    const left = stops.filter(each => each.kind !== kind);
    now.kept = { ...rest, ...(left.length > 0 && { stops: left }), stopsRecorded: rememberedWith(stopsRecorded, id) };
    return structuredClone(now.kept);
  };
  const holds = (now: Versioned<Connection>, kind: string, id: string) =>
    now.stops?.some(each => each.kind === kind && each.stop?.id === id) === true;
  const connections: Pick<Connections, 'get' | 'change' | 'stop' | 'record' | 'dropStop' | 'note'> = {
    get: async id => structuredClone(items.get(id)?.kept),
    note: async () => true,
    change: async (kept, next, made) => structuredClone(write(kept, next, made, now => !now.stops)?.kept),
    async stop(id, kind, stop) {
      const now = items.get(id);
      if (!now) return 'missing';
      if (now.kept.stopsRecorded?.includes(stop.id)) return 'recorded';
      if (holds(now.kept, kind, stop.id)) return 'set';
      if (now.kept.stops?.some(each => each.kind === kind)) return 'other';
      now.kept = { ...now.kept, stops: [...(now.kept.stops ?? []), { kind, stop }] };
      return 'set';
    },
    async record(kept, { kind, stop }, next, made) {
      const now = write(kept, next, made, each => holds(each, kind, stop.id));
      return now && without(now, kind, stop.id);
    },
    async dropStop(kept, { kind, stop }) {
      const now = items.get(kept.value.id)!;
      const isOurs = now.kept.revision === kept.revision && holds(now.kept, kind, stop.id);
      return isOurs ? without(now, kind, stop.id) : undefined;
    },
  };
  const plain = { clock, ids, vendor, connections: connections as Connections };
  const gates = [new Gate(), new Gate(), new Gate()];
  return {
    gates,
    plain,
    stepped: gates.map(gate => ({ ...plain, connections: gated(connections as Connections, gate) })),
    async create(value) {
      const made = change('connection.created');
      const last = nextRow({ kind: 'connection', id: value.id }, undefined, made, value);
      items.set(value.id, { kept: { value, revision: 1, last, notes }, actions: [made.action] });
    },
    actions: async id => items.get(id)!.actions,
    changeAsBefore: (process, kept, next) =>
      gates[process]!.pass('other', async () => write(kept, next, change('connection.limits-changed'), () => true)),
  };
}

function gated(connections: Connections, gate: Gate): Connections {
  return {
    ...connections,
    get: id => gate.pass('read', () => connections.get(id)),
    stop: (...call) =>
      gate.pass(
        'set',
        () => connections.stop(...call),
        written => written === 'set',
      ),
    record: (...call) => gate.pass('recorded', () => connections.record(...call)),
    dropStop: (...call) => gate.pass('dropped', () => connections.dropStop(...call)),
    change: (kept, next, made) =>
      gate.pass(made.action === 'connection.resumed' ? 'resumed' : 'other', () => connections.change(kept, next, made)),
  };
}

/** On the embedded table: each call of the database is a step. */
export async function stopsOnTable(t: Test): Promise<
  StopWorld & {
    put(id: string, name: string, stored: unknown): Promise<void>;
    raw(id: string): Promise<Record<string, unknown>>;
  }
> {
  const opened = await openStores();
  t.teardown(opened.close);
  const ids = makeIds();
  const { stores, documents } = opened;
  const processes = [0, 1, 2].map(() => {
    const { client, documents: own, stores: ofOwn } = opened.another();
    const gate = new Gate();
    client.middlewareStack.add(next => args => gate.pass(whatOf(args.input as Input), () => next(args)), {
      step: 'initialize',
      priority: 'low',
    });
    return { gate, own, ports: { clock, ids, vendor, connections: ofOwn.connections } };
  });
  return {
    gates: processes.map(each => each.gate),
    stepped: processes.map(each => each.ports),
    plain: { clock, ids, vendor, connections: stores.connections },
    async create(value) {
      await stores.connections.create(value, change('connection.created'), notes);
    },
    async actions(id) {
      const rows: HistoryRow[] = [];
      for await (const { row } of stores.connections.walk(id)) rows.push(row);
      return rows.map(each => each.action);
    },
    changeAsBefore: (process, kept, next) =>
      changeSubject(storeAsBefore(processes[process]!.own), kept, next, change('connection.limits-changed')),
    async put(id, name, stored) {
      await documents.send(
        new UpdateCommand({
          TableName: tableName,
          Key: keys.subject('connection', id),
          UpdateExpression: `SET ${name} = :stored`,
          ExpressionAttributeValues: { ':stored': stored },
        }),
      );
    },
    async raw(id) {
      const get = new GetCommand({ TableName: tableName, Key: keys.subject('connection', id), ConsistentRead: true });
      return (await documents.send(get)).Item ?? {};
    },
  };
}

interface Input {
  UpdateExpression?: string;
  ExpressionAttributeValues?: Record<string, unknown>;
}

function whatOf({ UpdateExpression, ExpressionAttributeValues: values = {} }: Input): string {
  if (UpdateExpression === undefined) return 'read';
  if (/SET stop\w+ = :stop/.test(UpdateExpression)) return 'set';
  if (UpdateExpression.includes('REMOVE stop')) return values[':last'] ? 'recorded' : 'dropped';
  return String(values[':last'] ?? '').includes('connection.resumed') ? 'resumed' : 'other';
}

function storeAsBefore(documents: Parameters<typeof groupReader>[0]['client']): SubjectStore<Connection> {
  const { secrets, macs, newTableId } = owner('ins_before');
  const plain = { client: documents, name: tableName, clock, secrets };
  const integrity = new Integrity(plain, macs, newTableId);
  const table = { ...plain, integrity, readTogether: groupReader(plain), readBriefly: groupReader(plain) };
  return { table, kind: 'connection', apart: { roleSpec: ['inlinePolicies', 'stackPolicies?'] }, indexed: () => ({}) };
}
