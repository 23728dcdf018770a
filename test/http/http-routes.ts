// The table of the HTTP tests: for each operation of the OpenAPI document one request that succeeds, and for each error
// code that only this route has, its cause. http-refusals.ts causes the codes that every route has.
import { withExternalId } from '../../api/core/role/trust-policy.js';
import { createApiKey } from '../../api/operations/access/api-keys.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { startRotation } from '../../api/operations/delivery/rotate.js';
import { startUpgrade } from '../../api/operations/delivery/upgrade.js';
import { revokeConnection, suspendConnection } from '../../api/operations/ending/end-access.js';
import { publishWaiting } from '../../api/operations/event/publish-events.js';
import { createWebhook } from '../../api/operations/event/webhooks.js';
import { backend, founder } from '../helpers/callers.js';
import { checked, newConnection, provenConnection, verifiedConnection, type Where } from '../helpers/customer.js';
import { customerAccount } from '../helpers/world.js';
import { deviationRoutes } from './http-deviation-routes.js';
import { legacyRoutes } from './http-legacy-routes.js';
import { freshTenant, type HttpCall, type Route, type Stage } from './http-stage.js';

const here = ({ tenantId, connectionId }: Where) => `/v1/tenants/${tenantId}/connections/${connectionId}`;
const nobody = 'con_0000000000000000';
const reason = { reason: 'Asked by phone' };

export async function routesOf(stage: Stage): Promise<Record<string, Route>> {
  return {
    ...healthRoutes,
    ...(await tenantRoutes(stage)),
    ...(await connectionRoutes(stage)),
    ...(await changeRoutes(stage)),
    ...checkRoutes(stage),
    ...sessionRoutes(stage),
    ...(await rotationRoutes(stage)),
    ...(await upgradeRoutes(stage)),
    ...(await endingRoutes(stage)),
    ...(await legacyRoutes(stage)),
    ...(await deviationRoutes(stage)),
    ...auditRoutes(stage),
    ...(await linkRoutes(stage)),
    ...(await keyRoutes(stage)),
    ...(await webhookRoutes(stage)),
  };
}

const healthRoutes: Record<string, Route> = {
  readLiveness: { call: { method: 'GET', url: '/healthz' }, status: 200 },
  readReadiness: { call: { method: 'GET', url: '/readyz' }, status: 200 },
};

async function tenantRoutes(stage: Stage): Promise<Record<string, Route>> {
  const { tenantId } = stage.places;
  const unknown = { tenant_not_found: { url: '/v1/tenants/ten_0000000000000000' } };
  return {
    createTenant: {
      call: { method: 'POST', url: '/v1/tenants', as: 'backend', payload: { name: 'New Tenant', reference: 'crm-7' } },
      otherBody: { name: 'Newer Tenant' },
      status: 201,
      refusals: { not_allowed: { as: 'bound' } },
    },
    listTenants: { call: { method: 'GET', url: '/v1/tenants?limit=2', as: 'auditor' }, status: 200 },
    readTenant: {
      call: { method: 'GET', url: `/v1/tenants/${tenantId}`, as: 'support' },
      status: 200,
      refusals: unknown,
    },
    changeTenant: {
      call: {
        method: 'PATCH',
        url: `/v1/tenants/${await freshTenant(stage)}`,
        as: 'backend',
        payload: { name: 'Right Name', reference: null },
      },
      status: 200,
      refusals: unknown,
    },
    closeTenant: {
      call: {
        method: 'DELETE',
        url: `/v1/tenants/${await freshTenant(stage)}`,
        as: 'operator',
        payload: reason,
      },
      status: 200,
      refusals: unknown,
    },
  };
}

async function connectionRoutes({ places }: Stage): Promise<Record<string, Route>> {
  const { tenantId, pending } = places;
  const wanted = { accountId: customerAccount, permissionSetId: 'cost-read' };
  const url = `/v1/tenants/${tenantId}/connections`;
  const list = { tenant_not_found: { url: '/v1/tenants/ten_0000000000000000/connections' } };
  return {
    createConnection: {
      call: { method: 'POST', url, as: 'backend', payload: wanted },
      otherBody: { ...wanted, maxSessionSeconds: 900 },
      status: 201,
      refusals: {
        ...list,
        tenant_closed: { url: `/v1/tenants/${places.closed}/connections` },
        too_many_pending: { url: `/v1/tenants/${places.crowded}/connections` },
        account_not_valid: { payload: { ...wanted, accountId: '12345678901' } },
        vendor_account: { payload: { ...wanted, accountId: '111122223333' } },
        partition_not_served: { payload: { ...wanted, partition: 'aws-cn' } },
        permission_set_not_found: { payload: { ...wanted, permissionSetId: 'everything' } },
        options_not_valid: { payload: { ...wanted, options: { path: 'no-slash' } } },
        values_not_valid: { payload: { ...wanted, permissionSetId: 'data-bucket-read', values: { Bucket: 'a*' } } },
        limits_not_valid: { payload: { ...wanted, endsAt: '2020-01-01T00:00:00Z' } },
      },
    },
    listConnections: { call: { method: 'GET', url, as: 'auditor' }, status: 200, refusals: list },
    searchConnections: {
      call: { method: 'GET', url: '/v1/connections?state=pending&limit=3', as: 'support' },
      status: 200,
    },
    readConnection: { call: { method: 'GET', url: here(pending), as: 'auditor' }, status: 200 },
  };
}

