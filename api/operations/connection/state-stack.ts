// Someone states which stack contains the role: its name and region, or its ARN. It is a hint for launch links and
// printed commands, and checks compare it with the stack that the role names.
import type { Caller } from '../../core/access/caller.js';
import type { Connection } from '../../core/connection/connection.js';
import { liveRoleSpec } from '../../core/connection/launches.js';
import { stackOf } from '../../core/connection/stack.js';
import { isRegionOf } from '../../core/iam/launch-link.js';
import { isStackName, parseStackArn, type StackPlace } from '../../core/iam/stack.js';
import { parseRoleName } from '../../core/role/role-name.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Versioned } from '../../ports/subjects.js';
import { regionsIn } from '../vendor-in.js';
import { type ConnectionOrRef, findConnection } from './find-connection.js';
import { applyEvent } from './transition.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'connections' | 'vendor'>;

/** A name without a region means the region of the launch link. */
export interface GivenStack {
  /** The stack's name, or its ARN. */
  name: string;
  region?: string | undefined;
}

/** null: what was stated no longer counts. */
export async function stateStack(
  ports: Needs,
  caller: Caller,
  where: ConnectionOrRef,
  given: GivenStack | null,
): Promise<Versioned<Connection>> {
  const kept = await findConnection(ports, caller, 'stack.state', where);
  const { launchRegion } = regionsIn(ports.vendor, kept.value.partition);
  const place = given && placeOf(kept.value, given, launchRegion);
  const { roleName } = liveRoleSpec(kept.value);
  const launch = parseRoleName(roleName)!.launch;
  const stack = place ? { launch, ...place } : undefined;
  const facts = stackOf({ ...(stack && { statedStack: stack }) }, roleName, launchRegion);
  const { stackName, region } = facts;
  const words = { action: 'connection.stack-stated', facts: { stackName, region } } as const;
  return applyEvent(ports, caller, kept, { type: 'stack-stated', ...(stack && { stack }) }, words);
}

function placeOf({ accountId, partition }: Connection, { name, region }: GivenStack, launchRegion: string): StackPlace {
  const wrong = (path: string, message: string) =>
    fail('stack_not_valid', { errors: [{ path: `/stack/${path}`, message }] });
  const arn = parseStackArn(name);
  if (arn) {
    if (arn.accountId !== accountId || arn.partition !== partition)
      throw wrong('name', `That stack is not in the account ${accountId} of ${partition}.`);
    if (region !== undefined && region !== arn.region) throw wrong('region', `That stack is in ${arn.region}.`);
    return { stackName: arn.stackName, region: arn.region };
  }
  if (!isStackName(name))
    throw wrong('name', 'Must be an ARN of a stack, or begin with a letter and have at most 128 of A-Z a-z 0-9 -.');
  const place = { stackName: name, region: region ?? launchRegion };
  if (!isRegionOf(partition, place.region)) throw wrong('region', `Must be a region of ${partition}.`);
  return place;
}
