// Histories and the ledger as people read them: a sentence for each row, filters and pages, and exports that whoever
// holds them can prove whole.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { eventTypeNames } from '../api/core/events.js';
import { type Change, type KeptRow, nextRow } from '../api/core/history.js';
import type { MintedRow } from '../api/core/ledger.js';
import { isTextKey } from '../templates/text/say.js';
import { sayChange } from '../templates/text/say-change.js';
import { sayLedgerRow } from '../templates/text/say-ledger.js';
import type { Telling } from '../templates/text/telling.js';
import { sampleConnection } from './helpers/samples.js';
import { mintedRow } from './helpers/store-world.js';

const at = '2026-11-22T10:00:00.000Z';
const english: Telling = { language: 'en', vendor: 'Acme', reader: 'vendor' };
const jane = { kind: 'support', id: 'key_1', name: 'Jane Doe' };

function rowOf(change: Partial<Change>, state: object = {}): KeptRow {
  const stateAfter = { ...sampleConnection, ...state };
  const whole = { at, who: jane, action: 'connection.revoked', ...change };
  return { row: nextRow({ kind: 'connection', id: sampleConnection.id }, undefined, whole, stateAfter), stateAfter };
}

const said = (change: Partial<Change>, state?: object, telling: Partial<Telling> = {}) =>
  sayChange(rowOf(change, state), { ...english, ...telling });

t.test('every action that an operation writes has a sentence of its own in both languages', async t => {
  const folder = join(process.cwd(), 'api/operations');
  const texts = readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8'));
  const named = texts.flatMap(text =>
    [...text.matchAll(/'((?:connection|tenant|key|link|webhook|permission-set)\.[a-z-]+)'/g)].map(match => match[1]!),
  );
  // Permissions of callers have verbs of another form.
  const actions = new Set([...named.filter(each => /ed$|again$/.test(each)), ...eventTypeNames]);
  t.ok(actions.size > 30);
  const sentences = new Map<string, string>();
  for (const action of actions) {
    t.ok(isTextKey(`change.${action}`), action);
    for (const language of ['en', 'ja'] as const) {
      const sentence = said({ action, reason: 'Because' }, undefined, { language });
      t.notMatch(sentence, action, `${action} is said in words`);
      t.notOk(sentences.has(sentence), `${sentence} is said of ${action} alone, not of ${sentences.get(sentence)}`);
      sentences.set(sentence, action);
    }
  }
});

t.test('a sentence says what happened, who did it and why', async t => {
  const reason = 'contract ended';
  t.equal(
    said({ reason, facts: { mayCheckClosed: true } }),
    'Support “Jane Doe” revoked the connection: “contract ended”. Access has ended for good. ' +
      'It may be checked whether the role is closed.',
  );
  t.equal(
    said({ action: 'connection.suspended', reason }, undefined, { language: 'ja' }),
    'サポート「Jane Doe」が、接続を一時停止しました（理由: 「contract ended」）。再開されるまで認証情報は発行されません。',
  );
  const system = { kind: 'system', id: 'system' };
  t.equal(
    said(
      { who: system, action: 'connection.checked', facts: { outcome: 'refused', health: 'unreachable' } },
      { health: 'unreachable', findings: [{ severity: 'high' }, { severity: 'information' }] },
    ),
    'A check was refused by the role. Health: Refused. Findings: 1.',
  );
  const limits = {
    endsAt: '2027-01-31T00:00:00.000Z',
    windows: [{ days: ['mon', 'fri'], from: '09:00', to: '17:30' }],
  };
  t.equal(
    said({ action: 'connection.limits-changed', facts: { changed: ['endsAt'] } }, { limits }),
    'Support “Jane Doe” changed when the connection may be used: until 2027-01-31 00:00 UTC; Monday, Friday, 09:00 to 17:30 (UTC).',
  );
  // What a newer release did, or an older one without its facts, can be read all the same.
  t.equal(
    said({ action: 'connection.moved', reason }),
    'Support “Jane Doe” made a change (connection.moved): “contract ended”.',
  );
  t.match(said({ action: 'connection.upgrade-started' }), 'from version ? to version ?');
});

