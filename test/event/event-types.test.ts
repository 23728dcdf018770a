// The table of events: it has every action that operations write to a connection's row, and an event holds exactly what
// the table lists.
import t from 'tap';
import { nextRow } from '../../api/core/audit/history.js';
import { eventIdOf, eventIdPattern, eventOf, eventTypeNames, rowOfEvent } from '../../api/core/event/event-types.js';
import { sampleConnection } from '../helpers/samples.js';
import { textsIn } from '../helpers/sources.js';
import { change } from '../helpers/store-world.js';

t.test('every action that an operation writes for a connection is an event of the table, and vice versa', async t => {
  const texts = textsIn('api/operations', '.ts', 57).map(({ text }) => text);
  // The action stands behind `action:` or is chosen before; changes of callers' permissions use other verb forms.
  const written = texts.flatMap(text => [...text.matchAll(/'(connection\.[a-z-]+)'/g)].map(match => match[1]!));
  const actions = new Set(written.filter(each => /ed$|again$/.test(each)));
  t.strictSame([...actions].sort(), [...eventTypeNames].sort());
});

t.test('an event has actor, action and state after, and no external ID, role or fact outside the table', async t => {
  const facts = { health: 'drifted', roleArn: 'arn:aws:iam::210987654321:role/x', retired: 'an external ID' };
  const findings = [{ code: 'trust_external_id_missing', severity: 'critical', facts: { value: 'secret' } }] as never;
  const stateAfter = { ...sampleConnection, health: 'drifted', findings };
  const said = { ...change('connection.checked', 1), reason: 'Asked', facts };
  const who = { kind: 'manage', id: 'lnk_1', name: 'Ann', madeBy: { kind: 'backend', id: 'key_1' } };
  const row = nextRow({ kind: 'connection', id: sampleConnection.id }, undefined, { ...said, who }, stateAfter);
  const { id: connectionId, tenantId } = sampleConnection;
  t.strictSame(eventOf({ row, stateAfter }), {
    type: 'connection.checked',
    timestamp: said.at,
    data: {
      tenantId,
      connectionId,
      revision: 1,
      action: 'connection.checked',
      who: { kind: 'manage', id: 'lnk_1', name: 'Ann' },
      reason: 'Asked',
      facts: { health: 'drifted' },
      state: 'pending',
      health: 'drifted',
      findings: [{ code: 'trust_external_id_missing', severity: 'critical' }],
    },
  });
});

t.test('an action of a newer release is sent without its facts', async t => {
  const said = { ...change('connection.moved'), facts: { to: 'somewhere' } };
  const row = nextRow({ kind: 'connection', id: sampleConnection.id }, undefined, said, sampleConnection);
  t.match(eventOf({ row, stateAfter: sampleConnection }), { type: 'connection.moved', data: { facts: {} } });
});

t.test("an event's id names its row", async t => {
  const id = eventIdOf('con_0123456789abcdef', 17);
  t.equal(id, 'evt_0123456789abcdef_17');
  t.match(id, new RegExp(eventIdPattern));
  t.strictSame(rowOfEvent(id), { connectionId: 'con_0123456789abcdef', revision: 17 });
});
