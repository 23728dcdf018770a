// Shell commands that create, update and delete the stack of a role. Only the first one names the stack: customers
// rename stacks, and delete-stack succeeds without an effect if the name is wrong. So the others ask CloudFormation
// which stack contains the role, and fail when none does. Run nothing.
// Sources: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/delete-stack.html,
// https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStackResources.html
import { type CommandTarget, type Option, shellCommand, shellWord } from './commands.js';

/** The published template, or a file that the customer has downloaded. */
type Template = { url: string } | { file: string };

export function createStackCommand(input: CommandTarget & { stackName: string; template: Template }): string {
  const { stackName, template, ...target } = input;
  return shellCommand('cloudformation create-stack', [['--stack-name', stackName], ...changed(template)], target);
}

/**
 * Creates the stack from a downloaded file that is too large for a request: the AWS CLI first copies it to a bucket.
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/
 */
export function createFromBucketCommand(input: CommandTarget & { stackName: string; file: string }): string {
  const { stackName, file, ...target } = input;
  return shellCommand(
    'cloudformation deploy',
    [
      ['--stack-name', stackName],
      ['--template-file', file],
      ['--s3-bucket', 'YOUR-BUCKET'],
      ['--capabilities', 'CAPABILITY_NAMED_IAM'],
    ],
    target,
  );
}

/** The stack is looked up by its role, in the region of the target. */
interface StackOfRole extends CommandTarget {
  roleName: string;
}

/** Updates the stack of the role, which quick-create links cannot do. */
export function updateStackCommand({ template, ...input }: StackOfRole & { template: Template }): string {
  return onStackOf(input, stack => [
    stack('cloudformation update-stack', changed(template)),
    stack('cloudformation wait stack-update-complete'),
  ]);
}

/** Ends only when CloudFormation has deleted the stack: a stack that cannot delete its role keeps it. */
export function deleteStackCommand(input: StackOfRole): string {
  return onStackOf(input, stack => [
    stack('cloudformation delete-stack'),
    stack('cloudformation wait stack-delete-complete'),
  ]);
}

/** Lets CloudFormation compare the stack with the live role, and shows the differences. */
export function detectDriftCommand(input: StackOfRole): string {
  return onStackOf(input, stack => [
    `drift=$(${stack('cloudformation detect-stack-drift', textOf('StackDriftDetectionId'))})`,
    `while [ "$(${detectionStatus(input)})" = DETECTION_IN_PROGRESS ]; do sleep 5; done`,
    stack('cloudformation describe-stack-resource-drifts'),
  ]);
}

function detectionStatus({ roleName: _, ...target }: StackOfRole): string {
  const id: Option = ['--stack-drift-detection-id', driftMark];
  const call = 'cloudformation describe-stack-drift-detection-status';
  return shellCommand(call, [id, ...textOf('DetectionStatus')], target).replace(driftMark, '"$drift"');
}

/**
 * `review` prepares a change set that brings the role back to the template of its stack, and shows it. `apply` executes
 * it, in the same terminal. What the template does not set, such as a policy that someone attached, stays.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html
 */
export function repairCommands(input: StackOfRole): { review: string; apply: string } {
  const named: Option = ['--change-set-name', changeMark];
  const filled = (command: string) => command.replaceAll(changeMark, '"$change"');
  const prepared: Option[] = [
    ['--deployment-mode', 'REVERT_DRIFT'],
    ['--capabilities', 'CAPABILITY_NAMED_IAM'],
  ];
  const review = onStackOf(input, stack => [
    'change=drawbridge-repair-$(date -u +%Y%m%d%H%M%S)',
    // A flag without a value.
    `${stack('cloudformation create-change-set', [named, ...prepared])} \\\n  --use-previous-template`,
    stack('cloudformation wait change-set-create-complete', [named]),
    stack('cloudformation describe-change-set', [named]),
  ]);
  const apply = onStackOf(input, stack => [
    stack('cloudformation execute-change-set', [named]),
    stack('cloudformation wait stack-update-complete'),
  ]);
  return { review: filled(review), apply: filled(apply) };
}

const driftMark = 'DRAWBRIDGE-DRIFT';
const changeMark = 'DRAWBRIDGE-CHANGE';

function textOf(query: string): Option[] {
  return [
    ['--query', query],
    ['--output', 'text'],
  ];
}

function changed(template: Template): Option[] {
  return [
    'url' in template ? ['--template-url', template.url] : ['--template-body', `file://${template.file}`],
    ['--capabilities', 'CAPABILITY_NAMED_IAM'],
  ];
}

type OnStack = (call: string, options?: readonly Option[]) => string;

/**
 * Runs each call on the stack that contains the role. If there is none, or if a call fails, the command says so and
 * fails. The AWS CLI prints `None` for an absent value, and CloudFormation accepts that as a name.
 */
function onStackOf({ roleName, ...target }: StackOfRole, calls: (stack: OnStack) => string[]): string {
  const find = shellCommand(
    'cloudformation describe-stack-resources',
    [['--physical-resource-id', roleName], ...textOf('StackResources[0].StackId')],
    target,
  );
  const onIt: OnStack = (call, options = []) =>
    shellCommand(call, [['--stack-name', stackMark], ...options], target).replace(stackMark, '"$stack"');
  const steps = [`stack=$(${find})`, '[ "${stack#arn:}" != "$stack" ]', ...calls(onIt)];
  return `${steps.join(' &&\n')} || {\n  echo ${shellWord(notDone(roleName, target.region))} >&2\n  false\n}`;
}

const stackMark = 'DRAWBRIDGE-STACK';

function notDone(roleName: string, region: string): string {
  return (
    `NOT DONE. Either a step above failed, or no stack in ${region} contains the role ${roleName}. Then the stack is ` +
    'in another region or account, or is deleted, or the role was created without a stack.'
  );
}
