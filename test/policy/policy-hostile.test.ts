// Hostile policies: each pair of IAM's maximum size is decided, or given up as too complex, within the engine's own
// limit of steps; and no text, however deep or long, ends the process. Time is not asserted.
import t from 'tap';
import { compareIdentity, compareTrust } from '../../api/core/policy/compare/compare.js';
import type { Comparison } from '../../api/core/policy/compare/comparison.js';
import { isAlike } from '../../api/core/policy/document/alike.js';
import { type NormalPolicy, parsePolicy } from '../../api/core/policy/document/document.js';
import { hasRepeatedMembers } from '../../api/core/policy/document/repeated-members.js';
import { sampleSpec } from '../helpers/samples.js';

/** The engine's default limit. */
const stepsAtMost = 250_000;
const greatest = 10_240;

function policyOf(Statement: unknown[]): NormalPolicy {
  const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement }));
  if ('policy' in parsed) return parsed.policy;
  throw new Error(JSON.stringify(parsed.issues.slice(0, 3)));
}

function many<Made>(count: number, make: (at: number) => Made): Made[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

function filled(text: string, length: number): string {
  return text.repeat(Math.ceil(length / text.length)).slice(0, length);
}

function allow(Action: unknown, Resource: unknown, Condition?: object) {
  return { Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) };
}

function deny(Action: unknown, Resource: unknown, Condition?: object) {
  return { ...allow(Action, Resource, Condition), Effect: 'Deny' };
}

function like(value: unknown, operator = 'StringLike', key = 'aws:UserAgent') {
  return { [operator]: { [key]: value } };
}

const letter = (at: number) => String.fromCharCode(97 + (at % 26));
const everything = allow('*', '*');

