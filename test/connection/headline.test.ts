// The headline of a connection: one sentence and one tone for every state together with every health.
import t from 'tap';
import type { Health, State } from '../../api/core/connection/connection.js';
import { type HeadlineCode, headlineOf } from '../../api/core/connection/headline.js';

const states: State[] = ['pending', 'verified', 'suspended', 'revoked', 'expired'];
const healths: Health[] = ['unknown', 'healthy', 'drifted', 'unsafe', 'unreachable', 'gone'];
const drill = { requestedAt: '2026-12-01T00:00:00.000Z', people: [], dependents: [] };

/** Rows in the order of `healths`. */
const table: Record<State, HeadlineCode[]> = {
  pending: ['pending', 'held_back', 'held_back', 'unsafe', 'pending', 'pending'],
  verified: ['unknown', 'healthy', 'drifted', 'unsafe', 'unreachable', 'gone'],
  suspended: ['suspended', 'suspended', 'suspended', 'suspended_unsafe', 'suspended', 'suspended'],
  revoked: Array(6).fill('revoked'),
  expired: Array(6).fill('expired'),
};

t.test('every state with every health has one headline', async t => {
  for (const state of states)
    t.same(
      healths.map(health => headlineOf({ state, health, findings: [] }).code),
      table[state],
      state,
    );
});

t.test('the tone of success needs a good state and a good health, and nothing that holds credentials back', async t => {
  for (const state of states) {
    for (const health of healths) {
      for (const more of [{}, { isPaused: true }, { isUnderReview: true }, { drill }]) {
        const { tone, code } = headlineOf({ state, health, findings: [], ...more });
        const isGood = state === 'verified' && health === 'healthy' && !('isPaused' in more);
        t.equal(tone === 'good', isGood, `${state} ${health} ${Object.keys(more)}: ${code}`);
        const isDanger = health === 'unsafe' && state !== 'revoked' && state !== 'expired';
        t.equal(tone === 'bad', isDanger, `${state} ${health} ${Object.keys(more)}: ${code}`);
      }
    }
  }
});

t.test('a review, a drill and a pause have headlines of their own, but none hides an unsafe role', async t => {
  const codeOf = (state: State, health: Health, more: object) =>
    headlineOf({ state, health, findings: [], ...more }).code;
  t.equal(codeOf('pending', 'unknown', { isUnderReview: true }), 'under_review');
  t.equal(codeOf('pending', 'healthy', { isUnderReview: true }), 'under_review_found');
  t.equal(codeOf('suspended', 'healthy', { drill }), 'drill');
  t.equal(codeOf('verified', 'drifted', { isPaused: true }), 'paused');
  t.equal(codeOf('pending', 'unsafe', { isUnderReview: true }), 'unsafe');
  t.equal(codeOf('suspended', 'unsafe', { drill }), 'suspended_unsafe');
  t.equal(codeOf('verified', 'unsafe', { isPaused: true }), 'unsafe');
});
