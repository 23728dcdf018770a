// CloudFormation's pages: the list of stacks, and one stack with the result of its last change.
import { announce, attempt, button, callAws, element, statusText, table } from './dom.js';

const POLL_MS = 1000;
/** The statuses in which AWS's console offers an update. */
const UPDATABLE = /^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/;
const OUTCOMES = {
  CREATE_COMPLETE: 'The stack has been created.',
  ROLLBACK_COMPLETE: 'The stack could not be created. Resources that were created have been deleted.',
  UPDATE_COMPLETE: 'The stack has been updated.',
  UPDATE_ROLLBACK_COMPLETE: 'The update failed. The stack is as it was before.',
  DELETE_COMPLETE: 'The stack has been deleted.',
};

/** Stacks that this page is changing: the result is shown once. */
const awaited = new Set();

/** Opens the stack's page, which shows the events and then the result of the change. */
export function showOutcome(stackId) {
  awaited.add(stackId);
  location.hash = `#/stacks/${encodeURIComponent(stackId)}`;
}

function stackLink(stack) {
  return element('a', { href: `#/stacks/${encodeURIComponent(stack.StackId)}` }, stack.StackName);
}

export async function stacksPage(place) {
  const { StackSummaries = [] } = await callAws(place, 'cloudformation', 'ListStacks');
  const rows = StackSummaries.map(stack => [
    stackLink(stack),
    statusText(stack.StackStatus),
    stack.TemplateDescription,
    stack.CreationTime,
  ]);
  return [
    element('h1', {}, 'Stacks'),
    rows.length > 0
      ? table('stacks', 'Stacks', ['Name', 'Status', 'Description', 'Created'], rows)
      : element('p', { id: 'no-stacks' }, 'There are no stacks in this account and region.'),
  ];
}

/** The failures since the last change began, oldest first. `events` are newest first. */
function failures(events) {
  const begin = events.findIndex(one => one.ResourceStatusReason === 'User Initiated');
  const failed = events
    .slice(0, begin + 1)
    .filter(one => /FAILED$/.test(one.ResourceStatus) && one.ResourceStatusReason);
  return failed.toReversed().map(one => `${one.LogicalResourceId}: ${one.ResourceStatusReason}`);
}

function outcomeOf({ StackStatus }, events) {
  const words = OUTCOMES[StackStatus] ?? 'The change has ended.';
  return [`${StackStatus}: ${words}`, ...failures(events)].join('\n');
}

function stackView(stack, events, resources) {
  const outputs = (stack.Outputs ?? []).map(one => [one.OutputKey, one.OutputValue]);
  const reasons = [stack.StackStatusReason, ...failures(events)].filter(Boolean);
  return [
    element('p', {}, 'Status: ', element('span', { id: 'stack-status' }, statusText(stack.StackStatus))),
    reasons.length > 0 ? element('p', { id: 'stack-reason', class: 'lines' }, reasons.join('\n')) : null,
    element('h2', {}, 'Events'),
    table(
      'stack-events',
      'Events, newest first',
      ['Time', 'Resource', 'Status', 'Reason'],
      events.map(one => [
        one.Timestamp,
        one.LogicalResourceId,
        statusText(one.ResourceStatus),
        one.ResourceStatusReason,
      ]),
    ),
    element('h2', {}, 'Resources'),
    table(
      'stack-resources',
      'Resources',
      ['Logical ID', 'Physical ID', 'Type', 'Status'],
      resources.map(one => [
        one.LogicalResourceId,
        one.PhysicalResourceId,
        one.ResourceType,
        statusText(one.ResourceStatus),
      ]),
    ),
    element('h2', {}, 'Outputs'),
    outputs.length > 0 ? table('stack-outputs', 'Outputs', ['Key', 'Value'], outputs) : element('p', {}, 'None.'),
  ];
}

async function readStack(place, StackName) {
  const { Stacks } = await callAws(place, 'cloudformation', 'DescribeStacks', { StackName });
  const { StackEvents } = await callAws(place, 'cloudformation', 'DescribeStackEvents', { StackName });
  const { StackResources } = await callAws(place, 'cloudformation', 'DescribeStackResources', { StackName });
  return { stack: Stacks[0], events: StackEvents, resources: StackResources };
}

export async function stackPage(place, stackId) {
  const live = element('section', { id: 'stack' });
  const remove = async () => {
    const doing = () => callAws(place, 'cloudformation', 'DeleteStack', { StackName: stackId });
    if (!(await attempt(doing))) return;
    awaited.add(stackId);
    await refresh();
  };
  const goToUpdate = () => {
    location.hash = `#/stacks/update?${new URLSearchParams({ stackId })}`;
  };
  const update = button('update-stack', 'Update', goToUpdate);
  const refresh = async () => {
    const { stack, events, resources } = await readStack(place, stackId);
    live.replaceChildren(...stackView(stack, events, resources).filter(Boolean));
    update.disabled = !UPDATABLE.test(stack.StackStatus);
    const { StackStatus } = stack;
    if (/IN_PROGRESS$/.test(StackStatus)) setTimeout(() => live.isConnected && refresh(), POLL_MS);
    else if (awaited.delete(stackId)) announce(outcomeOf(stack, events), /FAILED|ROLLBACK/.test(StackStatus));
    return stack;
  };
  const stack = await refresh();
  return [
    element('h1', {}, `Stack ${stack.StackName}`),
    element('p', { class: 'code', id: 'stack-id' }, stack.StackId),
    element(
      'div',
      { class: 'actions' },
      button('refresh', 'Refresh', refresh),
      update,
      button('delete-stack', 'Delete stack', remove, 'danger'),
    ),
    live,
  ];
}
