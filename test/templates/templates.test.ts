// What the kit prints: the CloudFormation template, commands, the launch link, texts and the guide. The template equals
// the role spec for all names.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import { type FindingCode, findingKinds } from '../../api/core/finding/findings.js';
import type { Partition } from '../../api/core/iam/arn.js';
import { isRegionOf, launchLink, templateUrl } from '../../api/core/iam/launch-link.js';
import { roleSpecOf } from '../../api/core/role/build.js';
import { stackNameOf } from '../../api/core/role/role-name.js';
import type { RoleOptions, RoleSpec } from '../../api/core/role/role-spec.js';
import { languages } from '../../api/core/values/languages.js';
import { readPermissionSets } from '../../api/stores/permission-sets.js';
import { cutSessionsCommand, dropRevocationCommand, shellWord } from '../../templates/commands.js';
import { renderGuide } from '../../templates/guide.js';
import { deleteRoleCommands } from '../../templates/legacy-commands.js';
import { codeSpan, fenced, htmlOf, markdownText } from '../../templates/markdown.js';
import { oneLine } from '../../templates/one-line.js';
import { plainPolicies } from '../../templates/policies.js';
import { fingerprintOf, renderRoleTemplate, shippedPermissionSets } from '../../templates/render.js';
import { createStackCommand, deleteStackCommand, updateStackCommand } from '../../templates/stack-commands.js';
import { en } from '../../templates/text/en/en.js';
import { ja } from '../../templates/text/ja/ja.js';
import { factsOf, isTextKey, say, sayFinding, type TextKey } from '../../templates/text/say.js';
import { samples } from '../emulators/render-samples.js';

const sets = readPermissionSets([shippedPermissionSets]);
const externalId = '5f0c7c2e-9a41-4b1d-8e7f-3d2a1b0c9e8f';
const published = 'https://templates.s3.us-east-1.amazonaws.com/t/4f1c.json';

interface Given {
  vendorName?: string;
  tenantName?: string;
  partition?: Partition;
  options?: Partial<RoleOptions>;
  set?: string;
}

function specOf(given: Given = {}): RoleSpec {
  const partition = given.partition ?? 'aws';
  return roleSpecOf({
    vendorName: given.vendorName ?? 'Northwind',
    tenantName: given.tenantName ?? 'Harbour Books',
    tenantId: 'ten_q7w2e9r4t6y1',
    connectionId: 'con_k3v9q2m7x1c8',
    partition,
    accountId: '011122223333',
    brokerRoleArn: `arn:${partition}:iam::999988887777:role/drawbridge-broker`,
    externalId,
    roleRandom: 'k3v9q2m7x1c8',
    launch: 2,
    options: { namePrefix: '', path: '/', tags: {}, ...given.options },
    permissionSet: sets.get(given.set ?? 'cost-read')!,
  });
}

function render(spec: RoleSpec, given: Given = {}, watermark?: string) {
  return renderRoleTemplate({
    spec,
    vendorName: given.vendorName ?? 'Northwind',
    tenantName: given.tenantName ?? 'Harbour Books',
    kitVersion: '0.1.0',
    connectionId: 'con_k3v9q2m7x1c8',
    ...(watermark && { watermark }),
  });
}

interface Template {
  Description: string;
  Parameters?: unknown;
  Metadata: { Drawbridge: Record<string, string> };
  Rules: Record<string, { Assertions: { Assert: unknown }[] }>;
  Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  Outputs: Record<string, { Value: unknown }>;
}

