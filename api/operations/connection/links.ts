// Hand-off and manage links: signed, expiring, revocable, each for one connection and listed for support.
import { type Caller, refusedAs } from '../../core/access/caller.js';
import type { Link } from '../../core/access/link.js';
import { hourMs } from '../../core/values/time.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Page, PageInput } from '../../ports/subjects.js';
import { actorOf } from '../access/actor.js';
import { note } from '../access/allow.js';
import type { ConnectionRef } from './find-connection.js';
import { findConnection } from './find-connection.js';
import { notInThisState } from './not-in-this-state.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'secrets' | 'connections' | 'links' | 'vendor'>;

const handOffMs = 7 * 24 * hourMs;
/** A manage link is for a person who is logged in at the vendor now. */
const manageMs = hourMs / 2;

export interface MadeLink {
  link: Link;
  /** Shown once; not kept. */
  url: string;
}

export async function makeLink(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  input: { kind: 'hand-off' } | { kind: 'manage'; person: string },
): Promise<MadeLink> {
  const kept = await findConnection(ports, caller, 'link.create', where);
  const { state } = kept.value;
  const useful = input.kind === 'manage' ? state !== 'expired' : state === 'pending';
  if (!useful) throw notInThisState(state);
  const now = ports.clock.now();
  const link: Link = {
    schema: 1,
    id: `lnk_${ports.ids.text(16)}`,
    kind: input.kind,
    tenantId: kept.value.tenantId,
    connectionId: kept.value.id,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + (input.kind === 'manage' ? manageMs : handOffMs)).toISOString(),
    madeBy: { kind: caller.kind, id: caller.id },
    ...(input.kind === 'manage' && { person: input.person, mayRevoke: !refusedAs(caller, 'connection.revoke') }),
  };
  const made = await ports.links.create(link, { at: link.createdAt, who: actorOf(caller), action: 'link.created' });
  if (!made) throw fail('conflict');
  return { link, url: `${ports.vendor.publicUrl}/c/${link.id}.${ports.secrets.sign(signedText(link))}` };
}

/**
 * Everything a link stands for is in its signature, so a changed store cannot widen one. A link made before makers were
 * kept was signed without, and counts as one of which nothing is known.
 */
function signedText({ id, kind, connectionId, expiresAt, person, madeBy, mayRevoke }: Link): string {
  const maker = madeBy ? [madeBy.kind, madeBy.id, String(mayRevoke === true)] : [];
  return ['link', id, kind, connectionId, expiresAt, person ?? '', ...maker].join('\n');
}

/** The link of a token, when it is good now. Throws one error for every reason it may not be; both are noted. */
export async function openLink(ports: Needs, token: string): Promise<Link> {
  const dot = token.indexOf('.');
  const kept = dot > 0 ? await ports.links.get(token.slice(0, dot)) : undefined;
  const isOurs = kept && ports.secrets.signed(signedText(kept.value), token.slice(dot + 1));
  if (!isOurs || !isGood(ports, kept.value)) {
    // The part that names the link is no secret; the rest of the token stays out.
    const named = /^lnk_[a-z0-9]{16}(?=\.)/.exec(token)?.[0];
    await note(ports, { what: 'link_not_valid', facts: { ...(named && { linkId: named }) } });
    throw fail('link_not_valid');
  }
  const { id, kind, tenantId, connectionId, person, madeBy } = kept.value;
  const named = { ...(person && { person }), ...(madeBy && { madeBy: madeBy.id }) };
  const facts = { linkId: id, kind, tenantId, connectionId, ...named };
  await note(ports, { what: 'link_opened', callerId: id, facts });
  return kept.value;
}

/** The link that a page's cookie stands for, read again at each request: a revoked link ends its pages at once. */
export async function linkOf(ports: Needs, linkId: string): Promise<Link> {
  const kept = await ports.links.get(linkId);
  if (!kept || !isGood(ports, kept.value)) throw fail('link_not_valid');
  return kept.value;
}

function isGood(ports: Needs, link: Link): boolean {
  return !link.revokedAt && link.expiresAt > ports.clock.now().toISOString();
}

/** What a link's holder may do: this one connection, as the table of callers says. */
export function callerOfLink({ kind, id, tenantId, connectionId, person, madeBy, mayRevoke }: Link): Caller {
  const isTenants = madeBy?.kind !== 'support';
  return {
    kind,
    id,
    tenants: [tenantId],
    connectionId,
    ...(person && { name: person }),
    // Of a link whose maker is not known nothing good is presumed.
    ...(madeBy && { madeBy, mayRevoke: mayRevoke === true, mayResume: isTenants, mayCloseLegacy: isTenants }),
  };
}

export async function listLinks(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  page: PageInput,
): Promise<Page<Link>> {
  await findConnection(ports, caller, 'link.read', where);
  const found = await ports.links.listOf(where.connectionId, page);
  return { ...found, items: found.items.map(each => each.value) };
}

/** Revoking a revoked link is no error: it is what was wanted. */
export async function revokeLink(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef & { linkId: string },
): Promise<Link> {
  await findConnection(ports, caller, 'link.revoke', where);
  const kept = await ports.links.get(where.linkId);
  if (!kept || kept.value.connectionId !== where.connectionId) throw fail('link_not_found');
  if (kept.value.revokedAt) return kept.value;
  const at = ports.clock.now().toISOString();
  const change = { at, who: actorOf(caller), action: 'link.revoked' };
  const written = await ports.links.change(kept, { ...kept.value, revokedAt: at }, change);
  if (!written) throw fail('conflict');
  return written.value;
}
