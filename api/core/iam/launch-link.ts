// The launch link: a CloudFormation quick-create URL of the AWS console, and the https URL of the template it opens.
// Strings only; api/aws publishes the template. The link's parameters are in the fragment, which no server and no
// proxy log sees.
// Sources:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html
// (parameters, 1,024 characters for the template's address in the console),
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
import type { Partition } from './arn.js';

const regionForms: Record<Partition, RegExp> = {
  aws: /^(af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d{1,2}$/,
  'aws-cn': /^cn-[a-z]+-\d{1,2}$/,
  'aws-us-gov': /^us-gov-[a-z]+-\d{1,2}$/,
  'aws-eusc': /^eusc-[a-z]{2}-[a-z]+-\d{1,2}$/,
};

const consoleHosts: Record<Partition, string> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

const s3Suffixes: Record<Partition, string> = {
  aws: 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
  'aws-us-gov': 'amazonaws.com',
  'aws-eusc': 'amazonaws.eu',
};

/** The longest URL that the console accepts, in characters. */
const launchLinkLimit = 1024;

/** Whether `region` has the form of a region of `partition`. It may still not exist or not be enabled. */
export function isRegionOf(partition: Partition, region: string): boolean {
  return regionForms[partition].test(region);
}

export interface LaunchLinkInput {
  partition: Partition;
  region: string;
  templateUrl: string;
  stackName: string;
  /** Local mode: replaces the console's scheme and host. */
  consoleUrl?: string;
}

/**
 * The URL that opens the console with every field filled in; the customer reads, ticks the box and creates the stack.
 */
export function launchLink({ partition, region, templateUrl, stackName, consoleUrl }: LaunchLinkInput): string {
  refuseOtherRegion(partition, region);
  if (!/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(stackName)) throw new Error(`not a valid stack name: ${stackName}`);
  const host = withoutSlash(consoleUrl) ?? `https://${region}.${consoleHosts[partition]}`;
  const stack = `templateURL=${encodeURIComponent(templateUrl)}&stackName=${encodeURIComponent(stackName)}`;
  const link = `${host}/cloudformation/home?region=${region}#/stacks/create/review?${stack}`;
  if (link.length > launchLinkLimit)
    throw new Error(`the launch link has ${link.length} characters; the console accepts ${launchLinkLimit}`);
  return link;
}

export interface TemplateUrlInput {
  partition: Partition;
  region: string;
  bucket: string;
  key: string;
  /** Local mode: URLs start with it and have the bucket in the path. */
  s3Endpoint?: string;
}

/** The template's URL: https, regional, with the bucket in the host name. */
export function templateUrl({ partition, region, bucket, key, s3Endpoint }: TemplateUrlInput): string {
  refuseOtherRegion(partition, region);
  // No dots: the certificate for virtual-hosted URLs covers one label.
  if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(bucket)) throw new Error(`not a valid template bucket: ${bucket}`);
  if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/.test(key))
    throw new Error('not a valid template key');
  const local = withoutSlash(s3Endpoint);
  return local ? `${local}/${bucket}/${key}` : `https://${bucket}.s3.${region}.${s3Suffixes[partition]}/${key}`;
}

function refuseOtherRegion(partition: Partition, region: string): void {
  if (!isRegionOf(partition, region)) throw new Error(`not a region of ${partition}: ${region}`);
}

function withoutSlash(url: string | undefined): string | undefined {
  return url?.replace(/\/+$/, '');
}
