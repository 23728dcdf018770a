// The values that someone states for the parameters of a permission set: which are accepted, and every fault with its
// place. Pure.
import { isAccountId } from '../../iam/arn.js';
import type { Parameter, ParameterValue, ParameterValues } from './parameter.js';
import { type ValueContext, type ValueFaultCode, valueFault } from './value-fault.js';

/** Values as a request states them, by name. null: an optional parameter gets no value. */
export interface GivenValues {
  values: Readonly<Record<string, string | null>>;
  /** The accounts that own what they name, where it is not the announced account. */
  valueOwners?: Readonly<Record<string, string>>;
}

export interface ValueFault {
  member: 'values' | 'valueOwners';
  name: string;
  code: ValueFaultCode;
}

type Giver = Pick<ParameterValue, 'by' | 'id' | 'at'>;
type Account = Pick<ValueContext, 'partition' | 'accountId'>;

/**
 * `known`: values that stay unless others are given. They are validated again, because the set may be another version.
 */
export function acceptedValues(
  parameters: readonly Parameter[],
  known: ParameterValues,
  { values, valueOwners = {} }: GivenValues,
  giver: Giver,
  account: Account,
): { values: ParameterValues } | { faults: ValueFault[] } {
  const accepted: [string, ParameterValue][] = [];
  const faults: ValueFault[] = [
    ...unknownNames(parameters, values).map(name => ({ member: 'values', name, code: 'unknown' }) as const),
    ...ownersWithout(parameters, values, valueOwners).map(
      name => ({ member: 'valueOwners', name, code: 'owner' }) as const,
    ),
  ];
  for (const parameter of parameters) {
    const { name } = parameter;
    const given = Object.hasOwn(values, name) ? values[name] : undefined;
    if (given === null) {
      if (!parameter.optional) faults.push({ member: 'values', name, code: 'missing' });
      continue;
    }
    const value = given === undefined ? ownOf(known, name) : stated(name, given, valueOwners, giver);
    if (!value) continue;
    const { ownerAccountId: owner, by } = value;
    const code = valueFault(parameter, value.value, {
      ...account,
      by,
      ...(owner !== undefined && { ownerAccountId: owner }),
    });
    if (code) faults.push({ member: 'values', name, code });
    else if (owner !== undefined && !isAccountId(owner)) faults.push({ member: 'valueOwners', name, code: 'owner' });
    else accepted.push([name, value]);
  }
  return faults.length > 0 ? { faults } : { values: Object.fromEntries(accepted) };
}

/** The required parameters that have no value. */
export function missingValues(parameters: readonly Parameter[], values: ParameterValues): string[] {
  return parameters.filter(each => !each.optional && !Object.hasOwn(values, each.name)).map(each => each.name);
}

/** In one order, whatever the request's was: equal values have equal digests. */
function stated(
  name: string,
  value: string,
  owners: NonNullable<GivenValues['valueOwners']>,
  { by, id, at }: Giver,
): ParameterValue {
  const owner = Object.hasOwn(owners, name) ? { ownerAccountId: owners[name]! } : {};
  return { value, ...owner, by, id, at };
}

function ownOf(values: ParameterValues, name: string): ParameterValue | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function unknownNames(parameters: readonly Parameter[], values: GivenValues['values']): string[] {
  return Object.keys(values).filter(name => !parameters.some(each => each.name === name));
}

const owned: readonly unknown[] = ['bucket', 'key-arn'];

/** Owners of what this request does not name, or of a kind that nobody owns. */
function ownersWithout(
  parameters: readonly Parameter[],
  values: GivenValues['values'],
  owners: NonNullable<GivenValues['valueOwners']>,
): string[] {
  const canOwn = (name: string) => parameters.some(each => each.name === name && owned.includes(each.kind));
  return Object.keys(owners).filter(name => !Object.hasOwn(values, name) || !canOwn(name));
}
