// Names and ARNs of CloudFormation stacks as plain values. An ARN is parsed strictly: anything else is undefined.
// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html (StackName)

import type { Partition } from './arn.js';
import { isRegionOf } from './launch-link.js';

/** Where a stack is. The account is that of the connection. */
export interface StackPlace {
  stackName: string;
  region: string;
}

export interface StackArn extends StackPlace {
  arn: string;
  partition: Partition;
  accountId: string;
}

/** A stack as CloudFormation describes it. */
export interface StackFacts {
  arn: string;
  status: string;
  /** Of this kit's template. */
  templateVersion?: string;
  /** The names of the roles that it contains. */
  roles: string[];
}

/** What drift detection says of one resource. */
export interface ResourceDrift {
  physicalId: string;
  status: string;
  /** `ADD /Policies/1`, `NOT_EQUAL /MaxSessionDuration`, … */
  differences: string[];
}

/** Why drift detection has no result. */
export type NoStackDrift =
  | 'denied'
  /** No such stack, or it was deleted. */
  | 'absent'
  /** The stack does not contain the role. */
  | 'other_stack'
  /** Another detection of the stack is running. */
  | 'busy'
  | 'failed'
  /** It did not end in time. */
  | 'unfinished'
  /** CloudFormation did not check the role: `NOT_CHECKED`, `UNKNOWN` or `UNSUPPORTED`. */
  | 'not_checked'
  | 'aws_fault';

export interface StackReport {
  /** As CloudFormation names it. Absent: it was not found. */
  arn?: string;
  /** CREATE_COMPLETE, UPDATE_ROLLBACK_COMPLETE, … */
  status?: string;
  /** Of the template that the stack was last deployed with. */
  templateVersion?: string;
  drift: 'in_sync' | 'drifted' | 'deleted' | 'not_known';
  why?: NoStackDrift;
  /** Property paths of the role and its policies that differ, at most 20, and how: `ADD /Policies/1`. */
  differences: string[];
  /** Which of the two witnesses found something. Absent: one of them has no result. */
  foundBy?: 'neither' | 'both' | 'comparison_only' | 'stack_only';
}

const namePattern = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;
const arnPattern = new RegExp(
  '^arn:(aws|aws-cn|aws-us-gov|aws-eusc):cloudformation:([a-z0-9-]{1,32}):(\\d{12}):' +
    'stack/([A-Za-z][A-Za-z0-9-]{0,127})/[\\w-]{1,64}$',
);

/** Letters, digits and hyphens, beginning with a letter; at most 128. */
export function isStackName(text: string): boolean {
  return namePattern.test(text);
}

/** The parts of a stack's ARN (its StackId), or undefined when the text is anything else. */
export function parseStackArn(text: string): StackArn | undefined {
  const match = arnPattern.exec(text);
  if (!match) return undefined;
  const [arn, partition, region, accountId, stackName] = match as unknown as [
    string,
    Partition,
    string,
    string,
    string,
  ];
  return isRegionOf(partition, region) ? { arn, partition, region, accountId, stackName } : undefined;
}
