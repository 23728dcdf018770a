// The writer process of the kill test in history.test.ts: changes everything that has a history, prints a line for each
// acknowledged change, and ends itself with `kill -9` at the nth line of one kind.
import type { Caller } from '../../api/core/access/caller.js';
import type { SubjectKind } from '../../api/core/audit/history.js';
import type { Connection } from '../../api/core/connection/connection.js';
import { digest } from '../../api/core/values/canonical.js';
import { createApiKey, revokeApiKey, rotateApiKey } from '../../api/operations/access/api-keys.js';
import { isClosed } from '../../api/operations/access/find-tenant.js';
import { createTenant } from '../../api/operations/access/tenants.js';
import { changeConnection, launchAgain, reviewConnection } from '../../api/operations/connection/change-connection.js';
import { createConnection } from '../../api/operations/connection/create-connection.js';
import { makeLink, revokeLink } from '../../api/operations/connection/links.js';
import { announceLaunch } from '../../api/operations/due-work.js';
import { closeTenant } from '../../api/operations/ending/close-tenant.js';
import { resumeConnection, revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import type { Versioned } from '../../api/ports/subjects.js';
import { allPages } from '../helpers/all-pages.js';
import { seeded } from '../helpers/seeded.js';
import { change, mintedRow, tenant } from '../helpers/store-world.js';
import { type KitOnDisk, openKit } from './kit-on-disk.js';

/** What was acknowledged to the process. */
export type WriterLine =
  /** `proof` is the hash of the change's row, or the digest of the state after it. */
  | { type: 'change'; what: string; kind: SubjectKind; id: string; proof: string; externalId?: string }
  | { type: 'ledger'; id: string }
  /** The earliest time at which the connection is due. */
  | { type: 'note'; connectionId: string; at: string }
  | { type: 'failure'; what: string };

let ports: KitOnDisk['ports'];
let [round, lastKind, left] = ['', '', 0];

function print(line: WriterLine): void {
  // Writing to a pipe is synchronous, so the line is out before the process ends.
  process.stdout.write(`${JSON.stringify(line)}\n`);
  if (lastKind === (line.type === 'change' ? line.kind : line.type)) left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
}

const backend: Caller = { kind: 'backend', id: 'key_backend', tenants: 'all', mayEndAccess: true };
const support: Caller = { kind: 'support', id: 'key_support', tenants: 'all' };
const operator: Caller = { kind: 'operator', id: 'key_operator', tenants: 'all' };

async function changeTenant(id: string): Promise<void> {
  let kept = (await ports.tenants.get(id)) ?? (await ports.tenants.create(tenant(id), change('tenant.made')));
  for (let n = 0; kept !== undefined && n < 1000; n += 1) {
    kept = await ports.tenants.change(kept, { ...kept.value, name: `${round}.${n}` }, change('tenant.renamed', n));
    if (kept) print({ type: 'change', what: 'tenant.renamed', kind: 'tenant', id, proof: kept.last.hash });
  }
}

async function writeLedger(): Promise<void> {
  for (let n = 0; n < 1000; n += 1) {
    const id = `min_${round}_${n}`;
    await ports.ledger.put(mintedRow(id, new Date(Date.UTC(2026, 10, 22, 10, 0, 0, n)).toISOString()));
    print({ type: 'ledger', id });
  }
}

const tellValue = (what: string, kind: SubjectKind, value: { id: string }) =>
  print({ type: 'change', what, kind, id: value.id, proof: digest(value) });

function tellConnection({ value, last }: Versioned<Connection>): void {
  const externalId = last.action === 'connection.created' ? { externalId: value.externalId.current } : {};
  print({ type: 'change', what: last.action, kind: 'connection', id: value.id, proof: last.hash, ...externalId });
}

/** A writer that does every operation in turn on its own subjects, continuing with those of earlier runs. */
async function operate(worker: number): Promise<void> {
  const random = seeded(Number(round) * 100 + worker);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];
  const name = `Worker ${worker}`;

  async function ownTenant(): Promise<string> {
    const mine = (await allPages(page => ports.tenants.list(page))).find(
      each => each.value.name === name && !isClosed(each),
    );
    if (mine) return mine.value.id;
    const made = await createTenant(ports, backend, { name });
    tellValue('tenant.created', 'tenant', made);
    return made.id;
  }

  let tenantId = await ownTenant();
  const inState = async (...states: Connection['state'][]) => {
    const mine = await allPages(page => ports.connections.listOf(tenantId, page));
    const found = pick(mine.filter(each => states.includes(each.value.state)));
    return found && { tenantId, connectionId: found.value.id };
  };
  const ownKey = async () =>
    pick(
      (await allPages(page => ports.apiKeys.list(page))).filter(({ value }) => value.name === name && !value.revokedAt),
    );

  const steps: (() => Promise<void>)[] = [
    async () => {
      const wanted = { accountId: '210987654321', partition: 'aws', permissionSetId: 'cost-read' } as const;
      const input = { ...wanted, options: {}, maxSessionSeconds: 3600 };
      tellConnection(await createConnection(ports, backend, tenantId, input));
    },
    async () => {
      const where = await inState('pending');
      const maxSessionSeconds = 900 + Math.floor(random() * 2700);
      if (where) tellConnection(await changeConnection(ports, backend, where, { maxSessionSeconds }));
    },
    async () => {
      const where = await inState('pending');
      if (where) tellConnection(await launchAgain(ports, backend, where));
    },
    async () => {
      const where = await inState('pending');
      // An approval would end its review.
      const decision = { approve: false, reason: 'Asked by phone' };
      if (where) tellConnection(await reviewConnection(ports, support, where, decision));
    },
    async () => {
      const where = await inState('pending');
      if (!where) return;
      const at = ports.clock.now().toISOString();
      await announceLaunch(ports, backend, where);
      print({ type: 'note', connectionId: where.connectionId, at });
    },
    async () => {
      const where = await inState('pending', 'suspended');
      const { link } = where ? await makeLink(ports, backend, where, { kind: 'manage', person: name }) : {};
      if (link) tellValue('link.created', 'link', link);
    },
    async () => {
      const where = await inState('pending', 'suspended');
      const open = where && (await allPages(page => ports.links.listOf(where.connectionId, page)));
      const link = pick((open ?? []).filter(each => !each.value.revokedAt));
      if (where && link)
        tellValue('link.revoked', 'link', await revokeLink(ports, backend, { ...where, linkId: link.value.id }));
    },
    async () => {
      const input = { name, scope: 'backend', tenants: 'all', mayEndAccess: false, expiresInDays: 90 } as const;
      tellValue('key.created', 'api-key', (await createApiKey(ports, operator, input)).key);
    },
    async () => {
      const key = await ownKey();
      const input = { overlapSeconds: 60, expiresInDays: 90 };
      if (key) tellValue('key.rotated', 'api-key', (await rotateApiKey(ports, operator, key.value.id, input)).key);
    },
    async () => {
      const where = await inState('pending');
      if (where) tellConnection((await suspendConnection(ports, backend, where, 'An incident')).connection);
    },
    async () => {
      const where = await inState('suspended');
      if (where) tellConnection((await resumeConnection(ports, backend, where, 'It is over')).connection);
    },
    async () => {
      const key = random() < 0.5 ? await ownKey() : undefined;
      if (key) tellValue('key.revoked', 'api-key', await revokeApiKey(ports, operator, key.value.id));
    },
    async () => {
      const where = random() < 0.5 ? await inState('pending', 'suspended') : undefined;
      if (where) tellConnection((await revokeConnection(ports, backend, where, 'The end')).connection);
    },
    async () => {
      if (random() < 0.5) return;
      tellValue('tenant.closed', 'tenant', await closeTenant(ports, operator, tenantId, 'They left'));
      tenantId = await ownTenant();
    },
  ];
  for (let n = worker * 4; n < 1000; n += 1) {
    try {
      await steps[n % steps.length]!();
    } catch (error) {
      print({ type: 'failure', what: `step ${n % steps.length}: ${error}` });
    }
  }
}

export async function run([folder = '', ...given]: string[]): Promise<void> {
  ({ ports } = await openKit(folder));
  [round = '', lastKind = ''] = given;
  left = Number(given[2]);
  await Promise.all([...['ten_1', 'ten_2'].map(changeTenant), writeLedger(), ...[1, 2, 3].map(operate)]);
}
