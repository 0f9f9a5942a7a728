/**
 * What files a streaming manifest names. No I/O: text in, references out.
 *
 * <p>Guarantees: every reference is a relative path to a place in the manifest's folder or below; whatever can't be one is refused with the line
 * that has it; what would need something from outside (variables, steering, xlink) is refused, so that nothing is left out in silence. Time and
 * memory are bounded by the manifest's size and by the numbers of files in {@link dev.longshore.worker.manifest.ManifestParser}, whatever a
 * template asks for.
 *
 * <p>HLS: the grammar is held by a library; which attributes name files is looked up line by line, because the library keeps no lines, one key of
 * several, and no tags that it doesn't know. Every {@code URI} attribute counts, also of tags unknown here.
 *
 * <p>DASH: the JDK's XML parser without document types, and the rules of ISO/IEC 23009-1 on it. An element that names files at a place where the
 * standard has none is refused.
 */
@NullMarked
package dev.longshore.worker.manifest;

import org.jspecify.annotations.NullMarked;
