// The deployment guide of one connection, printed from its role spec as Markdown and HTML, in English. Headings come
// from text/, sentences from guide/deployment.en.md.hbs. It has the sections that AWS's Foundational Technical Review
// requires of a Customer-Deployed guide, where they apply.
import type { CauseCode } from '../api/core/check/check.js';
import { managedGrantOf } from '../api/core/permission-set/managed-grant.js';
import { isDeny } from '../api/core/permission-set/merged-statements.js';
import {
  type PermissionSet,
  type PermissionStatement,
  statementsOf,
  usesCostExplorer,
} from '../api/core/permission-set/permission-set.js';
import { countedOtherwise, reasonsFirst, risksOf } from '../api/core/permission-set/risk/reasons.js';
import { capForms, sessionCapOf } from '../api/core/permission-set/session-cap.js';
import { actionsMatching } from '../api/core/policy/catalogue/actions.js';
import { cappedGrantsOf, ownStatements } from '../api/core/role/announced.js';
import type { RoleSpec } from '../api/core/role/role-spec.js';
import { stackDriftOf } from '../api/core/role/stack-drift.js';
import { trustEndOf } from '../api/core/role/trust-policy.js';
import {
  cutSessionsCommand,
  deletePolicyCommands,
  dropRevocationCommand,
  keepClosedCommand,
  shellCommand,
} from './commands.js';
import { templateFrom } from './handlebars.js';
import { htmlOf } from './markdown.js';
import { plainPolicies } from './policies.js';
import { templateVersion } from './render.js';
import { createStackCommand, deleteStackCommand, detectDriftCommand, updateStackCommand } from './stack-commands.js';
import { renderTerraform } from './terraform/render.js';
import { en } from './text/en/en.js';
import { say, sayTime } from './text/say.js';

export interface GuideInput {
  spec: RoleSpec;
  /** The permission set that the spec was built from, with the values of the spec. */
  permissionSet: PermissionSet;
  vendorName: string;
  tenantName: string;
  supportContact: string;
  connectionId: string;
  kitVersion: string;
  /** The region of the stack, and its name. */
  region: string;
  stackName: string;
  /** The region in which the vendor calls STS; the customer's CloudTrail shows the calls there. */
  stsRegion: string;
  launchLink: string;
  templateUrl: string;
  endpointUrl?: string;
  watermark?: string;
}

const print = templateFrom<Record<string, unknown>>('./guide/deployment.en.md.hbs');

/** The guide. `html` is one `<article>`; raw HTML in any value is shown as text. */
export function renderGuide(input: GuideInput): { markdown: string; html: string } {
  const { spec, permissionSet } = input;
  if (permissionSet.id !== spec.permissionSet.id || permissionSet.version !== spec.permissionSet.version)
    throw new Error('the guide needs the permission set of its role spec');
  const markdown = print(valuesOf(input));
  return { markdown, html: `<article lang="en">\n${htmlOf(markdown)}</article>\n` };
}

function valuesOf(input: GuideInput): Record<string, unknown> {
  const { spec, permissionSet } = input;
  const { trust, permissions, attached } = plainPolicies(spec);
  return {
    ...input,
    watermark: input.watermark ?? '',
    spec: { ...spec, permissionsBoundaryArn: spec.permissionsBoundaryArn ?? '' },
    headings: headingsOf(input),
    ...limitOf(spec),
    trust,
    policies: permissions,
    attached,
    hasAttached: attached.length > 0 || spec.managedPolicies !== undefined,
    attachedCount: `${attached.length}`,
    role: renderTerraform(input),
    terraform: terraformOf(spec),
    tags: Object.entries(spec.tags).map(([key, value]) => ({ key, value })),
    externalId: fromTrust(spec, statement => statement.Condition?.StringEquals?.['sts:ExternalId']),
    hasStackDrift: stackDriftOf(spec) !== undefined,
    brokerRoleArn: brokerOf(spec),
    trustEndsAt: trustEndOf(spec) ?? '',
    permissionSet: { title: permissionSet.title.en, summary: permissionSet.summary.en },
    managed: managedOf(spec, permissionSet),
    isOtherPartition: spec.partition !== 'aws',
    values: valuesIn(spec, permissionSet),
    hasOwn: permissionSet.statements.length > 0,
    ownPolicy: ownPolicyOf(permissionSet, input.vendorName),
    isWriting: permissionSet.access === 'write',
    hasRisks: statementsOf(permissionSet, 'Allow').some(each => risksOf(each).length > 0),
    grants: reasonsFirst(statementsOf(permissionSet, 'Allow')).map(each => explained(each, input.vendorName)),
    denials: statementsOf(permissionSet, 'Deny').map(each => explained(each, input.vendorName)),
    closed: closedOf(permissionSet),
    costExplorer: usesCostExplorer(permissionSet),
    commands: commandsOf(input),
    causes: causesOf(input),
    templateVersion,
    permissionSetVersion: `${permissionSet.id}/${permissionSet.version}`,
  };
}

