// Values of the parameters of a permission set, as callers state and read them.
import { type Static, Type } from 'typebox';
import { type ParameterValues, parametersAtMost } from '../../core/permission-set/parameter/parameter.js';
import { strict, time } from './parts.js';

const byName = { type: 'object', maxProperties: parametersAtMost } as const;

/** Members of a body that states values. */
export const valuesBody = {
  values: Type.Optional(
    Type.Unsafe<Record<string, string | null>>({
      ...byName,
      additionalProperties: { anyOf: [{ type: 'string', maxLength: 2048 }, { type: 'null' }] },
      description: 'Values of the parameters of the permission set, by name. null: none, for an optional one.',
    }),
  ),
  valueOwners: Type.Optional(
    Type.Unsafe<Record<string, string>>({
      ...byName,
      additionalProperties: { type: 'string', maxLength: 64 },
      description:
        'By name of a bucket or key parameter: the AWS account that owns it, if it is not the announced account. The ' +
        'same request must state the value.',
    }),
  ),
};

export const valueSchema = strict({
  name: Type.String({ description: 'The parameter of the permission set.' }),
  value: Type.String({ description: 'As it stands in the role.' }),
  ownerAccountId: Type.Optional(Type.String({ description: 'The account that owns it. Absent: the announced one.' })),
  by: Type.Unsafe<'vendor' | 'customer'>({
    type: 'string',
    enum: ['vendor', 'customer'],
    description: '`customer`: through a hand-off link.',
  }),
  byId: Type.String({ description: 'The API key or the link that stated it.' }),
  at: time('When it was stated.'),
});

export function valuesView(values: ParameterValues): Static<typeof valueSchema>[] {
  return Object.entries(values).map(([name, { id, ...rest }]) => ({ name, ...rest, byId: id }));
}
