// The configuration of a kit on a database that several processes use, whose webhooks go to this machine. Its AWS does
// not answer.
import type { Config } from '../../api/config/config.js';
import { loadConfig } from '../../api/config/load-config.js';
import { vendorVariables } from '../../deploy/local/vendor-account.js';

export function eventKitConfig(dynamodb: string): Config {
  const key = { accessKeyId: 'AKIALOCAL00000000000', secretAccessKey: 'local' };
  return loadConfig({
    ...vendorVariables({ aws: 'http://127.0.0.1:9', dynamodb, key }),
    DRAWBRIDGE_PUBLIC_URL: 'http://127.0.0.1:4700',
    DRAWBRIDGE_SIGNING_KEY: 'k'.repeat(43),
    DRAWBRIDGE_WEBHOOKS_TO_LOOPBACK: 'true',
    DRAWBRIDGE_WEBHOOK_TIMEOUT_MS: '300',
  });
}