/** The role that a template creates, as a role spec again; undefined for members that it does not set. */
function roleIn(body: string) {
  const template = JSON.parse(body) as Template;
  const { Type, Properties: role, ...others } = template.Resources.DrawbridgeRole!;
  const policies = role.Policies as { PolicyName: string; PolicyDocument: unknown }[];
  return {
    resources: Object.keys(template.Resources),
    others: Object.keys(others),
    type: Type,
    properties: Object.keys(role).sort(),
    roleName: role.RoleName,
    path: role.Path,
    description: role.Description,
    trustPolicy: role.AssumeRolePolicyDocument,
    inlinePolicies: policies.map(each => ({ name: each.PolicyName, document: each.PolicyDocument })),
    managedPolicyArns: role.ManagedPolicyArns,
    permissionsBoundaryArn: role.PermissionsBoundary,
    maxSessionSeconds: role.MaxSessionDuration,
    tags: role.Tags,
  };
}

function expectedRole(spec: RoleSpec) {
  const properties = ['AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'Path', 'Policies', 'RoleName'];
  return {
    resources: ['DrawbridgeRole'],
    others: [],
    type: 'AWS::IAM::Role',
    properties: [
      ...[...properties, 'Tags'],
      ...(spec.permissionsBoundaryArn ? ['PermissionsBoundary'] : []),
      ...(spec.managedPolicies ? ['ManagedPolicyArns'] : []),
    ].sort(),
    roleName: spec.roleName,
    path: spec.path,
    description: spec.description,
    trustPolicy: spec.trustPolicy,
    inlinePolicies: spec.inlinePolicies,
    managedPolicyArns: spec.managedPolicies?.map(each => each.arn),
    permissionsBoundaryArn: spec.permissionsBoundaryArn,
    maxSessionSeconds: spec.maxSessionSeconds,
    tags: [
      ...Object.entries(spec.tags).map(([Key, Value]) => ({ Key, Value })),
      // Only CloudFormation knows the stack.
      { Key: 'drawbridge:stack', Value: { Ref: 'AWS::StackId' } },
    ],
  };
}

const nasty = [
  '"',
  "'",
  '\\',
  '{{spec}}',
  '{{json externalId}}',
  '{{{',
  '}}',
  '}}}',
  '${AWS::AccountId}',
  '#{x}',
  '\n',
  '\r\n',
  '\u0000',
  '\u202eevil',
  '</script><script>alert(1)</script>',
  '__proto__',
  'constructor',
  '"},{"Effect":"Allow"',
  '🏰📚',
  '\ud83d',
  '日本語',
  '[x](javascript:alert(1))',
  '| a | b |',
  '`code`',
  '# h',
  '* b',
  "'; rm -rf /; '",
  '$(id)',
  '&lt;',
  '<b>',
  '1. one',
  '- dash',
  'A'.repeat(300),
];
const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...nasty), { minLength: 1, maxLength: 6 }).map(parts => parts.join('')),
);
const tagKeys = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'Team', '部門'), name);

