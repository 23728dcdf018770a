// The update of a stack, with the steps and labels of AWS's console: Update, Replace existing template, Next, Submit.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-direct.html
import { attempt, button, callAws, element, field, post, showMessage, textArea, textInput } from './dom.js';
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

function choice(name, legend, options, more) {
  const boxes = options.map(([id, label], at) =>
    element(
      'div',
      { class: 'field tick' },
      element('input', { type: 'radio', name, id, value: id, checked: at === 0 }),
      ' ',
      element('label', { for: id }, label),
    ),
  );
  return element('fieldset', { change: more }, element('legend', {}, legend), ...boxes);
}

function isChosen(id) {
  return document.getElementById(id).checked;
}

function fromUrl() {
  const input = textInput('new-template-url', '', { type: 'url', required: true });
  return element('div', { id: 'by-url' }, field('Amazon S3 URL', input));
}

function fromFile() {
  const text = textArea('new-template-text', '', 12);
  const take = async () => {
    const [chosen] = file.files;
    if (chosen) text.value = await chosen.text();
  };
  const file = element('input', { type: 'file', id: 'new-template-file', accept: '.json,.yaml,.yml', change: take });
  return element(
    'div',
    { id: 'by-file' },
    field('Choose file', file),
    field('Template', text, 'The contents of the file. You can also paste or edit them here.'),
  );
}

/** Controls that do not apply are hidden, and the form does not validate them. */
function show(part, isShown) {
  part.hidden = !isShown;
  for (const control of part.querySelectorAll('input, textarea')) control.disabled = !isShown;
}

function templateStep(stackId, next) {
  const [url, file] = [fromUrl(), fromFile()];
  const follow = () => {
    const isReplaced = isChosen('replace-template');
    source.hidden = !isReplaced;
    show(url, isReplaced && isChosen('from-url'));
    show(file, isReplaced && isChosen('from-file'));
  };
  const kinds = [
    ['from-url', 'Amazon S3 URL'],
    ['from-file', 'Upload a template file'],
  ];
  const source = element(
    'section',
    { id: 'specify-template', 'aria-label': 'Specify template' },
    element('h2', {}, 'Specify template'),
    choice('template-source', 'Template source', kinds, follow),
    url,
    file,
  );
  source.hidden = true;
  show(url, false);
  show(file, false);
  const ways = [
    ['existing-template', 'Use existing template'],
    ['replace-template', 'Replace existing template'],
  ];
  return element(
    'form',
    { id: 'prepare', submit: next },
    element('h2', { tabindex: '-1' }, 'Prerequisite: prepare template'),
    choice('prepare-template', 'Prepare template', ways, follow),
    source,
    element(
      'div',
      { class: 'actions' },
      element('a', { href: `#/stacks/${encodeURIComponent(stackId)}`, id: 'cancel' }, 'Cancel'),
      element('button', { type: 'submit', id: 'next' }, 'Next'),
    ),
  );
}

/** The template of the update: for the server's preview, for UpdateStack, and as text for the page. */
function chosenTemplate(stackId) {
  const textOf = id => document.getElementById(id).value;
  const paragraph = text => element('p', {}, text);
  if (isChosen('existing-template')) {
    return {
      preview: { stackId },
      input: { UsePreviousTemplate: true },
      words: paragraph('The current template of the stack.'),
    };
  }
  if (isChosen('from-file')) {
    const text = textOf('new-template-text');
    return { preview: { text }, input: { TemplateBody: text }, words: paragraph('The uploaded or pasted template.') };
  }
  const url = textOf('new-template-url').trim();
  return { preview: { url }, input: { TemplateURL: url }, words: templateUrl(url) };
}

/** A hidden value is never shown: it stays unless a new one is entered. */
function isKept(parameter, before) {
  return parameter.isHidden && before.has(parameter.name) && typedValue(parameter) === '';
}

function parameterOf(parameter, before) {
  const ParameterKey = parameter.name;
  if (isKept(parameter, before)) return { ParameterKey, UsePreviousValue: true };
  return { ParameterKey, ParameterValue: typedValue(parameter) };
}

function detailStep(place, stack, chosen, template, previous) {
  const before = new Map((stack.Parameters ?? []).map(one => [one.ParameterKey, one.ParameterValue]));
  const controlOf = parameter => {
    if (!before.has(parameter.name)) return { control: parameterControl(parameter, parameter.default) };
    if (!parameter.isHidden) return { control: parameterControl(parameter, before.get(parameter.name)) };
    const hint = `${parameter.description} Leave it empty to keep the current value.`.trim();
    return { control: parameterControl(parameter, ''), hint };
  };
  const submitButton = element('button', { type: 'submit', id: 'submit' }, 'Submit');
  const submit = async event => {
    event.preventDefault();
    submitButton.disabled = true;
    const isStarted = await attempt(async () => {
      await callAws(place, 'cloudformation', 'UpdateStack', {
        StackName: stack.StackId,
        ...chosen.input,
        Capabilities: acknowledged(),
        Parameters: template.parameters.map(one => parameterOf(one, before)),
      });
      showOutcome(stack.StackId);
    });
    if (!isStarted) submitButton.disabled = false;
  };
  return element(
    'form',
    { id: 'review', submit },
    ...templateSummary(template, 'What the stack will hold', chosen.words),
    ...parameterSection(template, controlOf),
    ...capabilitySection(template),
    element('div', { class: 'actions' }, button('previous', 'Previous', previous), submitButton),
  );
}

export async function updatePage(place, stackId) {
  const { Stacks } = await callAws(place, 'cloudformation', 'DescribeStacks', { StackName: stackId });
  const [stack] = Stacks;
  const step = element('section', {});
  const turnTo = form => {
    showMessage('');
    step.replaceChildren(form);
    const heading = form.querySelector('h2');
    heading.tabIndex = -1;
    heading.focus();
  };
  const next = async event => {
    event.preventDefault();
    const chosen = chosenTemplate(stackId);
    const preview = async () => {
      const template = await post('template', { ...place, stackName: stack.StackName, ...chosen.preview });
      turnTo(detailStep(place, stack, chosen, template, () => turnTo(first)));
    };
    await attempt(preview);
  };
  const first = templateStep(stackId, next);
  step.append(first);
  return [element('h1', {}, `Update stack ${stack.StackName}`), element('p', { class: 'code' }, stack.StackId), step];
}
