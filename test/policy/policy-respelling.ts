// The same policy in other words: order, lists and single values, case, Sids, numbers and booleans, statements split or
// repeated. Nothing here changes what a policy means.
import type { OneOrMany, PolicyDocument, Principal, Statement } from '../../api/core/policy/document/document.js';

type Random = () => number;
type Conditions = NonNullable<Statement['Condition']>;

/** A document with the same meaning as the given one. */
export function respelled(document: PolicyDocument, random: Random): unknown {
  const statements = document.Statement.flatMap(each => regrouped(each, random));
  if (statements.length > 0 && random() < 0.3) statements.push(pick(statements, random));
  const written = shuffled(statements, random).map(each => rewritten(each, random));
  const statement = written.length === 1 && random() < 0.5 ? written[0] : written;
  return reordered({ ...document, Statement: statement }, random);
}

/** The same statements as tools write them: case, order, lists and Sids, and no list around a single value. */
export function rewrittenStatements(document: PolicyDocument, random: Random): object {
  const written = shuffled(document.Statement, random).map(each => ({
    ...rewritten(each, random),
    Effect: each.Effect,
  }));
  return reordered({ ...document, Statement: written.length === 1 && random() < 0.5 ? written[0] : written }, random);
}

/** Order and Sids alone: what the quick comparison must recognise. */
export function reshuffled(document: PolicyDocument, random: Random): PolicyDocument {
  const list = (value: unknown) => (Array.isArray(value) ? shuffled(value as unknown[], random) : value);
  const statements = document.Statement.map(
    (statement, at) =>
      reordered(
        {
          ...Object.fromEntries(Object.entries(statement).map(([name, value]) => [name, list(value)])),
          ...(random() < 0.5 && { Sid: `Sid${at}` }),
        },
        random,
      ) as unknown as Statement,
  );
  return reordered({ ...document, Statement: shuffled(statements, random) }, random);
}

/** One small change, which may or may not change the meaning. */
export function nearly(document: PolicyDocument, random: Random): PolicyDocument {
  const at = Math.floor(random() * document.Statement.length);
  const { Condition, ...rest } = document.Statement[at]!;
  const statement = { ...rest, ...(Condition && { Condition }) };
  const ways: (() => Statement[])[] = [
    () => [],
    () => [{ ...statement, Effect: statement.Effect === 'Allow' ? 'Deny' : 'Allow' }],
    () => [rest],
    () => [statement, rest],
    () => [withoutOne(statement, 'Action', random)],
    () => [withoutOne(statement, 'Resource', random)],
    () => [
      JSON.parse(JSON.stringify(statement).replace(/"(Not)?Action"/, (_, not) => (not ? '"Action"' : '"NotAction"'))),
    ],
    () => [JSON.parse(JSON.stringify(statement).replace(/IfExists|ForAllValues:|ForAnyValue:/, ''))],
    () => [JSON.parse(JSON.stringify(statement).replace(/"(right|a|10\.0\.0\.1|5)"/, '"other"'))],
  ];
  const changed = pick(ways, random)();
  const Statement = [...document.Statement.slice(0, at), ...changed, ...document.Statement.slice(at + 1)];
  return random() < 0.2 ? { ...document, Version: '2008-10-17' } : { ...document, Statement };
}

function withoutOne(statement: Statement, name: 'Action' | 'Resource', random: Random): Statement {
  const list = [statement[name] ?? []].flat();
  return list.length < 2 ? statement : { ...statement, [name]: shuffled(list, random).slice(1) };
}

function pick<Item>(list: readonly Item[], random: Random): Item {
  return list[Math.floor(random() * list.length)]!;
}

