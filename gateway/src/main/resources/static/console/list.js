// The counts by state, and one page of uploads. Nodes stay while their upload does, so that focus does too.
import { $, date, element, number, progress, stateLabel } from './view.js';

const UNDER_WAY = ['submitted', 'scheduled', 'queued', 'uploading', 'closing', 'waiting', 'stopping'];
const ENDED = ['failed', 'cancelled', 'succeeded'];
const rows = new Map(); // id -> { item, drawn }
const chips = new Map(); // state -> { button, count }

function chip(state, label, group, choose) {
  const count = element('span', 'count');
  const button = element('button', 'chip', state ? stateLabel(label) : element('span', '', label), count);
  button.type = 'button';
  button.dataset.state = state;
  button.addEventListener('click', () => choose(state));
  group.append(button);
  chips.set(state, { button, count });
}

export function makeChips(choose) {
  chip('', 'all', $('under-way'), choose);
  UNDER_WAY.forEach((state) => chip(state, state, $('under-way'), choose));
  ENDED.forEach((state) => chip(state, state, $('ended'), choose));
}

/** @param counts undefined while they aren't known */
export function drawChips(counts, chosen) {
  const total = counts && Object.values(counts).reduce((sum, count) => sum + count, 0);
  chips.forEach(({ button, count }, state) => {
    const value = state === '' ? total : counts?.[state] ?? (state === 'submitted' ? undefined : 0);
    count.textContent = counts && value !== undefined ? number(value) : '';
    button.setAttribute('aria-pressed', String(state === chosen));
    button.classList.toggle('none', value === 0);
  });
}

function fill(button, upload) {
  button.replaceChildren(
    stateLabel(upload.state),
    element('span', 'what',
      element('span', 'id', upload.id),
      element('span', 'path', upload.mediaName ?? upload.mediaFilePath),
      upload.error ? element('span', 'why', `${upload.error.code}: ${upload.error.message}`) : upload.errorCode && element('span', 'why', upload.errorCode)),
    progress(upload),
    element('span', 'time', date(upload.updatedAt)));
}

function row(upload, open) {
  const button = element('button', 'row');
  button.type = 'button';
  button.addEventListener('click', () => open(upload.id));
  const item = element('li', '', button);
  item.dataset.id = upload.id;
  return { item, button, drawn: '' };
}

function redraw(known, upload) {
  const wanted = JSON.stringify(upload);
  if (known.drawn === wanted) return;
  fill(known.button, upload);
  known.drawn = wanted;
}

/** Draws an upload's row, if it is listed, before the list is asked for again. */
export function drawRow(upload) {
  if (rows.has(upload.id)) redraw(rows.get(upload.id), upload);
}

export function drawRows(uploads, selected, open) {
  const list = $('uploads');
  const focused = document.activeElement?.closest('#uploads > li')?.dataset.id;
  const kept = new Set(uploads.map((upload) => upload.id));
  rows.forEach(({ item }, id) => {
    if (!kept.has(id)) {
      item.remove();
      rows.delete(id);
    }
  });
  uploads.forEach((upload, index) => {
    const known = rows.get(upload.id) ?? row(upload, open);
    rows.set(upload.id, known);
    redraw(known, upload);
    if (list.children[index] !== known.item) list.insertBefore(known.item, list.children[index] ?? null);
  });
  mark(selected);
  if (focused !== undefined && document.activeElement === document.body) {
    (rows.get(focused)?.button ?? list.querySelector('button') ?? $('text')).focus();
  }
}

/** Shows which row's details are open. */
export function mark(selected) {
  rows.forEach(({ button }, id) => {
    if (id === selected) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  });
}

export const focusRow = (id) => (rows.get(id)?.button ?? $('text')).focus();

export function moveFocus(step) {
  const buttons = [...$('uploads').querySelectorAll('.row')];
  buttons[buttons.indexOf(document.activeElement) + step]?.focus();
}