async function changeRoutes(stage: Stage): Promise<Record<string, Route>> {
  const { pending, revoked, reviewed, elsewhere, awaiting, tenantId } = stage.places;
  const ended = (path: string) => ({ not_in_this_state: { url: `${here(revoked)}${path}` } });
  const foreignRole = { roleArn: `arn:aws:iam::320987654321:role/drawbridge-aaaaaaaaaaaa-1` };
  const otherRole = { roleArn: `arn:aws:iam::${customerAccount}:role/drawbridge-aaaaaaaaaaaa-1` };
  const delivery = (path: string): Route => ({
    call: { method: 'GET', url: `${here(pending)}${path}`, as: 'support' },
    status: 200,
    refusals: {
      ...ended(path),
      under_review: { url: `${here(elsewhere)}${path}` },
      values_missing: { url: `${here(awaiting)}${path}` },
      permission_set_not_found: { over: 'withoutSets' },
      aws_unavailable: { over: 'withoutPublishing' },
      vendor_caller_unavailable: { over: 'withoutPublisher' },
    },
  });
  const approve = { approve: true, reason: 'The same group of companies' };
  return {
    changeConnection: {
      call: { method: 'PATCH', url: here(pending), as: 'backend', payload: { options: { namePrefix: 'acme-' } } },
      status: 200,
      refusals: {
        ...ended(''),
        role_arn_not_valid: { payload: foreignRole },
        role_not_of_this_connection: { payload: otherRole },
        limits_not_valid: { payload: { endsAt: '2020-01-01T00:00:00Z' } },
        stack_not_valid: { payload: { stack: { name: '1-begins-with-a-digit' } } },
        options_not_valid: { payload: { options: { tags: { 'aws:mine': 'x' } } } },
        permission_set_not_found: { over: 'withoutSets' },
      },
    },
    reviewConnection: {
      call: {
        method: 'POST',
        url: `${here(await newConnection(stage.world, tenantId))}/review`,
        as: 'support',
        payload: approve,
      },
      otherBody: { ...approve, approve: false },
      status: 200,
      refusals: { ...ended('/review'), review_not_open: { url: `${here(reviewed)}/review` } },
    },
    readDelivery: delivery('/delivery'),
    downloadTemplate: delivery('/delivery/template'),
    downloadTerraform: delivery('/delivery/terraform'),
    readGuide: delivery('/delivery/guide'),
    launchAgain: {
      call: { method: 'POST', url: `${here(pending)}/launches`, as: 'backend' },
      otherBody: {},
      status: 201,
      refusals: ended('/launches'),
    },
  };
}

function checkRoutes({ places }: Stage): Record<string, Route> {
  const { verified, revoked, checkId } = places;
  const url = `${here(verified)}/checks`;
  return {
    startCheck: {
      call: { method: 'POST', url, as: 'support' },
      otherBody: {},
      status: 202,
      refusals: {
        not_in_this_state: { url: `${here(revoked)}/checks` },
        checks_too_frequent: { over: 'checkedOften' },
      },
    },
    listChecks: { call: { method: 'GET', url, as: 'auditor' }, status: 200 },
    readCheck: {
      call: { method: 'GET', url: `${url}/${checkId}?waitSeconds=5`, as: 'backend' },
      status: 200,
      refusals: { check_not_found: { url: `${url}/chk_0000000000000000` } },
    },
  };
}

