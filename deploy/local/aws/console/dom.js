// Shared by all pages: creating elements (text only, never HTML), calling the server, showing results.

/** `element('p', { class: 'x' }, 'text', child)`. A function becomes an event listener: `{ click: … }`. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter(child => child !== undefined && child !== null));
  return made;
}

/** A control with its label, connected by the control's id. */
export function field(label, control, hint) {
  const hintId = `${control.id}-hint`;
  if (hint) control.setAttribute('aria-describedby', hintId);
  return element(
    'div',
    { class: 'field' },
    element('label', { for: control.id }, label),
    hint ? element('p', { class: 'hint', id: hintId }, hint) : null,
    control,
  );
}

export function textInput(id, value = '', more = {}) {
  const made = element('input', { type: 'text', id, name: id, autocomplete: 'off', spellcheck: 'false', ...more });
  made.value = value;
  return made;
}

export function textArea(id, value, rows = 14) {
  const made = element('textarea', { id, name: id, rows: String(rows), spellcheck: 'false' });
  made.value = value;
  return made;
}

export function table(id, caption, headings, rows) {
  // On a narrow screen the cells are stacked, each below its heading.
  const named = column => (headings[column] ? { 'data-heading': headings[column] } : {});
  const cell = value => (value instanceof Node ? value : String(value ?? ''));
  const cellOf = (value, column) => element('td', named(column), cell(value));
  return element(
    'table',
    { id, 'aria-label': caption },
    element('thead', {}, element('tr', {}, ...headings.map(heading => element('th', { scope: 'col' }, heading)))),
    element('tbody', {}, ...rows.map(row => element('tr', {}, ...row.map(cellOf)))),
  );
}

export function button(id, label, click, className) {
  return element('button', { type: 'button', id, class: className, click }, label);
}

export function showMessage(text, isBad = false) {
  const message = document.getElementById('message');
  message.textContent = text;
  message.className = isBad ? 'bad' : '';
}

/** Shows a result and moves the focus to it: it is at the top, and the button is often far below. */
export function announce(text, isBad = false) {
  showMessage(text, isBad);
  document.getElementById('message').focus();
}

let pendingMessage;

/** Opens another view, which starts with this result. */
export function leaveFor(hash, text) {
  pendingMessage = text;
  location.hash = hash;
}

export function announcePending() {
  if (pendingMessage !== undefined) announce(pendingMessage);
  pendingMessage = undefined;
}

export function statusText(status) {
  const isBad = /FAILED|ROLLBACK/.test(status);
  const isGood = status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE';
  return element('span', { class: isBad ? 'bad' : isGood ? 'good' : undefined }, status);
}

async function answerOf(response) {
  const value = await response.json();
  if (!response.ok) throw new Error(`${value.code}: ${value.message}`);
  return value;
}

export async function get(path, query = {}) {
  return answerOf(await fetch(`/_console/api/${path}?${new URLSearchParams(query)}`));
}

export async function post(path, body) {
  const response = await fetch(`/_console/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answerOf(response);
}

/** One API call as the owner of the signed-in account. */
export function callAws(place, service, action, input = {}) {
  return post('call', { ...place, service, action, input });
}

/** Runs a button's action and shows an error instead of throwing it. Without `done`, the caller shows the result. */
export async function attempt(doing, done) {
  showMessage('Working…');
  try {
    await doing();
    if (done !== undefined) announce(done);
    return true;
  } catch (error) {
    announce(error.message, true);
    return false;
  }
}
