// Random roles: every partition and option, names that try to break out, and permission sets from one action to what
// ten policies hold. The same seed always gives the same role.
import { type Partition, partitions } from '../../api/core/iam/arn.js';
import { managedPoliciesAtMost, splitPolicy } from '../../api/core/iam/split-policy.js';
import { boundSet } from '../../api/core/permission-set/bound.js';
import type { Parameter, ParameterKind, ParameterValues } from '../../api/core/permission-set/parameter/parameter.js';
import type { PermissionSet, PermissionStatement } from '../../api/core/permission-set/permission-set.js';
import { policyOfStatements } from '../../api/core/permission-set/policy-of.js';
import { actionsMatching, dangerOf } from '../../api/core/policy/catalogue/actions.js';
import { managedPolicyText } from '../../api/core/policy/catalogue/managed-policies.js';
import { looksReading } from '../../api/core/policy/catalogue/reading-verbs.js';
import type { RoleOptions, RoleSpecInput } from '../../api/core/role/role-spec.js';
import { seeded, shuffled } from './seeded.js';

/** Texts that a language of templates, JSON or people reads as more than text. */
export const nastyTexts = [
  ...['"', "'", '\\', '${', '$${', '$$${aws:username}', '%{ if true }', '%%{', '$%{', '%${', '\\${x}'],
  ...['${file("/etc/passwd")}', 'JSON', '\nJSON\n', '  JSON', '<<-JSON', '\n}\nresource "null_resource" "x" {}\n'],
  ...['# x', '/*', '*/', '//', '\n', '\r\n', '\t', '\b\f', '\u0000', '\u2028', '\u202eevil', '\u{e0041}', '\u{100000}'],
  ...[
    '{{spec}}',
    '{{json x}}',
    'cafe\u0301',
    '部門',
    '🏰📚',
    '__proto__',
    'constructor',
    '$',
    '%',
    '{',
    '}',
    ' = ',
    '',
  ],
  'A'.repeat(300),
];

export const reading = actionsMatching('*').filter(each => looksReading(each) && /^(list|read)$/.test(dangerOf(each)));

const sentence = { en: 'Because.', ja: '理由です。' };
/** Of services that no listed action is of. Nor is one of IAM: a Deny of it could keep the role from reading itself. */
const wildcards = ['ec2:Describe*', 'rds:Describe*', 'lambda:List*', 'kms:Describe*', 'kinesis:List*', 'ecs:List*'];
const listed = shuffled(
  reading.filter(each => ![...wildcards, 'iam:'].some(other => each.startsWith(other.replace(/:.*/, ':')))),
  seeded(1),
);
/** None of them grants all that another one grants. */
const managedNames = [
  ...['SecurityAudit', 'AWSBillingReadOnlyAccess', 'AmazonSQSReadOnlyAccess', 'AmazonSNSReadOnlyAccess'],
  ...['IAMAccessAdvisorReadOnly', 'ComputeOptimizerReadOnlyAccess'],
];

export class Draw {
  readonly random: () => number;

  constructor(seed: number) {
    // Neighbouring seeds would give alike roles without mixing.
    const mixed = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b);
    this.random = seeded(Math.imul(mixed ^ (mixed >>> 15), 0x45d9f3b) >>> 0);
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  is(share: number): boolean {
    return this.random() < share;
  }

  one<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  some<Item>(most: number, make: (at: number) => Item): Item[] {
    return Array.from({ length: 1 + this.below(most) }, (_, at) => make(at));
  }

  text(): string {
    return this.some(5, () => (this.is(0.3) ? `Name ${this.below(1000)}` : this.one(nastyTexts))).join('');
  }
}

/** A role of this seed. `namePrefix` and the random part of its name are the connection's, as always. */
export function randomRole(seed: number): RoleSpecInput {
  const draw = new Draw(seed);
  const partition = draw.one(partitions);
  const accountId = `${draw.below(10)}${`${draw.below(1e11)}`.padStart(11, '0')}`;
  const brokerRoleArn = `arn:${partition}:iam::999988887777:role/${draw.one(['', 'vendor/'])}drawbridge-broker`;
  const { permissionSet, values } = setAndValues(draw, partition, accountId);
  const stackDrift = draw.is(0.25);
  return {
    vendorName: draw.text(),
    tenantName: draw.text(),
    tenantId: 'ten_q7w2e9r4t6y1',
    connectionId: 'con_k3v9q2m7x1c8',
    partition,
    accountId,
    brokerRoleArn,
    externalId: `5f0c7c2e-9a41-4b1d-8e7f-${`${draw.below(1e12)}`.padStart(12, '0')}`,
    roleRandom: 'k3v9q2m7x1c8',
    launch: draw.one([1, 2, 9, 10, 9999]),
    ...(draw.is(0.4) && { trust: draw.one(['role', 'account'] as const) }),
    ...(stackDrift && draw.is(0.3) && { stackName: draw.one(['s', 'Their-stack-1', `x${'y'.repeat(127)}`]) }),
    options: { ...optionsOf(draw, partition, accountId), ...(stackDrift && { stackDrift }) },
    permissionSet,
    ...(Object.keys(values).length > 0 && { values }),
  };
}