function sessionRoutes({ places }: Stage): Record<string, Route> {
  const url = `${here(places.verified)}/sessions`;
  return {
    issueSession: {
      call: { method: 'POST', url, as: 'backend', payload: { durationSeconds: 900 } },
      status: 201,
      refusals: {
        idempotency_key_not_accepted: { headers: { 'idempotency-key': 'again' } },
        not_issuing: { url: `${here(places.pending)}/sessions` },
        duration_not_allowed: { url: `${here(places.verified)}/sessions`, payload: { durationSeconds: 3600 } },
        session_policy_not_valid: { payload: { sessionPolicy: { Statement: 'all' } } },
        session_policy_not_announced: {
          payload: { sessionPolicy: { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } } },
        },
        role_refused_us: { over: 'refusing' },
        sts_region_disabled: { over: 'inDisabledRegion' },
        aws_unavailable: { over: 'faulty' },
        vendor_caller_unavailable: { over: 'withoutCaller' },
        sts_quota_reached: { over: 'exhausted' },
      },
    },
    listSessions: {
      call: { method: 'GET', url: `${url}?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00%2B09:00`, as: 'auditor' },
      status: 200,
    },
  };
}

/** Created from a version that is not the newest. */
const outdated = { permissionSetId: 'inventory-read', permissionSetVersion: '1.0.0' };

async function upgradeRoutes(stage: Stage): Promise<Record<string, Route>> {
  const { revoked, verified, tenantId } = stage.places;
  const { ports } = stage.world;
  const fresh = await verifiedConnection(stage.world, outdated, tenantId);
  const open = await verifiedConnection(stage.world, outdated, tenantId);
  const rotating = await verifiedConnection(stage.world, outdated, tenantId);
  await startUpgrade(ports, backend, open, reason);
  await startRotation(ports, backend, rotating, reason);
  const url = (where: Where) => `${here(where)}/upgrade`;
  const ended = { not_in_this_state: { url: url(revoked) } };
  const withdrawn = { ...reason, version: '0.9.0' };
  return {
    readUpgrade: {
      call: { method: 'GET', url: `${url(open)}`, as: 'auditor' },
      status: 200,
      refusals: {
        permission_set_not_found: { url: `${url(fresh)}?version=0.9.0` },
        upgrade_not_offered: { url: url(verified) },
      },
    },
    startUpgrade: {
      call: { method: 'POST', url: url(fresh), as: 'support', payload: reason },
      otherBody: { reason: 'Another reason' },
      status: 201,
      refusals: {
        ...ended,
        permission_set_not_found: { url: url(rotating), payload: withdrawn },
        upgrade_not_offered: { url: url(verified) },
        upgrade_open: { url: url(open) },
        rotation_open: { url: url(rotating) },
        options_not_valid: { url: url(verified), payload: { ...reason, trustEndsAt: '2020-01-01T00:00:00Z' } },
        values_not_valid: { url: url(verified), payload: { ...reason, values: { Bucket: 'a' } } },
      },
    },
    cancelUpgrade: {
      call: { method: 'DELETE', url: url(open), as: 'support', payload: reason },
      status: 200,
      refusals: { ...ended, upgrade_not_open: { url: url(verified) } },
    },
  };
}

async function rotationRoutes(stage: Stage): Promise<Record<string, Route>> {
  const { revoked, verified, tenantId } = stage.places;
  const { ports, aws } = stage.world;
  const fresh = await provenConnection(stage.world, {}, tenantId);
  const open = await provenConnection(stage.world, {}, tenantId);
  const takenUp = await provenConnection(stage.world, {}, tenantId);
  const upgrading = await verifiedConnection(stage.world, outdated, tenantId);
  await startUpgrade(ports, backend, upgrading, reason);
  await startRotation(ports, backend, open, reason);
  const { value } = await startRotation(ports, backend, takenUp, reason);
  aws.setTrustPolicy(takenUp.roleArn, withExternalId(value.roleSpec, value.externalId.pending!.value).trustPolicy);
  const url = (where: Where) => `${here(where)}/rotation`;
  const ended = { not_in_this_state: { url: url(revoked) } };
  return {
    startRotation: {
      call: { method: 'POST', url: url(fresh), as: 'support', payload: reason },
      otherBody: { ...reason, deadlineDays: 7 },
      status: 201,
      refusals: {
        ...ended,
        rotation_open: { url: url(open) },
        upgrade_open: { url: url(upgrading) },
        rotations_too_frequent: { over: 'rotatedOften', url: url(verified) },
      },
    },
    cancelRotation: {
      call: { method: 'DELETE', url: url(open), as: 'support', payload: reason },
      status: 200,
      refusals: {
        ...ended,
        rotation_not_open: { url: url(verified) },
        rotation_taken_up: { url: url(takenUp) },
        aws_unavailable: { over: 'faulty' },
        vendor_caller_unavailable: { over: 'withoutCaller' },
      },
    },
  };
}

