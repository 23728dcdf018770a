// The configuration: one error names every invalid variable, and local mode's options are closed in AWS.
import t from 'tap';
import { compose } from '../../api/compose.js';
import { type ConfigError, loadConfig } from '../../api/config/load-config.js';

const good = {
  DRAWBRIDGE_PUBLIC_URL: 'https://access.vendor.example',
  DRAWBRIDGE_SIGNING_KEY: 'k'.repeat(43),
  DRAWBRIDGE_VENDOR_NAME: 'Vendor',
  DRAWBRIDGE_SUPPORT_CONTACT: 'support@vendor.example',
  DRAWBRIDGE_VENDOR_ACCOUNTS: '111122223333, 444455556666',
  DRAWBRIDGE_BROKER_ROLE_ARN: 'arn:aws:iam::111122223333:role/drawbridge-broker',
  DRAWBRIDGE_CONTROL_ROLE_ARN: 'arn:aws:iam::444455556666:role/drawbridge-control',
  DRAWBRIDGE_TEMPLATE_BUCKET: 'vendor-templates',
};

function problemsOf(change: Record<string, string | undefined>): string[] {
  try {
    loadConfig({ ...good, ...change });
    return [];
  } catch (error) {
    return (error as ConfigError).problems;
  }
}

t.test('a valid configuration is read, with its defaults, and frozen', async t => {
  const config = loadConfig({ ...good, AWS_ACCESS_KEY_ID: 'AKIAELSEWHERE', AWS_SESSION_TOKEN: 'x' });
  t.match(config, {
    mode: 'aws',
    port: 4700,
    vendor: { partitions: [{ accounts: ['111122223333', '444455556666'] }] },
  });
  t.equal(config.credentials, undefined, "variables that AWS sets in a process's environment are ignored");
  t.equal(config.vendor.watermark, undefined);
  t.throws(() => Object.assign(config, { mode: 'local' }), TypeError);
});

t.test('one error names every invalid variable', async t => {
  const problems = problemsOf({
    DRAWBRIDGE_PUBLIC_URL: undefined,
    DRAWBRIDGE_SIGNING_KEY: 'short',
    DRAWBRIDGE_PORT: 'many',
  });
  const text = problems.join('\n');
  for (const name of ['DRAWBRIDGE_PUBLIC_URL', 'DRAWBRIDGE_SIGNING_KEY', 'DRAWBRIDGE_PORT']) t.match(text, name);
  t.notMatch(text, 'short', 'a secret is not repeated');
  // Numbers, choices and formatted texts: as many mistakes as an operator may make at the first start.
  const names = ['PORT', 'REGION', 'LOG_LEVEL', 'TRUST', 'PUBLIC_URL', 'SIGNING_KEY', 'RATE_LIMIT', 'STS_PER_SECOND'];
  const all = [...names, 'SESSIONS_KEPT', 'MODE'].map(name => `DRAWBRIDGE_${name}`);
  const many = problemsOf(Object.fromEntries(all.map(name => [name, '!'])));
  for (const name of all) t.equal(many.filter(each => each.startsWith(`${name} `)).length, 1, name);
  t.match(many.join('\n'), /DRAWBRIDGE_LOG_LEVEL must be one of: \w+, \w+/);
});