const paths = [
  '/vendors/',
  '/vendors/third-party/',
  '/a!b/',
  '/a"b\\c/',
  '/%if/$x/$$/',
  "/it's/<b>/",
  '/x'.repeat(255),
];
const tagKeys = [
  ...['Team', 'cost centre', '部門', 'team:a/b=c+d-e@f', '__proto__', 'constructor', 'a\u2028b', '0'],
  'k'.repeat(128),
];
const tagValues = ['', 'Platform', '基盤チーム', 'CC 4711', ' ', 'v'.repeat(256), '0', 'true'];

function optionsOf(draw: Draw, partition: Partition, accountId: string): RoleOptions {
  const owner = draw.one([accountId, 'aws']);
  const keys = shuffled(tagKeys, draw.random).slice(0, draw.is(0.4) ? 0 : 1 + draw.below(tagKeys.length));
  const more = draw.is(0.05) ? Array.from({ length: 46 - keys.length }, (_, at) => `further-${at}`) : [];
  return {
    namePrefix: draw.one(['', '', 'acme-', 'A+b=c,d.e@f_', 'p'.repeat(32)]),
    path: draw.is(0.5) ? '/' : `${draw.one(paths)}`.replace(/([^/])$/, '$1/'),
    tags: Object.fromEntries([...keys, ...more].map(key => [key, draw.one(tagValues)])),
    ...(draw.is(0.3) && { permissionsBoundaryArn: `arn:${partition}:iam::${owner}:policy/guards/Boundary` }),
    ...(draw.is(0.3) && { trustEndsAt: '2031-06-30T22:00:00Z' }),
  };
}

interface Sized {
  statements: number;
  actions: number;
}

/** Most sets are small; some fill every policy that a role can have. */
function sizeOf(draw: Draw): Sized {
  const way = draw.random();
  if (way < 0.75) return { statements: 4, actions: 6 };
  if (way < 0.95) return { statements: 20, actions: 25 };
  if (way < 0.99) return { statements: 40, actions: 120 };
  return { statements: 30, actions: 250 };
}

function setAndValues(draw: Draw, partition: Partition, accountId: string) {
  const size = sizeOf(draw);
  const managed = draw.is(0.2) ? shuffled(managedNames, draw.random).slice(0, 1 + draw.below(3)) : [];
  const own = new Own(draw, managed);
  const count = managed.length > 0 && draw.is(0.2) ? 0 : 1 + draw.below(size.statements);
  const all = Array.from({ length: count }, (_, at) => own.statement(at, size));
  const statements = all.some(each => each.effect !== 'Deny') || count === 0 ? all : [own.plain(count), ...all];
  const policies = managed.map(name => {
    return {
      arn: `arn:\${partition}:iam::aws:policy/${name}`,
      why: sentence,
      without: sentence,
      excessReason: sentence,
    };
  });
  const { parameters, values } = own.parameters(partition, accountId);
  const base: PermissionSet = {
    id: 'random-read',
    version: `${draw.below(3)}.${draw.below(20)}.0`,
    access: 'read',
    title: sentence,
    summary: sentence,
    ...(parameters.length > 0 && { parameters }),
    ...(policies.length > 0 && { managedPolicies: policies }),
    statements,
  };
  return { permissionSet: fitting(base, partition, accountId, values), values };
}

/** Without the last statements, as far as the policies of a role have no room for them. */
function fitting(set: PermissionSet, partition: Partition, accountId: string, values: ParameterValues): PermissionSet {
  const atMost = managedPoliciesAtMost - (set.managedPolicies?.length ?? 0);
  for (let { statements } = set; ; statements = statements.slice(0, Math.ceil(statements.length * 0.9) - 1)) {
    const bound = boundSet({ ...set, statements }, { partition, accountId, values });
    if (!('fault' in splitPolicy(policyOfStatements(bound.statements).Statement, atMost)))
      return { ...set, statements };
  }
}

/** The statements of one set. No action is granted twice, so that each change of one of them matters. */
class Own {
  readonly #draw: Draw;
  readonly #granted: ReadonlySet<string>;
  readonly #wildcards: string[];
  readonly #kinds = new Set<ParameterKind>();
  #next: number;

