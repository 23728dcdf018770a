// CloudFormation's pages: the quick-create review that launch links open, the list of stacks, one stack.
import { attempt, button, callAws, element, field, get, say, statusText, table, textInput } from './dom.js';

const POLL_MS = 1000;

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

function parameterControl(parameter, given) {
  const id = `param-${parameter.name}`;
  const value = parameter.isHidden ? parameter.default : (given ?? parameter.default);
  if (parameter.allowed.length === 0) return textInput(id, value, parameter.isHidden ? { type: 'password' } : {});
  const select = element(
    'select',
    { id, name: id },
    ...parameter.allowed.map(one => element('option', { value: one }, one)),
  );
  select.value = value;
  return select;
}

function acknowledgement() {
  const text = 'I acknowledge that this template may create IAM resources with custom names.';
  return element(
    'div',
    { class: 'field tick' },
    element('input', { type: 'checkbox', id: 'acknowledge', name: 'acknowledge', required: true }),
    ' ',
    element('label', { for: 'acknowledge' }, text),
  );
}

function templateSummary(template, url) {
  const rows = template.resources.map(one => [one.logicalId, one.type, one.name]);
  return [
    element('h2', {}, 'Template'),
    element('p', {}, 'Template URL: ', element('code', { id: 'template-url' }, url)),
    element('p', { id: 'template-description' }, template.description || 'The template has no description.'),
    element('h2', {}, 'What it creates'),
    table('template-resources', 'Resources', ['Logical ID', 'Type', 'Name'], rows),
    element(
      'details',
      {},
      element('summary', {}, 'Show the template'),
      element('pre', { id: 'template-text' }, template.text),
    ),
  ];
}

async function submitStack(place, params, template) {
  const textOf = id => document.getElementById(id).value;
  const { StackId } = await callAws(place, 'cloudformation', 'CreateStack', {
    StackName: textOf('stack-name'),
    TemplateURL: params.get('templateURL'),
    Capabilities: document.getElementById('acknowledge')?.checked ? ['CAPABILITY_NAMED_IAM'] : [],
    Parameters: template.parameters.map(({ name }) => ({
      ParameterKey: name,
      ParameterValue: textOf(`param-${name}`),
    })),
  });
  location.hash = `#/stacks/${encodeURIComponent(StackId)}`;
}

/** Values in the link fill the fields and can be changed here; hidden and unknown parameters in it are ignored.
 *  docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html */
export async function createPage(place, params) {
  const url = params.get('templateURL') ?? '';
  const stackName = params.get('stackName') ?? '';
  const template = await get('template', { ...place, url, stackName });
  const fields = template.parameters.map(parameter => {
    const control = parameterControl(parameter, params.get(`param_${parameter.name}`) ?? undefined);
    return field(parameter.name, control, parameter.description);
  });
  const create = element('button', { type: 'submit', id: 'create-stack' }, 'Create stack');
  const submit = async event => {
    event.preventDefault();
    create.disabled = true;
    if (!(await attempt(() => submitStack(place, params, template), 'The stack is being created.'))) {
      create.disabled = false;
    }
  };
  const nameField = textInput('stack-name', stackName, {
    required: true,
    maxlength: '128',
    pattern: '[A-Za-z][A-Za-z0-9\\-]*',
  });
  return [
    element('h1', {}, 'Quick create stack'),
    ...templateSummary(template, url),
    element(
      'form',
      { id: 'quick-create', submit },
      element('h2', {}, 'Stack name'),
      field('Stack name', nameField, 'Letters, digits and hyphens; it starts with a letter.'),
      element('h2', {}, 'Parameters'),
      ...(fields.length > 0 ? fields : [element('p', { id: 'no-parameters' }, 'The template has no parameters.')]),
      element('h2', {}, 'Capabilities'),
      template.capabilities.length > 0 ? acknowledgement() : element('p', {}, 'None are needed.'),
      create,
    ),
  ];
}

function stackView(stack, events, resources) {
  const outputs = (stack.Outputs ?? []).map(one => [one.OutputKey, one.OutputValue]);
  return [
    element('p', {}, 'Status: ', element('span', { id: 'stack-status' }, statusText(stack.StackStatus))),
    stack.StackStatusReason ? element('p', { id: 'stack-reason' }, stack.StackStatusReason) : null,
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
  return { stack: Stacks[0], view: stackView(Stacks[0], StackEvents, StackResources) };
}

export async function stackPage(place, stackId) {
  const live = element('section', { id: 'stack', 'aria-live': 'polite' });
  const refresh = async () => {
    const { stack, view } = await readStack(place, stackId);
    live.replaceChildren(...view.filter(Boolean));
    if (/IN_PROGRESS$/.test(stack.StackStatus) && live.isConnected) setTimeout(refresh, POLL_MS);
    return stack;
  };
  const stack = await refresh();
  const remove = async () => {
    const doing = () => callAws(place, 'cloudformation', 'DeleteStack', { StackName: stackId });
    if (await attempt(doing, 'Deletion has run.')) await refresh();
  };
  say('');
  return [
    element('h1', {}, `Stack ${stack.StackName}`),
    element('p', { class: 'code', id: 'stack-id' }, stack.StackId),
    element(
      'div',
      { class: 'actions' },
      button('refresh', 'Refresh', refresh),
      button('delete-stack', 'Delete stack', remove, 'danger'),
    ),
    live,
  ];
}
