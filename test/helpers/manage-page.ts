// A person of the tenant with a manage link: opens it, reads the page in a language, sends its forms.
import type { Caller } from '../../api/core/access/caller.js';
import { makeLink } from '../../api/operations/connection/links.js';
import { voucher } from './callers.js';
import type { Where } from './customer.js';
import type { World } from './world.js';

export async function managePage(world: Pick<World, 'app' | 'ports'>, where: Where, maker: Caller = voucher) {
  const { url } = await makeLink(world.ports, maker, where, { kind: 'manage', person: 'Ann Admin' });
  const opened = await world.app.inject({ url: new URL(url).pathname });
  if (opened.statusCode !== 303) throw new Error(opened.body);
  const [{ name, value }] = opened.cookies as [{ name: string; value: string }];
  const path = String(opened.headers.location);
  const headers = { cookie: `${name}=${value}` };
  const read = async (language = 'en', below = '') =>
    (await world.app.inject({ url: path + below, headers: { ...headers, 'accept-language': language } })).body;
  const token = async () => /name="form" value="([\w-]+)"/.exec(await read())![1]!;
  /** `form`: the token of a page that was read before. */
  const send = async (
    below: string,
    fields: Record<string, string> = { reason: 'Agreed with our vendor' },
    form?: string,
  ) =>
    world.app.inject({
      method: 'POST',
      url: `${path}/${below}`,
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ form: form ?? (await token()), ...fields }).toString(),
    });
  return { read, token, send };
}
