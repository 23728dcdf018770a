// The content of the hand-off page: who requests access, what is granted and why, how to launch it, and the progress.
import { parseRoleArn } from '../../core/iam/arn.js';
import { selfReadOf } from '../../core/iam/self-read.js';
import { type PermissionSet, statementsOf, usesCostExplorer } from '../../core/permission-set/permission-set.js';
import { reasonsFirst, risksOf } from '../../core/permission-set/risk/reasons.js';
import type { PolicyDocument } from '../../core/policy/document/document.js';
import { stackDriftPolicyName } from '../../core/role/role-spec.js';
import { trustEndOf } from '../../core/role/trust-policy.js';
import type { Delivery } from '../../operations/delivery/read-delivery.js';
import type { Speaker } from '../page/check-view.js';
import { type StatementView, statementView } from '../page/grant/statement-view.js';
import { type ManagedView, managedViews } from '../page/managed-view.js';
import type { PageSession } from '../page/page-session.js';
import type { Frame } from '../page/templates.js';
import { type ValueView, valueViews } from '../page/values-view.js';
import type { StatusView } from './status-view.js';
import type { ValuesFormView } from './values-form.js';

export interface HandOffView extends Frame {
  page: PageSession;
  /** The address of its status. */
  statusPath: string;
  status: StatusView;
  /** Present while the customer has to state values before anything can be launched. */
  valuesForm: ValuesFormView | undefined;
  /** Absent when there is nothing to launch: values are missing, under review, verified or closed. */
  launch: LaunchView | undefined;
}

interface GrantedView {
  actions: string[];
  resources: string[];
}

function grantedBy({ Statement }: PolicyDocument): GrantedView[] {
  return Statement.map(({ Action, Resource }) => ({
    actions: [Action ?? []].flat(),
    resources: [Resource ?? []].flat(),
  }));
}

interface LaunchView {
  accountId: string;
  partition: string;
  externalId: string;
  roleName: string;
  /** The only principal in the trust policy. */
  vendorRoleArn: string;
  vendorAccount: string;
  /** The person who asks, if the vendor named one. */
  requestedBy: string | undefined;
  /** Whether the vendor's requests cost the customer money. */
  isCharged: boolean;
  /** Whether the vendor may change something in the account. */
  isWriting: boolean;
  /** Whether a permission can lead to more, for a stated reason. */
  hasRisks: boolean;
  /** What the role may ask CloudFormation about its stack. Absent without that option. */
  stackDrift: GrantedView[] | undefined;
  /** What the role may read about itself and its account. */
  selfRead: GrantedView[];
  sessionMinutes: number;
  /** What limits each session. */
  cap: string;
  /** When the trust policy expires. */
  trustEndsAt: string | undefined;
  boundary: string | undefined;
  expiresAt: string;
  permissionSet: { title: string; summary: string; access: string; name: string };
  grants: StatementView[];
  /** What the permissions apply to; empty if the set has no parameters. */
  values: ValueView[];
  /** AWS's managed policies of the role. */
  managed: ManagedView[];
  /** Whether their texts are those of another partition. */
  isOtherPartition: boolean;
  /** Shown separately, because they grant nothing. */
  denials: StatementView[];
  /** Their Sids, separated by commas; empty without any. */
  deniedSids: string;
  delivery: Delivery;
}

export function launchView(
  delivery: Delivery,
  permissionSet: PermissionSet,
  page: PageSession,
  speaker: Speaker,
  { vendorRoleArn, cap }: { vendorRoleArn: string; cap: string },
): LaunchView {
  const { connection } = delivery;
  const { accountId, partition, externalId, roleSpec, maxSessionSeconds } = connection.value;
  const { language } = speaker;
  const denials = statementsOf(permissionSet, 'Deny');
  const granted = reasonsFirst(statementsOf(permissionSet, 'Allow'));
  const driftPolicy = roleSpec.inlinePolicies.find(each => each.name === stackDriftPolicyName);
  return {
    accountId,
    partition,
    externalId: externalId.current,
    roleName: roleSpec.roleName,
    vendorRoleArn,
    vendorAccount: parseRoleArn(vendorRoleArn)?.accountId ?? '',
    requestedBy: page.link.requestedBy,
    isCharged: usesCostExplorer(permissionSet),
    isWriting: permissionSet.access === 'write',
    hasRisks: granted.some(each => risksOf(each).length > 0),
    selfRead: grantedBy(selfReadOf(roleSpec.arn, partition, accountId)),
    stackDrift: driftPolicy && grantedBy(driftPolicy.document),
    cap,
    sessionMinutes: Math.round(maxSessionSeconds / 60),
    trustEndsAt: trustEndOf(roleSpec),
    boundary: roleSpec.permissionsBoundaryArn,
    expiresAt: page.link.expiresAt,
    permissionSet: {
      title: permissionSet.title[language],
      summary: permissionSet.summary[language],
      access: speaker.say(`access.${permissionSet.access}`),
      name: `${permissionSet.id} ${permissionSet.version}`,
    },
    grants: granted.map(each => statementView(each, speaker)),
    values: valueViews(delivery.spec, permissionSet, speaker),
    managed: managedViews(roleSpec, permissionSet, speaker),
    isOtherPartition: partition !== 'aws',
    denials: denials.map(each => statementView(each, speaker)),
    deniedSids: denials.map(each => each.sid).join(', '),
    delivery,
  };
}
