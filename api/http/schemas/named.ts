// Every named schema of the OpenAPI document.
import type { TSchema } from 'typebox';
import { acceptedDeviationsSchema } from './accepted-deviation.js';
import { keyNames } from './api-key.js';
import { checkNames } from './check.js';
import { connectionListSchema, connectionSchema } from './connection.js';
import { deliverySchema } from './delivery.js';
import { endingNames } from './ending.js';
import { eventNames } from './event.js';
import { exportNames } from './export.js';
import { findingSchema, witnessSchema } from './finding.js';
import { historyNames } from './history.js';
import { linkNames } from './link.js';
import { permissionSetNames } from './permission-set.js';
import { problemSchema } from './problem.js';
import { securityLogNames } from './security-log.js';
import { sessionNames } from './session.js';
import { tenantListSchema, tenantSchema } from './tenant.js';
import { upgradeNames } from './upgrade.js';
import { webhookNames } from './webhook.js';

export const namedSchemas: readonly TSchema[] = [
  problemSchema,
  tenantSchema,
  tenantListSchema,
  findingSchema,
  witnessSchema,
  connectionSchema,
  connectionListSchema,
  ...checkNames,
  acceptedDeviationsSchema,
  deliverySchema,
  ...endingNames,
  ...eventNames,
  ...exportNames,
  ...historyNames,
  ...keyNames,
  ...linkNames,
  ...permissionSetNames,
  ...securityLogNames,
  ...sessionNames,
  ...upgradeNames,
  ...webhookNames,
];