t.test('a rendered template equals the role spec, for all names and tags', async t => {
  fc.assert(
    fc.property(name, name, fc.array(fc.tuple(tagKeys, name), { maxLength: 5 }), (vendorName, tenantName, tags) => {
      const spec = specOf({ vendorName, tenantName, options: { tags: Object.fromEntries(tags) } });
      const { body, fingerprint } = render(spec, { vendorName, tenantName });
      t.strictSame(roleIn(body), expectedRole(spec));
      const template = JSON.parse(body) as Template;
      t.equal(template.Metadata.Drawbridge.Fingerprint, fingerprint);
      t.equal(fingerprintOf(body), fingerprint);
      t.ok(Buffer.byteLength(template.Description) <= 1024);
      t.notMatch(template.Description, /[\p{Cc}\u202a-\u202e]|\$\{|\{\{/u);
      t.notMatch(body.replaceAll('\n', ''), /[\p{Cc}\u202a-\u202e]/u);
    }),
    { numRuns: 300 },
  );
});

t.test('the template supports every role option, in every partition, for every shipped set', async t => {
  for (const partition of ['aws', 'aws-cn', 'aws-us-gov'] as const) {
    for (const { id } of sets.list()) {
      const permissionsBoundaryArn = `arn:${partition}:iam::011122223333:policy/Boundary`;
      const options = { namePrefix: 'acme-', path: '/vendors/', permissionsBoundaryArn, tags: { Team: 'Platform' } };
      const spec = specOf({ partition, options, set: id });
      t.strictSame(roleIn(render(spec).body), expectedRole(spec), `${id} in ${partition}`);
    }
  }
  for (const { name, body } of samples())
    t.equal(
      Buffer.byteLength(body) < 51_200,
      !name.startsWith('large'),
      `${name} fits into a request, unless it is split`,
    );
});

t.test('the external ID is a literal in the trust policy: the template has no parameter to edit', async t => {
  const template = JSON.parse(render(specOf()).body) as Template;
  t.notOk(template.Parameters);
  t.equal(JSON.stringify(template).split(externalId).length, 2, 'it occurs once');
  t.notMatch(JSON.stringify(template), /Fn::Sub|Retain|\{"Ref":"(?!AWS::(AccountId|StackId)")/);
  t.strictSame(template.Outputs.RoleArn!.Value, { 'Fn::GetAtt': ['DrawbridgeRole', 'Arn'] });
});

t.test('the template fails in any account but the announced one', async t => {
  const { Rules } = JSON.parse(render(specOf()).body) as Template;
  t.strictSame(Rules.AnnouncedAccount!.Assertions[0]!.Assert, {
    'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '011122223333'],
  });
});

t.test('the description names vendor and tenant; long names are cut between characters', async t => {
  const plain = JSON.parse(render(specOf()).body) as Template;
  t.match(plain.Description, /"Northwind" access .* customer "Harbour Books".*You are giving this access for/);
  const names = { vendorName: 'ä'.repeat(10_240), tenantName: '🏰'.repeat(10_240) };
  const long = JSON.parse(render(specOf(names), names).body) as Template;
  t.ok(Buffer.byteLength(long.Description) <= 1024);
  t.equal(Buffer.from(long.Description).toString(), long.Description, 'no half character');
  t.match(long.Description, 'launch it only if that is you');
});

t.test('in local mode the template has the watermark, otherwise not', async t => {
  const marked = JSON.parse(render(specOf(), {}, 'LOCAL RUN').body) as Template;
  t.equal(marked.Metadata.Drawbridge.Watermark, 'LOCAL RUN');
  t.match(marked.Description, /^LOCAL RUN/);
  t.notOk('Watermark' in (JSON.parse(render(specOf()).body) as Template).Metadata.Drawbridge);
});

t.test('one changed word changes the fingerprint, and an edited text does not match its own', async t => {
  const { body, fingerprint } = render(specOf());
  t.equal(render(specOf()).fingerprint, fingerprint);
  t.not(render(specOf({ set: 'inventory-read' })).fingerprint, fingerprint);
  t.not(fingerprintOf(body.replace('sts:AssumeRole', 'sts:*')), fingerprint);
});

t.test('a spec with a dynamic reference is refused: CloudFormation would replace it with a secret', async t => {
  const spec = { ...specOf(), description: 'x {{resolve:secretsmanager:prod}}' };
  t.throws(() => render(spec), /dynamic reference/);
});

t.test('the launch link has its parameters in the fragment, which no server receives', async t => {
  const stackName = stackNameOf(specOf().roleName);
  const url = new URL(launchLink({ partition: 'aws', region: 'eu-west-1', templateUrl: published, stackName }));
  t.equal(url.host, 'eu-west-1.console.aws.amazon.com');
  t.equal(url.search, '?region=eu-west-1');
  const [path, query] = url.hash.slice(1).split('?') as [string, string];
  t.equal(path, '/stacks/create/review');
  const parameters = new URLSearchParams(query);
  t.equal(parameters.get('templateURL'), published);
  t.equal(parameters.get('stackName'), 'drawbridge-k3v9q2m7x1c8-2');
  t.strictSame([...parameters.keys()], ['templateURL', 'stackName']);
});

t.test('console and template hosts follow the partition; local mode replaces them with its own', async t => {
  const hosts: [Partition, string, string, string][] = [
    ['aws', 'ap-northeast-1', 'ap-northeast-1.console.aws.amazon.com', 'b-1.s3.ap-northeast-1.amazonaws.com'],
    ['aws-cn', 'cn-north-1', 'cn-north-1.console.amazonaws.cn', 'b-1.s3.cn-north-1.amazonaws.com.cn'],
    ['aws-us-gov', 'us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com', 'b-1.s3.us-gov-west-1.amazonaws.com'],
    ['aws-eusc', 'eusc-de-east-1', 'eusc-de-east-1.console.amazonaws-eusc.eu', 'b-1.s3.eusc-de-east-1.amazonaws.eu'],
  ];
  for (const [partition, region, host, s3Host] of hosts) {
    const link = { partition, region, templateUrl: published, stackName: 'drawbridge-a-1' };
    const template = { partition, region, bucket: 'b-1', key: 't/a.json' };
    t.equal(new URL(launchLink(link)).host, host);
    t.equal(templateUrl(template), `https://${s3Host}/t/a.json`);
    t.match(
      launchLink({ ...link, consoleUrl: 'http://127.0.0.1:4702/console/' }),
      /^http:\/\/127\.0\.0\.1:4702\/console\/cloudformation\/home\?region=/,
    );
    t.equal(templateUrl({ ...template, s3Endpoint: 'http://127.0.0.1:4703/' }), 'http://127.0.0.1:4703/b-1/t/a.json');
  }
});

t.test('an invalid region, stack name or bucket, or an excessive length, gives no link', async t => {
  const link = { partition: 'aws' as const, region: 'us-east-1', templateUrl: published, stackName: 'drawbridge-a-1' };
  for (const region of [
    '',
    'us-east-1.evil.example/',
    'cn-north-1',
    'us-gov-west-1',
    'US-EAST-1',
    'us-east-1\n',
    'global',
  ]) {
    t.throws(() => launchLink({ ...link, region }), /not a region/, JSON.stringify(region));
    t.notOk(isRegionOf('aws', region));
  }
  t.throws(() => launchLink({ ...link, stackName: '1a' }), /stack name/);
  t.throws(() => launchLink({ ...link, stackName: 'a&param_X=1' }), /stack name/);
  t.throws(() => launchLink({ ...link, templateUrl: `${published}?${'x'.repeat(1024)}` }), /1024/);
  const template = { partition: 'aws' as const, region: 'us-east-1', bucket: 'b-1', key: 'k.json' };
  t.throws(() => templateUrl({ ...template, bucket: 'evil.example' }), /bucket/);
  t.throws(() => templateUrl({ ...template, key: '../k.json' }), /key/);
});

t.test('stack names are valid and follow the launch number', async t => {
  t.equal(stackNameOf('acme.x-drawbridge-k3v9q2m7x1c8-12'), 'drawbridge-k3v9q2m7x1c8-12');
  t.match(stackNameOf(specOf().roleName), /^[A-Za-z][A-Za-z0-9-]{0,127}$/);
  t.throws(() => stackNameOf('somebody-elses-role'));
});

t.test('a shell reads each quoted value unchanged', async t => {
  const words = nasty.filter(word => !/\p{Cc}|\ud83d$/u.test(word)).concat('', '~', '*', 'a b', '!!');
  const run = spawnSync('sh', ['-c', `printf '%s\\n' ${words.map(shellWord).join(' ')}`], { encoding: 'utf8' });
  t.strictSame(run.stdout.split('\n').slice(0, -1), words);
  t.throws(() => shellWord('a\nb'), /control characters/);
  t.equal(shellWord('=ls'), "'=ls'", "zsh would replace it with a program's path");
});

t.test('an older role is deleted for all names that IAM allows for it and its policies', async t => {
  const { remove } = deleteRoleCommands('-=a+b,c.d@e', { region: 'us-east-1' });
  const aws = `aws() { verb=$2; shift 2; case $verb in list-*) echo '-x y';; *) echo "$verb $*";; esac; }`;
  const run = spawnSync('sh', ['-c', `${aws}\n${remove}`], { encoding: 'utf8' });
  const role = '--role-name=-=a+b,c.d@e --region us-east-1';
  for (const line of [
    `detach-role-policy ${role} --policy-arn=-x`,
    `delete-role-policy ${role} --policy-name=-x`,
    `delete-role-policy ${role} --policy-name=y`,
    `remove-role-from-instance-profile ${role} --instance-profile-name=-x`,
    `delete-role ${role}`,
  ])
    t.match(run.stdout, `${line}\n`);
});

t.test('commands create a stack by its name, and change only the stack that contains the role', async t => {
  const spec = specOf({ options: { namePrefix: '-x' } });
  const target = { region: 'us-east-1', endpointUrl: 'http://127.0.0.1:4701' };
  const flat = (text: string) => text.replaceAll(' \\\n  ', ' ');
  const options = '--capabilities CAPABILITY_NAMED_IAM --region us-east-1 --endpoint-url http://127.0.0.1:4701';
  const stackName = stackNameOf(spec.roleName);
  const fromUrl = createStackCommand({ ...target, stackName, template: { url: published } });
  const create = 'aws cloudformation create-stack --stack-name drawbridge-k3v9q2m7x1c8-2';
  t.equal(flat(fromUrl), `${create} --template-url ${published} ${options}`);
  const fromFile = createStackCommand({ ...target, stackName, template: { file: 'my role.json' } });
  t.equal(flat(fromFile), `${create} --template-body 'file://my role.json' ${options}`);

  const role = { ...target, roleName: spec.roleName };
  const found = 'arn:aws:cloudformation:us-east-1:210987654321:stack/their-name/1';
  const update = updateStackCommand({ ...role, template: { url: published } });
  for (const command of [update, deleteStackCommand(role)]) {
    t.match(flat(command), `stack=$(aws cloudformation describe-stack-resources --physical-resource-id=-xdrawbridge-`);
    for (const { answer, calls } of [
      { answer: found, calls: 2 },
      { answer: 'None', calls: 0 },
      { answer: '', calls: 0 },
    ]) {
      const fake = `aws() { case $2 in describe*) echo ${answer};; ` + `*) echo "$2 $*" | tr '\n' ' '; echo;; esac; }`;
      const { stdout, stderr, status } = spawnSync('sh', ['-c', `${fake}\n${command}`], { encoding: 'utf8' });
      const made = stdout.split('\n').filter(Boolean);
      t.equal(made.length, calls, stdout);
      for (const line of made) t.match(line, `--stack-name ${found} `);
      t.equal(status, calls > 0 ? 0 : 1);
      t.match(stderr, calls > 0 ? /^$/ : /NOT DONE.*us-east-1.*-xdrawbridge-k3v9q2m7x1c8-2/);
    }
  }
  const region = 'us-east-1';
  t.match(
    flat(dropRevocationCommand({ region, roleName: spec.roleName })),
    '--role-name=-xdrawbridge-k3v9q2m7x1c8-2 --policy-name AWSRevokeOlderSessions',
  );
});

t.test('cutting sessions denies everything to sessions created before the command runs', async t => {
  const line = cutSessionsCommand({ roleName: specOf().roleName, region: 'us-east-1' });
  const script = `aws() { printf '%s\\0' "$@"; }\n${line}`;
  const words = spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout.split('\0');
  t.strictSame(words.slice(0, 6), [
    'iam',
    'put-role-policy',
    '--role-name',
    specOf().roleName,
    '--policy-name',
    'AWSRevokeOlderSessions',
  ]);
  const policy = JSON.parse(words[words.indexOf('--policy-document') + 1]!);
  const moment = policy.Statement[0].Condition.DateLessThan['aws:TokenIssueTime'];
  t.ok(Math.abs(Date.now() - Date.parse(moment)) < 60_000, moment);
  t.match(policy.Statement, [{ Effect: 'Deny', Action: ['*'], Resource: ['*'] }]);
  const fixed = cutSessionsCommand({ roleName: 'r', region: 'us-east-1', before: '2026-11-22T15:00:00Z' });
  t.match(fixed, '"aws:TokenIssueTime":"2026-11-22T15:00:00Z"');
});

t.test('plain policies are those of the spec', async t => {
  const spec = specOf();
  const policies = plainPolicies(spec);
  t.strictSame(JSON.parse(policies.trust), spec.trustPolicy);
  t.strictSame(
    policies.permissions.map(({ name, document }) => ({ name, document: JSON.parse(document) })),
    spec.inlinePolicies,
  );
});

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

t.test('a value in Markdown stays the same text, alone, within a sentence, as code and in a block', async t => {
  const line = name.map(oneLine).filter(text => /\S/u.test(text) && !/\s\s|[\u00a0\u3000\ufffd\u0085]/u.test(text));
  fc.assert(
    fc.property(line, text => {
      t.equal(htmlOf(markdownText(text)), `<p>${escapeHtml(text)}</p>\n`);
      t.equal(
        htmlOf(`For **${markdownText(text)}x**, yes.`),
        `<p>For <strong>${escapeHtml(text)}x</strong>, yes.</p>\n`,
      );
      t.match(htmlOf(`- ${markdownText(text)}`), `<li>${escapeHtml(text)}</li>`);
      t.equal(htmlOf(`a ${codeSpan(text)} b`), `<p>a <code>${escapeHtml(text)}</code> b</p>\n`);
      t.match(htmlOf(fenced('text', text)), `>${escapeHtml(text)}\n</code></pre>`);
    }),
    { numRuns: 300 },
  );
});

function guideOf(given: Given = {}) {
  const spec = specOf(given);
  return renderGuide({
    spec,
    permissionSet: sets.get(spec.permissionSet.id)!,
    vendorName: given.vendorName ?? 'Northwind',
    tenantName: given.tenantName ?? 'Harbour Books',
    supportContact: 'help@northwind.example',
    connectionId: 'con_k3v9q2m7x1c8',
    kitVersion: '0.1.0',
    region: 'us-east-1',
    stackName: stackNameOf(spec.roleName),
    stsRegion: 'eu-west-1',
    launchLink: launchLink({
      partition: spec.partition,
      region: 'us-east-1',
      templateUrl: published,
      stackName: stackNameOf(spec.roleName),
    }),
    templateUrl: published,
    watermark: 'LOCAL RUN',
  });
}

t.test('the guide gives every statement with its actions, its reason and its loss, and every heading', async t => {
  for (const { id, statements } of sets.list()) {
    const { html } = guideOf({ set: id });
    for (const { sid, actions, why, without, wildcardReason } of statements) {
      for (const text of [why.en, without.en, ...(wildcardReason ? [wildcardReason.en] : [])])
        t.match(html, escapeHtml(text), `${id} ${sid}`);
      for (const action of actions) t.match(html, `<code>${action}</code>`);
    }
    for (const key of (Object.keys(en) as TextKey[]).filter(each => each.startsWith('guide.')))
      t.match(html, `>${say('en', key, { vendor: 'Northwind', tenant: 'Harbour Books' })}</h`, key);
    t.equal(html.includes('USD 0.01'), id === 'cost-read', 'only what calls Cost Explorer costs');
    t.match(html, escapeHtml(specOf({ set: id }).arn));
    t.match(html, externalId);
  }
});

t.test('a tenant named like Markdown or HTML does not break out of the guide', async t => {
  for (const tenantName of nasty) {
    const { html } = guideOf({ tenantName, vendorName: tenantName });
    t.notMatch(html, /<script|<b>|<a href="javascript|<img|<table/i, JSON.stringify(tenantName));
    t.equal(html.match(/<h1>/g)?.length, 1);
    t.equal(html.match(/<h[23]>/g)?.length, guideOf().html.match(/<h[23]>/g)?.length, JSON.stringify(tenantName));
    t.equal(html.match(/<pre /g)?.length, guideOf().html.match(/<pre /g)?.length);
  }
});

t.test('the guide does not explain one permission set with the texts of another', async t => {
  const input = { vendorName: 'x', tenantName: 'x', supportContact: 'x', connectionId: 'x', kitVersion: 'x' };
  const places = { region: 'us-east-1', stackName: 'x', stsRegion: 'x', launchLink: 'x', templateUrl: published };
  t.throws(
    () => renderGuide({ ...input, ...places, spec: specOf(), permissionSet: sets.get('inventory-read')! }),
    /needs the permission set of its role spec/,
  );
});

t.test('no printed file uses a value without the helpers that escape it', async t => {
  for (const path of ['cloudformation/role.json.hbs', 'terraform/role.tf.hbs', 'guide/deployment.en.md.hbs']) {
    const source = readFileSync(new URL(`../../templates/${path}`, import.meta.url), 'utf8');
    const places = [...source.matchAll(/\{\{([^}]*)\}\}/g)].map(match => match[1]!);
    t.ok(places.length > 10);
    for (const place of places)
      t.match(
        place,
        /^(json|hclJson|hcl|line|md|code|fence|#if|#each|#unless|\/if|\/each|\/unless)\b/,
        `${path}: ${place}`,
      );
    t.notMatch(source, /\{\{[{&>]/, path);
  }
});

t.test('both languages need the same facts for every sentence', async t => {
  t.strictSame(Object.keys(ja).sort(), Object.keys(en).sort());
  for (const key of Object.keys(en) as TextKey[]) {
    t.strictSame(factsOf('ja', key), factsOf('en', key), key);
    for (const text of [en[key], ja[key]]) t.notMatch(text, /^\s|\s$|\p{Cc}|^$/u, key);
  }
});

t.test('a sentence without its fact is an error; a stored finding without one can still be read', async t => {
  t.equal(say('en', 'handoff.title', { vendor: 'Northwind' }), 'Give Northwind access to an AWS account');
  t.equal(say('en', 'handoff.title', { vendor: '{tenant}' }), 'Give {tenant} access to an AWS account');
  t.throws(() => say('en', 'handoff.title'), /"handoff.title" needs the fact "vendor"/);
  t.throws(() => say('en', 'handoff.title', JSON.parse('{"__proto__":{"vendor":"x"}}')), /needs the fact/);
  for (const code of Object.keys(findingKinds) as FindingCode[]) {
    for (const language of languages) {
      const { sentence, advice } = sayFinding(language, { code, facts: {} }, { vendor: 'Northwind' });
      t.notMatch(sentence + advice, /[{}]/, code);
      t.ok(isTextKey(`findingNamed.${code}`), `a history may contain ${code}`);
    }
  }
  const added = sayFinding('en', { code: 'policy_added', facts: { policy: 'Extra' } });
  t.equal(
    added.sentence,
    'An inline policy was added to the role: Extra. Newly allowed actions: ?. The most dangerous: ?.',
  );
  const advice = (count: string) => sayFinding('en', { code: 'policy_attached', facts: { count } }).advice;
  t.match(advice('0'), /^Detach it\. If/);
  t.match(advice('?'), /^Detach it\. If/, 'without what it allows');
  t.match(advice('3'), /^Detach it: it allows/);
  t.ok(isTextKey('state.pending'));
  t.notOk(isTextKey('constructor'));
});