async function endingRoutes(stage: Stage): Promise<Record<string, Route>> {
  const { pending, revoked, theirs, tenantId, verified } = stage.places;
  const { ports, aws } = stage.world;
  const toDrill = await provenConnection(stage.world, {}, tenantId);
  const toSuspend = await provenConnection(stage.world, {}, tenantId);
  const toRevoke = await newConnection(stage.world, tenantId);
  const toResume = await newConnection(stage.world, tenantId);
  await suspendConnection(ports, backend, toResume, 'For a moment');
  const closing = await provenConnection(stage.world, {}, tenantId);
  await revokeConnection(ports, backend, closing, 'No more', { mayCheckClosed: true });
  const refusing = await provenConnection(stage.world, {}, tenantId);
  aws.deleteRole(refusing.roleArn);
  await checked(stage.world, refusing);
  const ending = (path: string, where: Where, more: Record<string, Partial<HttpCall>> = {}): Route => ({
    call: { method: 'POST', url: `${here(where)}${path}`, as: 'backend', payload: reason },
    otherBody: { reason: 'Asked by letter' },
    status: 200,
    refusals: { not_in_this_state: { url: `${here(revoked)}${path}` }, not_allowed: { as: 'weak' }, ...more },
  });
  return {
    readImpact: { call: { method: 'GET', url: `${here(pending)}/impact`, as: 'support' }, status: 200 },
    startDrill: { ...ending('/drill', toDrill), status: 201 },
    suspendConnection: ending('/suspend', toSuspend, { stopped_unread: { over: 'torn' } }),
    resumeConnection: ending('/resume', toResume, { suspended_by_tenant: { url: `${here(theirs)}/resume` } }),
    revokeConnection: ending('/revoke', toRevoke, { stopped_unread: { over: 'torn' } }),
    stateEnd: {
      ...ending('/end-statement', refusing),
      refusals: {
        not_in_this_state: { url: `${here(revoked)}/end-statement` },
        not_allowed: { as: 'weak' },
        not_refused: { url: `${here(verified)}/end-statement` },
      },
    },
    stopOffboarding: {
      call: { method: 'DELETE', url: `${here(closing)}/offboarding`, as: 'support', payload: reason },
      status: 200,
      refusals: {
        not_in_this_state: { url: `${here(pending)}/offboarding` },
        not_allowed: { as: 'weak' },
        offboarding_not_open: { url: `${here(revoked)}/offboarding` },
      },
    },
  };
}

function auditRoutes({ places }: Stage): Record<string, Route> {
  const { verified, tenantId } = places;
  const verification = '/v1/history/verification';
  return {
    readMetrics: {
      call: { method: 'GET', url: '/metrics', as: 'operator' },
      status: 200,
      refusals: { not_allowed: { as: 'boundAuditor' } },
    },
    exportHistory: { call: { method: 'GET', url: `${here(verified)}/history/export`, as: 'auditor' }, status: 200 },
    exportLedger: { call: { method: 'GET', url: `${here(verified)}/sessions/export`, as: 'auditor' }, status: 200 },
    listHistory: { call: { method: 'GET', url: `${here(verified)}/history`, as: 'support' }, status: 200 },
    verifyHistory: {
      call: { method: 'GET', url: `${verification}?tenantId=${tenantId}`, as: 'auditor' },
      status: 200,
      refusals: {
        tenant_not_found: { url: `${verification}?tenantId=ten_0000000000000000` },
        connection_not_found: { url: `${verification}?tenantId=${tenantId}&connectionId=${nobody}` },
      },
    },
    listSecurityLog: {
      call: { method: 'GET', url: '/v1/security-log?from=2020-01-01T00:00:00Z&limit=3', as: 'auditor' },
      status: 200,
      refusals: { not_allowed: { as: 'boundAuditor' } },
    },
    listPermissionSets: { call: { method: 'GET', url: '/v1/permission-sets', as: 'operator' }, status: 200 },
    readPermissionSet: {
      call: { method: 'GET', url: '/v1/permission-sets/cost-read', as: 'support' },
      status: 200,
      refusals: { permission_set_not_found: { url: '/v1/permission-sets/cost-read?version=99.0.0' } },
    },
  };
}

