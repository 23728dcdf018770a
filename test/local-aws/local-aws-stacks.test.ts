// Stacks in the local AWS: created, updated, rolled back and deleted as CloudFormation does it.
import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  UpdateStackCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { AttachRolePolicyCommand, DeleteRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import t, { type Test } from 'tap';
import {
  assume,
  BROKER,
  CUSTOMER,
  clients,
  customerRole,
  policy,
  RIGHT_ID,
  refusalOf,
  startSetting,
  statement,
  trust,
  VENDOR,
  WITH_ID,
} from './local-aws-clients.js';

const NAMED = ['CAPABILITY_NAMED_IAM' as const];

async function setting(t: Test, options?: Parameters<typeof startSetting>[0]) {
  const made = await startSetting(options);
  t.teardown(() => made.aws.close());
  return made;
}

const YAML = `
AWSTemplateFormatVersion: 2010-09-09
Description: Access for tests
Parameters:
  Prefix: { Type: String, Default: '', AllowedPattern: '[a-z-]*' }
  Hours: { Type: Number, Default: 1, AllowedValues: [1, 2] }
  Token: { Type: String, NoEcho: true, Default: hidden-value }
Conditions:
  HasPrefix: !Not [!Equals [!Ref Prefix, '']]
Rules:
  RightAccount:
    Assertions:
      - Assert: !Equals [!Ref 'AWS::AccountId', '${CUSTOMER}']
        AssertDescription: Start this in account ${CUSTOMER}.
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Sub '\${Prefix}access'
      MaxSessionDuration: !If [HasPrefix, 7200, 3600]
      Description: !Join ['-', [a, !Select [1, !Split [',', 'x,y']], '\${!Literal}']]
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal: { AWS: '${BROKER}' }
            Action: sts:AssumeRole
            Condition: { StringEquals: { sts:ExternalId: ${RIGHT_ID} } }
      Policies: !If
        - HasPrefix
        - - PolicyName: self
            PolicyDocument:
              Version: 2012-10-17
              Statement:
                - Effect: Allow
                  Action: 'iam:GetRole'
                  Resource: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/\${Prefix}access'
        - !Ref AWS::NoValue
  Extra:
    Type: AWS::IAM::RolePolicy
    Properties:
      RoleName: !Ref Role
      PolicyName: extra
      PolicyDocument: { Version: 2012-10-17, Statement: [{ Effect: Allow, Action: 'ec2:Describe*', Resource: '*' }] }
  Shared:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [!Ref Role]
      PolicyDocument: { Version: 2012-10-17, Statement: [{ Effect: Allow, Action: 'ce:Get*', Resource: '*' }] }
Outputs:
  Arn: { Value: !GetAtt Role.Arn }
  Id: { Value: !Sub '\${Role.RoleId}' }
`;

t.test('a YAML template with short tags creates its role, and deleting the stack leaves nothing', async t => {
  const { aws, vendor, customer } = await setting(t);
  const Parameters = [{ ParameterKey: 'Prefix', ParameterValue: 'acme-' }];
  await customer.cfn.send(
    new CreateStackCommand({ StackName: 'access', TemplateBody: YAML, Capabilities: NAMED, Parameters }),
  );
  const { Stacks = [] } = await customer.cfn.send(new DescribeStacksCommand({ StackName: 'access' }));
  t.match(Stacks[0], { StackStatus: 'CREATE_COMPLETE', Description: 'Access for tests' });
  const role = aws.role(customerRole('acme-access'));
  t.match(role, { maxSessionDuration: 7200, policies: { self: {}, extra: {} } });
  const outputs = Object.fromEntries((Stacks[0]?.Outputs ?? []).map(one => [one.OutputKey, one.OutputValue]));
  t.same(outputs, { Arn: role?.arn, Id: role?.roleId });
  t.match(Stacks[0]?.Parameters, [{}, {}, { ParameterKey: 'Token', ParameterValue: '****' }]);
  const shown = await customer.iam.send(new GetRoleCommand({ RoleName: 'acme-access' }));
  t.equal(shown.Role?.Description, 'a-y-${!Literal}');
  t.equal((await assume(vendor.sts, { RoleArn: role!.arn, ExternalId: RIGHT_ID })).code, 'ok');
  const { StackEvents = [] } = await customer.cfn.send(new DescribeStackEventsCommand({ StackName: 'access' }));
  t.same(StackEvents.map(event => `${event.LogicalResourceId} ${event.ResourceStatus}`).reverse(), [
    'access CREATE_IN_PROGRESS',
    ...['Role', 'Extra', 'Shared'].flatMap(id => [`${id} CREATE_IN_PROGRESS`, `${id} CREATE_COMPLETE`]),
    'access CREATE_COMPLETE',
  ]);
  const { StackResources } = await customer.cfn.send(new DescribeStackResourcesCommand({ StackName: 'access' }));
  t.match(StackResources, [{ PhysicalResourceId: 'acme-access' }, { PhysicalResourceId: 'extra|acme-access' }, {}]);
  const { TemplateBody } = await customer.cfn.send(new GetTemplateCommand({ StackName: 'access' }));
  t.equal(TemplateBody, YAML);
  await customer.cfn.send(new DeleteStackCommand({ StackName: 'access' }));
  t.equal(aws.role(role!.arn), undefined);
  const gone = await refusalOf(customer.cfn.send(new DescribeStacksCommand({ StackName: 'access' })));
  t.same(gone, { code: 'ValidationError', message: 'Stack with id access does not exist' });
});

t.test('an invalid template or parameter is refused before a stack exists', async t => {
  const { aws, customer, outsider } = await setting(t);
  const create = (TemplateBody: string, more: object = {}, cfn = customer.cfn) =>
    refusalOf(cfn.send(new CreateStackCommand({ StackName: 's', TemplateBody, Capabilities: NAMED, ...more })));
  const parameter = (ParameterKey: string, ParameterValue: string) => ({
    Parameters: [{ ParameterKey, ParameterValue }],
  });
  const one = (properties: object, type = 'AWS::IAM::Role', more: object = {}) =>
    JSON.stringify({ ...more, Resources: { A: { Type: type, Properties: properties } } });
  const refused: [string, Promise<{ code: string; message: string }>, RegExp][] = [
    ['a rule', create(YAML, {}, outsider.cfn), /Start this in account 222222222222\./],
    ['a pattern', create(YAML, parameter('Prefix', 'UPPER')), /Prefix failed to satisfy constraint/],
    ['allowed values', create(YAML, parameter('Hours', '3')), /'Hours' must be one of AllowedValues/],
    ['an unknown parameter', create(YAML, parameter('prefix', 'x')), /\[prefix\] do not exist in the template/],
    ['an unknown type', create(one({}, 'AWS::S3::Bucket')), /Unrecognized resource types: \[AWS::S3::Bucket\]/],
    ['an unknown section', create(one({}, 'AWS::IAM::Role', { Extra: {} })), /Invalid template property.*\[Extra\]/],
    ['bad YAML', create('a: [b'), /YAML not well-formed/],
    ['bad JSON', create('{"a":'), /JSON not well-formed/],
    ['an unknown reference', create(one({ RoleName: { Ref: 'Nope' } })), /Unresolved resource dependencies \[Nope\]/],
    ['too large', create(one({ Description: 'x'.repeat(51_200) })), /less than or equal to 51200/],
    ['another site', create('', { TemplateBody: undefined, TemplateURL: 'https://example.com/t' }), /supported URL/],
  ];
  for (const [title, answer, text] of refused) {
    const { code, message } = await answer;
    t.equal(code, 'ValidationError', title);
    t.match(message, text, title);
  }
  t.same(await create(YAML, { Capabilities: ['CAPABILITY_IAM'] }), {
    code: 'InsufficientCapabilitiesException',
    message: 'Requires capabilities : [CAPABILITY_NAMED_IAM]',
  });
  const { Stacks } = await customer.cfn.send(new DescribeStacksCommand({}));
  t.same(Stacks ?? [], []);
  t.equal(aws.role(customerRole('access')), undefined);
});

function roleTemplate(properties: object, more: object = {}): string {
  const base = { RoleName: 'fixed', AssumeRolePolicyDocument: trust({ AWS: BROKER }, WITH_ID) };
  return JSON.stringify({
    Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { ...base, ...properties } }, ...more },
  });
}

