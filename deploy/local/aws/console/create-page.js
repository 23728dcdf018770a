// The quick-create review that launch links open.
import { attempt, callAws, element, field, post, textInput } from './dom.js';
import { showOutcome } from './stack-pages.js';
import {
  acknowledged,
  capabilitySection,
  parameterControl,
  parameterSection,
  templateSummary,
  templateUrl,
  typedValue,
} from './template-parts.js';

async function submitStack(place, params, template) {
  const { StackId } = await callAws(place, 'cloudformation', 'CreateStack', {
    StackName: document.getElementById('stack-name').value,
    TemplateURL: params.get('templateURL'),
    Capabilities: acknowledged(),
    Parameters: template.parameters.map(one => ({ ParameterKey: one.name, ParameterValue: typedValue(one) })),
  });
  showOutcome(StackId);
}

/**
 * Values in the link fill the fields and can be changed here; hidden and unknown parameters in it are ignored.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html
 */
export async function createPage(place, params) {
  const url = params.get('templateURL') ?? '';
  const stackName = params.get('stackName') ?? '';
  const template = await post('template', { ...place, url, stackName });
  const controlOf = parameter => {
    const given = parameter.isHidden ? undefined : params.get(`param_${parameter.name}`);
    return { control: parameterControl(parameter, given ?? parameter.default) };
  };
  const create = element('button', { type: 'submit', id: 'create-stack' }, 'Create stack');
  const submit = async event => {
    event.preventDefault();
    create.disabled = true;
    if (!(await attempt(() => submitStack(place, params, template)))) create.disabled = false;
  };
  const nameField = textInput('stack-name', stackName, {
    required: true,
    maxlength: '128',
    pattern: '[A-Za-z][A-Za-z0-9\\-]*',
  });
  return [
    element('h1', {}, 'Quick create stack'),
    ...templateSummary(template, 'What it creates', templateUrl(url)),
    element(
      'form',
      { id: 'quick-create', submit },
      element('h2', {}, 'Stack name'),
      field('Stack name', nameField, 'Letters, digits and hyphens; it starts with a letter.'),
      ...parameterSection(template, controlOf),
      ...capabilitySection(template),
      create,
    ),
  ];
}
