// One instance of the service as in production, for the proof of many instances: ends itself at the nth call that `at`
// selects, and reports its port and error log. `plant` adds faults that the proof must find.
import type { AddressInfo } from 'node:net';
import { buildApp } from '../../api/app.js';
import { makeStsQuota } from '../../api/broker/sts-quota.js';
import { compose } from '../../api/compose.js';
import { loadConfig } from '../../api/config/load-config.js';
import type { AssumeUse } from '../../api/core/metric-labels.js';
import type { Ports } from '../../api/ports/ports.js';
import { startWorker } from '../../api/worker.js';
import { countedUntil } from './counted.js';

/** `making`: creates connections; `asking`: calls AWS for a credential request; `anywhere`: any write or AWS call. */
export type KillAt = 'making' | 'asking' | 'anywhere';
export type Said = { port: number } | { trouble: string };

const say = (said: Said) => void process.send!(said);
const silent = () => undefined;
const trouble = (facts: Record<string, unknown>, message: string) =>
  say({ trouble: `${message} ${(facts.err as Error | undefined)?.stack ?? ''}` });
const log = { info: silent, warn: silent, error: trouble };

function killed(ports: Ports, at: string, nth: number): Ports {
  const { count, counted } = countedUntil(nth);
  const isCounted = (use: AssumeUse) => (at === 'asking' ? use === 'issue' : at === 'anywhere');
  const assumeRole: Ports['assumeRole'] = (...call) =>
    isCounted(call[1].use) ? count(() => ports.assumeRole(...call)) : ports.assumeRole(...call);
  if (at === 'asking') return { ...ports, assumeRole };
  const connections = counted(ports.connections, 'create');
  if (at === 'making') return { ...ports, connections };
  return {
    ...ports,
    assumeRole,
    connections: { ...connections, ...counted(ports.connections, 'change', 'note') },
    ledger: counted(ports.ledger, 'put'),
    idempotency: counted(ports.idempotency, 'begin', 'finish'),
    externalIds: counted(ports.externalIds, 'claim'),
    tenants: counted(ports.tenants, 'create'),
    checks: counted(ports.checks, 'begin', 'save', 'finish'),
  };
}

/** A separate quota for each process, and rows written after AWS has answered. */
function withMistakes(ports: Ports, perSecond: number): Ports {
  const { stsBuckets: buckets, ledger } = ports;
  const own = (region: string) => `${region} ${process.pid}`;
  return {
    ...ports,
    stsQuota: makeStsQuota({
      clock: ports.clock,
      log,
      perSecond,
      buckets: {
        emptyAt: region => buckets.emptyAt(own(region)),
        move: (region, change) => buckets.move(own(region), change),
        restart: (region, change) => buckets.restart(own(region), change),
      },
    }),
    ledger: {
      ...ledger,
      put: async row => (row.type === 'minted' && !row.outcome ? undefined : ledger.put(row)),
    },
  };
}

export async function run([variables = '', plant = 'none', at = '', nth = '0']: string[]): Promise<void> {
  const config = loadConfig(JSON.parse(variables));
  const kit = compose(config, log);
  // The parent process is gone.
  process.once('disconnect', () => process.exit());
  const planted = plant === 'mistakes' ? withMistakes(kit.ports, config.stsPerSecond) : kit.ports;
  const ports = killed(planted, at, Number(nth));
  await kit.prepare();
  const write = (line: string) => {
    const { level, err } = JSON.parse(line);
    // A refusal that says when to retry is a valid answer.
    if (level >= 50 && err?.type !== 'KitError') say({ trouble: line });
  };
  const app = await buildApp(ports, config, { stream: { write } });
  await app.listen({ host: '127.0.0.1', port: 0 });
  startWorker(ports);
  say({ port: (app.server.address() as AddressInfo).port });
}
