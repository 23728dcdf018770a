// One sentence for one row of a history: what happened, who did it and why. It uses only facts of the row, and never
// an external ID, an address or a role (except legacy access).
import type { ApiKey } from '../../api/core/access/api-key.js';
import type { Link } from '../../api/core/access/link.js';
import type { KeptRow } from '../../api/core/audit/history.js';
import type { Connection } from '../../api/core/connection/connection.js';
import { openLegacy } from '../../api/core/connection/legacy-access.js';
import type { AccessWindow, LegacyAccess, Limits } from '../../api/core/connection/parts.js';
import { type Finding, isProblem } from '../../api/core/finding/findings.js';
import type { PublishedPermissionSet } from '../../api/core/permission-set/published.js';
import { type Facts, isTextKey, say } from './say.js';
import {
  asPart,
  durationPart,
  firstKey,
  listed,
  quoted,
  sayLeniently,
  sayWho,
  type Telling,
  timePart,
} from './telling.js';

/** The facts that sentences use from the states of all subjects. A row of another release may lack some. */
type State = Partial<
  Pick<Connection, 'accountId' | 'permissionSet' | 'findings' | 'launch' | 'limits' | 'health' | 'legacy'> &
    Pick<ApiKey, 'name' | 'scope'> &
    Pick<Link, 'person'> &
    Pick<PublishedPermissionSet, 'permissionSetId' | 'version'> & { state: string; kind: string }
>;

/** A row that was edited in the store gets a sentence too, so that the rest of the history stays readable. */
export function describeChange(kept: KeptRow, telling: Telling): string {
  try {
    return sayRow(kept, telling);
  } catch {
    return say(telling.language, 'change.unreadable');
  }
}

function sayRow({ row, stateAfter }: KeptRow, telling: Telling): string {
  const state = (typeof stateAfter === 'object' && stateAfter !== null ? stateAfter : {}) as State;
  const variant = variantOf(row, state);
  const keys = [`change.${row.action}.${variant}`, `change.${row.action}`];
  const { reason } = row;
  const said = sayLeniently(telling, firstKey(keys, 'change.other'), {
    vendor: telling.vendor,
    who: sayWho(row.who, telling),
    because: reason === undefined ? '' : becausePart(reason, telling),
    action: asPart(row.action),
    id: asPart(row.subject.id),
    ...stateFacts(state, telling),
    ...legacyFacts(state, row.facts ?? {}, telling),
    ...rowFacts(row.facts ?? {}, telling),
  });
  const sentence = said.replaceAll(`${stopped}.`, '').replaceAll(stopped, '');
  return checks.includes(row.action) ? [sentence, ...informationPart(state, telling)].join(' ') : sentence;
}

const checks: readonly string[] = ['connection.verified', 'connection.checked'];

/** Marks a reason that ends with a full stop, so that the sentence omits its own. No value can contain it. */
const stopped = '\u0000';

function becausePart(reason: string, telling: Telling): string {
  const because = say(telling.language, 'because', { reason: quoted(telling, reason) });
  return /[.!?…]$/.test(asPart(reason)) ? because + stopped : because;
}

/** The options of the role that an update changes. */
const optionParts = ['trustEndsAt', 'permissionsBoundaryArn', 'stackDrift'] as const;

/** Selects among the sentences of an action; most actions have one. */
function variantOf({ action, who, facts = {} }: KeptRow['row'], state: State): string | undefined {
  switch (action) {
    case 'connection.revoke-proposed':
      return String(facts.why);
    case 'connection.reviewed':
      return facts.approve === true ? 'approved' : facts.approve === false ? 'refused' : undefined;
    case 'connection.checked':
      return facts.outcome === 'admitted' && facts.healthBefore === 'unknown' ? 'first' : String(facts.outcome);
    case 'connection.offboarding-checked':
      return String(facts.outcome);
    case 'connection.deviation-accepted':
      return who.kind;
    case 'connection.acceptance-ended':
      return String(facts.why);
    case 'connection.rotation-switched':
      return String(facts.by);
    case 'connection.upgrade-started':
      if (facts.values !== undefined && facts.from === facts.to) return 'values';
      return optionParts.every(name => facts[name] === undefined)
        ? undefined
        : facts.from === facts.to
          ? 'end'
          : 'both';
    case 'connection.rotation-cancelled':
    case 'connection.upgrade-cancelled':
      return who.kind;
    case 'connection.resumed':
      return state.state === 'suspended' ? 'still' : undefined;
    case 'connection.end-stated':
      return facts.cause === undefined ? undefined : 'cause';
    case 'connection.revoked':
      return facts.mayCheckClosed === true ? 'mayCheck' : facts.mayCheckClosed === false ? 'mayNotCheck' : undefined;
    case 'link.created':
    case 'link.revoked':
      return state.kind;
    default:
      return undefined;
  }
}

function stateFacts(state: State, telling: Telling): Facts {
  const { accountId, permissionSet, permissionSetId, findings, launch, name, person, scope } = state;
  return {
    ...(accountId !== undefined && { account: asPart(accountId) }),
    ...(permissionSet && { set: asPart(permissionSet.id), version: asPart(permissionSet.version) }),
    ...(permissionSetId !== undefined && { set: asPart(permissionSetId), version: asPart(state.version) }),
    ...(state.health !== undefined && { health: wordOf(`health.${state.health}`, state.health, telling) }),
    ...(Array.isArray(findings) && { findings: findingsPart(findings.filter(isProblem), telling) }),
    ...(launch !== undefined && { launch: asPart(launch) }),
    ...(name !== undefined && { name: quoted(telling, name) }),
    ...(person !== undefined && { person: quoted(telling, person) }),
    ...(scope !== undefined && { scope: asPart(scope) }),
    ...limitFacts(state.limits ?? {}, telling),
  };
}