t.test('a name in use rolls the stack back, with the reason at the resource', async t => {
  const { aws } = await setting(t);
  aws.addRole(CUSTOMER, { roleName: 'fixed', trustPolicy: trust({ AWS: BROKER }) });
  const Before = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust({ AWS: BROKER }) } };
  const template = { Resources: { Before, ...JSON.parse(roleTemplate({})).Resources } };
  const stack = await aws.createStack(CUSTOMER, {
    stackName: 'twice',
    templateBody: JSON.stringify(template),
    capabilities: NAMED,
  });
  t.equal(stack.status, 'ROLLBACK_COMPLETE');
  t.match(stack.resources.find(one => one.logicalId === 'Role') ?? {}, { status: 'DELETE_COMPLETE' });
  const failed = stack.events.find(event => event.status === 'CREATE_FAILED');
  t.match(failed?.reason, /Role with name fixed already exists\..*HandlerErrorCode: AlreadyExists/);
  const before = stack.resources.find(one => one.logicalId === 'Before');
  t.equal(aws.role(customerRole(before!.physicalId)), undefined, 'resources created before it are gone');
  t.ok(aws.role(customerRole('fixed')), 'resources that existed before are not');
});

t.test("an update changes in place, keeps the role's unique ID, and refuses what AWS refuses", async t => {
  const { aws, customer } = await setting(t);
  const role = () => aws.role(customerRole('fixed'))!;
  await aws.createStack(CUSTOMER, { stackName: 's', templateBody: roleTemplate({}), capabilities: NAMED });
  const { roleId } = role();
  const update = (TemplateBody: string) =>
    refusalOf(customer.cfn.send(new UpdateStackCommand({ StackName: 's', TemplateBody, Capabilities: NAMED })));
  const status = async () => {
    const { Stacks = [] } = await customer.cfn.send(new DescribeStacksCommand({ StackName: 's' }));
    return Stacks[0]?.StackStatus;
  };
  t.same(await update(roleTemplate({})), { code: 'ValidationError', message: 'No updates are to be performed.' });
  const policies = [{ PolicyName: 'p', PolicyDocument: policy(statement('ec2:Describe*')) }];
  t.equal((await update(roleTemplate({ Policies: policies, MaxSessionDuration: 7200 }))).code, 'ok');
  t.match(role(), { roleId, maxSessionDuration: 7200, policies: { p: {} } });
  t.equal(await status(), 'UPDATE_COMPLETE');
  t.equal((await update(roleTemplate({ Path: '/deep/' }))).code, 'ok');
  t.equal(await status(), 'UPDATE_ROLLBACK_COMPLETE');
  const { StackEvents = [] } = await customer.cfn.send(new DescribeStackEventsCommand({ StackName: 's' }));
  const failed = StackEvents.find(event => event.ResourceStatus === 'UPDATE_FAILED');
  t.match(failed?.ResourceStatusReason, /a custom-named resource requires replacing\. Rename fixed/);
  const broken = roleTemplate({ MaxSessionDuration: 3600, ManagedPolicyArns: ['arn:aws:iam::aws:policy/NoSuch'] });
  await update(broken);
  t.equal(await status(), 'UPDATE_ROLLBACK_COMPLETE');
  t.match(role(), { roleId, maxSessionDuration: 7200, policies: { p: {} } }, 'nothing changed');
  t.equal((await update(roleTemplate({ RoleName: 'renamed' }))).code, 'ok');
  t.equal(await status(), 'UPDATE_COMPLETE');
  t.ok(aws.role(customerRole('renamed')));
  t.equal(aws.role(customerRole('fixed')), undefined, 'the old one is deleted after the new one is created');
});