t.test('a contradiction is refused at start, not at the first check', async t => {
  const cases: [change: Record<string, string>, about: RegExp][] = [
    [{ DRAWBRIDGE_VENDOR_ACCOUNTS: '1111' }, /1111, which is not 12 digits/],
    [{ DRAWBRIDGE_BROKER_ROLE_ARN: 'arn:aws:iam::111122223333:user/x' }, /not a role ARN/],
    [{ DRAWBRIDGE_CONTROL_ROLE_ARN: 'arn:aws-cn:iam::444455556666:role/drawbridge-control' }, /another partition/],
    [{ DRAWBRIDGE_CONTROL_ROLE_ARN: 'arn:aws:iam::444455556666:role/control' }, /drawbridge-/],
    [{ DRAWBRIDGE_STRANGER_ROLE_ARNS: 'arn:aws:iam::999999999999:role/x' }, /999999999999/],
    [{ DRAWBRIDGE_LAUNCH_REGION: 'us-gov-west-1' }, /not a region of aws/],
    [{ DRAWBRIDGE_TEMPLATE_BUCKET: 'My.Bucket' }, /DRAWBRIDGE_TEMPLATE_BUCKET/],
    [{ DRAWBRIDGE_LANGUAGES: 'en, fr' }, /fr, which is not one of en, ja/],
    [{ DRAWBRIDGE_LANGUAGES: ' , ' }, /names no language/],
    [{ DRAWBRIDGE_TRUSTED_PROXIES: '10.0.0.0/8, loopback' }, /loopback, which is not a block of addresses/],
    [{ DRAWBRIDGE_TRUSTED_PROXIES: '10.0.0.1' }, /10.0.0.1, which is not a block/],
    [{ DRAWBRIDGE_TRUSTED_PROXIES: '::/0' }, /which is every address/],
    [{ DRAWBRIDGE_PUBLIC_URL: 'http://access.vendor.example' }, /https/],
    ...['/', '/a/', '/a//b', '/../a', '/a?b', '/a#b', '/ä'].map((path): [Record<string, string>, RegExp] => [
      { DRAWBRIDGE_PUBLIC_URL: `https://access.vendor.example${path}` },
      /DRAWBRIDGE_PUBLIC_URL/,
    ]),
    ...['proxy:3128', 'socks5://proxy:1080', 'http://proxy/path'].map((url): [Record<string, string>, RegExp] => [
      { HTTPS_PROXY: url },
      /HTTPS_PROXY/,
    ]),
    [{ DRAWBRIDGE_PUBLIC_URL: 'https://user@access.vendor.example' }, /DRAWBRIDGE_PUBLIC_URL/],
  ];
  for (const [change, about] of cases) t.match(problemsOf(change).join('\n'), about, JSON.stringify(change));
});

t.test('languages are offered in the order of the variable, each once; by default all of them', async t => {
  t.same(loadConfig(good).vendor.languages, ['en', 'ja']);
  t.same(loadConfig({ ...good, DRAWBRIDGE_LANGUAGES: 'ja, en,ja' }).vendor.languages, ['ja', 'en']);
});

t.test('an invalid logo is refused at start, with the reason', async t => {
  const folder = t.testdir({
    'text.svg': 'not a picture, though it speaks of <svg>',
    'page.svg': '<!doctype html><html><svg></svg></html>',
    'cut.png': Buffer.from([0x89, 0x50, 0x4e]),
    'large.svg': `<svg>${' '.repeat(128 * 1024)}</svg>`,
    folder: {},
  });
  const cases: [name: string, about: RegExp][] = [
    ['nowhere.svg', /cannot be read: ENOENT/],
    ['folder', /cannot be read: EISDIR/],
    ['text.svg', /neither an SVG nor a PNG/],
    ['page.svg', /neither an SVG nor a PNG/],
    ['cut.png', /neither an SVG nor a PNG/],
    ['large.svg', /larger than 128 KiB/],
  ];
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  for (const [name, about] of cases) {
    const config = loadConfig({ ...good, DRAWBRIDGE_LOGO: `${folder}/${name}` });
    t.throws(() => compose(config, log), { name: 'ConfigError', message: /DRAWBRIDGE_LOGO names / }, name);
    t.throws(() => compose(config, log), { message: about }, name);
  }
});

t.test('webhooks may go to this machine only in local mode and if configured', async t => {
  t.equal(loadConfig(good).webhooksToLoopback, false);
  const local = { ...good, DRAWBRIDGE_MODE: 'local' };
  t.equal(loadConfig(local).webhooksToLoopback, false);
  t.equal(loadConfig({ ...local, DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK: 'true' }).webhooksToLoopback, true);
  t.match(problemsOf({ DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK: 'perhaps' }).join(), 'DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK');
});

t.test('in AWS no other endpoint and no access key is accepted', async t => {
  const doors = {
    AWS_ENDPOINT: 'http://127.0.0.1:1',
    DYNAMODB_ENDPOINT: 'http://127.0.0.1:1',
    S3_ENDPOINT: 'http://127.0.0.1:1',
    CONSOLE_URL: 'http://127.0.0.1:1',
    DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK: 'true',
    DRAWBRIDGE_LOCAL_ACCESS_KEY_ID: 'AKIA',
    DRAWBRIDGE_LOCAL_SECRET_ACCESS_KEY: 's',
  };
  for (const [name, value] of Object.entries(doors)) {
    t.same(problemsOf({ [name]: value }), [`${name} is accepted in local mode only`]);
    t.same(problemsOf({ [name]: value, DRAWBRIDGE_MODE: 'local' }), []);
  }
});