export function shuffled<Item>(list: readonly Item[], random: Random): Item[] {
  return list
    .map(item => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function reordered<Value extends object>(value: Value, random: Random): Value {
  return Object.fromEntries(shuffled(Object.entries(value), random)) as Value;
}

/** Several statements, each with a part of one list: of actions, resources, or values of a condition. */
function regrouped(statement: Statement, random: Random): Statement[] {
  const way = pick(['none', 'action', 'resource', 'value', 'twice'] as const, random);
  switch (way) {
    case 'action':
      return statement.Action === undefined
        ? [statement]
        : each(statement.Action, Action => ({ ...statement, Action }));
    case 'resource':
      return statement.Resource === undefined
        ? [statement]
        : each(statement.Resource, Resource => ({ ...statement, Resource }));
    case 'value':
      return byValue(statement, random);
    case 'twice':
      return [statement, { ...statement, Sid: 'Again' }];
    default:
      return [statement];
  }
}

function each<Made>(values: OneOrMany, make: (value: string) => Made): Made[] {
  return [values].flat().map(make);
}

/** Values are alternatives, except for negated operators and those that apply to all values. */
function byValue(statement: Statement, random: Random): Statement[] {
  const conditions = statement.Condition ?? {};
  const splittable = Object.keys(conditions).filter(name => !/not|^null|^forall/i.test(name));
  if (splittable.length === 0) return [statement];
  const operator = pick(splittable, random);
  const key = pick(Object.keys(conditions[operator]!), random);
  return each(conditions[operator]![key]!, value => ({
    ...statement,
    Condition: { ...conditions, [operator]: { ...conditions[operator], [key]: value } },
  }));
}

/** Other case, order, lists and Sid. */
function rewritten(statement: Statement, random: Random): object {
  const { Sid: _, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  return reordered(
    {
      ...(random() < 0.5 && { Sid: `Sid${Math.floor(random() * 1000)}` }),
      Effect: inOtherCase(Effect, random),
      ...(Principal && { Principal: samePrincipal(Principal, random) }),
      ...(NotPrincipal && { NotPrincipal: samePrincipal(NotPrincipal, random) }),
      ...(Action && { Action: listed(Action, random, inOtherCase) }),
      ...(NotAction && { NotAction: listed(NotAction, random, inOtherCase) }),
      ...(Resource && { Resource: listed(Resource, random) }),
      ...(NotResource && { NotResource: listed(NotResource, random) }),
      ...(Condition && { Condition: sameConditions(Condition, random) }),
    },
    random,
  );
}

function inOtherCase(text: string, random: Random): string {
  const way = random();
  return way < 0.5 ? text : way < 0.7 ? text.toUpperCase() : text.toLowerCase();
}

function same(text: string): string {
  return text;
}

/** Shuffled, sometimes with a repeated value; alone or in a list. */
function listed(values: OneOrMany, random: Random, spell: (text: string, random: Random) => unknown = same): unknown {
  const list = shuffled([values].flat(), random);
  if (list.length > 0 && random() < 0.2) list.push(list[0]!);
  const spelled = list.map(text => spell(text, random));
  return spelled.length === 1 && random() < 0.5 ? spelled[0] : spelled;
}

function samePrincipal(principal: Principal, random: Random): unknown {
  if (principal === '*') return random() < 0.5 ? '*' : { AWS: '*' };
  return Object.fromEntries(Object.entries(principal).map(([type, list]) => [type, listed(list, random, sameAccount)]));
}

function sameAccount(text: string, random: Random): string {
  if (random() < 0.5) return text;
  const account = /^arn:aws:iam::(\d{12}):root$/.exec(text)?.[1];
  return account ?? (/^\d{12}$/.test(text) ? `arn:aws:iam::${text}:root` : text);
}

function sameConditions(conditions: Conditions, random: Random): object {
  const spelled = Object.entries(conditions).map(([operator, keys]) => [
    inOtherCase(operator, random),
    reordered(
      Object.fromEntries(
        Object.entries(keys).map(([key, values]) => [inOtherCase(key, random), listed(values, random, asJson)]),
      ),
      random,
    ),
  ]);
  return reordered(Object.fromEntries(spelled), random);
}

/** A number or a boolean in place of its text. */
function asJson(text: string, random: Random): unknown {
  if (random() < 0.5) return text;
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && String(Number(text)) === text ? Number(text) : text;
}