const named = 3;

/** The number of findings and the names of the first ones. */
function findingsPart(findings: readonly Finding[], telling: Telling): string {
  const names = namesOf(findings, telling);
  const more = names.length - named;
  const key = more > 0 ? 'findingsCounted.more' : names.length > 0 ? 'findingsCounted.named' : 'findingsCounted';
  return say(telling.language, key, { count: findings.length, names: listed(telling, names.slice(0, named)), more });
}

/** Information does not count as a finding, but it can be the only news of a check. */
function informationPart({ findings }: State, telling: Telling): string[] {
  const names = namesOf(
    (Array.isArray(findings) ? findings : []).filter(each => !isProblem(each)),
    telling,
  );
  return names.length > 0 ? [say(telling.language, 'findingsInformation', { names: listed(telling, names) })] : [];
}

function namesOf(findings: readonly Finding[], telling: Telling): string[] {
  const codes = new Set(findings.flatMap(({ code }) => (code === undefined ? [] : [code])));
  return [...codes].map(code => wordOf(`findingNamed.${code}`, code, telling));
}

/** The legacy access of the row, and all legacy access that is still open after it. */
function legacyFacts({ legacy }: State, { legacyId }: Record<string, unknown>, telling: Telling): Facts {
  if (!Array.isArray(legacy)) return {};
  const about = legacy.find(each => each.id === legacyId);
  const open = openLegacy({ legacy }).map(each => legacyPart(each, telling));
  return { ...(about && { legacy: legacyPart(about, telling) }), openLegacy: listed(telling, open) };
}

function legacyPart({ kind, arn, accessKeyId }: LegacyAccess, { language }: Telling): string {
  return say(language, kind === 'user' ? 'legacyNamed.user' : 'legacyNamed.role', {
    arn: asPart(arn),
    // An access key id is no secret, and the customer needs it to delete the key.
    key: /^A(KI|SI)A[A-Z0-9]{16}$/.test(accessKeyId ?? '') ? String(accessKeyId) : asPart(accessKeyId),
  });
}

function limitFacts({ endsAt, windows = [] }: Limits, telling: Telling): Facts {
  const { language } = telling;
  const lines = windows.map(window => windowPart(window, telling));
  return {
    endsAt: endsAt ? say(language, 'limit.endsAt', { at: timePart(endsAt) }) : say(language, 'limit.endsAt.none'),
    windows:
      lines.length > 0
        ? say(language, 'limit.windows', { windows: listed(telling, lines) })
        : say(language, 'limit.windows.none'),
  };
}

function windowPart({ days, from, to }: AccessWindow, telling: Telling): string {
  const names = days.map(day => wordOf(`day.${day}`, day, telling));
  return say(telling.language, 'manage.window', { days: listed(telling, names), from: asPart(from), to: asPart(to) });
}

const counts = ['open', 'sessionsAlive', 'handedOutAfterStop'] as const;

/** Only the facts that sentences use: others may be confidential. */
function rowFacts(facts: Record<string, unknown>, telling: Telling) {
  const { changed, deadline, from, to, refusedSince, cause, person, endSeconds, values, code } = facts;
  const counted = counts.flatMap(name => (facts[name] === undefined ? [] : [[name, asPart(facts[name])]]));
  const optionWords = optionParts.flatMap(name =>
    facts[name] === undefined ? [] : [optionPart(name, facts[name], telling)],
  );
  const words = (Array.isArray(changed) ? changed : []).map(each => wordOf(`changed.${each}`, each, telling));
  return {
    ...(words.length > 0 && { changed: listed(telling, words) }),
    ...(Array.isArray(values) && {
      values: listed(
        telling,
        values.map(each => asPart(each)),
      ),
    }),
    ...(code !== undefined && {
      finding: wordOf(`findingNamed.${code}`, code, telling),
      until: timePart(facts.endsAt),
    }),
    ...(deadline !== undefined && { deadline: timePart(deadline) }),
    ...(from !== undefined && { from: asPart(from) }),
    ...(to !== undefined && { to: asPart(to) }),
    ...(refusedSince !== undefined && { refusedSince: timePart(refusedSince) }),
    ...(person !== undefined && { person: quoted(telling, person) }),
    ...(optionWords.length > 0 && { trustEnd: listed(telling, optionWords) }),
    ...(endSeconds !== undefined && { endAfter: durationPart(telling, endSeconds) }),
    ...Object.fromEntries(counted),
    ...(cause !== undefined && { cause: wordOf(`ownEnd.cause.${cause}`, cause, telling) }),
  };
}

function optionPart(name: (typeof optionParts)[number], value: unknown, { language }: Telling): string {
  if (name === 'stackDrift') return say(language, value === true ? 'change.stackDrift' : 'change.stackDrift.none');
  const key = name === 'trustEndsAt' ? 'change.trustEnd' : 'change.boundary';
  if (value === null) return say(language, `${key}.none`);
  return say(language, key, name === 'trustEndsAt' ? { at: timePart(value) } : { arn: asPart(value) });
}

function wordOf(key: string, word: unknown, { language }: Telling): string {
  return isTextKey(key) ? say(language, key) : asPart(word);
}
