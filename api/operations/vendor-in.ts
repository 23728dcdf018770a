// What the vendor has in the partition of a connection. A partition may have been removed from the configuration after
// connections were created in it.
import type { VendorConfig, VendorPartition } from '../config/config.js';
import type { Connection } from '../core/connection/connection.js';
import { type KnownStack, stackOf } from '../core/connection/stack.js';
import type { Partition } from '../core/iam/arn.js';
import { fail } from '../errors.js';

type Vendor = Pick<VendorConfig, 'partitions'>;

/** Undefined: the configuration does not name the partition, so nothing can be called there. */
export function servedIn({ partitions }: Vendor, partition: Partition): VendorPartition | undefined {
  return partitions.find(each => each.partition === partition);
}

/** Throws `vendor_caller_unavailable` if the configuration no longer names the partition. */
export function vendorIn(vendor: Vendor, partition: Partition): VendorPartition {
  const served = servedIn(vendor, partition);
  if (served) return served;
  const cause = new Error(`The configuration does not name the partition ${partition}.`);
  throw fail('vendor_caller_unavailable', { cause });
}

/** A region of each partition, for commands that end access while the configuration does not name the partition. */
const someRegion: Record<Partition, string> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
};

export type Regions = Pick<VendorPartition, 'region' | 'launchRegion' | 'awsEndpoint'>;

/** Ending access must be possible whatever the configuration says. */
export function regionsIn(vendor: Vendor, partition: Partition): Regions {
  return servedIn(vendor, partition) ?? { region: someRegion[partition], launchRegion: someRegion[partition] };
}

/** The stack of a role of this connection, as far as we know. */
export function stackIn(vendor: Vendor, connection: Connection, roleName: string): KnownStack {
  return stackOf(connection, roleName, regionsIn(vendor, connection.partition).launchRegion);
}
