// The client of one Drawbridge service with one API key.
import { type CredentialProvider, type CredentialsInput, credentialProvider } from './credentials.js';
import { exportWith } from './export.js';
import { type ClientOptions, settingsOf } from './options.js';
import { sendWith } from './request.js';
import { type AcceptedDeviationsApi, acceptedDeviations } from './resources/accepted-deviations.js';
import { type ApiKeysApi, apiKeys } from './resources/api-keys.js';
import { type ChecksApi, checks } from './resources/checks.js';
import { type ConnectionsApi, connections } from './resources/connections.js';
import { type DeliveryApi, delivery } from './resources/delivery.js';
import { type HealthApi, health } from './resources/health.js';
import { type HistoryApi, history } from './resources/history.js';
import { type LegacyAccessApi, legacyAccess } from './resources/legacy-access.js';
import { type LinksApi, links } from './resources/links.js';
import { type PermissionSetsApi, permissionSets } from './resources/permission-sets.js';
import { type RotationApi, rotation } from './resources/rotation.js';
import { type SecurityLogApi, securityLog } from './resources/security-log.js';
import { type SessionsApi, sessions } from './resources/sessions.js';
import { type TenantsApi, tenants } from './resources/tenants.js';
import { type UpgradeApi, upgrade } from './resources/upgrade.js';
import { type WebhooksApi, webhooks } from './resources/webhooks.js';

/** A client of one Drawbridge service with one API key. */
export interface Drawbridge {
  /** Tenants: the vendor's customers. */
  readonly tenants: TenantsApi;
  /** Connections: one AWS account of one tenant each. */
  readonly connections: ConnectionsApi;
  /** Delivery: what the customer launches, in every form. */
  readonly delivery: DeliveryApi;
  /** Checks: runs of probes and inspection that prove whether a connection is safe. */
  readonly checks: ChecksApi;
  /** Accepted deviations: findings that a person accepted for a time. */
  readonly acceptedDeviations: AcceptedDeviationsApi;
  /** Sessions: single credential requests, and the ledger. */
  readonly sessions: SessionsApi;
  /** History: every change of a connection. */
  readonly history: HistoryApi;
  /** Links to the pages of one connection. */
  readonly links: LinksApi;
  /** Legacy access: a role or a long-term key from before the connection. */
  readonly legacyAccess: LegacyAccessApi;
  /** Rotation of the external ID of a connection. */
  readonly rotation: RotationApi;
  /** Upgrades: another version of the permission set, or another end of the trust policy. */
  readonly upgrade: UpgradeApi;
  /** Permission sets: what the vendor may do, with a reason for each statement. */
  readonly permissionSets: PermissionSetsApi;
  /** Keys of the service's API. For operators. */
  readonly apiKeys: ApiKeysApi;
  /** The security log. For operators and auditors. */
  readonly securityLog: SecurityLogApi;
  /** Webhooks: where events are sent, and how each delivery went. */
  readonly webhooks: WebhooksApi;
  /** Whether the service runs, and its metrics. */
  readonly health: HealthApi;
  /**
   * A tenant's credentials for an AWS SDK v3 client: `new S3Client({ credentials: client.credentials({ … }) })`. The
   * same input returns the same provider, so clients that are created for each request share one cache.
   */
  credentials(input: CredentialsInput): CredentialProvider;
}

/** How many providers a client keeps. A caller can keep using an older one. */
const providersKept = 1000;

/** Creates a client. Without options it takes `DRAWBRIDGE_URL` and `DRAWBRIDGE_KEY` from the environment. */
export function drawbridge(options: ClientOptions = {}): Drawbridge {
  const settings = settingsOf(options);
  const send = sendWith(settings);
  const open = exportWith(settings);
  const issued = sessions(send, open);
  const { now, random, onWarning } = settings;
  return {
    tenants: tenants(send),
    connections: connections(send),
    delivery: delivery(send),
    checks: checks(send, settings),
    acceptedDeviations: acceptedDeviations(send),
    sessions: issued,
    history: history(send, open),
    links: links(send),
    legacyAccess: legacyAccess(send),
    rotation: rotation(send),
    upgrade: upgrade(send),
    permissionSets: permissionSets(send),
    apiKeys: apiKeys(send),
    securityLog: securityLog(send),
    webhooks: webhooks(send),
    health: health(send),
    credentials: keeping(input => credentialProvider(input, { issue: issued.issue, now, random, warn: onWarning })),
  };
}

/** The same provider for the same input. */
function keeping(create: Drawbridge['credentials']): Drawbridge['credentials'] {
  const providers = new Map<string, CredentialProvider>();
  return input => {
    if (input.signal) return create(input);
    const { tenantId, connectionId, durationSeconds, sessionPolicy } = input;
    const name = JSON.stringify([tenantId, connectionId, durationSeconds, sessionPolicy]);
    const provider = providers.get(name) ?? create(input);
    // The most recently used is last, so the first is the least recently used.
    providers.delete(name);
    providers.set(name, provider);
    if (providers.size > providersKept) providers.delete(providers.keys().next().value!);
    return provider;
  };
}
