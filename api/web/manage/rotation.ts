// The part of the manage page about rotating the external ID: the update that the customer makes, and two forms.
import type { Caller } from '../../core/access/caller.js';
import { allowedEvents } from '../../core/connection/machine/machine.js';
import { readUpdate, type Update } from '../../operations/delivery/read-delivery.js';
import { cancelRotation, startRotation } from '../../operations/delivery/rotate.js';
import type { Ports } from '../../ports/ports.js';
import type { Pages } from '../page/pages-type.js';
import { noReason, type ReasonView } from '../page/reason.js';
import { reasonForm, type ShowAgain } from '../page/reason-form.js';
import type { FoundConnection } from './found-connection.js';

const labels = { start: 'rotation.start', cancel: 'rotation.cancel' } as const;

export interface RotationView {
  /** The update that the customer has to make. */
  waiting: { deadline: string; update: Update | undefined } | undefined;
  /** Since when the new ID is in use; no check has proven yet that the role refuses the old one. */
  provingSince: string | undefined;
  form: keyof typeof labels | undefined;
  labels: typeof labels;
  reason: ReasonView;
}

/** Undefined when nothing can be rotated. */
export async function rotationView(
  ports: Ports,
  caller: Caller,
  { kept, tenantName }: FoundConnection,
  reason: ReasonView = noReason,
): Promise<RotationView | undefined> {
  const connection = kept.value;
  const { pending, retiring } = connection.externalId;
  const allowed = allowedEvents[connection.state];
  if (!allowed.includes('rotation-cancelled')) return undefined;
  const deadline = connection.state === 'verified' ? pending?.deadline : undefined;
  const mayStart = allowed.includes('rotation-started') && !pending && !retiring && !connection.upgrade;
  const form = pending ? 'cancel' : mayStart ? 'start' : undefined;
  if (!form && !retiring) return undefined;
  const view = { provingSince: retiring?.switchedAt, labels, reason };
  return {
    ...view,
    waiting:
      deadline === undefined ? undefined : { deadline, update: await readUpdate(ports, caller, kept, tenantName) },
    form,
  };
}

export function rotationForms(pages: Pages, ports: Ports, showAgain: ShowAgain): void {
  const at = (form: keyof typeof labels) => ({ path: `/rotation/${form}`, back: '#rotation' });
  reasonForm(pages, at('start'), (caller, where, reason) => startRotation(ports, caller, where, { reason }), showAgain);
  reasonForm(pages, at('cancel'), (caller, where, reason) => cancelRotation(ports, caller, where, reason), showAgain);
}
