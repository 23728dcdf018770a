// What a caller sends to create, change or review a connection.
import { Type } from 'typebox';
import { windowsAtMost } from '../../core/connection/limits.js';
import { weekdays } from '../../core/connection/parts.js';
import { partitions } from '../../core/iam/arn.js';
import { oneOf, reasonBody, strict, texts, time } from './parts.js';
import { setVersion } from './permission-set.js';
import { valuesBody } from './value.js';

const optionsBody = strict({
  namePrefix: Type.Optional(Type.String({ maxLength: 64, description: 'Prefix of the role name.' })),
  path: Type.Optional(Type.String({ maxLength: 1024, description: 'Path of the role; starts and ends with a slash.' })),
  permissionsBoundaryArn: Type.Optional(
    Type.Union(
      [Type.String({ maxLength: 2048, description: 'A managed policy of the account or of AWS.' }), Type.Null()],
      {
        description: 'The permissions boundary of the role; null: none. After the launch `POST …/upgrade` changes it.',
      },
    ),
  ),
  tags: Type.Optional(texts("Tags of the role besides the kit's own.")),
  trustEndsAt: Type.Optional(
    Type.Union([time('From then on, to the second, the trust policy allows no one to assume the role.'), Type.Null()], {
      description: 'An end date in the trust policy itself, which holds whatever this service does; null: none.',
    }),
  ),
  stackDrift: Type.Optional(
    Type.Boolean({
      description:
        'Whether the role may let CloudFormation detect the drift of its stack, as a second witness of checks.',
    }),
  ),
});
const maxSessionSeconds = Type.Integer({
  minimum: 900,
  maximum: 3600,
  default: 3600,
  description: 'The longest session that a credential request may get.',
});

const windowSchema = strict(
  {
    days: Type.Array(oneOf(weekdays), { minItems: 1, maxItems: 7, uniqueItems: true }),
    from: Type.String({
      pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
      'x-form': 'a time such as 08:00',
      description: 'Inclusive.',
    }),
    to: Type.String({
      pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$',
      'x-form': 'a time such as 18:00, or 24:00',
      description: 'Exclusive.',
    }),
  },
  { description: 'A range of time on each of these days, in UTC.' },
);
export const windows = Type.Array(windowSchema, { minItems: 1, maxItems: windowsAtMost });

export const connectionBody = strict(
  {
    accountId: Type.String({ maxLength: 64, description: 'The AWS account, 12 digits. It cannot be changed later.' }),
    partition: Type.Optional(
      oneOf(partitions, 'When absent, the first partition of the configuration. It cannot be changed later.'),
    ),
    permissionSetId: Type.String({ minLength: 1, maxLength: 64, description: 'The permission set to grant.' }),
    permissionSetVersion: Type.Optional(setVersion('The version; the newest when absent.')),
    options: Type.Optional(optionsBody),
    maxSessionSeconds: Type.Optional(maxSessionSeconds),
    endsAt: Type.Optional(
      time('From then on no credentials are issued, and no session lasts longer. It can be changed later.'),
    ),
    windows: Type.Optional(windows),
    ...valuesBody,
  },
  { examples: [{ accountId: '210987654321', permissionSetId: 'cost-read' }] },
);

const statedStack = strict(
  {
    name: Type.String({ minLength: 1, maxLength: 2048, description: 'Its name, or its ARN.' }),
    region: Type.Optional(
      Type.String({ maxLength: 64, description: 'The region of the launch link when absent. An ARN has its own.' }),
    ),
  },
  { description: 'The CloudFormation stack that contains the role.' },
);

export const connectionPatch = strict(
  {
    options: Type.Optional(optionsBody),
    maxSessionSeconds: Type.Optional(maxSessionSeconds),
    roleArn: Type.Optional(
      Type.String({
        maxLength: 2048,
        description: 'The role ARN that the customer gave; its name must be the one of this connection.',
      }),
    ),
    endsAt: Type.Optional(
      Type.Union([time('From then on no credentials are issued, and no session lasts longer.'), Type.Null()], {
        description: 'It can be changed at any time; null removes it.',
      }),
    ),
    windows: Type.Optional(
      Type.Union([windows, Type.Null()], {
        description:
          'Credentials are issued only in these weekly windows; null: always. They can be changed at any time.',
      }),
    ),
    stack: Type.Optional(
      Type.Union([statedStack, Type.Null()], {
        description:
          'Of the role in use, at any time, in a request of its own; null: the stack that the launch link creates.',
      }),
    ),
  },
  { minProperties: 1, examples: [{ endsAt: '2030-12-31T23:59:59Z' }] },
);

export const reviewBody = strict(
  {
    approve: Type.Boolean(),
    ...reasonBody.properties,
  },
  { examples: [{ approve: true, reason: 'The parent company pays for both.' }] },
);
