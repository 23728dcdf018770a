// What the page of the life of a connection says in its own words. A test asks the API each of these and holds its answer
// against the page.

/** Requests that are no events of the state machine, and the states that answer them. */
export const requests = [
  { asked: 'start a check', in: ['pending', 'verified'] },
  { asked: 'read its delivery, template or guide', in: ['pending', 'verified'] },
  { asked: 'make a hand-off link', in: ['pending'] },
  { asked: 'make a manage link', in: ['pending', 'verified', 'suspended', 'revoked'] },
  {
    asked: 'read it, its impact, checks, ledger, history',
    in: ['pending', 'verified', 'suspended', 'revoked', 'expired'],
  },
];

/** `fact`: the question of the walk that says when it begins and ends, and beside which states it stands. */
export const beside = [
  {
    fact: 'rotation',
    shown: '`rotation.waitsFor`: `customer`',
    says: 'The delivery carries the new external ID and only it. Both are tried, so no ask is refused because of it.',
  },
  {
    fact: 'proof',
    shown: '`rotation.waitsFor`: `proof`',
    says: 'The new ID is the current one; the old one is not proven dead yet.',
  },
  {
    fact: 'upgrade',
    shown: '`upgrade`',
    says: 'The delivery describes the other version. The role is held against the earlier one until a check has seen it.',
  },
  {
    fact: undefined,
    shown: '`outdated`',
    says: 'Another version of its permission set is offered. No event; nothing changes by itself, and it is no drift.',
  },
  {
    fact: 'suspendedByTenant',
    shown: '`suspendedBy`: `tenant`',
    says: 'Only the tenant resumes it, by a manage link that support did not make.',
  },
  {
    fact: 'suspendedByVendor',
    shown: '`suspendedBy`: `vendor`',
    says: 'Only the vendor resumes it. With both, both must.',
  },
  {
    fact: 'drill',
    shown: '`drill`',
    says: 'A revocation drill: suspended by the vendor until what was issued has expired. `lastDrill` is what it measured.',
  },
  {
    fact: 'older',
    shown: '`legacyAccess[].state`: `open`',
    says: 'A hand-made role or long-term key that this connection replaces. It is never used.',
  },
  {
    fact: 'endDate',
    shown: '`endsAt`, `options.trustEndsAt`, `windows`',
    says: 'Judged at every ask; no session lasts longer. Nothing is revoked by them.',
  },
  { fact: 'proposed', shown: '`revokeProposed`', says: 'People decide; it issues as before.' },
  {
    fact: 'refused',
    shown: '`refusedSince`',
    says: "Since when the customer's account refuses us. After a day its health is `gone`.",
  },
  { fact: 'saidEnded', shown: '`saidEnded`', says: "The tenant's word: `gone` at once, until a check is let in." },
  {
    fact: 'looking',
    shown: '`offboarding.state`: `checking`',
    says: 'With consent, and where a role was ever seen. `declined`: there was none, or nobody asked the tenant. At most 30 days.',
  },
  {
    fact: 'confirmed',
    shown: '`offboarding.state`: `confirmed`',
    says: '*Revocation confirmed*: four refusals in a row or more, over at least an hour, by a caller that was able to ask.',
  },
];

/** `code`: of the error; `finding`: what the next check leaves. */
export const askedWrongly = [
  {
    asked: 'a rotation, while one is open',
    code: 'rotation_open',
    says: 'The open one goes on, with the ID it has. Its update is in the delivery.',
  },
  {
    asked: 'to call a rotation off, after the customer has updated',
    code: 'rotation_taken_up',
    says: 'The role is asked first. The new ID is the current one from then on; asked once more: `rotation_not_open`.',
  },
  {
    asked: 'to revoke what is revoked',
    code: 'not_in_this_state',
    says: '`state`: `revoked`. The time and the reason of the first revoke stand; its end is in `offboarding` and `impact`.',
  },
  {
    asked: 'an upgrade to a version that was withdrawn',
    code: 'permission_set_not_found',
    says: 'An open upgrade to it is called off at the next check. A role made from it is drift.',
  },
  {
    asked: 'the template of an older launch is used, after a newer one',
    finding: 'old_role_left',
    says: 'Two roles trust us: the newer one is used, the older one is to be deleted. Alone, one of the newest three launches is verified like any other; an older one is never looked for, and the connection stays `pending`.',
  },
  {
    asked: 'a webhook to a loopback, link-local, private or metadata address',
    code: 'webhook_url_not_allowed',
    says: 'The detail says which rule. A name is resolved again at every event: what it leads to by then is judged then.',
  },
  {
    asked: 'an end date that is past',
    code: 'limits_not_valid',
    says: '`errors` name `/endsAt`. To end access now, revoke it.',
  },
  {
    asked: 'an end of the trust policy that is past',
    code: 'options_not_valid',
    says: '`errors` name it. On a verified connection another end is asked for as an upgrade.',
  },
  {
    asked: 'a button of a manage link, after the revoke',
    code: 'not_in_this_state',
    says: 'Until the link ends (30 minutes) its page opens and shows how access ends. Only the off-boarding can be stopped there.',
  },
];