async function linkRoutes(stage: Stage): Promise<Record<string, Route>> {
  const { pending, revoked, reviewed } = stage.places;
  const { link } = await makeLink(stage.world.ports, backend, pending, { kind: 'hand-off' });
  return {
    makeLink: {
      call: { method: 'POST', url: `${here(reviewed)}/links`, as: 'support', payload: { kind: 'hand-off' } },
      otherBody: { kind: 'manage', person: 'Ann Admin' },
      status: 201,
      refusals: { not_in_this_state: { url: `${here(revoked)}/links` }, links_too_many: { over: 'linkedOften' } },
    },
    listLinks: { call: { method: 'GET', url: `${here(pending)}/links`, as: 'auditor' }, status: 200 },
    revokeLink: {
      call: { method: 'DELETE', url: `${here(pending)}/links/${link.id}`, as: 'backend' },
      status: 200,
      refusals: { link_not_found: { url: `${here(pending)}/links/lnk_0000000000000000` } },
    },
  };
}

async function keyRoutes({ world, places }: Stage): Promise<Record<string, Route>> {
  const input = { name: 'To turn', scope: 'auditor', tenants: 'all', mayEndAccess: false, expiresInDays: 1 } as const;
  const { key } = await createApiKey(world.ports, founder, input);
  const wanted = { name: 'CI', scope: 'backend', tenants: [places.tenantId], cidrs: ['192.0.2.0/24', '2001:db8::/32'] };
  const unknown = (path: string) => ({ key_not_found: { url: `/v1/api-keys/key_0000000000000000${path}` } });
  return {
    createApiKey: {
      call: { method: 'POST', url: '/v1/api-keys', as: 'operator', payload: wanted },
      otherBody: { ...wanted, name: 'CD' },
      status: 201,
      refusals: { tenant_not_found: { payload: { ...wanted, tenants: ['ten_0000000000000000'] } } },
    },
    listApiKeys: { call: { method: 'GET', url: '/v1/api-keys', as: 'auditor' }, status: 200 },
    rotateApiKey: {
      call: { method: 'POST', url: `/v1/api-keys/${key.id}/rotate`, as: 'operator', payload: { overlapSeconds: 0 } },
      otherBody: { overlapSeconds: 60 },
      status: 201,
      refusals: unknown('/rotate'),
    },
    revokeApiKey: {
      call: { method: 'DELETE', url: `/v1/api-keys/${key.id}`, as: 'operator' },
      status: 200,
      refusals: unknown(''),
    },
  };
}

async function webhookRoutes({ world, places }: Stage): Promise<Record<string, Route>> {
  const { ports } = world;
  const url = 'https://receiver.example/hook';
  const [kept, toDelete] = await Promise.all(
    [1, 2].map(async () => (await createWebhook(ports, founder, { url, tenants: 'all' })).webhook),
  );
  const { connectionId } = await newConnection(world, places.elsewhere.tenantId);
  const deliveryId = `${connectionId.replace('con_', 'evt_')}_1`;
  // As many connections as the stage has; none is ended if it cannot be published.
  for (let n = 0; n < 3; n += 1) await publishWaiting(ports);
  const wanted = { url, tenants: [places.tenantId], types: ['connection.verified', 'connection.revoked'] };
  const unknown = (path: string) => ({ webhook_not_found: { url: `/v1/webhooks/whk_0000000000000000${path}` } });
  const here = `/v1/webhooks/${kept!.id}`;
  return {
    createWebhook: {
      call: { method: 'POST', url: '/v1/webhooks', as: 'operator', payload: wanted },
      otherBody: { ...wanted, tenants: 'all' },
      status: 201,
      refusals: {
        tenant_not_found: { payload: { ...wanted, tenants: ['ten_0000000000000000'] } },
        webhook_url_not_allowed: { payload: { ...wanted, url: 'https://169.254.169.254/' } },
        too_many_webhooks: { over: 'withManyWebhooks' },
      },
    },
    listWebhooks: { call: { method: 'GET', url: '/v1/webhooks?limit=2', as: 'auditor' }, status: 200 },
    rotateWebhook: {
      call: { method: 'POST', url: `${here}/rotate`, as: 'operator' },
      otherBody: {},
      status: 201,
      refusals: unknown('/rotate'),
    },
    deleteWebhook: {
      call: { method: 'DELETE', url: `/v1/webhooks/${toDelete!.id}`, as: 'operator' },
      status: 200,
      refusals: unknown(''),
    },
    listDeliveries: {
      call: { method: 'GET', url: `${here}/deliveries?state=waiting`, as: 'auditor' },
      status: 200,
      refusals: unknown('/deliveries'),
    },
    replayDelivery: {
      call: { method: 'POST', url: `${here}/deliveries/${deliveryId}/replay`, as: 'operator' },
      otherBody: {},
      status: 202,
      refusals: {
        ...unknown(`/deliveries/${deliveryId}/replay`),
        delivery_not_found: { url: `${here}/deliveries/evt_0000000000000000_1/replay` },
      },
    },
  };
}
