// Validates the values that the vendor or the customer states for the parameters of a permission set.
import type { Caller } from '../../../core/access/caller.js';
import { managedPoliciesAtMost, splitPolicy } from '../../../core/iam/split-policy.js';
import { boundSet } from '../../../core/permission-set/bound.js';
import {
  acceptedValues,
  type GivenValues,
  missingValues,
  type ValueFault,
} from '../../../core/permission-set/parameter/given-values.js';
import type { Parameter, ParameterValues } from '../../../core/permission-set/parameter/parameter.js';
import { valueFaultTexts } from '../../../core/permission-set/parameter/value-fault.js';
import type { PermissionSet } from '../../../core/permission-set/permission-set.js';
import { policyOfStatements } from '../../../core/permission-set/policy-of.js';
import type { RoleSpec } from '../../../core/role/role-spec.js';
import { fail, type KitError } from '../../../errors.js';
import type { Ports } from '../../../ports/ports.js';

export type Account = Pick<RoleSpec, 'partition' | 'accountId'>;

/** The given values and those that stay. Throws `values_not_valid` with the place of each fault. */
export function checkedValues(
  { clock }: Pick<Ports, 'clock'>,
  caller: Caller,
  set: PermissionSet,
  account: Account,
  { known = {}, given }: { known?: ParameterValues; given: GivenValues },
): ParameterValues {
  const giver = { by: sideOfValues(caller), id: caller.id, at: clock.now().toISOString() };
  const accepted = acceptedValues(set.parameters ?? [], known, given, giver, account);
  if ('faults' in accepted) throw refusedValues(accepted.faults);
  refuseTooLong(set, account, accepted.values);
  return accepted.values;
}

/** Values stated through a link are the customer's. */
export function sideOfValues({ kind }: Caller): 'vendor' | 'customer' {
  return kind === 'hand-off' || kind === 'manage' ? 'customer' : 'vendor';
}

/** The values that another version of the set can keep. */
export function keptValues(
  parameters: readonly Parameter[],
  known: ParameterValues,
  account: Account,
): ParameterValues {
  const nobody = { by: 'vendor', id: '', at: '' } as const;
  return Object.assign(
    {},
    ...parameters.map(parameter => {
      const kept = acceptedValues([parameter], known, { values: {} }, nobody, account);
      return 'values' in kept ? kept.values : {};
    }),
  );
}

export function refuseMissing(set: PermissionSet, values: ParameterValues): void {
  const missing = missingValues(set.parameters ?? [], values);
  if (missing.length > 0)
    throw refusedValues(missing.map(name => ({ member: 'values', name, code: 'missing' }) as const));
}

function refusedValues(faults: readonly ValueFault[]): KitError {
  const pointer = ({ member, name }: ValueFault) =>
    `/${member}/${name.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 100)}`;
  const errors = faults.map(each => ({ path: pointer(each), message: valueFaultTexts[each.code] }));
  return fail('values_not_valid', { errors });
}

/** IAM counts compact JSON: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
function refuseTooLong(set: PermissionSet, account: Account, values: ParameterValues): void {
  const { statements } = boundSet(set, { ...account, values });
  const attachedAtMost = managedPoliciesAtMost - (set.managedPolicies ?? []).length;
  if ('split' in splitPolicy(policyOfStatements(statements).Statement, attachedAtMost)) return;
  const message = 'With these values, the policy is longer than IAM accepts for a role.';
  throw fail('values_not_valid', { errors: [{ path: '/values', message }] });
}
