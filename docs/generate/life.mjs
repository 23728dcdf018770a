// Prints the page of the life of a connection from the state machine, the table of callers and the table of errors.
import { callerTable, conditionOf, sideOf } from '../../dist/api/core/access/caller.js';
import { allowedEvents } from '../../dist/api/core/connection/machine/machine.js';
import { weekdays } from '../../dist/api/core/connection/parts.js';
import { conclusiveCheckMaxAgeMs, whyNotIssuing } from '../../dist/api/core/session/issuing.js';
import { errorTable } from '../../dist/api/errors.js';
import { healths, states } from '../../dist/api/http/schemas/connection.js';
import { sampleConnection } from '../../dist/test/helpers/samples.js';
import { happenings } from './connection-events.mjs';
import { beside, refusedRequests, requests } from './life-words.mjs';
import { note, table } from './printing.mjs';
import { facts as questions, walk } from './walk.mjs';

const dayMs = 24 * 60 * 60 * 1000;
const code = word => `\`${word}\``;
const list = words => [...new Set(words)].map(code).join(', ');
const answer = name => `${errorTable[name][0]} ${code(name)}`;

/** What begins or ends a fact. A happening is left out where the one that it is a part of is named. */
function named(what) {
  const names = new Set(what.map(({ brief, says }) => brief ?? says));
  return [...new Set(what.filter(({ part }) => !names.has(part)).map(({ brief, says }) => brief ?? says))].join(' / ');
}

/** The results of the walk, by what happened and in which state. */
function walked() {
  const cells = new Map();
  const edges = new Map();
  const sides = Object.fromEntries(Object.keys(questions).map(name => [name, { in: [], begins: [], ends: [] }]));
  walk(({ before, happening, event, answer: { connection: after, refused } }) => {
    const key = `${happening.says} ${before.state}`;
    if (!allowedEvents[before.state].includes(event.type)) return;
    const cell = cells.get(key) ?? { outcomes: [], refusals: [] };
    cells.set(key, cell);
    if (!after) return void cell.refusals.push(refused);
    cell.outcomes.push({ after, isHealthChanged: after.health !== before.health });
    if (after.state !== before.state) {
      const edge = `${before.state} --> ${after.state}`;
      edges.set(edge, [...(edges.get(edge) ?? []), happening.edge ?? happening.says]);
    }
    for (const [name, isSo] of Object.entries(questions)) {
      if (isSo(after)) sides[name].in.push(after.state);
      if (isSo(after) && !isSo(before)) sides[name].begins.push(happening);
      if (!isSo(after) && isSo(before)) sides[name].ends.push(happening);
    }
  });
  return { cells, edges, sides };
}

function cellText({ outcomes, refusals }, before) {
  const of = isMove => outcomes.filter(({ after }) => (after.state !== before) === isMove);
  const [moves, stays] = [of(true), of(false)];
  const health = those =>
    those.some(each => each.isHealthChanged) ? `, health ${list(those.map(({ after }) => after.health))}` : '';
  return [
    ...(moves.length > 0 ? [`→ ${list(moves.map(({ after }) => after.state))}${health(moves)}`] : []),
    ...(stays.length > 0 ? [`stays${health(stays)}`] : []),
    ...(refusals.length > 0 ? [list(refusals)] : []),
  ].join('; ');
}

function isAllowed({ events }, state) {
  return events.some(({ type }) => allowedEvents[state].includes(type));
}

/** Who may cause it; a star where the table of callers has a condition. */
function causedBy({ by, side, kit, also }) {
  const kinds = (by ? callerTable[by] : []).filter(kind => kind !== 'system' && (!side || sideOf({ kind }) === side));
  const named = kinds.map(kind => (conditionOf(kind, by) ? `${kind}\\*` : kind)).join(', ');
  return [
    ...(named ? [named] : []),
    ...(also ? [also] : []),
    ...(kit === undefined ? [] : [kit ? `the kit, ${kit}` : 'the kit']),
  ].join('; ');
}

/** The states that accept an event, in the order of the table, and those that accept none. */
const accepting = states.filter(state => allowedEvents[state].length > 0);
const closed = states.filter(state => allowedEvents[state].length === 0);

const acceptingOf = event => list(states.filter(state => allowedEvents[state].includes(event)));

/** The states that nothing leads out of. */
function lastOf(edges) {
  return states.filter(state => ![...edges.keys()].some(edge => edge.startsWith(`${state} `)));
}

function diagram(edges) {
  const lines = [...edges].map(([edge, labels]) => `  ${edge}: ${[...new Set(labels)].join(' / ')}`);
  return [
    'stateDiagram-v2',
    '  [*] --> pending: created',
    ...lines,
    ...lastOf(edges).map(state => `  ${state} --> [*]`),
  ].join('\n');
}

const now = new Date('2026-11-25T00:00:00.000Z');
const ages = [
  { says: `up to ${conclusiveCheckMaxAgeMs / dayMs} days old`, at: new Date(now.getTime() - conclusiveCheckMaxAgeMs) },
  { says: 'older', at: new Date(now.getTime() - conclusiveCheckMaxAgeMs - 1) },
  { says: 'missing', at: undefined },
];

