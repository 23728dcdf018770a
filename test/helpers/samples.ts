// Sample values for tests of core: one permission set, one role spec, one pending connection.
import { type DueNotes, scheduleAfterCheck } from '../../api/core/check/schedule.js';
import type { Connection } from '../../api/core/connection/connection.js';
import type { PermissionSet } from '../../api/core/permission-set/permission-set.js';
import { roleSpecOf } from '../../api/core/role/build.js';
import type { RoleSpecInput } from '../../api/core/role/role-spec.js';

const sentence = { en: 'x', ja: 'x' };

export const samplePermissionSet: PermissionSet = {
  id: 'sample-read',
  version: '1.0.0',
  access: 'metadata',
  title: sentence,
  summary: sentence,
  statements: [
    {
      sid: 'Cost',
      actions: ['ce:GetCostAndUsage', 'ce:GetTags'],
      resources: ['*'],
      wildcardReason: sentence,
      why: sentence,
      without: sentence,
    },
  ],
};

const options = { namePrefix: '', path: '/', tags: {} };

export const sampleSpecInput: RoleSpecInput = {
  vendorName: 'Vendor',
  tenantName: 'Tenant',
  tenantId: 'ten_sample0000000000',
  connectionId: 'con_sample0000000000',
  partition: 'aws',
  accountId: '210987654321',
  brokerRoleArn: 'arn:aws:iam::111122223333:role/drawbridge-broker',
  externalId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  roleRandom: 'abcdef012345',
  launch: 1,
  options,
  permissionSet: samplePermissionSet,
};

export const sampleSpec = roleSpecOf(sampleSpecInput);

export const sampleConnection: Connection = {
  schema: 1,
  id: 'con_sample0000000000',
  tenantId: 'ten_sample0000000000',
  partition: 'aws',
  accountId: '210987654321',
  state: 'pending',
  health: 'unknown',
  createdAt: '2026-11-20T00:00:00.000Z',
  expiresAt: '2026-12-04T00:00:00.000Z',
  permissionSet: { id: 'sample-read', version: '1.0.0' },
  options,
  maxSessionSeconds: 3600,
  roleRandom: 'abcdef012345',
  launch: 1,
  externalId: { current: '0f8fad5b-d9cb-469f-a165-70867728950e', generation: 1, retired: [] },
  roleSpec: sampleSpec,
  findings: [],
};

/** The waits between the kit's checks, in seconds. */
export function pendingWaits(value: Connection, checks: number, now: Date): number[] {
  const waits: number[] = [];
  let notes: DueNotes = {};
  for (let n = 0; n < checks; n += 1) {
    notes = scheduleAfterCheck({ value, revision: 1, notes }, { kind: 'full', end: 'conclusive' }, now);
    waits.push((Date.parse(notes.due!.at) - now.getTime()) / 1000);
  }
  return waits;
}
