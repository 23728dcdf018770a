// Builds the HTTP application: the JSON API, then the pages. The entrances listen.
import type { Config } from './config/config.js';
import { buildHttp, type HttpOptions } from './http/server.js';
import type { Ports } from './ports/ports.js';
import { registerPages } from './web/pages.js';

export type AppOptions = Omit<HttpOptions, 'config'>;

export async function buildApp(ports: Ports, config: Config, options: AppOptions = {}) {
  const app = await buildHttp(ports, { config, ...options });
  await registerPages(app, ports, config);
  return app;
}
