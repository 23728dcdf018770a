// Role options for customers' guardrails, validated by IAM's rules (core/iam/rules.ts).
import type { Partition } from '../../core/iam/arn.js';
import { boundaryFault, namePrefixFault, type OptionFault, pathFault, tagFaults } from '../../core/iam/rules.js';
import type { RoleOptions } from '../../core/role/role-spec.js';
import { fail } from '../../errors.js';

type Clearable = 'trustEndsAt' | 'permissionsBoundaryArn';

/** Options as a request states them. null removes the end of the trust policy, or the permissions boundary. */
export type GivenOptions = Partial<Omit<RoleOptions, Clearable | 'stackDrift'>> & {
  [Name in Clearable]?: string | null;
} & { stackDrift?: boolean };

/** Fills in defaults. Throws `options_not_valid` with one path per option that IAM would refuse. */
export function checkedOptions(
  { trustEndsAt, permissionsBoundaryArn: boundary, stackDrift, ...given }: GivenOptions,
  account: { accountId: string; partition: Partition },
  now: Date,
): RoleOptions {
  const options: RoleOptions = {
    ...given,
    ...(typeof boundary === 'string' && { permissionsBoundaryArn: boundary }),
    ...(trustEndsAt && { trustEndsAt: trustEnd(trustEndsAt) }),
    ...(stackDrift && { stackDrift }),
    namePrefix: given.namePrefix ?? '',
    path: given.path ?? '/',
    tags: given.tags ?? {},
  };
  const faults: (OptionFault | undefined)[] = [
    namePrefixFault(options.namePrefix),
    pathFault(options.path),
    typeof boundary === 'string' ? boundaryFault(boundary, account) : undefined,
    ...tagFaults(options.tags),
  ];
  const faultOfEnd = options.trustEndsAt && trustEndFault(options.trustEndsAt, now);
  if (faultOfEnd) faults.push({ path: '/trustEndsAt', message: faultOfEnd });
  const errors = faults.flatMap(each => (each ? [{ ...each, path: `/options${each.path}` }] : []));
  if (errors.length > 0) throw fail('options_not_valid', { errors });
  return options;
}

/** IAM's date format: UTC, to the second. A text that is not a date is returned unchanged. */
export function trustEnd(text: string): string {
  const at = Date.parse(text);
  return Number.isNaN(at) ? text : `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** Why an end of the trust policy is not valid. Undefined if it is valid. */
export function trustEndFault(endsAt: string, now: Date): string | undefined {
  const at = Date.parse(endsAt);
  if (Number.isNaN(at)) return 'Must be a date and time.';
  return at <= now.getTime() ? 'Must not be in the past. Otherwise no one could use the role.' : undefined;
}
