// Prints the role spec as a CloudFormation template and proves that the text contains the spec and nothing else: it is
// parsed again, and every key and value is compared with the spec. api/aws publishes it.
// Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html,
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
import { fileURLToPath } from 'node:url';
import { type RoleSpec, stackTag } from '../api/core/role/role-spec.js';
import { policyOfArn } from '../api/core/role/stack-policies.js';
import { sha256 } from '../api/core/values/canonical.js';
import { escapedInJson } from '../api/core/values/characters.js';
import { templateFrom } from './handlebars.js';
import { oneLine } from './one-line.js';
import { holdAgainstSpec, type TemplateValues } from './template-check.js';

/** Raised with every change of the printed template; CHANGELOG.md gives the reasons. */
export const templateVersion = '1.2.0';

/** The folder of the permission sets that ship with the kit. */
export const shippedPermissionSets = fileURLToPath(new URL('./permissions/', import.meta.url));

/** CloudFormation's limit for a template in S3, from where it is launched. */
const objectLimitBytes = 1_000_000;
/** Its limit for a template in a request, such as from a downloaded file. */
export const requestLimitBytes = 51_200;
const descriptionLimitBytes = 1024;
const nameLimitBytes = 256;
const noFingerprint = '0'.repeat(64);

export interface RoleTemplateInput {
  spec: RoleSpec;
  vendorName: string;
  tenantName: string;
  kitVersion: string;
  connectionId: string;
  /** Set in local mode: the template states that it is not for AWS. */
  watermark?: string;
}

const print = templateFrom<TemplateValues>('./cloudformation/role.json.hbs');

/** The template's text and its fingerprint. Throws if the text contains anything but the spec. */
export function renderRoleTemplate(input: RoleTemplateInput): { body: string; fingerprint: string } {
  const values = valuesOf(input);
  const fingerprint = sha256(print(values));
  const body = print({ ...values, fingerprint });
  const bytes = Buffer.byteLength(body);
  // A split role can be too large for a request. Nothing else should be: a customer may want to use a file.
  const limit = input.spec.stackPolicies ? objectLimitBytes : requestLimitBytes;
  if (bytes > limit) throw new Error(`the template has ${bytes} bytes; CloudFormation accepts ${limit}`);
  holdAgainstSpec(body, { ...values, fingerprint });
  return { body, fingerprint };
}

/** The fingerprint that `body` should have: SHA-256 of the text with 64 zeros in place of the fingerprint. */
export function fingerprintOf(body: string): string {
  return sha256(body.replace(/("Fingerprint": ")[0-9a-f]{64}"/, (_, start: string) => `${start}${noFingerprint}"`));
}

function valuesOf({ vendorName, tenantName, ...input }: RoleTemplateInput): TemplateValues {
  const { spec } = input;
  const stackPolicies = (spec.stackPolicies ?? []).map(({ arn, document }, at) => {
    return { logicalId: `DrawbridgePolicy${at + 1}`, ...policyOfArn(arn), document };
  });
  const ref = (logicalId: string) => ({ Ref: logicalId });
  return {
    ...input,
    watermark: input.watermark ?? '',
    spec: { ...spec, permissionsBoundaryArn: spec.permissionsBoundaryArn ?? '' },
    description: descriptionOf(spec, vendorName, tenantName, input.watermark),
    templateVersion,
    permissionSet: `${spec.permissionSet.id}/${spec.permissionSet.version}`,
    accountMessage:
      `This template was made for the AWS account ${spec.accountId}. ` + 'Sign in to that account to launch it.',
    stackPolicies,
    attached: [
      ...(spec.managedPolicies ?? []).map(each => each.arn),
      ...stackPolicies.map(each => ref(each.logicalId)),
    ],
    tags: tagsOf(spec),
    fingerprint: noFingerprint,
  };
}

/** IAM takes 50 tags on a role; a role whose options use them all gets none for its stack. */
function tagsOf({ tags }: RoleSpec): TemplateValues['tags'] {
  const own = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return own.length < 50 ? [...own, { Key: stackTag, Value: { Ref: 'AWS::StackId' } }] : own;
}

function descriptionOf(spec: RoleSpec, vendorName: string, tenantName: string, watermark?: string): string {
  const vendor = shownName(vendorName);
  const tenant = shownName(tenantName);
  const { id, version } = spec.permissionSet;
  const text =
    `Gives ${vendor} access to this AWS account for its customer ${tenant} (permission set ${id} ${version}). ` +
    `You are giving this access for ${tenant}: launch it only if that is you.`;
  return clip(watermark ? `${watermark}. ${text}` : text, descriptionLimitBytes);
}

/** Invisible characters that JSON escapes as two halves. Readers of YAML, such as cfn-lint, refuse those escapes. */
const escapedAsHalves = new RegExp(`(?=[\\u{10000}-\\u{10ffff}])[${escapedInJson}]`, 'gu');

/**
 * A name for one line of the description: no line breaks, no change of direction, nothing that CloudFormation resolves.
 */
export function shownName(name: string): string {
  const shown = oneLine(name.replace(escapedAsHalves, ''));
  return `"${clip(shown.replace(/([{$])(?=\{)/g, '$1 '), nameLimitBytes)}"`;
}

/** The longest beginning of `text` with at most `limitBytes` in UTF-8, cut between characters. */
function clip(text: string, limitBytes: number): string {
  let bytes = 0;
  let clipped = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > limitBytes) return clipped;
    clipped += character;
  }
  return clipped;
}
