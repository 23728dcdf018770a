// The stack of a role, and what CloudFormation says of it, in JSON.
import { type Static, Type } from 'typebox';
import type { Connection } from '../../core/connection/connection.js';
import { repairOf } from '../../operations/ending/end-commands.js';
import { stackIn } from '../../operations/vendor-in.js';
import type { Ports } from '../../ports/ports.js';
import { oneOf, strict } from './parts.js';

const stackReportSchema = strict(
  {
    arn: Type.Optional(Type.String({ description: 'Absent: the stack was not found.' })),
    status: Type.Optional(Type.String({ description: 'Such as `UPDATE_COMPLETE`.' })),
    templateVersion: Type.Optional(Type.String({ description: "The version of this kit's template." })),
    drift: oneOf(['in_sync', 'drifted', 'deleted', 'not_known'], '`deleted`: the role. `not_known`: see `why`.'),
    why: Type.Optional(
      oneOf(
        ['denied', 'absent', 'other_stack', 'busy', 'failed', 'unfinished', 'not_checked', 'aws_fault'],
        'Why there is no result. `other_stack`: it does not contain the role. `unfinished`: not within a minute.',
      ),
    ),
    differences: Type.Array(Type.String(), {
      maxItems: 20,
      description: 'Such as `NOT_EQUAL /Path`; with ` of …` if it is of a policy of the stack.',
    }),
    foundBy: Type.Optional(
      oneOf(
        ['neither', 'both', 'comparison_only', 'stack_only'],
        'Which found something: our comparison of policies, drift detection, both or neither.',
      ),
    ),
  },
  {
    description:
      'Drift detection at the last full check, if the role has that option. It does not see policies that someone ' +
      'attached, and may report what decides no request.',
  },
);

const repairSchema = strict(
  {
    review: Type.String({ description: 'Prepares and shows a change set that reverts the drift.' }),
    apply: Type.String({ description: 'Executes it, in the same terminal.' }),
  },
  { description: 'Where drift was found: the commands with which the customer restores the template.' },
);

export const stackSchema = strict(
  {
    name: Type.String(),
    region: Type.String(),
    from: oneOf(
      ['role', 'stated', 'default'],
      '`role`: the live role names it in its tag. `stated`: someone stated it. `default`: the launch link creates it.',
    ),
    arn: Type.Optional(Type.String({ description: 'As the role names it.' })),
    drift: Type.Optional(stackReportSchema),
    repair: Type.Optional(repairSchema),
  },
  { description: 'The CloudFormation stack that contains the role, as far as we know.' },
);

export function stackView(
  vendor: Ports['vendor'],
  connection: Connection,
  roleName: string,
): Static<typeof stackSchema> {
  const { stackName: name, ...rest } = stackIn(vendor, connection, roleName);
  const { stackReport } = connection;
  const repair = repairOf(vendor, connection);
  return { name, ...rest, ...(stackReport && { drift: stackReport }), ...(repair && { repair }) };
}