const identityPairs: Record<string, [unknown[], unknown[]]> = {
  'stars and question marks as a resource': [
    [allow('*', filled('*?', greatest))],
    [allow('*', filled('?*', greatest + 1))],
  ],
  'stars and question marks as an action': [
    [allow(filled('*?', greatest), '*')],
    [allow(filled('?*', greatest + 1), '*')],
  ],
  'stars and letters': [[allow('*', filled('*a', greatest))], [allow('*', `${filled('a*', greatest)}b`)]],
  'two alphabets': [[allow('*', `${filled('*a', 5000)}b*`)], [allow('*', [filled('*a', 3000), filled('*b', 3000)])]],
  'a letter n places before the end, which needs 2^n states': [
    [
      allow(
        '*',
        many(30, at => `*${letter(at % 3)}${filled('?', 12 + at)}`),
      ),
    ],
    [
      allow(
        '*',
        many(30, at => `*${letter(at % 2)}${filled('?', 13 + at)}`),
      ),
    ],
  ],
  'hundreds of statements': [
    many(250, at => allow(`s3:Get${at}*`, `a${at}*`)),
    many(250, at => allow(`s3:G*${at}*`, `a*${at}`)),
  ],
  'hundreds of Denies': [
    [everything, ...many(250, at => deny(`s3:*${at}`, `*${at}*`))],
    [everything, ...many(250, at => deny(`s3:${at}*`, `*${at}`))],
  ],
  'alternating Allow and Deny': [
    many(300, at => (at % 2 ? allow : deny)(`s3:*${at}?*`, `*${at}*`)),
    many(300, at => (at % 2 ? deny : allow)(`*:?${at}*`, `?${at}*`)),
  ],
  'NotAction and NotResource': [
    many(200, at => ({ Effect: at % 2 ? 'Deny' : 'Allow', NotAction: `*${at}*`, NotResource: `*${at}?*` })),
    [everything],
  ],
  'all actions but hundreds of patterns': [
    [everything],
    [
      { Effect: 'Allow', NotAction: many(600, at => `s3:x${at}*`), Resource: '*' },
      ...many(100, at => deny(`*:*${at}*`, `*${at}*`)),
    ],
  ],
  'Denies that search the whole catalogue': [
    [everything],
    [everything, ...many(200, at => deny(`*:*${letter(at)}${letter(at + 1)}`, `*${at}*`))],
  ],
  'huge lists of patterns for one key': [
    [
      allow('*', '*', {
        ...like(many(400, at => `*${at}?`)),
        ...like(
          many(400, at => `*${at}x`),
          'StringNotLike',
        ),
      }),
    ],
    [allow('*', '*', like(many(400, at => `?${at}*`)))],
  ],
  'hundreds of conditions on one key': [
    many(150, at => allow('*', '*', like(`*${at}*`))),
    many(150, at => allow('*', '*', like(`*${at}?`, 'StringNotLike'))),
  ],
  'hundreds of Denies on one key': [
    [everything, ...many(150, at => deny('*', '*', like(`*${at}*`)))],
    [everything, ...many(150, at => deny('*', '*', like(`*${at}?`, 'StringNotLike')))],
  ],
  'a separate key in each Deny': [
    [
      everything,
      ...many(120, at =>
        deny('*', '*', { ...like('a', 'StringLike', `k:${at}`), ...like('b', 'StringEquals', `j:${at}`) }),
      ),
    ],
    [
      everything,
      ...many(120, at =>
        deny('*', '*', { ...like('b', 'StringLike', `k:${at}`), ...like('a', 'StringEquals', `j:${at}`) }),
      ),
    ],
  ],
  'hundreds of addresses': [
    [
      allow(
        '*',
        '*',
        like(
          many(700, at => `10.${at % 250}.${at % 7}.0/24`),
          'IpAddress',
          'aws:SourceIp',
        ),
      ),
    ],
    [
      allow(
        '*',
        '*',
        like(
          many(700, at => `10.${at % 200}.${at % 9}.0/25`),
          'IpAddress',
          'aws:SourceIp',
        ),
      ),
    ],
  ],
  'thousands of numbers': [
    [allow('*', '*', like(many(1500, String), 'NumericLessThan', 's3:max-keys'))],
    [
      allow(
        '*',
        '*',
        like(
          many(1500, at => `${at}.5`),
          'NumericGreaterThan',
          's3:max-keys',
        ),
      ),
    ],
  ],
  'thousands of values': [
    [
      allow(
        '*',
        '*',
        like(
          many(1500, at => `u${at}`),
          'StringEquals',
          'aws:username',
        ),
      ),
    ],
    [
      allow(
        '*',
        '*',
        like(
          many(1500, at => `u${at + 1}`),
          'StringEquals',
          'aws:username',
        ),
      ),
    ],
  ],
  'hundreds of policy variables': [
    [
      allow(
        '*',
        many(300, at => `a\${aws:username}${at}*`),
      ),
    ],
    [
      allow(
        '*',
        many(300, at => `*\${aws:userid}${at}`),
      ),
    ],
  ],
  'one pattern of a thousand variables': [[allow('*', filled('${a:b}', 9000))], [allow('*', filled('${a:b}x', 9800))]],
  'variables without an end': [[allow('*', filled('${', greatest))], [allow('*', `${filled('${a', 9000)}}`)]],
  'hundreds of literal statements': [
    many(300, at => allow(`s3:a${at}`, `r${at}`)),
    many(300, at => allow(`s3:a${at}`, `r${at + 1}`)),
  ],
};

function account(at: number): string {
  return `${100_000_000_000 + at}`;
}

function trust(Principal: unknown, Condition?: object, Effect = 'Allow', Action: unknown = 'sts:*') {
  return { Effect, Principal, Action, ...(Condition && { Condition }) };
}

const id = 'sts:ExternalId';
const spec = sampleSpec.trustPolicy.Statement;
const trustPairs: Record<string, unknown[]> = {
  'hundreds of accounts': [trust({ AWS: many(300, account) })],
  'a statement and a pattern for each account': many(80, at =>
    trust({ AWS: account(at) }, like(`*${at}*`, 'StringLike', id)),
  ),
  'hundreds of roles': [trust({ AWS: many(200, at => `arn:aws:iam::${account(at)}:role/r${at}`) })],
  'roles allowed and denied alternately': many(150, at =>
    trust(
      { AWS: `arn:aws:iam::${account(at)}:role/r${at}` },
      like(`*${at}`, 'StringNotLike', id),
      at % 2 ? 'Deny' : 'Allow',
    ),
  ),
  'everyone but': many(40, at => ({
    Effect: at % 2 ? 'Deny' : 'Allow',
    NotPrincipal: { AWS: [account(at), account(at + 1)] },
    Action: 'sts:*',
  })),
  'patterns of ARNs and accounts': [
    trust('*', {
      ArnLike: { 'aws:PrincipalArn': many(200, at => `arn:aws:iam::*:role/*${at}?*`) },
      StringNotLike: { 'aws:PrincipalAccount': many(100, at => `*${at}`) },
    }),
  ],
  'a very long external ID': [trust('*', like(filled('x', greatest), 'StringEquals', id))],
  'a very long pattern of external IDs': [trust('*', like(filled('*x?', greatest), 'StringLike', id))],
};

