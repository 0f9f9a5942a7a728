// One upload: what is known of it, followed live until its end.
import { Problem, follow, look } from './api.js';
import { $, bytes, clock, date, element, number, progress, say, seconds, stateLabel } from './view.js';

const AGAIN_MILLIS = 2000;

/** Follows an upload and draws it. */
export class Detail {
  #stream = null;
  #seen = []; // an upload for each state, run and attempt that was told
  #refused;
  #changed;
  id = null;
  upload = null;

  /**
   * @param refused called when the token is refused
   * @param changed called with the upload when something new is known
   */
  constructor(refused, changed) {
    this.#refused = refused;
    this.#changed = changed;
  }

  open(id) {
    this.close();
    this.id = id;
    $('name').textContent = id;
    ['standing', 'cause', 'timeline', 'facts'].forEach((part) => $(part).replaceChildren());
    ['cause', 'replay', 'cancel'].forEach((part) => { $(part).hidden = true; });
    $('detail').hidden = false;
    document.body.classList.add('open');
    $('name').focus();
    this.follow(0);
  }

  close() {
    this.#stream?.abort();
    this.id = null;
    this.upload = null;
    this.#seen = [];
    $('detail').hidden = true;
    document.body.classList.remove('open');
    say($('refusal'), '');
  }

  /** The list told of it: it may have been run again since it ended. */
  told(upload) {
    if (this.upload?.ended && this.#stream.signal.aborted && upload.updatedAt > this.upload.updatedAt) this.follow(0);
  }

  async follow(afterRun) {
    this.#stream?.abort();
    const mine = this.#stream = new AbortController();
    const id = this.id;
    while (!mine.signal.aborted) {
      try {
        if (await follow(id, afterRun, mine.signal, (upload) => this.#hear(upload))) mine.abort();
      } catch (error) {
        if (mine.signal.aborted) return;
        await this.#troubled(error, id, mine);
      }
      if (!mine.signal.aborted) await new Promise((resolve) => { setTimeout(resolve, AGAIN_MILLIS); });
    }
  }

  /** Without a stream it is looked at now and then. */
  async #troubled(error, id, mine) {
    if (error.status === 401) {
      mine.abort();
      this.#refused();
    } else if (error.status === 429) {
      await look(id, mine.signal).then((upload) => this.#hear(upload), () => {});
    } else {
      say($('refusal'), error instanceof Problem ? error.message : 'The stream of events broke. Trying again…');
      if (error.status === 404) mine.abort();
    }
  }

  #hear(upload) {
    if (upload.id !== this.id) return;
    const last = this.#seen.at(-1);
    if (!last || last.state !== upload.state || last.run !== upload.run || last.attempt !== upload.attempt) this.#seen.push(upload);
    if (last && last.state !== upload.state) say($('said'), `${upload.id}: ${upload.state}`);
    say($('refusal'), '');
    this.upload = upload;
    this.#draw(upload);
    this.#changed(upload);
  }

  #draw(upload) {
    const focused = document.activeElement;
    $('standing').replaceChildren(stateLabel(upload.state), progress(upload));
    $('cause').hidden = !upload.error && !(upload.errorCode && !upload.ended);
    $('cause').replaceChildren(...cause(upload));
    $('timeline').replaceChildren(...timeline(upload, this.#seen).map(([when, what]) => element('li', '',
      element('span', 'when', when), element('span', '', what))));
    $('facts').replaceChildren(...facts(upload).flatMap(([name, value]) => [element('dt', '', name), element('dd', '', value)]));
    $('replay').hidden = !(['failed', 'cancelled'].includes(upload.state) && upload.run > 0);
    $('cancel').hidden = upload.ended;
    if (focused?.hidden) $('name').focus();
  }
}

function cause(upload) {
  const error = upload.error;
  if (!error) return [element('p', '', `Waits, and is then tried again: ${upload.errorCode}`)];
  return [
    element('h3', '', 'Cause'),
    element('p', 'code', error.code),
    element('p', 'message', error.message),
    error.hint && element('p', 'hint', error.hint),
    error.field && element('p', 'soft', `Field: ${error.field}`),
    error.serviceCode && element('p', 'soft', `${error.serviceCode}: ${error.serviceMessage ?? ''}`),
    error.requestId && element('p', 'soft', `Request: ${error.requestId}`),
    error.category !== 'cancelled' && element('p', 'soft', error.retryable ? 'The same job may succeed later without a change.' : 'It fails again unless the cause is mended.'),
  ].filter(Boolean);
}

function timeline(upload, seen) {
  const steps = upload.submittedAt ? [[date(upload.submittedAt), 'submitted']] : [];
  const timings = upload.result?.timings;
  if (timings) {
    steps.push([`+ ${seconds(timings.queuedMillis)}`, 'a worker began'], [`+ ${seconds(timings.uploadMillis)}`, 'all bytes stored'],
      [`+ ${seconds(timings.closingMillis)}`, 'committed']);
  } else {
    seen.filter((each) => each.state !== 'submitted' && !(each.ended && each === seen.at(-1))).forEach((each) => steps.push([clock(each.updatedAt),
      `${each.state}${each.run > 1 ? `, run ${each.run}` : ''}${each.attempt > 1 ? `, attempt ${each.attempt}` : ''}`]));
  }
  if (upload.ended) {
    const at = upload.result?.completedAt ?? upload.error?.failedAt ?? upload.updatedAt;
    steps.push([date(at), timings ? `${upload.state}, ${seconds(timings.totalMillis)} in all` : upload.state]);
  }
  return steps;
}

function facts(upload) {
  const result = upload.result;
  return [
    ['path', upload.mediaFilePath], ['name', upload.mediaName], ['file id', result?.fileId], ['URL', result?.mediaUrl], ['cover', result?.coverUrl],
    ['size', upload.bytesTotal ? bytes(upload.bytesTotal) : null],
    ['parts, files', upload.unitsTotal ? `${number(upload.unitsDone)} of ${number(upload.unitsTotal)}` : null],
    ['sent again', result?.bytesSentAgain ? bytes(result.bytesSentAgain) : null], ['CRC-64', result?.crc64],
    ['run', upload.run ? String(upload.run) : null], ['attempt', upload.attempt ? String(upload.attempt) : null], ['worker', upload.worker],
  ].filter(([, value]) => value !== undefined && value !== null && value !== '');
}