t.test('a role with a policy added by hand is not deleted with its stack', async t => {
  const { aws, customer } = await setting(t);
  await aws.createStack(CUSTOMER, { stackName: 's', templateBody: roleTemplate({}), capabilities: NAMED });
  aws.putRolePolicy(customerRole('fixed'), 'by-hand', policy(statement('s3:Get*')));
  await aws.deleteStack(CUSTOMER, 's');
  const { Stacks = [] } = await customer.cfn.send(new DescribeStacksCommand({ StackName: 's' }));
  t.match(Stacks[0], { StackStatus: 'DELETE_FAILED', StackStatusReason: /failed to delete: \[Role\]/ });
  const { StackEvents = [] } = await customer.cfn.send(new DescribeStackEventsCommand({ StackName: 's' }));
  t.match(JSON.stringify(StackEvents), 'Cannot delete entity, must delete policies first.');
  aws.deleteRolePolicy(customerRole('fixed'), 'by-hand');
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  await customer.iam.send(new AttachRolePolicyCommand({ RoleName: 'fixed', PolicyArn }));
  const direct = await refusalOf(customer.iam.send(new DeleteRoleCommand({ RoleName: 'fixed' })));
  t.same(direct, { code: 'DeleteConflictException', message: 'Cannot delete entity, must detach all policies first.' });
  aws.deleteRole(customerRole('fixed'));
  await aws.deleteStack(CUSTOMER, 's');
  t.equal((await refusalOf(customer.cfn.send(new DescribeStacksCommand({ StackName: 's' })))).code, 'ValidationError');
});

