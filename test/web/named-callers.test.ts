// What a tenant reads of the vendor's keys: their public names or the words of their scopes, wherever a page shows who
// used the access or who acted. Never a key's id, and never its name, which may be that of an employee.
import t, { type Test } from 'tap';
import { type CallerKind, callerKinds } from '../../api/core/access/caller.js';
import { type Language, languages } from '../../api/core/values/languages.js';
import { sayKey, sayWho } from '../../templates/text/telling.js';
import { support, voucher } from '../helpers/callers.js';
import { provenConnection, type Where } from '../helpers/customer.js';
import { managePage } from '../helpers/manage-page.js';
import { newWorld, type World } from '../helpers/world.js';

const words: Record<Language, Record<'backend' | 'support', string>> = {
  en: { backend: "Example Vendor's backend", support: "Example Vendor's support" },
  ja: { backend: 'Example Vendor のバックエンド', support: 'Example Vendor のサポート' },
};
/** Names of keys: each is what an employee might choose. */
const staff = { reports: 'Jane Roe (laptop)', plain: 'Bob Poe', desk: 'Carol Doe', agent: 'Dave Moe' };
const shown = { reports: 'Nightly report', desk: 'Help desk' };

type Key = keyof typeof staff;
interface Made {
  id: string;
  secret: string;
}

async function newKeys(world: World): Promise<Record<Key, Made>> {
  const make = async (key: Key, scope: CallerKind, more: object) => {
    const body = { name: staff[key], scope, tenants: 'all', ...more };
    const headers = { authorization: `Bearer ${world.keys.operator}` };
    const made = await world.app.inject({ method: 'POST', url: '/v1/api-keys', headers, body });
    if (made.statusCode !== 201) throw new Error(made.body);
    return made.json() as Made;
  };
  return {
    reports: await make('reports', 'backend', { publicName: shown.reports }),
    plain: await make('plain', 'backend', { mayEndAccess: true }),
    desk: await make('desk', 'support', { publicName: shown.desk }),
    agent: await make('agent', 'support', {}),
  };
}