const govCloud = {
  partition: 'aws-us-gov',
  accounts: ['333322221111'],
  brokerRoleArn: 'arn:aws-us-gov:iam::333322221111:role/drawbridge-broker',
  controlRoleArn: 'arn:aws-us-gov:iam::333322221111:role/drawbridge-control',
  templateBucket: 'vendor-templates-gov',
  region: 'us-gov-west-1',
  profile: 'gov',
};

t.test(
  'each partition has roles, accounts, a bucket and regions of its own; the plain variables are the first',
  async t => {
    const sovereign = {
      ...govCloud,
      ...{ partition: 'aws-eusc', region: 'eusc-de-east-1', launchRegion: 'eusc-de-east-1' },
      brokerRoleArn: 'arn:aws-eusc:iam::333322221111:role/drawbridge-broker',
      controlRoleArn: 'arn:aws-eusc:iam::333322221111:role/drawbridge-control',
    };
    const given = { ...good, DRAWBRIDGE_OTHER_PARTITIONS: JSON.stringify([govCloud, sovereign]) };
    const { vendor, otherCredentials } = loadConfig(given);
    t.match(vendor.partitions, [
      { partition: 'aws', region: 'us-east-1', templateBucket: 'vendor-templates' },
      { partition: 'aws-us-gov', launchRegion: 'us-gov-west-1', strangerRoleArns: [], profile: 'gov' },
      { partition: 'aws-eusc', region: 'eusc-de-east-1' },
    ]);
    t.same(otherCredentials, {});
  },
);

t.test(
  'an invalid partition is refused at start, with its place and without repeating what may be a secret',
  async t => {
    const at0 = 'DRAWBRIDGE_OTHER_PARTITIONS/0';
    const cases: [change: Record<string, unknown>, about: string][] = [
      [{ partition: 'aws' }, `${at0}/partition holds aws, which is configured already`],
      [{ partition: 'azure' }, `${at0}/partition must be one of: aws, aws-cn`],
      [{ region: 'eu-west-1' }, `${at0}/region holds eu-west-1, which is not a region of aws-us-gov`],
      [{ launchRegion: 'cn-north-1' }, `${at0}/launchRegion holds cn-north-1`],
      [{ brokerRoleArn: good.DRAWBRIDGE_BROKER_ROLE_ARN }, `${at0}/brokerRoleArn holds a role of another partition`],
      [
        { controlRoleArn: 'arn:aws-us-gov:iam::333322221111:role/x' },
        `${at0}/controlRoleArn must hold a role whose name`,
      ],
      [{ strangerRoleArns: [good.DRAWBRIDGE_BROKER_ROLE_ARN] }, `${at0}/strangerRoleArns holds a role of 111122223333`],
      [{ accounts: ['3333'] }, `${at0}/accounts holds 3333, which is not 12 digits`],
      [{ accounts: [] }, `${at0}/accounts `],
      [{ templateBucket: 'a.b' }, `${at0}/templateBucket `],
      [{ profile: undefined }, `${at0}/profile must be set`],
      [{ secretAccessKey: 'do-not-repeat' }, `${at0}/secretAccessKey is accepted in local mode only`],
      [{ colour: 'do-not-repeat' }, `${at0} has unknown names: colour`],
    ];
    const problems = (text: string) => problemsOf({ DRAWBRIDGE_OTHER_PARTITIONS: text }).join('\n');
    for (const [change, about] of cases) {
      const said = problems(JSON.stringify([{ ...govCloud, ...change }]));
      t.match(said, about, JSON.stringify(change));
      t.notMatch(said, 'do-not-repeat');
    }
    t.match(problems(JSON.stringify([govCloud, govCloud])), 'DRAWBRIDGE_OTHER_PARTITIONS/1/partition holds aws-us-gov');
    t.match(problems('{"do-not-repeat'), /^DRAWBRIDGE_OTHER_PARTITIONS is not JSON$/);
    t.match(problems('{}'), 'must be a list');
    t.match(problems(`[${'1,'.repeat(8)}1]`), 'DRAWBRIDGE_OTHER_PARTITIONS');
  },
);
