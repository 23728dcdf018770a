// Prints the template of a role spec once before the spec is stored. Options that are each allowed can be too large
// together: that is the fault of the request, not of the later one that reads the delivery.
import { renderRoleTemplate } from '../../../templates/render.js';
import { renderTerraform } from '../../../templates/terraform/render.js';
import { isWithinInlineLimit } from '../../core/role/build.js';
import type { RoleSpec } from '../../core/role/role-spec.js';
import { kitVersion } from '../../core/values/kit-version.js';
import { type ErrorCode, fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';

const message = 'The options and the permission set together do not fit into a CloudFormation template (51,200 bytes).';

const tooMany =
  'With `stackDrift`, the inline policies of the role exceed the limit of IAM (10,240 characters). Leave it out.';

/** Throws `code` if no template can be printed. */
export function refuseUnprintable(
  { vendor }: Pick<Ports, 'vendor'>,
  { spec, tenantName, connectionId }: { spec: RoleSpec; tenantName: string; connectionId: string },
  code: ErrorCode = 'options_not_valid',
): void {
  // Without that option they always fit, because the permission set is split.
  if (!isWithinInlineLimit(spec))
    throw fail(code, { detail: tooMany, errors: [{ path: '/options/stackDrift', message: tooMany }] });
  const input = {
    spec,
    vendorName: vendor.name,
    tenantName,
    kitVersion,
    connectionId,
    ...(vendor.watermark && { watermark: vendor.watermark }),
  };
  try {
    renderRoleTemplate(input);
    renderTerraform(input);
  } catch (cause) {
    throw fail(code, { cause, detail: message, errors: [{ path: '/options', message }] });
  }
}
