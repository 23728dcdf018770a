// Which CloudFormation stack contains the role: as someone stated it, or as the live role names it. Both are hints:
// printed commands look the stack up by its role, so a wrong name can never hit another stack. Pure.
import { type Finding, finding } from '../finding/findings.js';
import type { CheckVerdict } from '../finding/verdict.js';
import type { LiveRole } from '../iam/live-role.js';
import { parseStackArn, type StackArn, type StackPlace } from '../iam/stack.js';
import type { PolicyDocument } from '../policy/document/document.js';
import { parseRoleName, stackNameOf } from '../role/role-name.js';
import { type RoleSpec, stackTag } from '../role/role-spec.js';
import { stackDriftOf, stackDriftPolicy, stackPattern } from '../role/stack-drift.js';
import type { Connection } from './connection.js';

/** `from`: whether the role names the stack, someone stated it, or it is the one that the launch link creates. */
export interface KnownStack extends StackPlace {
  from: 'role' | 'stated' | 'default';
  arn?: string;
}

type Known = Pick<Connection, 'statedStack' | 'seenStack'>;

/** The stack of a role of this connection. `region`: where launch links create stacks. */
export function stackOf({ statedStack, seenStack }: Known, roleName: string, region: string): KnownStack {
  const launch = parseRoleName(roleName)?.launch;
  const seen = seenStack && seenStack.launch === launch ? parseStackArn(seenStack.arn) : undefined;
  if (seen) return { stackName: seen.stackName, region: seen.region, from: 'role', arn: seen.arn };
  if (statedStack && statedStack.launch === launch)
    return { stackName: statedStack.stackName, region: statedStack.region, from: 'stated' };
  return { stackName: stackNameOf(roleName), region, from: 'default' };
}

/**
 * What the session of an inspection may read of the stack: the role's own policy, and only of the stack that the role
 * named at the last check, if it has named one of that name. None without the option.
 */
export function stackStatements({ seenStack }: Known, spec: RoleSpec): PolicyDocument['Statement'] {
  const stackName = stackDriftOf(spec);
  if (stackName === undefined) return [];
  const seen = parseStackArn(seenStack?.arn ?? '');
  const resource = seen?.stackName === stackName ? seen.arn : stackPattern(spec, stackName);
  const sids = ['DrawbridgeInspectionOfStack', 'DrawbridgeInspectionOfDrift'];
  return stackDriftPolicy(resource).Statement.map((each, place) => ({ ...each, Sid: sids[place]! }));
}

/**
 * The stack that the live role names. CloudFormation puts no tag of its own on a role, so the template adds one:
 * https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/277
 * Anyone who may tag the role can change it: a stack of another account is not believed.
 */
export function taggedStack(
  account: Pick<Connection, 'accountId' | 'partition'>,
  tags: Readonly<Record<string, string>>,
) {
  const stack = parseStackArn(tags[stackTag] ?? '');
  return stack?.accountId === account.accountId && stack.partition === account.partition ? stack : undefined;
}

/** What a check says about the stack: of a role that it could not read, nothing. */
export function stackOfVerdict(
  connection: Pick<Connection, 'accountId' | 'partition' | 'statedStack'>,
  launch: number,
  live: LiveRole,
): { verdict: { stackArn?: string | null }; findings: Finding[] } {
  if (live.role.kind !== 'read') return { verdict: {}, findings: [] };
  const stack = taggedStack(connection, live.role.value.tags);
  return { verdict: { stackArn: stack?.arn ?? null }, findings: otherStack(connection, launch, stack) };
}

/**
 * The connection with the stack that a check saw. Only a full check asks CloudFormation, and only with the option;
 * without it, an earlier report no longer counts.
 */
export function withStackSeen(connection: Connection, verdict: CheckVerdict): Connection {
  if (verdict.outcome !== 'admitted') return connection;
  const { seenStack: before, stackReport: reportBefore, ...rest } = connection;
  const { launch, stackArn } = verdict;
  const seen = stackArn === undefined ? before : stackArn === null ? undefined : { launch, arn: stackArn };
  const report = connection.options.stackDrift ? (verdict.stackReport ?? reportBefore) : undefined;
  return { ...rest, ...(seen && { seenStack: seen }), ...(report && { stackReport: report }) };
}

/** Someone stated another stack than the one that contains the role. */
function otherStack(
  { statedStack }: Pick<Connection, 'statedStack'>,
  launch: number,
  live: StackArn | undefined,
): Finding[] {
  if (!live || statedStack?.launch !== launch) return [];
  const { stackName, region } = statedStack;
  if (live.stackName === stackName && live.region === region) return [];
  const facts = { live: live.stackName, liveRegion: live.region, stated: stackName, statedRegion: region };
  return [finding('stack_other', facts)];
}
