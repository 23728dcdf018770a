// Shell commands for the customer's own terminal: make, update and delete the stack, cut sessions now, and take off what
// keeps the role from being deleted. Every value is quoted for a POSIX shell (AWS CloudShell is one). Runs nothing.
// Sources: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/create-stack.html,
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
import { parseRoleName } from '../api/core/role/role-name.js';
import { controls } from '../api/core/values/characters.js';
import { revocationPolicyName, revokeOlderSessionsPolicy } from './policies.js';

/** Where a command goes. */
export interface CommandTarget {
  region: string;
  /** Local mode: the address that stands for AWS. */
  endpointUrl?: string;
}

interface StackCommandInput extends CommandTarget {
  stackName: string;
  /** The published template, or a file that the person has downloaded. */
  template: { url: string } | { file: string };
}

/** The stack's name at this launch of the connection; the role's name says which. */
export function stackNameOf(roleName: string): string {
  const name = parseRoleName(roleName);
  if (!name) throw new Error(`not a role name of this kit: ${roleName}`);
  return `drawbridge-${name.roleRandom}-${name.launch}`;
}

export function createStackCommand(input: StackCommandInput): string {
  return shellCommand('cloudformation create-stack', stackOptions(input), input);
}

/** The same role with another content: quick-create links cannot update. */
export function updateStackCommand(input: StackCommandInput): string {
  return shellCommand('cloudformation update-stack', stackOptions(input), input);
}

export function deleteStackCommand({ stackName, ...target }: CommandTarget & { stackName: string }): string {
  return shellCommand('cloudformation delete-stack', [['--stack-name', stackName]], target);
}

interface RoleCommandInput extends CommandTarget {
  roleName: string;
}

/** Denies everything to sessions made before the moment at which the command is run, or before `before`. */
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
 * Nobody can do anything with the role from then on, whatever hangs on it, until it is gone. Unlike a policy a boundary
 * does not stand in the way of DeleteRole. The policy is AWS's own:
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSDenyAll.html
 */
export function keepClosedCommand(input: RoleCommandInput & { partition: string }): string {
  const { roleName, partition, ...target } = input;
  return shellCommand(
    'iam put-role-permissions-boundary',
    [
      ['--role-name', roleName],
      ['--permissions-boundary', `arn:${partition}:iam::aws:policy/AWSDenyAll`],
    ],
    target,
  );
}

/**
 * Takes a policy off the role, given by its name, or by its ARN when it is a managed one. CloudFormation does not delete
 * a role that holds a policy which it has not made: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
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

/** Takes the policy of `cutSessionsCommand` off again: the last before the stack goes. */
export function dropRevocationCommand(input: RoleCommandInput): string {
  return removePolicyCommand({ ...input, policy: revocationPolicyName });
}

type Option = readonly [name: string, value: string];

function stackOptions({ stackName, template }: StackCommandInput): Option[] {
  return [
    ['--stack-name', stackName],
    'url' in template ? ['--template-url', template.url] : ['--template-body', `file://${template.file}`],
    ['--capabilities', 'CAPABILITY_NAMED_IAM'],
  ];
}

/** One call of the AWS command line, an option to a line. */
export function shellCommand(call: string, options: readonly Option[], { region, endpointUrl }: CommandTarget): string {
  const target: Option[] = [['--region', region]];
  if (endpointUrl) target.push(['--endpoint-url', endpointUrl]);
  return [`aws ${call}`, ...[...options, ...target].map(optionText)].join(' \\\n  ');
}

/** A value that begins with a dash would be read as an option, so it is joined to its own. */
function optionText([name, value]: Option): string {
  return `${name}${value.startsWith('-') ? '=' : ' '}${shellWord(value)}`;
}

const control = new RegExp(`[${controls}]`, 'u');

/**
 * `value` as one word of a POSIX shell, and of zsh, which takes `=name` for the place of that program. Refuses control
 * characters: they do not survive a terminal.
 */
export function shellWord(value: string): string {
  if (control.test(value)) throw new Error('a command cannot hold control characters');
  return /^(?!=)[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
