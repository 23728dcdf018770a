// Shared by the pages that create or update a stack: the template's contents, its parameters, the box to tick.
import { element, field, table, textInput } from './dom.js';

export function templateSummary(template, title, from) {
  const rows = template.resources.map(one => [one.logicalId, one.type, one.name]);
  return [
    element('h2', {}, 'Template'),
    from,
    element('p', { id: 'template-description' }, template.description || 'The template has no description.'),
    element('h2', {}, title),
    table('template-resources', 'Resources', ['Logical ID', 'Type', 'Name'], rows),
    element(
      'details',
      {},
      element('summary', {}, 'Show the template'),
      element('pre', { id: 'template-text' }, template.text),
    ),
  ];
}

export function templateUrl(url) {
  return element('p', {}, 'Template URL: ', element('code', { id: 'template-url' }, url));
}

export function parameterControl(parameter, value) {
  const id = `param-${parameter.name}`;
  if (parameter.allowed.length === 0) return textInput(id, value, parameter.isHidden ? { type: 'password' } : {});
  const select = element(
    'select',
    { id, name: id },
    ...parameter.allowed.map(one => element('option', { value: one }, one)),
  );
  select.value = value;
  return select;
}

/** `controlOf` returns a parameter's control and, if its description is not enough, a hint. */
export function parameterSection(template, controlOf) {
  const fields = template.parameters.map(parameter => {
    const { control, hint = parameter.description } = controlOf(parameter);
    return field(parameter.name, control, hint);
  });
  return [
    element('h2', {}, 'Parameters'),
    ...(fields.length > 0 ? fields : [element('p', { id: 'no-parameters' }, 'The template has no parameters.')]),
  ];
}

export function typedValue(parameter) {
  return document.getElementById(`param-${parameter.name}`).value;
}

export function capabilitySection(template) {
  const text = 'I acknowledge that AWS CloudFormation might create IAM resources with custom names.';
  const box = element(
    'div',
    { class: 'field tick' },
    element('input', { type: 'checkbox', id: 'acknowledge', name: 'acknowledge', required: true }),
    ' ',
    element('label', { for: 'acknowledge' }, text),
  );
  return [
    element('h2', {}, 'Capabilities'),
    template.capabilities.length > 0 ? box : element('p', {}, 'None are needed.'),
  ];
}

export function acknowledged() {
  return document.getElementById('acknowledge')?.checked ? ['CAPABILITY_NAMED_IAM'] : [];
}
