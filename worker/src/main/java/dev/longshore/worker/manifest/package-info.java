/**
 * What files a streaming manifest names. No I/O: text in, references out.
 *
 * <p>Guarantees: every reference is a relative path to a place in the manifest's folder or below; whatever can't be one is refused with the line
 * that has it. The grammar is held by a library; which attributes name files is looked up line by line, because the library keeps no lines, one key of
 * several, and no tags that it doesn't know. Every {@code URI} attribute counts, also of tags unknown here, so that nothing is left out in silence.
 *
 * <p>Limits: HLS only. Variables ({@code EXT-X-DEFINE}) and content steering are refused. See {@link
 * dev.longshore.worker.manifest.ManifestParser} for the numbers.
 */
@NullMarked
package dev.longshore.worker.manifest;

import org.jspecify.annotations.NullMarked;
