// Reading a stack and its drift, at the wire: answers that the local AWS does not give.
import t, { type Test } from 'tap';
import { makeReadStack } from '../../api/aws/read-stack.js';
import { type Answer, customer, reachOf, service, wire } from './aws-wire.js';

const host = 'https://cloudformation.eu-west-1.amazonaws.com';
const arn = `arn:aws:cloudformation:eu-west-1:${customer}:stack/s/1`;
const xmlns = 'xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"';

type Answers = Record<string, string | Answer>;

/** `play` sets the answers by action, from then on. */
function cloudFormation(t: Test) {
  let answers: Answers = {};
  const sent = wire(t, host, ({ form }) => {
    const action = form.Action ?? '';
    const answer = answers[action] ?? '';
    if (typeof answer !== 'string') return answer;
    return [200, `<${action}Response ${xmlns}><${action}Result>${answer}</${action}Result></${action}Response>`];
  });
  const play = (next: Answers) => {
    answers = next;
  };
  return { sent, play, stacks: makeReadStack(reachOf(t)) };
}

const error = (code: string, message: string, status = 400): Answer => [
  status,
  `<ErrorResponse ${xmlns}><Error><Type>Sender</Type><Code>${code}</Code>` +
    `<Message>${message}</Message></Error></ErrorResponse>`,
];

const stack = (status: string) =>
  `<Stacks><member><StackId>${arn}</StackId><StackName>s</StackName><StackStatus>${status}</StackStatus>` +
  '<CreationTime>2026-01-01T00:00:00Z</CreationTime></member></Stacks>';
const resource = (type: string, name: string) =>
  `<member><LogicalResourceId>a</LogicalResourceId><PhysicalResourceId>${name}</PhysicalResourceId>` +
  `<ResourceType>${type}</ResourceType><Timestamp>2026-01-01T00:00:00Z</Timestamp>` +
  '<ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>';
const both = resource('AWS::S3::Bucket', 'b') + resource('AWS::IAM::Role', 'r');
const resources = `<StackResources>${both}</StackResources>`;

t.test('a stack is read with its status, its roles and the version of our template', async t => {
  const { sent, play, stacks } = cloudFormation(t);
  const fine = { DescribeStacks: stack('UPDATE_COMPLETE'), DescribeStackResources: resources };
  const facts = { arn, status: 'UPDATE_COMPLETE', roles: ['r'] };
  for (const [metadata, version] of [
    ['{"Drawbridge":{"TemplateVersion":"1.2.0"}}', '1.2.0'],
    ['{"Drawbridge":{"TemplateVersion":"&lt;b&gt;"}}', undefined],
    ['{"Drawbridge":{"TemplateVersion":{}}}', undefined],
    ['null', undefined],
    ['not JSON', undefined],
  ] as const) {
    play({ ...fine, GetTemplateSummary: `<Metadata>${metadata}</Metadata>` });
    const value = { ...facts, ...(version && { templateVersion: version }) };
    t.same(await stacks.describe(service, 'eu-west-1', 's'), { kind: 'read', value }, metadata);
  }
  const denied = error('AccessDenied', 'no', 403);
  play({ ...fine, GetTemplateSummary: denied });
  sent.length = 0;
  t.same(await stacks.describe(service, 'eu-west-1', arn), { kind: 'read', value: facts }, 'the version is not needed');
  t.same([...new Set(sent.map(each => each.form.StackName))], [arn]);
});

t.test('only the words of a ValidationError tell that there is no stack, or that a detection is running', async t => {
  const { play, stacks } = cloudFormation(t);
  const fault = { kind: 'inconclusive', why: 'request_invalid' };
  for (const [answer, expected] of [
    [error('ValidationError', 'Stack with id s does not exist'), { kind: 'absent' }],
    [error('ValidationError', 'Stack [s] does not exist'), { kind: 'absent' }],
    [error('ValidationError', 'Template of Stack s does not exist at all'), fault],
    [error('ValidationError', 'Stack with id s does not exist', 500), { kind: 'inconclusive', why: 'aws_error' }],
    [error('AccessDenied', 'User is not authorized', 403), { kind: 'denied' }],
    [error('Throttling', 'Rate exceeded'), { kind: 'inconclusive', why: 'throttled' }],
    [stack('DELETE_COMPLETE'), { kind: 'absent' }],
    ['<Stacks/>', { kind: 'inconclusive', why: 'unreadable_answer' }],
    [[200, '<html>'] as Answer, { kind: 'inconclusive' }],
  ] as const) {
    play({ DescribeStacks: answer, DescribeStackResources: resources });
    t.match(await stacks.describe(service, 'eu-west-1', 's'), expected, String(answer));
  }
  const running = error('ValidationError', `Drift detection is already in progress for stack [${arn}]`);
  play({ DetectStackDrift: running });
  t.same(await stacks.detect(service, 'eu-west-1', 's'), { kind: 'busy' });
  play({ DetectStackDrift: '' });
  t.match(await stacks.detect(service, 'eu-west-1', 's'), { kind: 'inconclusive', why: 'unreadable_answer' });
});

t.test('a detection is running, complete or failed; another word is no answer', async t => {
  const { play, stacks } = cloudFormation(t);
  for (const [status, expected] of [
    ['DETECTION_IN_PROGRESS', { kind: 'read', value: 'running' }],
    ['DETECTION_COMPLETE', { kind: 'read', value: 'complete' }],
    ['DETECTION_FAILED', { kind: 'read', value: 'failed' }],
    ['DETECTION_PAUSED', { kind: 'inconclusive', why: 'unreadable_answer' }],
  ] as const) {
    const answer = `<StackId>${arn}</StackId><DetectionStatus>${status}</DetectionStatus>`;
    play({ DescribeStackDriftDetectionStatus: answer });
    t.same(await stacks.detection(service, 'eu-west-1', 'd'), expected, status);
  }
});

t.test('drifts are read without their values, and endless pages are no answer', async t => {
  const drift = (path: string) =>
    '<member><LogicalResourceId>a</LogicalResourceId><PhysicalResourceId>r</PhysicalResourceId>' +
    '<StackResourceDriftStatus>MODIFIED</StackResourceDriftStatus><PropertyDifferences><member>' +
    `<PropertyPath>${path}</PropertyPath><ActualValue>secret</ActualValue><DifferenceType>ADD</DifferenceType>` +
    '</member></PropertyDifferences></member>';
  const { sent, play, stacks } = cloudFormation(t);
  const drifts = () => stacks.drifts(service, 'eu-west-1', 's');
  play({ DescribeStackResourceDrifts: `<StackResourceDrifts>${drift('/P/1&lt;i&gt;')}</StackResourceDrifts>` });
  t.same(await drifts(), {
    kind: 'read',
    value: [{ physicalId: 'r', status: 'MODIFIED', differences: ['ADD /P/1_i_'] }],
  });
  play({ DescribeStackResourceDrifts: '<StackResourceDrifts/><NextToken>again</NextToken>' });
  t.match(await drifts(), { kind: 'inconclusive', why: 'unreadable_answer' });
  t.ok(sent.length > 2 && sent.length < 15);
  t.equal(sent.at(-1)!.form.NextToken, 'again');
});
