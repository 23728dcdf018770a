// Several instances of the service as processes, behind a stand-in for a load balancer: each is killed at a counted
// call and started again. For the proof that many instances behave as one.
import { type ChildProcess, fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { childScript } from '../helpers/child-script.js';
import type { KillAt, Said } from './instance-child.js';

/** Even: before the call; odd: after it. */
export interface Kill {
  at: KillAt;
  nth: number;
}

export interface FleetInput {
  processes: number;
  plant: 'none' | 'mistakes';
  /** In turn, one for each process that is started. */
  kills: readonly Kill[];
  random: () => number;
}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
  requestId: string;
  retryAfter: string | undefined;
}

/** Undefined: the instance was killed before it answered. */
export type Sent = Answer | undefined;

export async function startFleet({ processes, plant, kills, random }: FleetInput, variables: object) {
  const below = (n: number) => Math.floor(random() * n);
  const agent = new Agent({ keepAlive: true });
  /** Absent during a restart. */
  const up = new Map<number, number>();
  const running = new Set<ChildProcess>();
  let waiting: (() => void)[] = [];
  const troubles: string[] = [];
  const left = [...kills];
  let killed = 0;
  let isOver = false;
  const start = async (place: number): Promise<void> => {
    const { at, nth } = left.shift() ?? { at: '', nth: 0 };
    const instance = fork(childScript, ['proof/instance-child', JSON.stringify(variables), plant, at, `${nth}`], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // A code cache is valid only for the options that it was written with.
      execArgv: [],
    });
    running.add(instance);
    const listening = new Promise<void>((resolve, reject) => {
      instance.on('message', (said: Said) => {
        if ('trouble' in said) troubles.push(said.trouble);
        else {
          up.set(place, said.port);
          for (const go of waiting) go();
          waiting = [];
          resolve();
        }
      });
      instance.once('exit', (code, signal) => {
        up.delete(place);
        running.delete(instance);
        reject(new Error(`An instance did not start: ${code}`));
        if (isOver) return;
        if (signal !== 'SIGKILL') troubles.push(`an instance ended without a kill: ${code}`);
        killed += 1;
        void start(place).catch(error => void (isOver || troubles.push(String(error))));
      });
    });
    await listening;
  };
  await Promise.all(Array.from({ length: processes }, (_, place) => start(place)));

  /** Another instance if that one is down, as a load balancer does. */
  async function portOf(place: number): Promise<number> {
    while (up.size === 0) await new Promise<void>(resolve => void waiting.push(resolve));
    return up.get(place) ?? [...up.values()][below(up.size)]!;
  }

  async function send(path: string, key: string, payload: object, headers = {}, to = below(processes)): Promise<Sent> {
    const body = JSON.stringify(payload);
    const port = await portOf(to);
    return new Promise(resolve => {
      const sent = request(
        {
          agent,
          host: '127.0.0.1',
          port,
          method: 'POST',
          path,
          headers: {
            authorization: `Bearer ${key}`,
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            ...headers,
          },
        },
        response => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', chunk => {
            text += chunk;
          });
          response.once('error', () => resolve(undefined));
          response.once('end', () => {
            const retryAfter = response.headers['retry-after'];
            const requestId = String(response.headers['x-request-id']);
            resolve({ status: response.statusCode!, body: JSON.parse(text), requestId, retryAfter });
          });
        },
      );
      sent.once('error', () => resolve(undefined));
      sent.end(body);
    });
  }

  async function stop() {
    isOver = true;
    const ended = [...running].map(each => new Promise(resolve => each.once('exit', resolve)));
    for (const each of running) each.kill('SIGKILL');
    await Promise.all(ended);
    agent.destroy();
  }

  /** Two different instances. */
  function pair(): [number, number] {
    const one = below(processes);
    return [one, (one + 1 + below(processes - 1)) % processes];
  }

  return { send, stop, pair, below, troubles, killed: () => killed };
}

export type Fleet = Awaited<ReturnType<typeof startFleet>>;