t.test('a stack can do no more than its caller', async t => {
  const { aws } = await setting(t);
  const few = aws.addUser(CUSTOMER, 'few', { p: policy(statement(['cloudformation:*'])) });
  const { cfn } = clients(aws.url, few);
  await cfn.send(new CreateStackCommand({ StackName: 's', TemplateBody: roleTemplate({}), Capabilities: NAMED }));
  const { Stacks = [] } = await cfn.send(new DescribeStacksCommand({ StackName: 's' }));
  t.equal(Stacks[0]?.StackStatus, 'ROLLBACK_COMPLETE');
  const none = clients(aws.url, aws.addUser(CUSTOMER, 'none', {}));
  t.match(await refusalOf(none.cfn.send(new DescribeStacksCommand({ StackName: 's' }))), {
    code: 'AccessDenied',
    message: /not authorized to perform: cloudformation:DescribeStacks/,
  });
});

t.test("a template is read from a bucket in every form of S3 address, with the viewer's own rights", async t => {
  const { aws, vendor, customer } = await setting(t);
  aws.addBucket(VENDOR, 'templates', { publicRead: true });
  aws.addBucket(VENDOR, 'closed');
  const owner = clients(aws.url, aws.addUser(VENDOR, 'publisher', { p: policy(statement('s3:*')) }));
  for (const Bucket of ['templates', 'closed']) {
    await owner.s3.send(new PutObjectCommand({ Bucket, Key: 'v1/t.json', Body: roleTemplate({}) }));
  }
  const summary = (TemplateURL: string) => refusalOf(customer.cfn.send(new GetTemplateSummaryCommand({ TemplateURL })));
  for (const url of [
    `${aws.url}/templates/v1/t.json`,
    'https://templates.s3.eu-west-1.amazonaws.com/v1/t.json',
    'https://templates.s3.amazonaws.com/v1/t.json',
    'https://s3.eu-west-1.amazonaws.com/templates/v1/t.json',
  ]) {
    t.equal((await summary(url)).code, 'ok', url);
  }
  t.match(await summary(`${aws.url}/closed/v1/t.json`), {
    code: 'ValidationError',
    message: /^S3 error: Access Denied/,
  });
  t.match(await summary(`${aws.url}/templates/none`), { code: 'ValidationError', message: /^S3 error: Access Denied/ });
  const TemplateURL = `${aws.url}/templates/v1/t.json`;
  t.match(await customer.cfn.send(new ValidateTemplateCommand({ TemplateURL })), {
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    CapabilitiesReason: 'The following resource(s) require capabilities: [AWS::IAM::Role]',
  });
  t.equal((await refusalOf(vendor.cfn.send(new ValidateTemplateCommand({ TemplateURL })))).code, 'AccessDenied');
});

t.test('the console shows a template by its address, as text, or from a stack', async t => {
  const { aws, customer } = await setting(t);
  aws.addBucket(CUSTOMER, 'templates', { publicRead: true });
  await customer.s3.send(new PutObjectCommand({ Bucket: 'templates', Key: 'access.yaml', Body: YAML }));
  const made = { StackName: 'access', TemplateBody: YAML, Capabilities: NAMED };
  const { StackId } = await customer.cfn.send(new CreateStackCommand(made));
  const show = async (asked: object, origin = aws.url) => {
    const answer = await fetch(`${aws.url}/_console/api/template`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ account: CUSTOMER, region: 'us-east-1', stackName: 'access', ...asked }),
    });
    return { status: answer.status, ...((await answer.json()) as object) };
  };
  for (const asked of [{ url: `${aws.url}/templates/access.yaml` }, { text: YAML }, { stackId: StackId }]) {
    t.match(await show(asked), {
      status: 200,
      capabilities: NAMED,
      parameters: [{ name: 'Prefix' }, { name: 'Hours', allowed: ['1', '2'] }, { name: 'Token', isHidden: true }],
      text: YAML,
    });
  }
  t.match(await show({ text: 'Resources: [' }), { status: 400, code: 'ValidationError' });
  t.match(await show({ url: `${aws.url}/${'a'.repeat(1024)}` }), { status: 400, message: /longer than 1024/ });
  t.match(await show({ stackId: 'none' }), { status: 400, message: 'Stack with id none does not exist' });
  t.match(await show({ text: YAML }, 'http://evil.example'), { status: 403 });
});
