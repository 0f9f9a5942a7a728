// What several parts of the page draw with. Data becomes text nodes only, never markup.
export const $ = (id) => document.getElementById(id);

export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content.filter((each) => each !== null && each !== undefined && each !== ''));
  return made;
}

/** Changes the text only where it differs: a live region repeats what is set again. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
  if (node.getAttribute('role') === 'alert') node.hidden = !text;
}

export function bytes(count) {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  let value = count;
  for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

export const number = (value) => value.toLocaleString();
export const seconds = (millis) => (millis < 10000 ? `${(millis / 1000).toFixed(2)} s` : `${Math.round(millis / 1000)} s`);
export const clock = (instant) => new Date(instant).toLocaleTimeString();

/** The time alone if it is today's. */
export function date(instant) {
  const when = new Date(instant);
  return when.toDateString() === new Date().toDateString() ? when.toLocaleTimeString() : when.toLocaleString();
}

/** A state's name; a later gateway may give others than the style sheet knows. */
export const stateLabel = (state) => element('span', `state ${/^[a-z]+$/.test(state) ? state : ''}`, state);

/** How many bytes are stored, with a bar while it goes on. */
export function progress(upload) {
  const box = element('span', 'size');
  if (upload.bytesTotal > 0 && !upload.ended) {
    const bar = element('progress');
    bar.max = upload.bytesTotal;
    bar.value = upload.bytesDone;
    bar.setAttribute('aria-label', `Bytes stored of ${upload.id}`);
    box.append(bar, element('span', '', `${bytes(upload.bytesDone)} of ${bytes(upload.bytesTotal)}`));
  } else if (upload.bytesTotal > 0) {
    box.append(bytes(upload.bytesTotal));
  }
  return box;
}
