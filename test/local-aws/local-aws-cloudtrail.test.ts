// The local AWS's CloudTrail: what the printed commands find there, who may read it, and what is refused.
// emulators/aws-cli.test.ts uses it with AWS's own command line.
import { createHash, createHmac } from 'node:crypto';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { SignatureV4 } from '@smithy/signature-v4';
import t, { type Test } from 'tap';
import { loadConfig } from '../../api/config/load-config.js';
import { lookUpCommands } from '../../api/operations/ending/end-commands.js';
import { vendorVariables } from '../../deploy/local/vendor-account.js';
import {
  assume,
  BROKER,
  CUSTOMER,
  clients,
  customerRole,
  type Keys,
  movableClock,
  policy,
  startSetting,
  statement,
  trust,
} from './local-aws-clients.js';

const prefix = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.';

/** A hash as the signer needs it. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret ? createHmac('sha256', secret as Buffer) : createHash('sha256');
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

interface Answer {
  status: number;
  body: any;
}

/** One call to CloudTrail, signed and sent as an SDK does. */
async function call(url: string, keys: Keys, body: string, region = 'us-east-1', operation = 'LookupEvents') {
  const { hostname, port, host } = new URL(url);
  const signer = new SignatureV4({ service: 'cloudtrail', region, credentials: keys, sha256: Sha256 });
  const headers = { host, 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': prefix + operation };
  const request = { method: 'POST', protocol: 'http:', hostname, port: Number(port), path: '/', headers, body };
  const signed = await signer.sign(request);
  const response = await fetch(url, { method: 'POST', headers: signed.headers, body });
  return { status: response.status, body: await response.json() } as Answer;
}

async function setting(t: Test, options?: Parameters<typeof startSetting>[0]) {
  const made = await startSetting(options);
  t.teardown(() => made.aws.close());
  const { aws } = made;
  aws.addRole(CUSTOMER, { roleName: 'target', trustPolicy: trust({ AWS: BROKER }) });
  const auditor = aws.addUser(CUSTOMER, 'auditor', { look: policy(statement('cloudtrail:LookupEvents')) });
  const look = (input: object, region?: string) => call(aws.url, auditor, JSON.stringify(input), region);
  const by = (AttributeKey: string, AttributeValue: string) => ({
    LookupAttributes: [{ AttributeKey, AttributeValue }],
  });
  const names = async (input: object, region?: string) =>
    (await look(input, region)).body.Events.map((event: { EventName: string }) => event.EventName);
  return { ...made, auditor, look, by, names };
}

/** The request of a printed command, and its endpoint. */
function queryOf(command: string): { key: string; value: string; region: string } {
  const [, key = '', value = ''] = /AttributeKey=(\w+),AttributeValue=(\S+)/.exec(command) ?? [];
  return { key, value, region: /--region (\S+)/.exec(command)?.[1] ?? '' };
}

t.test("the printed commands find a session in its role's account, and its use", async t => {
  const { aws, vendor, look, by } = await setting(t);
  const { keys, assumedRoleId } = await assume(vendor.sts, { RoleSessionName: 'drawbridge-one' });
  await assume(vendor.sts, { RoleSessionName: 'drawbridge-two' });
  await clients(aws.url, keys).sts.send(new GetCallerIdentityCommand({}));
  const { vendor: here } = loadConfig({
    ...vendorVariables({ aws: aws.url, dynamodb: aws.url, key: { accessKeyId: 'AKIA', secretAccessKey: 's' } }),
    DRAWBRIDGE_PUBLIC_URL: 'http://127.0.0.1:4700',
    DRAWBRIDGE_SIGNING_KEY: 'k'.repeat(43),
  });
  const commands = lookUpCommands(here, 'aws', 'drawbridge-one');
  const found = async (command: string) => {
    const { key, value, region } = queryOf(command);
    return (await look(by(key, value), region)).body.Events;
  };
  const made = await found(commands.made);
  t.match(made, [{ EventName: 'AssumeRole', EventSource: 'sts.amazonaws.com', ReadOnly: 'true' }]);
  t.equal(made[0].Username, undefined, 'the caller belongs to another account');
  t.same(made[0].Resources, [
    { ResourceType: 'AWS::IAM::AccessKey', ResourceName: keys.accessKeyId },
    {
      ResourceType: 'AWS::STS::AssumedRole',
      ResourceName: `arn:aws:sts::${CUSTOMER}:assumed-role/target/drawbridge-one`,
    },
    { ResourceType: 'AWS::STS::AssumedRole', ResourceName: assumedRoleId },
    { ResourceType: 'AWS::STS::AssumedRole', ResourceName: 'drawbridge-one' },
    { ResourceType: 'AWS::IAM::Role', ResourceName: customerRole('target') },
  ]);
  const used = await found(commands.used);
  t.match(used, [
    { EventName: 'GetCallerIdentity', Username: 'drawbridge-one', AccessKeyId: keys.accessKeyId, EventTime: Number },
  ]);
  const record = JSON.parse(used[0].CloudTrailEvent);
  t.match(record, { recipientAccountId: CUSTOMER, userIdentity: { type: 'AssumedRole' } });
  t.equal(used[0].EventTime, Math.floor(Date.parse(record.eventTime) / 1000), 'in seconds');
});

t.test('events are found by each attribute, in the requested region and time', async t => {
  const clock = movableClock();
  const { customer, look, by, names } = await setting(t, { clock });
  await customer.iam.send(new GetRoleCommand({ RoleName: 'target' }));
  const from = Math.floor(clock.now().getTime() / 1000);
  const [event] = (await look({})).body.Events;
  t.equal(event.EventName, 'GetRole');
  for (const [key, value] of [
    ['EventId', event.EventId],
    ['EventName', 'GetRole'],
    ['EventSource', 'iam.amazonaws.com'],
    ['Username', 'admin'],
    ['AccessKeyId', event.AccessKeyId],
    ['ResourceName', 'target'],
    ['ResourceType', 'AWS::IAM::Role'],
  ])
    t.same(await names(by(key, value)), ['GetRole'], key);
  t.same(await names(by('ReadOnly', 'false')), []);
  t.same(await names({}, 'eu-west-1'), [], 'IAM is in us-east-1 alone');
  t.same(await names({ EventCategory: 'insight' }), []);
  clock.advance(60);
  t.same(await names({ ...by('EventName', 'GetRole'), StartTime: from + 30 }), []);
  t.same(await names({ ...by('EventName', 'GetRole'), EndTime: from + 30 }), ['GetRole']);
  clock.advance(90 * 24 * 3600);
  t.same(await names(by('EventName', 'GetRole')), [], 'kept for 90 days');
});

t.test('pages follow one another, and a token is valid only for the same query', async t => {
  const { customer, look, by } = await setting(t);
  for (let n = 0; n < 5; n += 1) await customer.iam.send(new GetRoleCommand({ RoleName: 'target' }));
  const question = by('EventName', 'GetRole');
  const seen: string[] = [];
  let NextToken: string | undefined;
  do {
    const { body } = await look({ ...question, MaxResults: 2, NextToken });
    seen.push(...body.Events.map((event: { EventId: string }) => event.EventId));
    NextToken = body.NextToken;
  } while (NextToken);
  t.equal(new Set(seen).size, 5);
  t.equal(seen.length, 5);
  const { body } = await look({ ...question, MaxResults: 2 });
  const other = await look({ ...by('EventName', 'AssumeRole'), NextToken: body.NextToken });
  t.match(other, { status: 400, body: { __type: 'InvalidNextTokenException' } });
});

t.test('a caller without permission is refused, and so is what CloudTrail does not know', async t => {
  const { aws, outsider, auditor, vendor, look, by, names } = await setting(t);
  const stranger = aws.addUser(CUSTOMER, 'stranger', {});
  const why = 'because no identity-based policy allows the cloudtrail:LookupEvents action';
  t.same(await call(aws.url, stranger, '{}'), {
    status: 400,
    body: {
      __type: 'AccessDeniedException',
      message:
        `User: arn:aws:iam::${CUSTOMER}:user/stranger is not authorized to perform: ` +
        `cloudtrail:LookupEvents ${why}`,
    },
  });
  await assume(vendor.sts, {});
  await outsider.sts.send(new GetCallerIdentityCommand({}));
  t.same(await names(by('EventName', 'GetCallerIdentity')), [], 'another account is not visible');
  const wrongKeys = { ...auditor, secretAccessKey: 'wrong' };
  t.match(await call(aws.url, wrongKeys, '{}'), { status: 400, body: { __type: 'InvalidSignatureException' } });
  const two = { LookupAttributes: [...by('EventName', 'a').LookupAttributes, ...by('Username', 'b').LookupAttributes] };
  for (const [input, code] of [
    [two, 'InvalidLookupAttributesException'],
    [by('constructor', 'a'), 'InvalidLookupAttributesException'],
    [by('Username', ''), 'InvalidLookupAttributesException'],
    [{ MaxResults: 51 }, 'InvalidMaxResultsException'],
    [{ MaxResults: 0 }, 'InvalidMaxResultsException'],
    [{ StartTime: 2, EndTime: 1 }, 'InvalidTimeRangeException'],
    [{ StartTime: 'yesterday' }, 'SerializationException'],
    [{ LookupAttributes: { AttributeKey: 'Username', AttributeValue: 'b' } }, 'SerializationException'],
    [{ NextToken: 'made-up' }, 'InvalidNextTokenException'],
    [{ EventCategory: 'other' }, 'InvalidEventCategoryException'],
  ] as const)
    t.match(await look(input), { status: 400, body: { __type: code } }, JSON.stringify(input));
  t.match(await call(aws.url, auditor, '{'), { status: 400, body: { __type: 'SerializationException' } });
  const unknown = await call(aws.url, auditor, '{}', 'us-east-1', 'DescribeTrails');
  t.match(unknown, { body: { __type: 'UnknownOperationException' } });
});
