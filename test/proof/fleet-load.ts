// The load of customers' backends on a fleet of instances: identical and different credential requests, checks, and new
// tenants and connections, each under an idempotency key that two instances get at once and others later.
import { randomUUID } from 'node:crypto';
import type { Where } from '../helpers/customer.js';
import { customerAccount } from '../helpers/world.js';
import type { Answer, Fleet, Sent } from './fleet.js';

export interface Made {
  path: string;
  key: string;
  payload: object;
  answers: Sent[];
}

export interface Load {
  places: Where[];
  checkedPlaces: Where[];
  requests: { place: Where; sent: Sent }[];
  made: Made[];
  checks: { place: Where; sent: Sent }[];
}

export const isMade = (sent: Sent): sent is Answer => sent?.status === 201;

/** Waves of different requests, with identical ones between them, and the other operations of customers. */
export async function putLoad(
  fleet: Fleet,
  key: string,
  places: Where[],
  perSecond: number,
  isOver: (done: Load) => boolean,
): Promise<Load> {
  const [checkedPlaces, askedPlaces] = [places.slice(0, 2), places.slice(2)];
  const done: Load = { places: askedPlaces, checkedPlaces, requests: [], made: [], checks: [] };
  const pathOf = ({ tenantId, connectionId }: Where) => `/v1/tenants/${tenantId}/connections/${connectionId}`;
  let unlike = 0;

  async function ask(durationSeconds: number) {
    const place = askedPlaces[fleet.below(askedPlaces.length)]!;
    const sent = await fleet.send(`${pathOf(place)}/sessions`, key, { durationSeconds });
    done.requests.push({ place, sent });
  }

  const requestUnlike = () => {
    unlike += 1;
    return ask(900 + (unlike % 2700));
  };

  async function makeTwice(path: string, payload: object): Promise<Made> {
    const made: Made = { path, key: randomUUID(), payload, answers: [] };
    done.made.push(made);
    await again(made, ...fleet.pair());
    return made;
  }

  async function again(made: Made, ...to: (number | undefined)[]) {
    const headers = { 'idempotency-key': made.key };
    const sent = to.map(each => fleet.send(made.path, key, made.payload, headers, each));
    made.answers.push(...(await Promise.all(sent)));
  }

  async function make() {
    const tenant = (await makeTwice('/v1/tenants', { name: `Tenant ${done.made.length}` })).answers.find(isMade);
    if (!tenant) return;
    const payload = { accountId: customerAccount, permissionSetId: 'cost-read' };
    const path = `/v1/tenants/${tenant.body.id}/connections`;
    await Promise.all([makeTwice(path, payload), makeTwice(path, payload)]);
  }

  async function check() {
    const place = checkedPlaces[done.checks.length % checkedPlaces.length]!;
    const sent = fleet.pair().map(to => fleet.send(`${pathOf(place)}/checks`, key, {}, {}, to));
    for (const each of await Promise.all(sent)) done.checks.push({ place, sent: each });
  }

  while (!isOver(done)) {
    await Promise.all(Array.from({ length: 3 * perSecond }, requestUnlike));
    for (let n = 0; n < 6; n += 1) {
      const alike = Array.from({ length: 10 }, () => ask(900));
      const repeated = done.made.length > 0 ? [again(done.made[fleet.below(done.made.length)]!, undefined)] : [];
      await Promise.all([...alike, ...repeated, requestUnlike(), ...(n % 2 ? [make()] : [check()])]);
    }
  }
  return done;
}
