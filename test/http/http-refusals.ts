// The refusals that many routes share: for an error code and a valid request, the requests that cause that code.
import type { CallerKind } from '../../api/core/access/caller.js';
import { isLong, shuffled } from '../helpers/seeded.js';
import type { HttpCall, Stage } from './http-stage.js';

const keyKinds = ['operator', 'support', 'backend', 'auditor'] as const;

/** The requests that must each be refused with `code`; empty when the code is not a shared one. */
export function sharedRefusals(stage: Stage, code: string, call: HttpCall, mayCall: readonly CallerKind[]): HttpCall[] {
  const json = { 'content-type': 'application/json' };
  const { as: _, ...nobody } = call;
  const query = call.url.includes('?') ? '&' : '?';
  switch (code) {
    case 'external_id_not_accepted':
      return withExternalId(stage, call);
    case 'request_invalid':
      return [{ ...call, url: `${call.url}${query}unknown=1` }];
    case 'body_not_json':
      return [
        { ...call, payload: '{"name":', headers: json },
        { ...call, payload: '{"__proto__":{}}', headers: json },
      ];
    case 'body_too_large':
      return [{ ...call, payload: { name: 'x'.repeat(70_000) } }];
    case 'media_type_not_supported':
      return [{ ...call, payload: 'name=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } }];
    case 'cursor_invalid':
      return [{ ...call, url: `${call.url}${query}cursor=Zm9yZ2Vk` }];
    case 'key_missing':
      return [nobody, { ...nobody, headers: { authorization: 'Basic YTpi' } }];
    case 'key_not_valid':
      return [{ ...nobody, headers: { authorization: `Bearer db_${'a'.repeat(16)}_${'A'.repeat(43)}` } }];
    case 'not_allowed':
      return keyKinds.filter(kind => !mayCall.includes(kind)).map(as => ({ ...call, as }));
    case 'connection_not_found':
      return call.url.includes('/con_') ? withConnection(stage, call) : [];
    case 'conflict':
      return [{ ...call, over: 'contested' }];
    case 'idempotency_running':
      return [{ ...call, over: 'contested', headers: { 'idempotency-key': 'the same' } }];
    case 'record_full':
      return [{ ...call, over: 'full' }];
    case 'not_readable':
      return [{ ...call, over: 'unreadable' }];
    case 'changes_too_frequent':
      return [{ ...call, over: 'changedOften' }];
    case 'too_many_requests':
      return [{ ...call, over: 'limited' }];
    case 'internal':
      return [{ ...call, over: 'failing' }];
    case 'store_unavailable':
      return [{ ...call, over: 'away' }];
    case 'overloaded':
      return [{ ...call, over: 'loaded' }];
    default:
      return [];
  }
}

/** In any spelling, at any depth, in the body, the query and the headers; in the short form one of each place. */
function withExternalId({ random }: Stage, call: HttpCall): HttpCall[] {
  const query = call.url.includes('?') ? '&' : '?';
  const some = <Item>(all: Item[]) => (isLong ? all : shuffled(all, random).slice(0, 1));
  const bodies =
    call.method === 'GET'
      ? []
      : [{ externalId: 'x' }, { options: { tags: [{ 'External-ID': 1 }] } }, [{ EXTERNAL_ID: {} }]];
  return [
    ...some(['externalId', 'external_id', 'ExternalID', 'options[External-Id]', 'options.external_id']).map(key => ({
      ...call,
      url: `${call.url}${query}${encodeURIComponent(key)}=x`,
    })),
    ...some(['External-Id', 'externalid', 'EXTERNAL_ID']).map(name => ({ ...call, headers: { [name]: 'x' } })),
    ...some(bodies).map(payload => ({ ...call, payload })),
  ];
}

/** An unknown id, a malformed one, one of another tenant, and the right one under another tenant. */
function withConnection({ places }: Stage, call: HttpCall): HttpCall[] {
  const { elsewhere } = places;
  const instead = (id: string) => ({ ...call, url: call.url.replace(/con_[a-z0-9]{16}/, id) });
  return [
    instead('con_0000000000000000'),
    instead('con_AAAA'),
    instead(elsewhere.connectionId),
    { ...call, url: call.url.replace(/ten_[a-z0-9]{16}/, elsewhere.tenantId) },
    { ...call, url: call.url.replace(/ten_[a-z0-9]{16}/, 'nonsense') },
  ];
}
