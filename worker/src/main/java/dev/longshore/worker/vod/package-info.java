/**
 * The VOD API as the steps need it.
 *
 * <p>{@link dev.longshore.worker.vod.MediaService} is the port; retry, limits and metrics are decorators around it, the SDK stands in {@code tencent}.
 */
@NullMarked
package dev.longshore.worker.vod;

import org.jspecify.annotations.NullMarked;
