// Partitions, account ids and IAM ARNs as plain values. Parses strictly: anything but an exact ARN of the requested
// kind is undefined, never a guess.
// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html

/** The partitions that the kit supports. Access cannot be delegated from one to another. */
export const partitions = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'] as const;
export type Partition = (typeof partitions)[number];

export interface RoleArn {
  partition: Partition;
  accountId: string;
  /** Begins and ends with `/`. */
  path: string;
  roleName: string;
}

const accountIdPattern = /^\d{12}$/;
// Path characters: U+0021 to U+007E between slashes; role names: [\w+=,.@-]{1,64}.
const roleArnPattern =
  /^arn:(aws|aws-cn|aws-us-gov|aws-eusc):iam::(\d{12}):role(\/(?:[!-.0-~]+\/)*)([\w+=,.@-]{1,64})$/;

const userArnPattern =
  /^arn:(aws|aws-cn|aws-us-gov|aws-eusc):iam::(\d{12}):user(\/(?:[!-.0-~]+\/)*)([\w+=,.@-]{1,64})$/;

/** True for exactly twelve digits: AWS account ids are strings and keep their leading zeros. */
export function isAccountId(text: string): boolean {
  return accountIdPattern.test(text);
}

export function roleArn(role: RoleArn): string {
  return `arn:${role.partition}:iam::${role.accountId}:role${role.path}${role.roleName}`;
}

/** The parts of an IAM user's ARN, or undefined when the text is anything else. */
export function parseUserArn(text: string): { partition: Partition; accountId: string; userName: string } | undefined {
  const match = userArnPattern.exec(text);
  if (!match) return undefined;
  const [, partition, accountId, path, userName] = match as unknown as [string, Partition, string, string, string];
  return path.length > 512 ? undefined : { partition, accountId, userName };
}

/** The parts of an IAM role ARN, or undefined when the text is anything else. */
export function parseRoleArn(text: string): RoleArn | undefined {
  const match = roleArnPattern.exec(text);
  if (!match) return undefined;
  const [, partition, accountId, path, roleName] = match as unknown as [string, Partition, string, string, string];
  if (path.length > 512) return undefined;
  return { partition, accountId, path, roleName };
}
