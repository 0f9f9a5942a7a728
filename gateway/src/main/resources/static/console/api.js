// Calls of the gateway's API, with the token of this tab.
const KEY = 'longshore.token';
const PATIENCE_MILLIS = 20000;

let token = sessionStorage.getItem(KEY);

/** The gateway answered, and not as wished. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export const signedIn = () => token !== null;

/** Whether the text can be sent as a token. */
export function signIn(text) {
  if (!/^[!-~]+$/.test(text)) return false;
  token = text;
  sessionStorage.setItem(KEY, text);
  return true;
}

export function signOut() {
  token = null;
  sessionStorage.removeItem(KEY);
}

const pathOf = (id) => `v1/uploads/${encodeURIComponent(id)}`;

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, cache: 'no-store', headers: { Authorization: `Bearer ${token}` } });
  } catch (error) {
    if (options.signal?.aborted && options.signal.reason?.name !== 'TimeoutError') throw error;
    throw new Problem(0, 'The gateway can’t be reached. Trying again…');
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Problem(response.status, problem.detail ?? `The gateway answered ${response.status}.`);
  }
  return response;
}

/** A part of the list: uploads, next and counts. */
export async function list({ state, text, cursor, limit }, signal) {
  const query = new URLSearchParams({ limit });
  if (state) query.set('state', state);
  if (text) query.set('text', text);
  if (cursor) query.set('cursor', cursor);
  const response = await call(`v1/uploads?${query}`, { signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MILLIS)]) });
  return response.json();
}

export const look = async (id, signal) => (await call(pathOf(id), { signal })).json();

/** @param what cancel or replay */
export const change = (id, what) => call(`${pathOf(id)}/${what}`, { method: 'POST', signal: AbortSignal.timeout(60000) });

/** Tells each change until the stream ends; returns whether the upload's end was told. */
export async function follow(id, afterRun, signal, hear) {
  const response = await call(`${pathOf(id)}/events?afterRun=${afterRun}`, { signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let ended = false;
  for (let text = ''; ;) {
    const { value, done } = await reader.read();
    if (done) return ended;
    const blocks = (text + value).split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const lines = block.split('\n');
      const data = lines.find((line) => line.startsWith('data: '));
      if (data) hear(JSON.parse(data.slice(6)));
      ended ||= lines.includes('event: end');
    }
  }
}
