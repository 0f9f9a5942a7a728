/** Tencent's VOD SDK behind {@link dev.longshore.worker.vod.MediaService}; its types stay in here. */
@NullMarked
package dev.longshore.worker.vod.tencent;

import org.jspecify.annotations.NullMarked;
