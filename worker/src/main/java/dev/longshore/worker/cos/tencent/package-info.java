/** Tencent's COS SDK behind {@link dev.longshore.worker.cos.ObjectStore}; its types stay in here. */
@NullMarked
package dev.longshore.worker.cos.tencent;

import org.jspecify.annotations.NullMarked;
