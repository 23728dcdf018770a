// The page of the local AWS: the signed-in account, and the view that the address names. Addresses have AWS's own form,
// with the view in the fragment, so launch links work here as in AWS.
import { createPage } from './create-page.js';
import { announcePending, element, get, showMessage, table } from './dom.js';
import { rolePage, rolesPage } from './role-pages.js';
import { stackPage, stacksPage } from './stack-pages.js';
import { updatePage } from './update-page.js';

const KEPT_ACCOUNT = 'local-aws-account';
const main = document.getElementById('main');
const accountSelect = document.getElementById('account');
let region = new URLSearchParams(location.search).get('region');

async function eventsPage({ account }) {
  const { events } = await get('events', { account });
  const rows = events.map(event => [
    event.eventTime,
    event.eventName,
    event.userIdentity.arn ?? `${event.userIdentity.type} ${event.userIdentity.accountId}`,
    event.errorCode ?? '',
    element('details', {}, element('summary', {}, 'Record'), element('pre', {}, JSON.stringify(event, null, 2))),
  ]);
  return [
    element('h1', {}, 'CloudTrail events'),
    table('events', 'Events, newest first', ['Time', 'Event', 'By', 'Error', 'Record'], rows),
  ];
}

function viewFor(place) {
  const [path = '', query = ''] = location.hash.slice(1).split('?', 2);
  const [, first, second, third] = path.split('/').map(decodeURIComponent);
  if (location.pathname.startsWith('/_console/iam')) {
    return second ? rolePage(place, second, draw) : rolesPage(place);
  }
  if (location.pathname.startsWith('/_console/cloudtrail')) return eventsPage(place);
  const isCreate = first === 'stacks' && (second === 'quickcreate' || (second === 'create' && third === 'review'));
  if (isCreate) return createPage(place, new URLSearchParams(query));
  if (first === 'stacks' && second === 'update')
    return updatePage(place, new URLSearchParams(query).get('stackId') ?? '');
  return first === 'stacks' && second ? stackPage(place, second) : stacksPage(place);
}

function markCurrent() {
  const views = { 'nav-stacks': 'cloudformation', 'nav-roles': 'iam', 'nav-events': 'cloudtrail' };
  for (const [id, service] of Object.entries(views)) {
    const link = document.getElementById(id);
    link.search = `?${new URLSearchParams({ region })}`;
    if (location.pathname.includes(`/${service}/`)) link.setAttribute('aria-current', 'page');
  }
}

async function draw() {
  const account = accountSelect.value;
  if (account === '') {
    main.replaceChildren(
      element('h1', {}, 'Sign in'),
      element(
        'p',
        {},
        'Choose an account at the top of this page: the one that your link names. No password is needed here.',
      ),
    );
    return;
  }
  try {
    const view = await viewFor({ account, region });
    main.replaceChildren(...view.filter(Boolean));
    document.title = `${main.querySelector('h1').textContent} (Local AWS, not AWS)`;
  } catch (error) {
    main.replaceChildren(
      element('h1', {}, 'Something went wrong'),
      element('p', { id: 'problem', class: 'bad' }, error.message),
    );
  }
}

async function start() {
  const { accounts, region: usual } = await get('accounts');
  region ??= usual;
  const choose = element('option', { value: '' }, 'Choose an account');
  const label = ({ accountId, name }) => (name === accountId ? accountId : `${name} (${accountId})`);
  accountSelect.replaceChildren(
    choose,
    ...accounts.map(one => element('option', { value: one.accountId }, label(one))),
  );
  const wanted = new URLSearchParams(location.search).get('account') ?? localStorage.getItem(KEPT_ACCOUNT);
  accountSelect.value = accounts.some(one => one.accountId === wanted) ? wanted : '';
  document.getElementById('region').textContent = `Region ${region}`;
  markCurrent();
  await draw();
}

async function redraw() {
  showMessage('');
  announcePending();
  await draw();
}

accountSelect.addEventListener('change', () => {
  localStorage.setItem(KEPT_ACCOUNT, accountSelect.value);
  void redraw();
});
document.getElementById('skip').addEventListener('click', event => {
  event.preventDefault();
  main.focus();
});
addEventListener('hashchange', () => {
  // The focused element was removed with the previous view.
  main.focus();
  void redraw();
});
await start();