/** What limits each session, as the pages say it. */
function limitOf({ uncappedReason, ...spec }: RoleSpec): { limit: string; isLimited: boolean } {
  if (uncappedReason) return { limit: `${say('en', 'cap.none')} ${uncappedReason.en}`, isLimited: false };
  const form = capForms.find(each => sessionCapOf(cappedGrantsOf(spec), each));
  const isFollowing = spec.managedPolicies && form;
  const limit = [say('en', `cap.${form ?? 'none'}`), ...(isFollowing ? [say('en', 'cap.managed')] : [])].join(' ');
  return { limit, isLimited: form !== undefined };
}

function headingsOf({ vendorName, tenantName }: GuideInput): Record<string, string> {
  const keys = (Object.keys(en) as (keyof typeof en)[]).filter(key => key.startsWith('guide.'));
  const facts = { vendor: vendorName, tenant: tenantName };
  return Object.fromEntries(keys.map(key => [key.slice('guide.'.length), say('en', key, facts)]));
}

function terraformOf({ accountId }: RoleSpec): Record<string, string> {
  return {
    keep: say('en', 'terraform.keep'),
    create: say('en', 'terraform.create', { account: accountId }),
    update: say('en', 'terraform.update'),
    end: say('en', 'terraform.end'),
  };
}

/** The sentences about denied actions. */
function closedOf(permissionSet: PermissionSet): Record<string, string> {
  const sids = statementsOf(permissionSet, 'Deny')
    .map(each => each.sid)
    .join(', ');
  return {
    heading: say('en', 'handoff.closed'),
    note: say('en', 'handoff.closed.note'),
    why: say('en', 'handoff.closed.why'),
    without: say('en', 'handoff.closed.without'),
    policies: say('en', 'handoff.closed.policies', { sids }),
  };
}

function explained(statement: PermissionStatement, vendor: string) {
  return {
    ...reasonsOf(statement, vendor),
    sid: statement.sid,
    actions: statement.actions,
    unknownActionsReason: statement.unknownActionsReason?.en ?? '',
    resources: statement.resources,
    conditions: statement.conditions ? JSON.stringify(statement.conditions) : '',
    wildcardReason: statement.wildcardReason?.en ?? '',
    why: statement.why.en,
    without: statement.without.en,
  };
}

/** The stated reasons, as the pages show them. */
function reasonsOf({ actions, riskReason, excessReason }: PermissionStatement, vendor: string) {
  const counted = excessReason ? countedOtherwise('metadata', actions.flatMap(actionsMatching)) : [];
  return {
    riskTag: say('en', 'risk.tag'),
    riskTitle: say('en', 'risk.title'),
    riskLabel: say('en', 'risk.reason', { vendor }),
    riskReason: riskReason?.en ?? '',
    risks: riskReason ? risksOf({ actions }).map(each => say('en', `risk.${each}`, { vendor })) : [],
    countedTitle: say('en', 'managed.excess', { count: `${counted.length}` }),
    countedLabel: say('en', 'managed.excessReason'),
    counted,
    excessReason: excessReason?.en ?? '',
  };
}

function valuesIn({ values = {} }: RoleSpec, { parameters = [] }: PermissionSet) {
  return Object.entries(values).map(([name, { value, ownerAccountId, by, at }]) => {
    const parameter = parameters.find(each => each.name === name);
    const who = by === 'vendor' ? 'the vendor' : 'your organization, through the hand-off link';
    return {
      title: parameter?.title.en ?? name,
      value,
      owner: ownerAccountId ?? '',
      why: parameter?.why.en ?? '',
      stated: `${who}, at ${sayTime(at)}`,
    };
  });
}

