// Script of the pages: polls the status, copies texts, announces a launch. Every page works without it.
const main = document.querySelector('main[data-status]');
const spoken = document.getElementById('spoken');
const shown = document.getElementById('shown');
const slowestMs = 15_000;

let timer;
let waitMs = 0;
let last = '';

async function poll() {
  clearTimeout(timer);
  try {
    const answer = await fetch(main.dataset.status, { headers: { accept: 'application/json' } });
    // The link has ended; the reloaded page shows that.
    if (answer.status === 401) return location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
  } catch {
    pollLater(slowestMs);
  }
}

/** Polls soon while something changes, and less and less often while nothing does. */
function show({ phase, sentence, html, againAfterMs }) {
  const seen = `${phase}${html}`;
  waitMs = seen === last ? Math.min(Math.max(waitMs, againAfterMs) * 1.15, slowestMs) : againAfterMs;
  const before = main.dataset.phase;
  // A review that begins or ends, or values that someone else states, change what the page offers.
  if (before !== phase && ['review', 'values', 'unserved'].some(each => each === before || each === phase))
    return location.reload();
  if (before === 'checking' && phase !== 'checking' && 'reloads' in main.dataset && !isTyped())
    return location.reload();
  if (last !== '' && seen !== last) {
    // The server rendered this HTML with the template of the page.
    shown.innerHTML = html;
    spoken.textContent = sentence;
  }
  last = seen;
  main.dataset.phase = phase;
  if (phase === 'verified' || phase === 'closed') finish(sentence);
  if (againAfterMs > 0) pollLater(Math.max(waitMs, againAfterMs));
}

/** True while a form holds unsaved input; reloading after a check would lose it. */
function isTyped() {
  return [...document.querySelectorAll('textarea, input:not([type]), input[type=date]')].some(
    field => field.value !== field.defaultValue,
  );
}

function pollLater(afterMs) {
  timer = setTimeout(poll, afterMs);
}

/** Removes actions that are no longer possible. The person may be in another tab, so the title changes too. */
function finish(sentence) {
  for (const part of document.querySelectorAll('[data-until-done]')) part.remove();
  document.querySelector('.sides')?.classList.add('alone');
  document.title = sentence;
}

function announce(form) {
  const body = new URLSearchParams(new FormData(form));
  // If this request is lost, the periodic check finds the launch a little later.
  fetch(form.dataset.announce, { method: 'POST', body, keepalive: true }).then(poll, () => undefined);
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

const open = ['review', 'values', 'unserved', 'waiting', 'checking', 'unsafe', 'unread'];
if (main && open.includes(main.dataset.phase)) {
  void poll();
  // Back from the AWS console: poll at once, and often again.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || !document.querySelector('[data-until-done]')) return;
    waitMs = 0;
    void poll();
  });
}
