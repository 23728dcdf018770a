// Delivery: what the customer launches, in every form.
import type { ApiPromise } from '../api-promise.js';
import type { Connection, Delivery, ReadGuideQuery } from '../api-types.js';
import type { Answers } from '../operations.js';
import { of } from '../path.js';
import type { CallOptions, CreateOptions, Send } from '../request.js';
import type { ConnectionRef } from '../types.js';

/** Options of `delivery.guide`. */
export interface GuideOptions extends CallOptions, ReadGuideQuery {}

/** Delivery: what the customer launches, in every form. */
export interface DeliveryApi {
  /** Gets the launch link, commands, Terraform and policies of a connection. */
  get(where: ConnectionRef, options?: CallOptions): ApiPromise<Delivery>;
  /** Gets the text of the CloudFormation template. */
  template(where: ConnectionRef, options?: CallOptions): ApiPromise<string>;
  /** Gets the role for Terraform and OpenTofu: the text of the file `role.tf`. */
  terraform(where: ConnectionRef, options?: CallOptions): ApiPromise<string>;
  /** Gets the deployment guide in English: Markdown, or HTML with `format: 'html'`. */
  guide(where: ConnectionRef, options?: GuideOptions): ApiPromise<string>;
  /** Takes the next launch number, so that a second launch does not collide with the first. */
  launchAgain(where: ConnectionRef, options?: CreateOptions): ApiPromise<Connection>;
}

/** Creates `client.delivery`. */
export function delivery(send: Send): DeliveryApi {
  return {
    get: (where, options) => send<Answers['readDelivery']>('GET', of(where)`/delivery`, options),
    template: (where, options) =>
      send<string>('GET', of(where)`/delivery/template`, { ...options, textOf: 'application/json' }),
    terraform: (where, options) =>
      send<string>('GET', of(where)`/delivery/terraform`, { ...options, textOf: 'text/plain' }),
    guide: (where, { format = 'markdown', ...call } = {}) =>
      send<string>('GET', of(where)`/delivery/guide`, { ...call, query: { format }, textOf: `text/${format}` }),
    launchAgain: (where, options) => send<Answers['launchAgain']>('POST', of(where)`/launches`, options),
  };
}
