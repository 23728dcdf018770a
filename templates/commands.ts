// Shell commands for the customer's own terminal: revoke active sessions, and remove policies that keep the role from
// being deleted. stack-commands.ts has those for the stack. Values are quoted for a POSIX shell (AWS CloudShell is
// one). Runs nothing.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
import { controls } from '../api/core/values/characters.js';
import { revocationPolicyName, revokeOlderSessionsPolicy } from './policies.js';

/** The region and endpoint of a command. */
export interface CommandTarget {
  region: string;
  /** Local mode: the address of the local AWS. */
  endpointUrl?: string;
}

interface RoleCommandInput extends CommandTarget {
  roleName: string;
}

/** Denies everything to sessions that were created before the command is run, or before `before`. */
export function cutSessionsCommand({ roleName, before, ...target }: RoleCommandInput & { before?: string }): string {
  const moment = 'DRAWBRIDGE-MOMENT';
  const policy = JSON.stringify(revokeOlderSessionsPolicy(before ?? moment));
  const line = shellCommand(
    'iam put-role-policy',
    [
      ['--role-name', roleName],
      ['--policy-name', revocationPolicyName],
      ['--policy-document', policy],
    ],
    target,
  );
  return before ? line : line.replace(moment, `'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'`);
}

/**
 * From then on nobody can use the role, whatever policies it has, until it is deleted. Unlike a policy, a boundary does
 * not prevent DeleteRole. The boundary is AWS's own policy:
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSDenyAll.html
 */
export function keepClosedCommand(input: RoleCommandInput & { partition: string }): string {
  const { partition, ...role } = input;
  return setBoundaryCommand({ ...role, boundary: `arn:${partition}:iam::aws:policy/AWSDenyAll` });
}

/** Sets the permissions boundary of the role; without one, removes it. */
export function setBoundaryCommand(input: RoleCommandInput & { boundary: string | undefined }): string {
  const { roleName, boundary, ...target } = input;
  const role: [string, string] = ['--role-name', roleName];
  return boundary === undefined
    ? shellCommand('iam delete-role-permissions-boundary', [role], target)
    : shellCommand('iam put-role-permissions-boundary', [role, ['--permissions-boundary', boundary]], target);
}

/** The same in one line, for a sentence. The region is that of the customer's profile. */
export function boundaryCommand(roleName: string, arn: string | undefined): string {
  const role = `--role-name ${shellWord(roleName)}`;
  return arn === undefined
    ? `aws iam delete-role-permissions-boundary ${role}`
    : `aws iam put-role-permissions-boundary ${role} --permissions-boundary ${shellWord(arn)}`;
}

/**
 * Removes a policy from the role, by its name or, for a managed one, its ARN. CloudFormation cannot delete a role with
 * policies that the stack did not create: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
 */
export function removePolicyCommand({ roleName, policy, ...target }: RoleCommandInput & { policy: string }): string {
  const isManaged = policy.startsWith('arn:');
  return shellCommand(
    isManaged ? 'iam detach-role-policy' : 'iam delete-role-policy',
    [
      ['--role-name', roleName],
      [isManaged ? '--policy-arn' : '--policy-name', policy],
    ],
    target,
  );
}

/**
 * Detaches a customer-managed policy from the role and deletes it. IAM deletes none that has several versions:
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html
 */
export function deletePolicyCommands({ roleName, policyArn, ...target }: RoleCommandInput & { policyArn: string }) {
  const command = (call: string, ...options: Option[]) =>
    shellCommand(call, [['--policy-arn', policyArn], ...options], target);
  const older = command(
    'iam list-policy-versions',
    ['--query', 'Versions[?!IsDefaultVersion].VersionId'],
    ['--output', 'text'],
  );
  const remove = command('iam delete-policy-version', ['--version-id', 'VERSION']).replace('VERSION', '"$version"');
  return [
    removePolicyCommand({ roleName, policy: policyArn, ...target }),
    `for version in $(${older}); do\n${remove}\ndone`,
    command('iam delete-policy'),
  ].join('\n');
}

/** Removes the policy of `cutSessionsCommand`, as the last step before the stack is deleted. */
export function dropRevocationCommand(input: RoleCommandInput): string {
  return removePolicyCommand({ ...input, policy: revocationPolicyName });
}

export type Option = readonly [name: string, value: string];

/** One AWS CLI command, with one option per line. */
export function shellCommand(call: string, options: readonly Option[], { region, endpointUrl }: CommandTarget): string {
  const target: Option[] = [['--region', region]];
  if (endpointUrl) target.push(['--endpoint-url', endpointUrl]);
  return [`aws ${call}`, ...[...options, ...target].map(optionText)].join(' \\\n  ');
}

/** A value that begins with a dash is joined to its option, so that it is not read as an option. */
function optionText([name, value]: Option): string {
  return `${name}${value.startsWith('-') ? '=' : ' '}${shellWord(value)}`;
}

const control = new RegExp(`[${controls}]`, 'u');

/**
 * `value` as one word of a POSIX shell, and of zsh, which expands `=name` to the path of that program. Control
 * characters are refused, because terminals do not preserve them.
 */
export function shellWord(value: string): string {
  if (control.test(value)) throw new Error('a command cannot contain control characters');
  return /^(?!=)[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