function ownPolicyOf(set: PermissionSet, vendorName: string): string {
  if (statementsOf(set, 'Allow').length === 0) return 'grants nothing. It holds what is always denied.';
  const only = set.managedPolicies ? 'Beside the managed policies, it grants only these:' : 'It grants only these:';
  return `holds the permissions that ${vendorName} uses. ${only}`;
}

function managedOf({ managedPolicies = [], ...spec }: RoleSpec, set: PermissionSet) {
  const denying = ownStatements(spec).filter(isDeny);
  return managedPolicies.flatMap(({ arn, versionId }) => {
    const grant = managedGrantOf(arn, denying, versionId) ?? managedGrantOf(arn, denying);
    const policy = set.managedPolicies?.find(each => each.arn.replace('${partition}', spec.partition) === arn);
    if (!grant || !policy) return [];
    const { why, without, excessReason } = policy;
    return [
      {
        ...grant,
        actions: `${grant.actions}`,
        services: `${grant.services}`,
        excess: [...grant.escalations, ...grant.writes],
        why: why.en,
        without: without.en,
        excessReason: excessReason?.en ?? '',
      },
    ];
  });
}

type TrustStatement = RoleSpec['trustPolicy']['Statement'][number];

/** The text at one place of the trust policy's first statement; every spec of this kit has it. */
function fromTrust(spec: RoleSpec, at: (statement: TrustStatement) => unknown): string {
  const value = at(spec.trustPolicy.Statement[0]!);
  if (typeof value !== 'string') throw new Error('the trust policy does not have the form of this kit');
  return value;
}

function brokerOf(spec: RoleSpec): string {
  return fromTrust(spec, ({ Principal, Condition }) => {
    // If the principal is the account, the condition names the role.
    const role = Condition?.ArnEquals?.['aws:PrincipalArn'];
    return role ?? (typeof Principal === 'object' ? Principal.AWS : undefined);
  });
}

function commandsOf(input: GuideInput): Record<string, string> {
  const { spec, region, stackName } = input;
  const target = { region, ...(input.endpointUrl && { endpointUrl: input.endpointUrl }) };
  const stack = { ...target, stackName, template: { url: input.templateUrl } };
  const role = { ...target, roleName: spec.roleName };
  const filter = { resource: { eq: [spec.arn] }, 'principal.AWS': { eq: [brokerOf(spec)] } };
  return {
    create: createStackCommand(stack),
    update: updateStackCommand({ ...role, template: stack.template }),
    delete: deleteStackCommand(role),
    cut: cutSessionsCommand(role),
    close: keepClosedCommand({ ...role, partition: spec.partition }),
    drop: dropRevocationCommand(role),
    deleteOwn: (spec.stackPolicies ?? [])
      .map(({ arn }) => deletePolicyCommands({ ...role, policyArn: arn }))
      .join('\n'),
    show: shellCommand('iam get-role', [['--role-name', spec.roleName]], target),
    drift: detectDriftCommand(role),
    archive: shellCommand(
      'accessanalyzer create-archive-rule',
      [
        ['--analyzer-name', 'YOUR-ANALYZER'],
        ['--rule-name', stackName],
        ['--filter', JSON.stringify(filter)],
      ],
      target,
    ),
  };
}

const causesOnTheirSide: readonly CauseCode[] = [
  'propagation',
  'role_absent',
  'stack_rolled_back',
  'account_mistyped',
  'external_id',
  'trust_principal',
  'other_condition',
  'source_identity',
  'resource_control_policy',
  'account_closed',
  'sts_region_disabled',
  'vendor_caller',
];

function causesOf({ spec, vendorName, stsRegion, stackName: stack }: GuideInput): { left: string; next: string }[] {
  const facts = { vendor: vendorName, account: spec.accountId, role: spec.roleName, stack, region: stsRegion };
  const causes = trustEndOf(spec) ? (['trust_ended', ...causesOnTheirSide] as const) : causesOnTheirSide;
  return causes.map(code => ({
    left: say('en', `cause.${code}.left`, facts),
    next: say('en', `cause.${code}.next`, facts),
  }));
}