function isWithinBound(compared: Comparison): boolean {
  const { steps, undecided, wider, narrower } = compared;
  return steps <= stepsAtMost && undecided.length + wider.length + narrower.length > 0;
}

t.test('hostile permission policies are decided or given up within the limit of steps, both ways', async t => {
  let most = 0;
  for (const [name, [a, b]] of Object.entries(identityPairs)) {
    const [one, other] = [a, b].map(each => ({ identity: [{ name: 'it', policy: policyOf(each) }] }));
    for (const compared of [compareIdentity(one!, other!), compareIdentity(other!, one!)]) {
      t.ok(isWithinBound(compared), `${name}: ${compared.steps} steps`);
      most = Math.max(most, compared.steps);
    }
  }
  t.equal(most, stepsAtMost, 'the worst of them reach the limit');
});

t.test('hostile trust policies are decided or given up within the limit of steps, both ways', async t => {
  const own = { name: 'spec', policy: policyOf(spec) };
  for (const [name, statements] of Object.entries(trustPairs)) {
    const live = { name: 'live', policy: policyOf(statements) };
    for (const compared of [compareTrust(own, live), compareTrust(live, own)])
      t.ok(isWithinBound(compared), `${name}: ${compared.steps} steps`);
  }
});

t.test('when the steps run out nothing is equal: every grant of both sides is undecided', async t => {
  const [a, b] = identityPairs['alternating Allow and Deny']!;
  const compared = compareIdentity(
    { identity: [{ name: 'a', policy: policyOf(a) }] },
    { identity: [{ name: 'b', policy: policyOf(b) }] },
    { steps: 50 },
  );
  t.equal(compared.steps, 50);
  t.equal(compared.undecided.length, 300);
  t.ok(compared.undecided.every(each => each.reason === 'too_complex'));
});

t.test('of three hundred statements with a new one, only the new one costs steps', async t => {
  const statements = many(300, at => allow(`s3:a${at}*`, `r${at}*`));
  const compared = compareIdentity(
    { identity: [{ name: 'it', policy: policyOf(statements) }] },
    { identity: [{ name: 'it', policy: policyOf([...statements, allow('s3:b', 'x')]) }] },
  );
  t.equal(compared.wider.length, 1);
  t.same([compared.narrower, compared.undecided], [[], []]);
  t.ok(compared.steps < 5000, `${compared.steps} steps`);
});

t.test('a text of any depth and length is read without ending the process', async t => {
  const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
  const deepStatement = `{"Statement":${deep}}`;
  const deepObject = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
  for (const text of [deep, deepStatement, deepObject]) {
    const parsed = parsePolicy(text);
    t.ok('issues' in parsed && parsed.issues.length > 0, 'it is no policy');
    t.notOk(isAlike(sampleSpec.trustPolicy, text));
  }
  const twice = deepObject.replace('1', '{"b":1,"b":2}');
  t.ok(hasRepeatedMembers(twice, JSON.parse(twice)), 'a duplicate member is found at any depth');
  t.notOk(hasRepeatedMembers(deepObject, JSON.parse(deepObject)));
  const quotes = JSON.stringify({ Statement: `${'\\'.repeat(500_000)}"${'"'.repeat(500_000)}:` });
  t.notOk(hasRepeatedMembers(quotes, JSON.parse(quotes)), 'quotes and backslashes in a text are no names');
});

t.test('a duplicate member is found whatever surrounds it', async t => {
  const texts: [text: string, isTwice: boolean][] = [
    ['{"a":1,"b":2}', false],
    ['{"a":1,"a":2}', true],
    ['{"a" \n\t\r :1,"a":2}', true],
    ['{"a":1,"\\u0061":2}', true],
    ['{"a":"\\":\\":\\"","b":":"}', false],
    ['[{"a":1},{"a":2}]', false],
    ['{"\\\\":1,"\\\\":1}', true],
    ['{"__proto__":1,"__proto__":2}', true],
    ['{"__proto__":1,"a":{"__proto__":2}}', false],
  ];
  for (const [text, isTwice] of texts) t.equal(hasRepeatedMembers(text, JSON.parse(text)), isTwice, text);
});
