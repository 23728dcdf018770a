// What a page does beyond its forms: asks how far it is, copies texts, announces a launch. Every page works without it.
const main = document.querySelector('main[data-status]');
const spoken = document.getElementById('spoken');
const shown = document.getElementById('shown');
const slowestMs = 15_000;

let timer;
let waitMs = 0;
let last = '';

async function ask() {
  clearTimeout(timer);
  const { status, phase } = main.dataset;
  try {
    const address = new URL(status, location.href);
    address.searchParams.set('from', phase);
    const answer = await fetch(address, { headers: { accept: 'application/json' } });
    // The link has ended: the page says so itself.
    if (answer.status === 401) return location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
  } catch {
    again(slowestMs);
  }
}

/** Asks again soon while something happens, and ever more slowly while nothing does. */
function show({ phase, sentence, html, againAfterMs }) {
  const seen = `${phase}${html}`;
  waitMs = seen === last ? Math.min(Math.max(waitMs, againAfterMs) * 1.15, slowestMs) : againAfterMs;
  const before = main.dataset.phase;
  if (before === 'review' && phase !== 'review') return location.reload();
  if (before === 'checking' && phase !== 'checking' && 'reloads' in main.dataset && !isTyped())
    return location.reload();
  if (last !== '' && seen !== last) {
    // The same template as the page's own made this text.
    shown.innerHTML = html;
    spoken.textContent = sentence;
  }
  last = seen;
  main.dataset.phase = phase;
  if (phase === 'verified' || phase === 'closed') finish(sentence);
  if (againAfterMs > 0) again(Math.max(waitMs, againAfterMs));
}

/** A check changes more than what is shown of it; but what somebody is writing is not to be lost for that. */
function isTyped() {
  return [...document.querySelectorAll('textarea, input:not([type])')].some(
    field => field.value !== field.defaultValue,
  );
}

function again(afterMs) {
  timer = setTimeout(ask, afterMs);
}

/** What can no longer be done goes; the tab says it too, since the person is in another one. */
function finish(sentence) {
  for (const part of document.querySelectorAll('[data-until-done]')) part.remove();
  document.querySelector('.sides')?.classList.add('alone');
  document.title = sentence;
}

function announce(form) {
  const body = new URLSearchParams(new FormData(form));
  // A launch whose announcement is lost is found a little later.
  fetch(form.dataset.announce, { method: 'POST', body, keepalive: true }).then(ask, () => undefined);
}

for (const copy of document.querySelectorAll('button.copy')) {
  copy.hidden = !navigator.clipboard;
  const label = copy.innerHTML;
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(copy.parentElement.querySelector('code').textContent);
    copy.textContent = copy.dataset.copied;
    setTimeout(() => {
      copy.innerHTML = label;
    }, 2000);
  });
}

const launched = document.getElementById('launched');
document.getElementById('launch')?.addEventListener('click', () => announce(launched));

if (main && ['review', 'waiting', 'checking', 'unsafe', 'unread'].includes(main.dataset.phase)) {
  void ask();
  // Back from the console: look at once, and soon again.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || !document.querySelector('[data-until-done]')) return;
    waitMs = 0;
    void ask();
  });
}