function issuing() {
  const said = (state, health, at) => {
    const why = whyNotIssuing({ ...sampleConnection, state, health }, at?.toISOString(), now);
    return why ? code(why) : '**issues**';
  };
  return states.flatMap(state => {
    const rows = healths.map(health => [code(health), ...ages.map(({ at }) => said(state, health, at))]);
    const isOne = new Set(rows.map(([, ...cells]) => cells.join())).size === 1;
    return isOne ? [[code(state), 'any', ...rows[0].slice(1)]] : rows.map(row => [code(state), ...row]);
  });
}

/** Why a connection that would issue does not, because of its limits. */
function limitWhys() {
  const [issues] = ages;
  const [day] = weekdays.slice((now.getUTCDay() + 1) % 7);
  const windows = [{ days: [day], from: '08:00', to: '09:00' }];
  return [{ endsAt: now.toISOString() }, { windows }].map(limits =>
    whyNotIssuing({ ...sampleConnection, state: 'verified', health: 'healthy', limits }, issues.at.toISOString(), now),
  );
}

/** What the API answers to an event that the state does not allow. */
const notAllowed = 'not_in_this_state';

function eventRows(cells) {
  return happenings.map(happening => {
    const cellsOf = accepting.map(state => [cells.get(`${happening.says} ${state}`), state]);
    return [
      happening.says,
      causedBy(happening),
      ...cellsOf.map(([cell, state]) => (cell ? cellText(cell, state) : isAllowed(happening, state) ? '–' : '')),
    ];
  });
}

function requestRows() {
  return requests.map(({ request, in: accepted }) => [
    request,
    ...states.map(state => (accepted.includes(state) ? 'yes' : code(notAllowed))),
  ]);
}

function factRows(sides) {
  return beside.map(({ fact, shown, says }) => {
    const { in: where, begins, ends } = sides[fact] ?? { in: states, begins: [], ends: [] };
    return [shown, says, list(states.filter(state => where.includes(state))), named(begins), named(ends)];
  });
}

function refusedRows() {
  return refusedRequests.map(({ request, code: refusal, finding, says }) => [
    request,
    refusal ? answer(refusal) : `finding ${code(finding)}`,
    says,
  ]);
}

function introduction(edges) {
  return `# The life of a connection
${note}
**State** is what people decided, **health** what the last conclusive check found. The diagram and the tables of events,
issuing and facts are generated. The generator gives every event to the state machine
(\`api/core/connection/machine/machine.ts\`) for every connection that can occur. A test sends the rest to the API.

\`\`\`mermaid
${diagram(edges)}
\`\`\`

Suspend is allowed in ${acceptingOf('suspended')}; revoke in ${acceptingOf('revoked')}.
${list(lastOf(edges))} are final. A resumed connection returns to the state before, with health \`unknown\`, and a
check starts.
`;
}

function eventsPart(cells) {
  return `## Events, and what follows

- A code in a field: the event is refused where facts beside the state do not allow it (all 409). –: it cannot occur.
- An empty field: the event is not allowed. A request gets ${answer(notAllowed)} with the \`state\`, and changes
  nothing. The kit drops its own changes. ${closed.map(code).join(', ')} accepts no event.
- \\*: on a condition, see [callers.md](callers.md).
- An *inconclusive* check is not an event: it changes neither state nor health.

${table(['what happens', 'who may cause it', ...accepting.map(code)], eventRows(cells))}

Other requests, by state. While a review by support is open, or was not approved, delivery and guide answer
${answer('under_review')}. The connection shows it (\`review\`), and \`GET /v1/connections?reviewOpen=true\` lists
what support must decide. While values that the permission set needs are missing, they answer
${answer('values_missing')}; the connection shows which (\`awaitsValues\`).

${table(['request', ...states.map(code)], requestRows())}
`;
}

function issuingPart() {
  return `## When credentials are issued

A refused credential request gets ${answer('not_issuing')} and a \`why\`, which the table shows. The last conclusive
check may be light or full; an inconclusive one does not count.

${table(['state', 'health', ...ages.map(age => `last conclusive check ${age.says}`)], issuing())}

The limits are checked between state and health: ${list(limitWhys())} (see [End dates, windows and
disuse](ending-access.md#end-dates-windows-and-disuse)). Health is followed by \`hold_unread\`: checks cannot read
the trust policy, and the grace time is over (see [checks.md](checks.md#a-hidden-trust-policy)). Where the table shows
**issues**, a request can still be refused: \`tenant_closed\`, \`hold_widened\` (the role may allow more than was
announced, and nothing limits its sessions), and after the call to AWS \`role_recreated\` (it is not the role that was
proven). When
the role refuses us: ${answer('role_refused_us')}. When our own side or AWS fails:
${answer('vendor_caller_unavailable')}, ${answer('aws_unavailable')}.
`;
}

export function life() {
  const { cells, edges, sides } = walked();
  return `${introduction(edges)}
${eventsPart(cells)}
${issuingPart()}
## Facts beside the state

${table(['shown as', 'what it means', 'beside', 'begins when', 'ends when'], factRows(sides))}

## Refused requests

${table(['what is requested or done', 'answer', 'and then'], refusedRows())}
`;
}
