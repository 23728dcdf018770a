// The third oracle: a table of what AWS documents for set operators, IfExists, negation and absent keys. Both
// evaluators must give each answer, and the comparison must see what an absent key lets through.
import { readFileSync } from 'node:fs';
import t from 'tap';
import { compareIdentity, compareTrust } from '../../api/core/policy/compare/compare.js';
import { holds } from '../../api/core/policy/document/conditions.js';
import { normalPolicy, type PolicyDocument, type Statement } from '../../api/core/policy/document/document.js';
import { conditionHolds } from '../../deploy/local/aws/evaluator/conditions.js';

interface Row {
  quantifier: '' | 'ForAllValues' | 'ForAnyValue';
  ifExists: boolean;
  negated: boolean;
  values: 'absent' | 'matching' | 'other' | 'both' | 'empty';
  holds: boolean | null;
  source: string;
}

const file = readFileSync(new URL('./cases/quantifiers.json', import.meta.url), 'utf8');
const { rows } = JSON.parse(file) as { rows: Row[] };

/** Each operator with its negation, if it has one, a wanted value, a value that matches it and another one. */
const operators: [name: string, negation: string | undefined, wanted: string, matching: string, other: string][] = [
  ['StringEquals', 'StringNotEquals', 'a', 'a', 'b'],
  ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'a', 'A', 'b'],
  ['StringLike', 'StringNotLike', 'a*', 'ab', 'ba'],
  ['NumericEquals', 'NumericNotEquals', '1', '1.0', '2'],
  ['NumericLessThan', undefined, '5', '4', '6'],
  ['NumericLessThanEquals', undefined, '5', '5', '6'],
  ['NumericGreaterThan', undefined, '5', '6', '4'],
  ['NumericGreaterThanEquals', undefined, '5', '5', '4'],
  ['DateEquals', 'DateNotEquals', '2026-01-01T00:00:00Z', '1767225600', '2026-01-02T00:00:00Z'],
  ['DateLessThan', undefined, '2026-01-01T00:00:00Z', '2025-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['DateLessThanEquals', undefined, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'],
  ['DateGreaterThan', undefined, '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
  ['DateGreaterThanEquals', undefined, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
  ['Bool', undefined, 'true', 'true', 'false'],
  ['BinaryEquals', undefined, 'YQ==', 'YQ==', 'Yg=='],
  ['IpAddress', 'NotIpAddress', '10.0.0.0/8', '10.1.2.3', '11.1.2.3'],
  ['ArnEquals', 'ArnNotEquals', 'arn:aws:s3:::a', 'arn:aws:s3:::a', 'arn:aws:s3:::b'],
  ['ArnLike', 'ArnNotLike', 'arn:aws:s3:::a*', 'arn:aws:s3:::ab', 'arn:aws:s3:::b'],
];

interface Asked extends Row {
  operator: string;
  wanted: string;
  given: string[];
}

/** Every row for every operator that it applies to. */
const asked: Asked[] = operators.flatMap(([name, negation, wanted, matching, other]) =>
  rows.flatMap(row => {
    const plain = row.negated ? negation : name;
    if (!plain || (row.values === 'empty' && !plain.startsWith('String'))) return [];
    const operator = `${row.quantifier && `${row.quantifier}:`}${plain}${row.ifExists ? 'IfExists' : ''}`;
    const given = { absent: [], matching: [matching], other: [other], both: [matching, other], empty: [''] }[
      row.values
    ];
    return [{ ...row, operator, wanted, given }];
  }),
);

function policy(...Statement: unknown[]) {
  return { name: 'it', policy: normalPolicy({ Version: '2012-10-17', Statement } as PolicyDocument) };
}

t.test('set operators, IfExists and absent keys are decided as documented, by both evaluators', async t => {
  t.equal(rows.length, 60, 'three set operators × IfExists × negation × five kinds of values');
  for (const each of asked) {
    const { operator, wanted, given, holds: expected, source } = each;
    const name = `${operator} of ${JSON.stringify(given)}: ${source}`;
    const Condition = { [operator]: { 'some:key': wanted } };
    const [predicate] = policy({ Effect: 'Allow', Action: '*', Resource: '*', Condition }).policy.statements[0]!
      .conditions;
    const context = given.length > 0 ? { 'some:key': given } : {};
    t.equal(holds(predicate!, key => (context as Record<string, string[]>)[key]) ?? null, expected, name);
    t.equal(conditionHolds(Condition, new Map(Object.entries(context))) ?? null, expected, `${name} (local AWS)`);
  }
  t.ok(asked.length > 1000 / 2, `${asked.length} questions`);
});

t.test('Null is documented by itself only: with a set operator or IfExists neither evaluator decides', async t => {
  for (const operator of ['ForAnyValue:Null', 'ForAllValues:Null', 'NullIfExists', 'ForAnyValue:NullIfExists'])
    for (const context of [{}, { 'some:key': ['a'] }]) {
      const Condition = { [operator]: { 'some:key': 'true' } };
      const statement = policy({ Effect: 'Allow', Action: '*', Resource: '*', Condition }).policy.statements[0]!;
      t.equal(
        holds(statement.conditions[0]!, key => (context as Record<string, string[]>)[key]),
        undefined,
        operator,
      );
      t.equal(conditionHolds(Condition, new Map(Object.entries(context))), undefined, `${operator} (local AWS)`);
    }
});

t.test('an Allow, or a Deny, that an absent key lets through is a difference in permissions', async t => {
  for (const { operator, wanted, holds: isHolding } of asked.filter(each => each.values === 'absent')) {
    const on = { Action: 's3:GetObject', Resource: '*' };
    const given = { Condition: { [operator]: { 's3:ExistingObjectTag/some': wanted } } };
    const absent = { Condition: { Null: { 's3:ExistingObjectTag/some': 'true' } } };
    const all = { Effect: 'Allow', ...on };
    const limited = [policy({ Effect: 'Allow', ...on, ...given })];
    const without = [policy({ Effect: 'Allow', ...on, ...absent })];
    const allowed = compareIdentity({ identity: limited }, { identity: without });
    t.equal(allowed.wider.length > 0, !isHolding, `Allow with ${operator}`);
    // A Deny that also names absent keys by Null, against the operator alone.
    const strict = [policy(all, { Effect: 'Deny', ...on, ...given }, { Effect: 'Deny', ...on, ...absent })];
    const loose = [policy(all, { Effect: 'Deny', ...on, ...given })];
    const denied = compareIdentity({ identity: strict }, { identity: loose });
    t.equal(denied.wider.length > 0, !isHolding, `Deny with ${operator}`);
    t.same([...allowed.undecided, ...denied.undecided], [], operator);
    if (!isHolding) t.same(denied.wider[0]!.witness.request.context, {}, 'the request has no key');
  }
});

t.test('a Deny on the external ID that an absent one lets through is a hole', async t => {
  const id = '3f6c1a52-9b7e-4d08-8c41-e2a5d7b90c1f';
  const broker = { AWS: 'arn:aws:iam::444455556666:role/vendor-broker' };
  const allow: Statement = { Effect: 'Allow', Principal: broker, Action: 'sts:AssumeRole' };
  const spec = policy({ ...allow, Condition: { StringEquals: { 'sts:ExternalId': id } } });
  for (const operator of ['StringNotEquals', 'StringNotLike', 'StringNotEqualsIgnoreCase'])
    for (const quantifier of ['', 'ForAllValues:', 'ForAnyValue:'])
      for (const suffix of ['', 'IfExists']) {
        const Condition = { [`${quantifier}${operator}${suffix}`]: { 'sts:ExternalId': id } };
        const live = policy(allow, { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Condition });
        const { wider, undecided } = compareTrust(spec, live);
        const isHole = quantifier === 'ForAnyValue:' || operator === 'StringNotEqualsIgnoreCase';
        t.equal(wider.length > 0, isHole, Object.keys(Condition)[0]!);
        t.same(undecided, []);
      }
});
