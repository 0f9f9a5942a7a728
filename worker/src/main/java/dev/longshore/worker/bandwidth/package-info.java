/**
 * How fast bodies are sent: limits for a worker and for a job, and the timetable of the worker's.
 *
 * <p>A limit counts body bytes handed to the network, those of failed tries included; headers, TLS and calls without a body are not counted. The
 * rate is the limit's over any second or so. Where transfers were held up, a second's bytes at most are made up for at 5 % above; no second sees more than
 * 10 % above the limit. Transfers that share one get equal shares of bytes, whatever the size of
 * their pieces. A change reaches transfers under way, and those that wait.
 */
@NullMarked
package dev.longshore.worker.bandwidth;

import org.jspecify.annotations.NullMarked;
