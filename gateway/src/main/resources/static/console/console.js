// The console: everything it shows and does goes through the same API as any other program's calls.
import { change, list, signIn, signOut, signedIn } from './api.js';
import { Detail } from './detail.js';
import { drawChips, drawRow, drawRows, focusRow, makeChips, mark, moveFocus } from './list.js';
import { $, number, say } from './view.js';

const POLL_MILLIS = 2000;
const TYPING_MILLIS = 200;
const PAGE = 50;
const REFUSED = 'The gateway doesn’t know that token.';

const wanted = { state: '', text: '', cursors: [] }; // the cursors of the pages before and of this one
const detail = new Detail(() => leave(REFUSED), drawRow);
let counted = '';
let next; // the cursor of the next page
let asking = null;
let timer = null;

// --- the list ---

/** Asks for the page and draws it. A newer question ends the one before. */
async function refresh(announce = false) {
  clearTimeout(timer);
  asking?.abort();
  if (!signedIn()) return;
  const mine = asking = new AbortController();
  try {
    const page = await list({ state: wanted.state, text: wanted.text, cursor: wanted.cursors.at(-1), limit: PAGE }, mine.signal);
    if (mine.signal.aborted) return;
    enter();
    draw(page);
    tell(page, announce);
    say($('notice'), '');
  } catch (error) {
    if (mine.signal.aborted) return;
    if (error.status === 401 || error.status === 403) {
      leave(REFUSED);
      return;
    }
    say($('notice'), error.message);
    if ($('console').hidden && error.status === 400) leave(error.message);
  }
  timer = setTimeout(() => { if (!document.hidden) refresh(); }, POLL_MILLIS);
}

function draw(page) {
  next = page.next;
  drawChips(page.counts, wanted.state);
  drawRows(page.uploads, detail.id, open);
  const narrowed = Boolean(wanted.state || wanted.text || wanted.cursors.length);
  $('empty').hidden = page.uploads.length > 0;
  $('all').hidden = !narrowed;
  $('why-empty').textContent = narrowed
    ? 'No upload fits.'
    : 'No uploads yet. They appear here as soon as a job is submitted: POST /v1/uploads, ./longshore submit, or a record on the topic of jobs.';
  $('pages').hidden = !next && wanted.cursors.length === 0;
  $('page').textContent = `Page ${wanted.cursors.length + 1}`;
  $('older').disabled = !next;
  $('newer').disabled = wanted.cursors.length === 0;
  const told = page.uploads.find((upload) => upload.id === detail.id);
  if (told) detail.told(told);
}

/** Says how many uploads are listed, unless something else was said since. */
function tell(page, announce) {
  const count = `${number(page.uploads.length)} ${page.uploads.length === 1 ? 'upload' : 'uploads'}${page.next ? ', and older ones' : ''}`;
  if (announce || $('said').textContent === counted) say($('said'), count);
  counted = count;
}

function narrow(change) {
  Object.assign(wanted, { cursors: [] }, change);
  refresh(true);
}

// --- one upload ---

function open(id) {
  detail.open(id);
  mark(id);
}

function close() {
  const id = detail.id;
  detail.close();
  mark(null);
  focusRow(id);
}

/** Whether the user says yes. */
function confirm(question, consequence, yes) {
  $('question').textContent = question;
  $('consequence').textContent = consequence;
  $('yes').textContent = yes;
  const dialog = $('confirm');
  dialog.returnValue = '';
  dialog.showModal();
  $('no').focus();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

async function act(what, question, consequence, yes) {
  const { upload } = detail;
  if (!upload || $(what).getAttribute('aria-busy') || !(await confirm(question(upload.id), consequence, yes))) return;
  const button = $(what);
  button.setAttribute('aria-busy', 'true'); // a disabled button would lose the focus
  say($('refusal'), '');
  try {
    await change(upload.id, what);
    say($('said'), what === 'cancel' ? `${upload.id}: cancelling was asked for` : `${upload.id} runs again`);
    if (what === 'replay' && detail.id === upload.id) detail.follow(upload.run);
    refresh();
  } catch (error) {
    if (error.status === 401) leave(REFUSED);
    else say($('refusal'), error.status === 0 ? 'The gateway can’t be reached. Nothing is known to have changed: try again.' : error.message);
  } finally {
    button.removeAttribute('aria-busy');
  }
}

// --- coming and going ---

function enter() {
  if (!$('console').hidden) return;
  $('enter').hidden = true;
  ['console', 'search', 'leave'].forEach((part) => { $(part).hidden = false; });
  $('text').focus();
}

function leave(why) {
  signOut();
  clearTimeout(timer);
  asking?.abort();
  detail.close();
  drawRows([], null, open);
  drawChips(undefined, '');
  Object.assign(wanted, { state: '', text: '', cursors: [] });
  $('text').value = '';
  ['console', 'search', 'leave'].forEach((part) => { $(part).hidden = true; });
  if ($('confirm').open) $('confirm').close();
  $('enter').hidden = false;
  say($('notice'), why);
  $('token').focus();
}

$('enter').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = $('token').value.trim();
  $('token').value = '';
  say($('notice'), '');
  if (signIn(text)) refresh(true);
  else leave('A token has only visible ASCII characters, and no spaces.');
});
$('leave').addEventListener('click', () => leave(''));
$('search').addEventListener('submit', (event) => event.preventDefault());
let typing = null;
$('text').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => narrow({ text: $('text').value.trim() }), TYPING_MILLIS);
});
$('all').addEventListener('click', () => {
  $('text').value = '';
  narrow({ state: '', text: '' });
  $('text').focus();
});
$('older').addEventListener('click', () => {
  if (!next) return;
  wanted.cursors.push(next);
  refresh(true);
});
$('newer').addEventListener('click', () => {
  wanted.cursors.pop();
  refresh(true);
});
$('close').addEventListener('click', close);
$('cancel').addEventListener('click', () => act('cancel', (id) => `Cancel ${id}?`, 'If its media exists in VOD by then, it stays.', 'Cancel upload'));
$('replay').addEventListener('click', () => act('replay', (id) => `Run ${id} again?`, 'The same job is published again.', 'Run again'));
['yes', 'no'].forEach((answer) => $(answer).addEventListener('click', () => $('confirm').close(answer)));
document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
document.addEventListener('keydown', (event) => {
  if ($('confirm').open || $('console').hidden || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'Escape' && detail.id !== null) close();
  else if (event.key === '/' && document.activeElement !== $('text')) {
    event.preventDefault();
    $('text').focus();
  } else if (document.activeElement?.classList.contains('row') && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    moveFocus(event.key === 'ArrowDown' ? 1 : -1);
  }
});

makeChips((state) => narrow({ state: state === wanted.state ? '' : state }));
if (signedIn()) refresh(true);
else leave('');
