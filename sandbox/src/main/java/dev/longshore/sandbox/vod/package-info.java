/**
 * The VOD API as far as an upload needs it: ApplyUpload, CommitUpload, DescribeMediaInfos, SearchMedia and
 * ParseStreamingManifest, each behind a full check of the signature: TC3-HMAC-SHA256, or HmacSHA256 and HmacSHA1 over a
 * form.
 *
 * <p>Guarantees: an answer has the real API's shape, errors included (HTTP 200 with {@code Response.Error}); a media
 * exists if and only if a CommitUpload of its session was answered without an error; a session makes at most one media;
 * unknown request fields are refused. Limits: sessions and media live as long as the process; search results are complete
 * as soon as the configured lag has passed.
 */
@NullMarked
package dev.longshore.sandbox.vod;

import org.jspecify.annotations.NullMarked;
