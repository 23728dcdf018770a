// Composes the AWS adapters, one set for each partition that the vendor serves.
import { makeAssumeRole } from './aws/assume-role.js';
import { agentOptions, makeReach, type Reach } from './aws/clients.js';
import { makePublishTemplate } from './aws/publish-template.js';
import { makeReadRole } from './aws/read-role.js';
import { makeReadStack } from './aws/read-stack.js';
import { makeServiceCredentials } from './aws/service-credentials.js';
import { makeCallerSessions, noCallers } from './broker/caller-sessions.js';
import type { Config } from './config/config.js';
import type { Partition } from './core/iam/arn.js';
import { isRegionOf } from './core/iam/launch-link.js';
import { countedAssumeRole } from './metrics/counted.js';
import { vendorIn } from './operations/vendor-in.js';
import type { InPartitions, PublishTemplate } from './ports/aws.js';
import type { Ports } from './ports/ports.js';
import type { Tracing } from './ports/telemetry.js';
import { httpsAgentFor } from './proxy.js';
import { tracedAssumeRole } from './tracing/traced.js';

interface AwsNeeds extends Pick<Ports, 'clock' | 'log' | 'metrics'> {
  tracing: Tracing | undefined;
}

export function awsPorts(config: Config, { clock, log, metrics, tracing }: AwsNeeds) {
  const { partitions } = config.vendor;
  const reach = makeReach({
    timeoutMs: config.awsTimeoutMs,
    httpsAgent: httpsAgentFor(config.proxy, agentOptions),
    ...(tracing && { tracing }),
    ...endpointsOf(config),
  });
  const counted = countedAssumeRole(makeAssumeRole(reach), metrics);
  const assumeRole = tracing ? tracedAssumeRole(counted, tracing) : counted;
  const each = partitions.map(own => {
    const service = makeServiceCredentials(config, own, { agents: reach.agents, clock });
    const { partition, brokerRoleArn, accounts: vendorAccounts, region, templateBucket: bucket, s3Endpoint } = own;
    return {
      partition,
      publish: makePublishTemplate(reach, { partition, bucket, service, ...(s3Endpoint && { s3Endpoint }) }),
      callers: makeCallerSessions({
        clock,
        log,
        assumeRole,
        service,
        brokerRoleArn,
        partition,
        vendorAccounts,
        region,
      }),
    };
  });
  const found = (partition: Partition) => each.find(own => own.partition === partition);
  const publishTemplate: PublishTemplate = async (body, partition) => {
    const { region } = vendorIn(config.vendor, partition);
    return found(partition)!.publish(body, region);
  };
  return {
    ports: {
      assumeRole,
      readRole: makeReadRole(reach),
      readStack: makeReadStack(reach),
      publishTemplate,
      callers: { in: (partition: Partition) => found(partition)?.callers ?? noCallers },
    },
    close: () => reach.close(),
  };
}

/** Local mode only: a local AWS is one partition, so the region says which one is meant. */
function endpointsOf({ vendor: { partitions } }: Config): Partial<Pick<Reach, 'endpointIn'>> {
  if (!partitions.some(each => each.awsEndpoint)) return {};
  return { endpointIn: region => partitions.find(each => isRegionOf(each.partition, region))?.awsEndpoint };
}

/** One of each partition, made at its first use. */
export function inEach<Each>(make: (partition: Partition) => Each): InPartitions<Each> {
  const made = new Map<Partition, Each>();
  return {
    in(partition) {
      const one = made.get(partition) ?? make(partition);
      made.set(partition, one);
      return one;
    },
  };
}
