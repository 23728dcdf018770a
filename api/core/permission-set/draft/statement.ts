// One statement of an imported policy as a statement of a draft, or the places that cannot be taken and what to do.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import { actionsMatching } from '../../policy/catalogue/actions.js';
import type { OneOrMany } from '../../policy/document/document.js';
import { coversEverything } from '../lint.js';
import type { PermissionStatement } from '../permission-set.js';
import { excusableActions } from '../risk/excusable-actions.js';
import { countedOtherwise, hasWildcard, risksOf } from '../risk/reasons.js';
import { unwritten } from '../risk/unwritten.js';
import { parameterName, resolved, type Scope } from './intrinsics.js';
import { below, type ImportNotes, isObject } from './notes.js';

export interface Reading {
  scope: Scope;
  notes: ImportNotes;
  /** The Sids that are taken. */
  sids: Set<string>;
}

const advice: Record<string, string> = {
  NotAction: 'allows everything but a list: list the actions that are needed',
  NotResource: 'means every resource but a list: name the resources that are needed',
  Principal: 'belongs to a trust or resource policy: the kit writes the trust policy itself',
  NotPrincipal: 'belongs to a trust or resource policy: the kit writes the trust policy itself',
};
const members = new Set(['Sid', 'Effect', 'Action', 'Resource', 'Condition']);

export function draftStatement(given: unknown, place: string, reading: Reading): PermissionStatement | undefined {
  const before = reading.notes.refused.length;
  const refuse = (at: string, message: string) => void reading.notes.refused.push({ place: at, message });
  if (!isObject(given)) {
    const isChoice = typeof given === 'object' && given !== null;
    refuse(place, isChoice ? 'is not a statement' : 'is not an object');
    return undefined;
  }
  if (given['Fn::If'] !== undefined) {
    refuse(place, 'depends on a condition of the template: import each of its variants');
    return undefined;
  }
  for (const name of Object.keys(given))
    if (!members.has(name)) refuse(below(place, name), advice[name] ?? 'is not an element of a statement');
  const effect = typeof given.Effect === 'string' ? given.Effect.toLowerCase() : '';
  if (effect !== 'allow' && effect !== 'deny') refuse(below(place, 'Effect'), 'must be "Allow" or "Deny"');
  const actions = textsOf(given.Action, below(place, 'Action'), reading).map(spelled);
  const resources = textsOf(given.Resource, below(place, 'Resource'), reading).map(inAnyPartition);
  const conditions = conditionsOf(given.Condition, below(place, 'Condition'), reading);
  if (reading.notes.refused.length > before) return undefined;
  noteLiterals(resources, below(place, 'Resource'), reading);
  return withReasons({
    sid: sidOf(given.Sid, reading.sids),
    ...(effect === 'deny' && { effect: 'Deny' as const }),
    actions: [...new Map(actions.map(each => [each.toLowerCase(), each])).values()].sort(),
    resources: [...new Set(resources)],
    ...(conditions && { conditions }),
    why: unwritten(effect === 'deny' ? 'what does this Deny protect?' : 'why do you need these actions?'),
    without: unwritten(effect === 'deny' ? 'what would be possible without it?' : 'what stops working without them?'),
  });
}

/** The reasons that the linter will ask for. */
function withReasons(statement: PermissionStatement): PermissionStatement {
  if (statement.effect === 'Deny') return statement;
  const { actions, resources } = statement;
  const kinds = risksOf(statement);
  const asks = [...new Set(excusableActions.filter(each => kinds.includes(each.kind)).map(each => each.asks))];
  const needsExcess = countedOtherwise('metadata', actions.flatMap(actionsMatching)).length > 0;
  const isWild = actions.some(hasWildcard) || resources.some(coversEverything);
  return {
    ...statement,
    ...(isWild && { wildcardReason: unwritten('why can it not be narrower?') }),
    ...(asks.length > 0 && { riskReason: unwritten(`${asks.join('; ')}?`) }),
    ...(needsExcess && { excessReason: unwritten('what do these actions show, and why is that accepted?') }),
  };
}

/** Texts of a list or a single one; what cannot be resolved is refused. */
function textsOf(value: unknown, place: string, { scope, notes }: Reading): string[] {
  const isList = Array.isArray(value);
  const list = (isList ? value : [value]) as unknown[];
  if (value === undefined || list.length === 0) {
    notes.refused.push({ place, message: 'is missing: a statement of a set names its actions and resources' });
    return [];
  }
  return list.flatMap((each, index) => {
    const at = isList ? below(place, index) : place;
    const found = resolved(each, scope);
    if ('why' in found) {
      notes.refused.push({ place: at, message: found.why });
      return [];
    }
    for (const name of new Set(found.values)) notes.hints.push({ place: at, message: valueHint(name) });
    return [found.text];
  });
}

function valueHint(name: string): string {
  if (name === 'AWS::AccountId' || name === 'AWS::Region') return `${name} became "*": every one of them`;
  if (name === 'AWS::URLSuffix') return 'AWS::URLSuffix became "amazonaws.com", which other partitions do not have';
  const parameter = `\${parameter:${parameterName(name)}}`;
  return `${parameter} is a parameter of the template: declare it in "parameters" of the set, or write its value`;
}

function conditionsOf(value: unknown, place: string, reading: Reading): PermissionStatement['conditions'] | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) {
    reading.notes.refused.push({ place, message: 'must be an object' });
    return undefined;
  }
  const found: [string, Record<string, OneOrMany>][] = [];
  for (const [operator, keys] of Object.entries(value)) {
    if (!isObject(keys)) {
      reading.notes.refused.push({ place: below(place, operator), message: 'must be an object' });
      continue;
    }
    const named = Object.entries(keys).map(([key, given]) => {
      const values = textsOf(given, below(below(place, operator), key), reading).map(inAnyPartition);
      return [key, values.length === 1 ? values[0]! : values] as const;
    });
    found.push([operator, Object.fromEntries(named)]);
  }
  return Object.fromEntries(found);
}

/** As AWS spells a known action; the service in lower case. */
function spelled(action: string): string {
  const known = hasWildcard(action) ? [] : actionsMatching(action);
  if (known.length === 1) return known[0]!;
  const colon = action.indexOf(':');
  return action.slice(0, Math.max(colon, 0)).toLowerCase() + action.slice(Math.max(colon, 0));
}

function inAnyPartition(text: string): string {
  return text.replace(/^arn:aws(-[a-z-]+)?:/, 'arn:${partition}:');
}

/** What is probably different for each customer. */
function noteLiterals(resources: readonly string[], place: string, { notes }: Reading): void {
  for (const each of resources) {
    const [, , service, , account = '', ...rest] = each.split(':');
    const bucket = service === 's3' ? rest.join(':').split('/')[0]! : '';
    if (bucket && !/[*?$]/.test(bucket))
      notes.hints.push({ place, message: `"${bucket}" is one bucket: is it the customer's? Then make it a parameter` });
    if (/^\d{12}$/.test(account))
      notes.hints.push({ place, message: `"${each}" names the account ${account}: is it the customer's? Write "*"` });
  }
}

/** Letters and digits, unique in the draft. */
function sidOf(given: unknown, taken: Set<string>): string {
  const start = (typeof given === 'string' ? given.replace(/[^A-Za-z0-9]/g, '').slice(0, 56) : '') || 'Statement';
  let sid = start;
  for (let count = 2; taken.has(sid); count += 1) sid = `${start}${count}`;
  taken.add(sid);
  return sid;
}
