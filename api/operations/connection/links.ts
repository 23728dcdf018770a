// Hand-off and manage links: signed, expiring and revocable. Each is for one connection, and support can list them.
import { type Caller, type Maker, type MakerNow, refusedAs, sees } from '../../core/access/caller.js';
import type { Link } from '../../core/access/link.js';
import { hourMs } from '../../core/values/time.js';
import { fail } from '../../errors.js';
import type { Ports } from '../../ports/ports.js';
import type { Page, PageInput } from '../../ports/subjects.js';
import { actorOf } from '../access/actor.js';
import { callerOfKeyId } from '../access/key-caller.js';
import { type ConnectionRef, findConnection } from './find-connection.js';
import { notInThisState } from './not-in-this-state.js';
import { refuseBeyond } from './refuse-beyond.js';

type Needs = Pick<Ports, 'clock' | 'ids' | 'securityLog' | 'secrets' | 'connections' | 'links' | 'apiKeys' | 'vendor'>;

const handOffMs = 7 * 24 * hourMs;
/** A manage link is for a person whom the vendor has just authenticated. */
const manageMs = hourMs / 2;

export interface MadeLink {
  link: Link;
  /** Shown once and not stored. */
  url: string;
}

export async function makeLink(
  ports: Needs,
  caller: Caller,
  where: ConnectionRef,
  input: { kind: 'hand-off'; requestedBy?: string } | { kind: 'manage'; person: string },
): Promise<MadeLink> {
  const kept = await findConnection(ports, caller, 'link.create', where);
  const { state } = kept.value;
  const useful = input.kind === 'manage' ? state !== 'expired' : state === 'pending';
  if (!useful) throw notInThisState(state);
  await refuseTooMany(ports, caller, kept.value.id, input);
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
    ...(caller.linksEnded && { linksEnded: caller.linksEnded }),
    ...(input.kind === 'hand-off' && input.requestedBy && { requestedBy: input.requestedBy }),
    ...(input.kind === 'manage' && { person: input.person, mayRevoke: !refusedAs(caller, 'connection.revoke') }),
  };
  const made = await ports.links.create(link, { at: link.createdAt, who: actorOf(caller), action: 'link.created' });
  if (!made) throw fail('conflict');
  return { link, url: `${ports.vendor.publicUrl}/c/${link.id}.${ports.secrets.sign(signedText(link))}` };
}

type LinkInput = Parameters<typeof makeLink>[3];

/** Each link may change its connection a few times whatever others do, so a key must not have any number of them. */
async function refuseTooMany(ports: Needs, caller: Caller, connectionId: string, input: LinkInput): Promise<void> {
  const act = { action: 'link.create', connectionId } as const;
  if (input.kind === 'hand-off') return refuseBeyond(ports, 'handOffLink', caller, act);
  await refuseBeyond(ports, 'manageLinkOfPerson', caller, { ...act, part: input.person });
  await refuseBeyond(ports, 'manageLink', caller, act);
}

/** The signature covers everything that a link allows, so an edited store item cannot widen it. */
function signedText(link: Link): string {
  const { id, kind, connectionId, expiresAt, person, madeBy, mayRevoke, linksEnded, requestedBy } = link;
  const maker = madeBy ? [madeBy.kind, madeBy.id, String(mayRevoke === true)] : [];
  const ended = linksEnded ? [`links ended: ${linksEnded}`] : [];
  const asker = requestedBy ? [`requested by: ${requestedBy}`] : [];
  return ['link', id, kind, connectionId, expiresAt, person ?? '', ...maker, ...ended, ...asker].join('\n');
}

/** A valid link and its caller. */
export interface OpenedLink {
  link: Link;
  caller: Caller;
}

/** The link of a valid token. All refusals give the same error. Refusals are counted, openings are noted. */
export async function openLink(
  ports: Needs & Pick<Ports, 'refusalCounts'>,
  token: string,
  address: string,
): Promise<OpenedLink> {
  const dot = token.indexOf('.');
  const kept = dot > 0 ? await ports.links.get(token.slice(0, dot)) : undefined;
  const isOurs = kept && ports.secrets.signed(signedText(kept.value), token.slice(dot + 1));
  const opened = isOurs && !kept.isAltered ? await validLink(ports, kept.value) : undefined;
  if (!opened) {
    // The link id inside the token is not secret. The rest of the token is not recorded.
    const named = /^lnk_[a-z0-9]{16}(?=\.)/.exec(token)?.[0];
    ports.refusalCounts.count({ what: 'link_not_valid', address, facts: { ...(named && { linkId: named }) } });
    throw fail('link_not_valid');
  }
  const { id, kind, tenantId, connectionId, person, madeBy } = opened.link;
  const named = { ...(person && { person }), ...(madeBy && { madeBy: madeBy.id }) };
  const facts = { linkId: id, kind, tenantId, connectionId, ...named };
  ports.securityLog.note({ what: 'link_opened', callerId: id, facts });
  return opened;
}

/**
 * The link behind a page's cookie. The link and the key that created it are read at each request, so that revoking
 * either ends the pages immediately.
 */
export async function linkOf(ports: Needs, linkId: string): Promise<OpenedLink> {
  const kept = await ports.links.get(linkId);
  const opened = kept && !kept.isAltered && (await validLink(ports, kept.value));
  if (!opened) throw fail('link_not_valid');
  return opened;
}

/** Undefined when the link has ended: by itself, or with the key that created it. */
async function validLink(ports: Needs, link: Link): Promise<OpenedLink | undefined> {
  if (link.revokedAt || link.expiresAt <= ports.clock.now().toISOString() || !link.madeBy) return undefined;
  const maker = await callerOfKeyId(ports, link.madeBy.id);
  if (!maker || maker.kind !== link.madeBy.kind) return undefined;
  if ((maker.linksEnded ?? 0) !== (link.linksEnded ?? 0)) return undefined;
  const mayLink = sees(maker, link.tenantId) && !refusedAs(maker, 'link.create');
  return mayLink ? { link, caller: callerOfLink(link, link.madeBy, maker) } : undefined;
}

/** The caller of a link: bound to one connection, with the rights that both the link and its creator have now. */
function callerOfLink({ kind, id, tenantId, connectionId, person }: Link, madeBy: Maker, maker: MakerNow): Caller {
  return { kind, id, tenants: [tenantId], connectionId, ...(person && { name: person }), madeBy, maker };
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

/** Revoking a revoked link succeeds: the goal is already reached. */
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