function callerIn(world: World, { tenantId, connectionId }: Where) {
  return async ({ secret }: { secret: string }, path: string, body?: object) => {
    const answer = await world.app.inject({
      method: body ? 'POST' : 'GET',
      url: `/v1/tenants/${tenantId}/connections/${connectionId}/${path}`,
      headers: { authorization: `Bearer ${secret}` },
      ...(body && { body }),
    });
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.body}`);
    return answer.json();
  };
}

/** The visible text of a part of a page. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ');
}

const part = (id: string) => (html: string) => textOf(html.split(`id="${id}"`)[1]?.split('</section>')[0] ?? '');
const rows = (html: string) => textOf(html.split('<table class="ledger">')[1]?.split('</table>')[0] ?? '');
const impact = (html: string) => textOf(html.split('<ul class="plainly">')[1]?.split('</ul>')[0] ?? '');

/** Every place of a page that shows a use or an actor, and the keys that it must show. */
const places: { what: string; below: string; read: (html: string) => string; shows: Key[] }[] = [
  { what: 'sessions', below: '', read: rows, shows: ['reports', 'plain'] },
  { what: 'sessions of a kind', below: '?ledgerKind=issue', read: rows, shows: ['reports', 'plain'] },
  { what: 'last use', below: '', read: html => impact(html.split('id="ledger"')[1]!), shows: ['reports', 'plain'] },
  { what: 'history', below: '', read: part('history'), shows: ['plain', 'desk', 'agent'] },
  { what: 'impact of a revoke', below: '/revoke', read: impact, shows: ['reports', 'plain'] },
];
const scopes = { reports: 'backend', plain: 'backend', desk: 'support', agent: 'support' } as const;

function shownFor(key: Key, language: Language): string {
  return key === 'reports' || key === 'desk' ? shown[key] : words[language][scopes[key]];
}

function hidesKeys(t: Test, html: string, what: string): void {
  t.notMatch(html, /key_[a-z0-9]{16}/, `${what}: no id of a key`);
  for (const name of Object.values(staff)) t.notOk(html.includes(name), `${what}: not ${name}`);
}

t.test('every place that shows a use or an actor shows public names and scopes, in both languages', async t => {
  const world = await newWorld(t);
  const keys = await newKeys(world);
  const where = await provenConnection(world);
  const ask = callerIn(world, where);
  await ask(keys.plain, 'sessions', {});
  await ask(keys.desk, 'rotation', { reason: 'Yearly' });
  await ask(keys.agent, 'rotation', { reason: 'Again' }).catch(() => undefined);
  await ask(keys.reports, 'sessions', {});
  // Issued from memory: a row of its own.
  await ask(keys.reports, 'sessions', {});
  await ask(keys.agent, 'suspend', { reason: 'An incident' });
  await ask(keys.plain, 'resume', { reason: 'It is over' });
  await world.ports.background.idle();
  const { read } = await managePage(world, where, voucher);
  for (const language of languages) {
    for (const { what, below, read: placeIn, shows } of places) {
      const html = await read(language, below);
      const text = placeIn(html);
      for (const key of shows)
        t.ok(text.includes(shownFor(key, language)), `${language}: ${what} shows ${shownFor(key, language)}: ${text}`);
    }
    for (const below of [
      '',
      '?ledgerKind=all',
      '?ledgerKind=check',
      '?historyKind=access',
      '/revoke',
      '/guide',
      '/status',
    ])
      hidesKeys(t, await read(language, below), `${language} ${below}`);
  }
  const [row] = (await ask(keys.agent, 'sessions?kind=issue')).items;
  t.match(row, { to: keys.reports.id, publicName: shown.reports }, 'the vendor sees the key too');
  const used = await ask(keys.agent, 'impact');
  t.strictSame(used.usedBy, [keys.reports.id, keys.plain.id], 'and its ids in the impact');
  const changes = (await ask(keys.agent, 'history')).items as { who: object; summary: string }[];
  const started = changes.find(each => each.summary.includes('requested a new external ID'))!;
  t.match(started.who, { id: keys.desk.id, name: staff.desk, publicName: shown.desk });
  t.match(started.summary, staff.desk, 'and its own name in the history');
});

t.test('a rotation keeps the public name, which is one line of scrubbed text', async t => {
  const world = await newWorld(t);
  const headers = { authorization: `Bearer ${world.keys.operator}` };
  const post = (url: string, body: object) => world.app.inject({ method: 'POST', url, headers, body });
  const make = (publicName: string) =>
    post('/v1/api-keys', { name: 'Jane', scope: 'backend', tenants: 'all', publicName });
  for (const wrong of ['', ' ', 'two\nlines', 'hid\u200bden', 'x'.repeat(101)])
    t.equal((await make(wrong)).statusCode, 400, JSON.stringify(wrong));
  const made = (await make(`Report db_${'a'.repeat(16)}_${'B'.repeat(43)}`)).json();
  t.equal(made.publicName, 'Report db_…', 'no secret is stored');
  const rotated = (await post(`/v1/api-keys/${made.id}/rotate`, {})).json();
  t.equal(rotated.publicName, made.publicName);
  const listed = (await world.app.inject({ url: '/v1/api-keys', headers })).json();
  t.match(listed.items[0], { id: made.id, publicName: made.publicName });
});

t.test('no sentence for a tenant names an actor of the vendor by id or name', async t => {
  const [id, name, publicName] = ['key_abcdefghijklmnop', 'Jane Roe', 'Nightly report ” of your side'];
  for (const language of languages) {
    const telling = { language, vendor: 'Acme', reader: 'tenant' } as const;
    for (const kind of [...callerKinds, 'a later scope']) {
      const who = { kind, id, ...(kind !== 'manage' && { name }) };
      const text = sayWho(who, telling);
      t.notOk(text.includes(id) || text.includes(name) || text.includes('?'), `${language} ${kind}: ${text}`);
      t.ok(text.length > 3, text);
    }
    for (const kind of ['operator', 'support', 'backend', 'auditor']) {
      const text = sayWho({ kind, id, name, publicName }, telling);
      t.equal(text, sayKey({ kind, publicName }, telling), 'the same words for acts and uses');
      t.match(text, /^[“「]Nightly report " of your side[”」]/, 'in quotation marks that it cannot close');
      t.match(text, 'Acme', 'and whose key it is');
    }
    t.equal(sayWho({ ...support, name: '' }, telling), sayKey({ kind: 'support' }, telling));
  }
});
