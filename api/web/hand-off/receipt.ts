// The receipt that the person who launched the role keeps: what was given, to whom, where to come back and how to undo
// it. On the page and as a text file. It names the external ID's meaning, not its value.
import { say, sayTime, type TextKey } from '../../../templates/text/say.js';
import type { Connection } from '../../core/connection/connection.js';
import { liveRoleSpec } from '../../core/connection/launches.js';
import { statementsOf } from '../../core/permission-set/permission-set.js';
import { trustEndOf } from '../../core/role/trust-policy.js';
import type { Language } from '../../core/values/languages.js';
import { endCommandsOf } from '../../operations/ending/end-commands.js';
import { servedIn } from '../../operations/vendor-in.js';
import type { Ports } from '../../ports/ports.js';

export interface ReceiptView {
  /** Heading and text of each row. Codes are shown as they are. */
  rows: { name: string; text: string; isCode: boolean }[];
  /** The permissions, one line per statement. In the file only: the page of a forwarded link shows their summary. */
  permissions: string[];
  deleteCommand: string;
  /** Where the same can be downloaded. */
  path: string;
  /** Until when the page shows it. */
  until: string;
}

/** Undefined until the role is verified. `until`: when the page closes. */
export function receiptOf(
  ports: Pick<Ports, 'vendor' | 'permissionSets'>,
  connection: Connection,
  language: Language,
  { path, until }: { path: string; until: string },
): ReceiptView | undefined {
  const { verifiedAt } = connection;
  if (!verifiedAt) return undefined;
  const { vendor } = ports;
  const spec = liveRoleSpec(connection);
  const served = servedIn(vendor, connection.partition);
  const { id, version } = connection.permissionSet;
  const set = ports.permissionSets.get(id, version);
  const facts = { vendor: vendor.name, contact: vendor.supportContact };
  const row = (key: TextKey, text: string, isCode = false) => ({ name: say(language, key, facts), text, isCode });
  const ends = trustEndOf(spec);
  const { permissionsBoundaryArn: boundary } = spec;
  return {
    rows: [
      row('receipt.verifiedAt', sayTime(verifiedAt)),
      row('receipt.vendor', `${vendor.name} (${vendor.supportContact})`),
      ...(served ? [row('receipt.vendorRole', served.brokerRoleArn, true)] : []),
      row('handoff.account', connection.accountId, true),
      row('receipt.role', spec.arn, true),
      row('handoff.externalId', say(language, 'receipt.externalId', facts)),
      row('manage.permissionSet', [set?.title[language], `${id} ${version}`].filter(Boolean).join(' – ')),
      ...(set ? [row('receipt.permissions', set.summary[language])] : []),
      ...Object.entries(spec.values ?? {}).map(([name, { value }]) => {
        const title = set?.parameters?.find(each => each.name === name)?.title[language];
        return { name: title ?? name, text: value, isCode: true };
      }),
      ...(ends ? [row('handoff.trustEnd', sayTime(ends))] : []),
      ...(boundary ? [row('handoff.boundary', boundary, true)] : []),
      row('receipt.back', say(language, 'receipt.back.how', facts)),
      row('receipt.undo', say(language, 'receipt.undo.how', facts)),
    ],
    permissions: [
      ...(set ? statementsOf(set, 'Allow').map(each => `${each.sid}: ${each.actions.join(', ')}`) : []),
      ...(spec.managedPolicies ?? []).map(each => `${each.arn} (${each.versionId})`),
    ],
    deleteCommand: endCommandsOf(vendor, connection).deleteStack,
    path,
    until,
  };
}

/** The same as a text file. */
export function receiptText({ rows, permissions, deleteCommand }: ReceiptView, language: Language): string {
  const lines = rows.flatMap(({ name, text }) => [name, `  ${text}`, '']);
  const granted = permissions.map(each => `  ${each}`);
  const title = say(language, 'receipt.title');
  const undo = [`  ${deleteCommand}`, `  ${say(language, 'terraform.end')}`, ''];
  return [title, '', ...lines, ...undo, say(language, 'handoff.granted'), ...granted, ''].join('\n');
}