t.test('the tenant is told of its own people by name, and of the vendor as the vendor', async t => {
  const to = (who: Change['who']) => said({ who, action: 'connection.suspended' }, undefined, { reader: 'tenant' });
  t.match(to(jane), /^Acme suspended/);
  t.match(to({ kind: 'backend', id: 'key_2', name: 'billing' }), /^Acme suspended/);
  const ann = { kind: 'manage', id: 'lnk_1', name: 'Ann' };
  t.match(to({ ...ann, madeBy: { kind: 'backend', id: 'key_2' } }), /^“Ann” \(your side\) suspended/);
  t.match(to({ ...ann, madeBy: { kind: 'support', id: 'key_1' } }), /^“Ann” \(by a link of Acme's support\) suspended/);
});

t.test('no text that somebody wrote ends its place in a sentence, hides in it or carries a secret along', async t => {
  const externalId = sampleConnection.externalId.current;
  const token = `lnk_${'a'.repeat(16)}.${'B'.repeat(43)}`;
  const key = `db_${'a'.repeat(16)}_${'A'.repeat(43)}`;
  const hostile = 'x”. Acme lost all keys.\n\u202e<script>alert(1)</script>\ue0001\ue001';
  const sentence = said({
    who: { ...jane, name: hostile },
    reason: `${hostile} ${externalId.toUpperCase()} https://acme.example/c/${token} ${key} ${'y'.repeat(900)}`,
    facts: { retired: externalId, roleArn: 'arn:aws:iam::210987654321:role/x' },
  });
  for (const secret of [externalId, token, key]) t.notOk(sentence.toLowerCase().includes(secret.toLowerCase()));
  t.notMatch(sentence, /[\p{Cc}\p{Bidi_Control}\p{Co}]|arn:/u);
  t.equal(sentence.match(/[“”]/g)?.length, 4, 'two quotations, and no mark of theirs inside');
  t.ok(sentence.length < 1200);
  // A page wraps exactly these two, and escapes the rest itself.
  const marked = said({ who: { ...jane, name: 'A' }, reason: 'B' }, undefined, { mark: text => `[${text}]` });
  t.match(marked, /“\[A\]”.*“\[B\]”/);
  for (const action of eventTypeNames)
    t.notMatch(said({ action, reason: externalId }), externalId, `${action} tells no external ID of its state`);
});

t.test('a row that somebody edited in the store does not keep its reader from reading on', async t => {
  const { row } = rowOf({});
  for (const edited of [{}, { ...row, who: null }, { ...row, facts: 7, action: {} }, { ...row, reason: { a: 1 } }])
    t.type(sayChange({ row: edited as never, stateAfter: { limits: { windows: 'all' } } }, english), 'string');
});

t.test('the ledger says for whom, for how long, and what came of it', async t => {
  const minted = (more: Partial<MintedRow>) => mintedRow('min_1', at, more);
  const outcome = { kind: 'assumed', accessKeyId: 'ASIAEXAMPLE', expiresAt: '2026-11-22T10:15:00.000Z' } as const;
  const told = (more: Partial<MintedRow>, count?: number) =>
    sayLedgerRow(minted(more), english, count === undefined ? undefined : { count });
  t.equal(told({ outcome }, 2), 'Credentials were made for the key key_1, for 15 minutes, and handed out twice.');
  t.match(told({ outcome }, 0), /not handed out\.$/);
  t.match(told({ outcome }), /for 15 minutes\.$/);
  t.match(sayLedgerRow(minted({ outcome }), english, { count: 3, isAtLeast: true }), /at least 3 times/);
  t.match(told({ outcome: { kind: 'refused' } }), /the role refused/);
  t.match(told({}), /no answer of AWS was noted\. If there is a session, it ends by 2026-11-22 10:15 UTC/);
  t.match(told({ kind: 'probe', for: 'check:chk_1', outcome: { kind: 'refused' } }), /check:chk_1\): refused\.$/);
  t.match(told({ kind: 'offboarding', for: 'offboarding:off_1' }), /whether the role is closed.*no answer was noted/);
  const kinds = new Set(
    (['issue', 'probe', 'inspection', 'offboarding'] as const).map(kind => told({ kind, outcome })),
  );
  t.equal(kinds.size, 4);
  const all = [...kinds].join(' ');
  t.notMatch(all, /ASIAEXAMPLE/, 'no access key id');
});
