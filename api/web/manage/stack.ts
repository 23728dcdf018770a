// The part of the manage page about the stack of the role: which one it is, and a form that states it.
import { Type } from 'typebox';
import type { TextKey } from '../../../templates/text/say.js';
import { type Caller, refusedAs } from '../../core/access/caller.js';
import type { Connection } from '../../core/connection/connection.js';
import { liveRoleSpec } from '../../core/connection/launches.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import type { StackReport } from '../../core/iam/stack.js';
import { stateStack } from '../../operations/connection/state-stack.js';
import { type Repair, repairOf } from '../../operations/ending/end-commands.js';
import { stackIn } from '../../operations/vendor-in.js';
import type { Ports } from '../../ports/ports.js';
import { pageOf } from '../page/page-session.js';
import type { Pages } from '../page/pages-type.js';

export interface StackView {
  stackName: string;
  region: string;
  /** How we know it. */
  source: TextKey;
  mayState: boolean;
  /** What CloudFormation said at the last full check. Absent without that option. */
  report: ReportView | undefined;
  /** Brings the role back to its template; only where drift was found. */
  repair: Repair | undefined;
}

interface ReportView {
  sentence: TextKey;
  why: TextKey | undefined;
  agreement: TextKey | undefined;
  status: string | undefined;
  templateVersion: string | undefined;
  differences: string[];
}

function reportView({ drift, why, foundBy, status, templateVersion, differences }: StackReport): ReportView {
  return {
    sentence: `stack.drift.${drift}`,
    why: why && `stack.why.${why}`,
    agreement: foundBy && `stack.foundBy.${foundBy}`,
    status,
    templateVersion,
    differences,
  };
}

export function stackView({ vendor }: Ports, caller: Caller, connection: Connection): StackView {
  const { roleName } = liveRoleSpec(connection);
  const { stackName, region, from } = stackIn(vendor, connection, roleName);
  const { stackReport } = connection;
  const mayState = !refusedAs(caller, 'stack.state') && allowedEvents[connection.state].includes('stack-stated');
  return {
    stackName,
    region,
    source: `stack.from.${from}`,
    mayState,
    report: stackReport && reportView(stackReport),
    repair: repairOf(vendor, connection),
  };
}

const text = Type.String({ maxLength: 2048 });
const body = Type.Object({ form: Type.String(), name: text, region: text }, { additionalProperties: false });

export function stackForms(pages: Pages, ports: Ports): void {
  pages.post('/stack', { schema: { hide: true, body } }, async (request, reply) => {
    const { caller, where, path } = pageOf(request);
    const name = request.body.name.trim();
    const region = request.body.region.trim();
    await stateStack(ports, caller, where, { name, ...(region && { region }) });
    return reply.redirect(`${path}#stack`, 303);
  });
}
