// The client of one Drawbridge service under one API key.
import { type CredentialProvider, type CredentialsInput, credentialProvider } from './credentials.js';
import { makeExport } from './export.js';
import { type ClientOptions, settingsOf } from './options.js';
import { makeSend } from './request.js';
import { apiKeys } from './resources/api-keys.js';
import { checks } from './resources/checks.js';
import { connections } from './resources/connections.js';
import { delivery } from './resources/delivery.js';
import { health } from './resources/health.js';
import { history } from './resources/history.js';
import { legacyAccess } from './resources/legacy-access.js';
import { links } from './resources/links.js';
import { permissionSets } from './resources/permission-sets.js';
import { rotation } from './resources/rotation.js';
import { securityLog } from './resources/security-log.js';
import { sessions } from './resources/sessions.js';
import { tenants } from './resources/tenants.js';
import { upgrade } from './resources/upgrade.js';
import { webhooks } from './resources/webhooks.js';

export type Drawbridge = ReturnType<typeof drawbridge>;

/** Providers that one client remembers; of those it forgets, whoever holds one keeps using it. */
const providersRemembered = 1000;

export function drawbridge(options: ClientOptions) {
  const settings = settingsOf(options);
  const { now, random, onWarning } = settings;
  const send = makeSend(settings);
  const open = makeExport(settings);
  const issued = sessions(send, open);
  const providers = new Map<string, CredentialProvider>();

  /**
   * A tenant's credentials for an AWS SDK v3 client: `new S3Client({ credentials: client.credentials({ … }) })`.
   * The same input gives the same provider, so that clients made for each request share one cache.
   */
  function credentials(input: CredentialsInput): CredentialProvider {
    const make = () => credentialProvider(input, { issue: issued.issue, now, random, warn: onWarning });
    if (input.signal) return make();
    const { tenantId, connectionId, durationSeconds, sessionPolicy } = input;
    const name = JSON.stringify([tenantId, connectionId, durationSeconds, sessionPolicy]);
    const provider = providers.get(name) ?? make();
    // Newest last: the first is the one that was asked for longest ago.
    providers.delete(name);
    providers.set(name, provider);
    if (providers.size > providersRemembered) providers.delete(providers.keys().next().value!);
    return provider;
  }

  return {
    tenants: tenants(send),
    connections: connections(send),
    delivery: delivery(send),
    checks: checks(send, settings),
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
    credentials,
  };
}
