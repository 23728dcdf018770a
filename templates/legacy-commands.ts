// Commands with which the customer removes legacy access in its own account: any role, or a user's long-term key. The
// kit knows only its name. Runs nothing.
// Sources: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html (what a role must be without),
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-keys-admin-managed.html (deactivate, then delete)
import { type CommandTarget, shellCommand } from './commands.js';

export interface LegacyCommands {
  /** Shows what still uses it, before it is removed. */
  lookFirst: string;
  /** For a role: shows which stack created it, if any. Then delete that stack instead of the role. */
  findStack?: string;
  /** For a key: deactivates it; it can be activated again. */
  switchOff?: string;
  remove: string;
}

export function deleteRoleCommands(roleName: string, target: CommandTarget): LegacyCommands {
  const role = [['--role-name', roleName]] as const;
  const each = (list: string, query: string, remove: string, option: string) => {
    const listed = oneLine(`iam ${list}`, [...role, ['--query', query], ['--output', 'text']], target);
    const removed = oneLine(`iam ${remove}`, role, target);
    return `for each in $(${listed}); do\n  ${removed} ${option}="$each"\ndone`;
  };
  return {
    lookFirst: shellCommand('iam get-role', [...role, ['--query', 'Role.RoleLastUsed']], target),
    findStack: shellCommand(
      'cloudformation describe-stack-resources',
      [
        ['--physical-resource-id', roleName],
        ['--query', 'StackResources[].StackName'],
      ],
      target,
    ),
    remove: [
      each('list-attached-role-policies', 'AttachedPolicies[].PolicyArn', 'detach-role-policy', '--policy-arn'),
      each('list-role-policies', 'PolicyNames[]', 'delete-role-policy', '--policy-name'),
      each(
        'list-instance-profiles-for-role',
        'InstanceProfiles[].InstanceProfileName',
        'remove-role-from-instance-profile',
        '--instance-profile-name',
      ),
      oneLine('iam delete-role', role, target),
    ].join('\n'),
  };
}

export function deleteKeyCommands(userName: string, accessKeyId: string, target: CommandTarget): LegacyCommands {
  const id = ['--access-key-id', accessKeyId] as const;
  const key = [['--user-name', userName], id] as const;
  return {
    lookFirst: shellCommand('iam get-access-key-last-used', [id], target),
    switchOff: shellCommand('iam update-access-key', [...key, ['--status', 'Inactive']], target),
    remove: shellCommand('iam delete-access-key', key, target),
  };
}

function oneLine(call: string, options: Parameters<typeof shellCommand>[1], target: CommandTarget): string {
  return shellCommand(call, options, target).replaceAll(' \\\n  ', ' ');
}
