// The part of the manage page about legacy access: how to delete it, and the tenant's confirmation.
import { Type } from 'typebox';
import type { TextKey } from '../../../templates/text/say.js';
import { type Caller, refusedAs } from '../../core/access/caller.js';
import type { Connection } from '../../core/connection/connection.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import type { LegacyAccess } from '../../core/connection/parts.js';
import { parseRoleArn, parseUserArn } from '../../core/iam/arn.js';
import { closeLegacyAccess, legacyCommandsOf } from '../../operations/ending/legacy-access.js';
import type { Ports } from '../../ports/ports.js';
import { pageOf } from '../page/page-session.js';
import type { Pages } from '../page/pages-type.js';

export interface LegacyView {
  id: string;
  title: TextKey;
  name: string;
  key: string;
  arn: string;
  ended: { sentence: TextKey; at: string; person: string } | undefined;
  /** Absent until the connection's own role is proven. */
  commands: ReturnType<typeof legacyCommandsOf> | undefined;
  remove: TextKey;
  mayClose: boolean;
}

/** Undefined when no legacy access was recorded. */
export function legacyView({ vendor }: Ports, caller: Caller, connection: Connection): LegacyView[] | undefined {
  const mayClose = !refusedAs(caller, 'legacy.close');
  return connection.legacy?.map(access => ({
    id: access.id,
    title: `legacy.${access.kind}`,
    name: parseRoleArn(access.arn)?.roleName ?? parseUserArn(access.arn)?.userName ?? access.arn,
    key: access.accessKeyId ?? '',
    arn: access.arn,
    ended: endedOf(access),
    commands: legacyCommandsOf(vendor, connection, access),
    remove: `legacy.remove.${access.kind}`,
    mayClose: !access.ended && mayClose && allowedEvents[connection.state].includes('legacy-ended'),
  }));
}

function endedOf({ ended }: LegacyAccess): LegacyView['ended'] {
  if (!ended) return undefined;
  const { at, how, by, person = '' } = ended;
  if (how === 'mistaken') return { sentence: 'legacy.mistaken', at, person };
  return { sentence: by === 'tenant' ? 'legacy.deleted' : 'legacy.deleted.vendor', at, person };
}

const body = Type.Object({ form: Type.String(), legacyId: Type.String() }, { additionalProperties: false });

export function legacyForms(pages: Pages, ports: Ports): void {
  pages.post('/legacy/close', { schema: { hide: true, body } }, async (request, reply) => {
    const { caller, where, path } = pageOf(request);
    await closeLegacyAccess(ports, caller, { ...where, legacyId: request.body.legacyId });
    return reply.redirect(`${path}#legacy`, 303);
  });
}
