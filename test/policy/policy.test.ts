// The policy engine's decisions on single conditions and whole requests, by the case files and AWS's published
// evaluation logic. The local AWS's own evaluator must decide the same.
import { readFileSync } from 'node:fs';
import t from 'tap';
import { holds, type Predicate } from '../../api/core/policy/document/conditions.js';
import { normalPolicy, type PolicyDocument } from '../../api/core/policy/document/document.js';
import { evaluate, type Policies, type Request } from '../../api/core/policy/evaluate.js';
import { conditionHolds } from '../../deploy/local/aws/evaluator/conditions.js';
import { BROKER, customerRole, RIGHT_ID, VENDOR, WRONG_ID } from '../local-aws/local-aws-clients.js';
import { TRUST_SHAPES } from '../local-aws/local-aws-trust-shapes.js';

interface ConditionCase {
  condition: Record<string, Record<string, string>>;
  context: Record<string, string[]>;
  holds: boolean | null;
  why?: string;
}

function allow(more: object) {
  return { Effect: 'Allow', Action: '*', Resource: '*', ...more };
}

function policy(...Statement: object[]): PolicyDocument {
  return { Version: '2012-10-17', Statement } as PolicyDocument;
}

function predicatesOf(condition: unknown): readonly Predicate[] {
  return normalPolicy(policy(allow({ Condition: condition }))).statements[0]!.conditions;
}

t.test('a condition is decided as AWS documents its operators, and the local AWS agrees', async t => {
  const file = readFileSync(new URL('./cases/conditions.json', import.meta.url), 'utf8');
  const { cases } = JSON.parse(file) as { cases: ConditionCase[] };
  const seen = new Set<string>();
  for (const { condition, context, holds: expected, why } of cases) {
    const name = `${JSON.stringify(condition)} in ${JSON.stringify(context)}${why ? `: ${why}` : ''}`;
    const lower = Object.fromEntries(Object.entries(context).map(([key, values]) => [key.toLowerCase(), values]));
    const answers = predicatesOf(condition).map(each => holds(each, key => lower[key]));
    t.equal(answers.includes(undefined) ? null : answers.every(Boolean), expected, name);
    if (expected !== null)
      t.equal(conditionHolds(condition, new Map(Object.entries(lower))) ?? null, expected, `${name} (local AWS)`);
    for (const operator of Object.keys(condition)) seen.add(operator.replace(/^.*:|IfExists$/g, '').toLowerCase());
  }
  const source = readFileSync('deploy/local/aws/evaluator/conditions.ts', 'utf8');
  const known = [...source.matchAll(/'((?:string|numeric|date|bool|binary|ip|notip|arn)[a-z]*)'/g)].map(
    match => match[1]!,
  );
  t.ok(known.length > 20);
  t.same(
    known.filter(each => !seen.has(each)),
    [],
    'every operator has its case',
  );
});

const everything = [{ name: 'own', policy: normalPolicy(policy(allow({}))) }];

function assumeRole(context: Record<string, string[]>): Request {
  return {
    caller: { type: 'AWS', arn: BROKER, accountId: VENDOR },
    action: 'sts:AssumeRole',
    resource: customerRole('target'),
    context: {
      'aws:principalarn': [BROKER],
      'aws:principalaccount': [VENDOR],
      'aws:principaltype': ['User'],
      'aws:username': ['broker'],
      'aws:resourceaccount': ['222222222222'],
      'aws:currenttime': ['2026-11-25T00:00:00Z'],
      'aws:epochtime': ['1795564800'],
      'aws:sourceip': ['127.0.0.1'],
      'aws:securetransport': ['true'],
      'sts:rolesessionname': ['test-1'],
      ...context,
    },
  };
}

t.test('each known shape of a trust policy accepts the callers that IAM would accept', async t => {
  for (const { title, document, lets } of TRUST_SHAPES) {
    const trust = [{ name: 'trust', policy: normalPolicy(document as PolicyDocument) }];
    const asked = [[RIGHT_ID], [WRONG_ID], undefined].map(id => assumeRole(id ? { 'sts:externalid': id } : {}));
    t.same(
      asked.map(request => evaluate({ identity: everything, trust }, request).isAllowed),
      lets,
      title,
    );
  }
});

const get: Request = { ...assumeRole({}), action: 's3:GetObject', resource: 'arn:aws:s3:::a/b' };

t.test(
  'the reason is named: the Deny, else the kind of policy without an Allow, else the allowing statements',
  async t => {
    const named = (name: string, ...statements: object[]) => ({ name, policy: normalPolicy(policy(...statements)) });
    const all = named('all', allow({ Sid: 'Everything' }));
    const none = named('none', allow({ Action: 'ec2:*' }));
    const denies = named('denies', allow({}), { Effect: 'Deny', Action: 's3:get*', Resource: '*/b', Sid: 'NotThat' });
    const cases: [name: string, policies: Policies, expected: object][] = [
      ['nothing allows it', { identity: [none] }, { isAllowed: false, kind: 'identity' }],
      ['no policy at all', { identity: [] }, { isAllowed: false, kind: 'identity' }],
      [
        'one allows it',
        { identity: [none, all] },
        { isAllowed: true, by: [{ policy: 'all', at: 0, sid: 'Everything' }] },
      ],
      [
        'a Deny beside an Allow',
        { identity: [all, denies] },
        { isAllowed: false, by: { policy: 'denies', at: 1, sid: 'NotThat' } },
      ],
      [
        'a Deny in a boundary',
        { identity: [all], boundary: [denies] },
        { isAllowed: false, kind: 'boundary', by: { sid: 'NotThat' } },
      ],
      ['a boundary without an Allow', { identity: [all], boundary: [none] }, { isAllowed: false, kind: 'boundary' }],
      [
        'a session policy without an Allow',
        { identity: [all], session: [none] },
        { isAllowed: false, kind: 'session' },
      ],
      ['a session policy that allows', { identity: [all], boundary: [all], session: [all] }, { isAllowed: true }],
      [
        'a boundary alone grants nothing',
        { identity: [none], boundary: [all] },
        { isAllowed: false, kind: 'identity' },
      ],
    ];
    for (const [name, policies, expected] of cases) t.match(evaluate(policies, get), expected, name);
  },
);