  constructor(draw: Draw, managed: readonly string[]) {
    this.#draw = draw;
    this.#granted = new Set(managed.flatMap(name => [...grantedBy(name)]));
    const isFree = (each: string) => !actionsMatching(each).some(action => this.#granted.has(action));
    this.#wildcards = shuffled(wildcards, draw.random).filter(isFree);
    this.#next = draw.below(listed.length);
  }

  #actions(count: number): string[] {
    const taken: string[] = [];
    for (let left = count; left > 0; this.#next += 1) {
      const action = listed[this.#next % listed.length]!;
      left -= 1;
      if (!this.#granted.has(action)) taken.push(action);
    }
    return taken;
  }

  plain(at: number): PermissionStatement {
    return this.#with(at, { actions: [...this.#actions(8)] });
  }

  statement(at: number, { actions }: Sized): PermissionStatement {
    const draw = this.#draw;
    const isDeny = draw.is(0.2);
    const some = this.#actions(1 + draw.below(actions));
    const wildcard = draw.is(0.15) ? this.#wildcards.splice(0, 1) : [];
    const all = [...some, ...wildcard];
    return this.#with(at, {
      // Nothing is left if a managed policy grants each of them.
      actions: all.length > 0 ? all : this.#actions(40),
      ...(isDeny && { effect: 'Deny' as const }),
      ...(draw.is(0.5) && { resources: this.#resources(at) }),
      ...(draw.is(0.35) && { conditions: this.#conditions() }),
    });
  }

  #with(at: number, more: Partial<PermissionStatement> & Pick<PermissionStatement, 'actions'>): PermissionStatement {
    const reasons = { wildcardReason: sentence, why: sentence, without: sentence };
    return { sid: `S${at}`, resources: ['*'], ...reasons, ...more };
  }

  #parameter(kind: ParameterKind): string {
    this.#kinds.add(kind);
    return `\${parameter:${nameOf(kind)}}`;
  }

  #resources(at: number): string[] {
    const draw = this.#draw;
    const arn = 'arn:${partition}';
    const way = draw.random();
    if (way < 0.2) {
      const bucket = this.#parameter('bucket');
      return [`${arn}:s3:::${bucket}`, `${arn}:s3:::${bucket}/${draw.is(0.5) ? this.#parameter('prefix') : ''}*`];
    }
    if (way < 0.3) return [this.#parameter('key-arn')];
    if (way < 0.4)
      return [`${arn}:dynamodb:${this.#parameter('region-list')}:${this.#parameter('account-id')}:table/t-*`];
    const forms = [
      `${arn}:s3:::own-${at}-`,
      `${arn}:dynamodb:*:111122223333:table/t-${at}-`,
      `${arn}:s3:::\${aws:PrincipalTag/Team}-${at}-`,
    ];
    const form = draw.one(forms);
    return draw.some(6, n => `${form}${n}/*`);
  }

  #conditions(): NonNullable<PermissionStatement['conditions']> {
    const draw = this.#draw;
    const region = () => `eu-west-${draw.below(3)}`;
    const nasty = () => draw.text().replaceAll('{', '(').slice(0, 200);
    return draw.one([
      () => ({ StringEquals: { 'aws:RequestedRegion': draw.some(3, region) } }),
      () => ({ StringEquals: { 'aws:RequestedRegion': region() }, Bool: { 'aws:SecureTransport': 'true' } }),
      () => ({ StringLike: { 'aws:ResourceTag/Team': [`${nasty()}x`, 'blue*'] } }),
      () => ({ StringNotEqualsIfExists: { 'aws:ResourceTag/部門': nasty() } }),
      () => ({ StringEquals: { 'aws:RequestedRegion': [this.#parameter('region-list')] } }),
      () => ({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '198.51.100.7/32'] } }),
    ])();
  }

  parameters(partition: Partition, accountId: string): { parameters: Parameter[]; values: ParameterValues } {
    const region = {
      aws: 'eu-west-1',
      'aws-cn': 'cn-north-1',
      'aws-us-gov': 'us-gov-west-1',
      'aws-eusc': 'eusc-de-east-1',
    }[partition];
    const id = '0a1b2c3d-0000-4000-8000-123456789abc';
    const texts: Record<ParameterKind, string> = {
      bucket: 'their-data',
      prefix: 'reports/2026/day=1/',
      'key-arn': `arn:${partition}:kms:${region}:${accountId}:key/${id}`,
      'region-list': this.#draw.is(0.5) ? region : `${region},${region.replace(/\d$/, '2')}`,
      'account-id': accountId,
    };
    const stated = { by: 'vendor', id: 'key_random', at: '2026-12-01T00:00:00.000Z' } as const;
    const owner = this.#draw.is(0.2) && { ownerAccountId: '444455556666' };
    const kinds = [...this.#kinds];
    return {
      parameters: kinds.map(kind => ({ name: nameOf(kind), title: sentence, why: sentence, kind })),
      values: Object.fromEntries(
        kinds.map(kind => [nameOf(kind), { value: texts[kind], ...stated, ...(kind === 'bucket' && owner) }]),
      ),
    };
  }
}

function nameOf(kind: ParameterKind): string {
  return kind.replace(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase());
}

const granted = new Map<string, ReadonlySet<string>>();

/** The known actions that a managed policy of AWS grants. */
function grantedBy(name: string): ReadonlySet<string> {
  const before = granted.get(name);
  if (before) return before;
  const { document } = managedPolicyText(`arn:aws:iam::aws:policy/${name}`)!;
  const patterns = document.Statement.flatMap(each => each.Action ?? []);
  const actions = new Set(patterns.flatMap(each => actionsMatching(each)));
  granted.set(name, actions);
  return actions;
}
