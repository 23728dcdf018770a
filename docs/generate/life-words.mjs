// The sentences of the page of the life of a connection. A test sends each of these requests to the API and compares
// its answer with the page.

/** Requests that are not events of the state machine, and the states that accept them. */
export const requests = [
  { request: 'start a check', in: ['pending', 'verified'] },
  { request: 'read its delivery, template or guide', in: ['pending', 'verified'] },
  { request: 'create a hand-off link', in: ['pending'] },
  { request: 'create a manage link', in: ['pending', 'verified', 'suspended', 'revoked'] },
  {
    request: 'read it, its impact, checks, ledger, history',
    in: ['pending', 'verified', 'suspended', 'revoked', 'expired'],
  },
];

/** `fact`: the question of the walk that finds when it begins and ends, and in which states it occurs. */
export const beside = [
  {
    fact: 'rotation',
    shown: '`rotation.waitsFor`: `customer`',
    says:
      'The delivery contains only the new external ID. ' +
      'Both IDs are tried, so no credential request fails because of it.',
  },
  {
    fact: 'proof',
    shown: '`rotation.waitsFor`: `proof`',
    says: 'The new ID is the current one. No check has proven yet that the role refuses the old one.',
  },
  {
    fact: 'upgrade',
    shown: '`upgrade`',
    says:
      'The delivery describes the other version. Checks compare the role with the earlier one ' +
      'until one finds the new role.',
  },
  {
    fact: undefined,
    shown: '`outdated`',
    says: 'Another version of its permission set is offered. This is neither an event nor drift, and changes nothing.',
  },
  {
    fact: 'suspendedByTenant',
    shown: '`suspendedBy`: `tenant`',
    says: 'Only the tenant can resume it, by a manage link that support did not create.',
  },
  {
    fact: 'suspendedByVendor',
    shown: '`suspendedBy`: `vendor`',
    says: 'Only the vendor can resume it. If both suspended it, both must resume.',
  },
  {
    fact: 'drill',
    shown: '`drill`',
    says:
      'A revocation drill: suspended by the vendor until every issued session has expired. ' +
      '`lastDrill` contains what it measured.',
  },
  {
    fact: 'older',
    shown: '`legacyAccess[].state`: `open`',
    says: 'A hand-made role or long-term key that this connection replaces. It is never used.',
  },
  {
    fact: 'accepted',
    shown: '`acceptedDeviations`',
    says: 'How many findings a person accepted. They do not count for health, and change nothing that is issued.',
  },
  {
    fact: 'endDate',
    shown: '`endsAt`, `options.trustEndsAt`, `windows`',
    says: 'Checked at every credential request; no session lasts longer. They revoke nothing.',
  },
  {
    fact: 'proposed',
    shown: '`revokeProposed`',
    says: 'A person decides. Until then, credentials are issued as before.',
  },
  {
    fact: 'refused',
    shown: '`refusedSince`',
    says: "Since when the customer's account has refused us. After a day its health is `gone`.",
  },
  {
    fact: 'saidEnded',
    shown: '`saidEnded`',
    says: 'The tenant states that it ended the access: `gone` at once, until a check succeeds.',
  },
  {
    fact: 'looking',
    shown: '`offboarding.state`: `checking`',
    says:
      'The kit tests with consent, only if a check has ever found the role, and for at most 30 days. ' +
      '`declined`: the tenant did not consent, or was not asked.',
  },
  {
    fact: 'confirmed',
    shown: '`offboarding.state`: `confirmed`',
    says:
      '*Revocation confirmed*: at least four refusals in a row, over at least an hour, ' +
      'while our caller could assume the control role.',
  },
];

/** `code`: of the error; `finding`: what the next check leaves. */
export const refusedRequests = [
  {
    request: 'a rotation, while one is open',
    code: 'rotation_open',
    says: 'The open one continues, with the ID it has. Its update is in the delivery.',
  },
  {
    request: 'to cancel a rotation after the customer has updated',
    code: 'rotation_taken_up',
    says: 'The kit tries the role first. The new ID is now the current one. A second request gets `rotation_not_open`.',
  },
  {
    request: 'to revoke a revoked connection',
    code: 'not_in_this_state',
    says:
      '`state`: `revoked`. The time and the reason of the first revoke remain; ' +
      '`offboarding` and `impact` show what is left to end.',
  },
  {
    request: 'an upgrade to a withdrawn version',
    code: 'permission_set_not_found',
    says: 'The next check cancels an open upgrade to it. A role created from it is drift.',
  },
  {
    request: 'the template of an older launch is used, after a newer one',
    finding: 'old_role_left',
    says:
      'Two roles trust us: we use the newer one, and the customer should delete the older one. Without a newer ' +
      'role, one of the newest three launches is verified like any other. We never try older ones, and the ' +
      'connection stays `pending`.',
  },
  {
    request: 'a webhook to a loopback, link-local, private or metadata address',
    code: 'webhook_url_not_allowed',
    says: 'The detail names the rule. For every event the kit resolves the name and checks its addresses again.',
  },
  {
    request: 'an end date in the past',
    code: 'limits_not_valid',
    says: '`errors` names `/endsAt`. To end access now, revoke it.',
  },
  {
    request: 'an end of the trust policy in the past',
    code: 'options_not_valid',
    says: '`errors` names it. On a verified connection, request another end as an upgrade.',
  },
  {
    request: 'a button of a manage link, after the revoke',
    code: 'not_in_this_state',
    says:
      'Until the link expires (30 minutes), its page opens and shows how access ends. The only action there is ' +
      'to stop the off-boarding.',
  },
];
